/** Lets whatever else waits for the event loop have its turn: between the slices of long work. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
