// stub until it is written
export const GroupPage = () => null;
