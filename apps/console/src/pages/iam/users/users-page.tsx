// stub until it is written
export const UsersPage = () => null;
