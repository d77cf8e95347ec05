// stub until it is written
export const CreateRolePage = () => null;
