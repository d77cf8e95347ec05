// stub until it is written
export const CreateGroupPage = () => null;
