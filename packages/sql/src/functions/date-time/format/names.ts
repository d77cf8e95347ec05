/** The English names that patterns write and read. */
export const eras = ['BC', 'AD'] as const;
export const halves = ['AM', 'PM'] as const;

export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** From Sunday on. */
export const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

export const short = (name: string): string => name.slice(0, 3);

/** Which of the names stands in a text at an index, in capitals or not: the longest; with its length. */
export function nameAt(
  names: readonly string[],
  text: string,
  at: number,
): { readonly index: number; readonly length: number } | undefined {
  const rest = text.slice(at, at + longest).toLowerCase();
  let found: { readonly index: number; readonly length: number } | undefined;
  names.forEach((name, index) => {
    if (name.length > (found?.length ?? 0) && rest.startsWith(name.toLowerCase()))
      found = { index, length: name.length };
  });
  return found;
}

const longest = 32;
