// stub until it is written
export const SimulatorPage = () => null;
