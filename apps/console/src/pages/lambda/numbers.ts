/** Whether a text is a whole number within bounds. */
export const isWhole = (text: string, from: number, to: number): boolean =>
  /^\d{1,9}$/.test(text.trim()) && Number(text) >= from && Number(text) <= to;
