// stub until it is written
export const GroupsPage = () => null;
