// stub until it is written
export const UserPage = () => null;
