// stub until it is written
export const DashboardPage = () => null;
