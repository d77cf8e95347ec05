// stub until it is written
export const CreateUserPage = () => null;
