/** Without the blanks at its end. */
export function withoutPadding(text: string): string {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 32) end--;
  return end === text.length ? text : text.slice(0, end);
}

/** Without the blanks around it, as casts from strings read their operand. */
export function withoutBlanks(text: string): string {
  const head = text.charCodeAt(0);
  const tail = text.charCodeAt(text.length - 1);
  // Nothing above a blank is white space that Java's trim takes.
  if (head > 32 && tail > 32) return text;
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 32) start++;
  while (end > start && text.charCodeAt(end - 1) <= 32) end--;
  return text.slice(start, end);
}

/** Cut to a length. */
export const cut = (text: string, length: number): string => (text.length > length ? text.slice(0, length) : text);

/** Cut or padded with blanks to a length. */
export const padded = (text: string, length: number): string =>
  text.length >= length ? cut(text, length) : text.padEnd(length);

/** Order by code units, blanks at the ends aside: `'a'` and `'a '` are equal. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const x = withoutPadding(a);
  const y = withoutPadding(b);
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Whether strings are equal but for blanks at their ends. */
export function equalStrings(a: string, b: string): boolean {
  if (a === b) return true;
  return a.length !== b.length && withoutPadding(a) === withoutPadding(b);
}

/** By bytes from the first; a prefix comes before what it begins. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shared = Math.min(a.length, b.length);
  for (let index = 0; index < shared; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference < 0 ? -1 : 1;
  }
  return a.length === b.length ? 0 : a.length < b.length ? -1 : 1;
}

const hexDigits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0').toUpperCase());

/** Bytes in capitals: `0AFF`. */
export function hexText(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += hexDigits[byte] ?? '';
  return text;
}

/** Undefined for an odd number of digits, and what is no digit. */
export function parseHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) return undefined;
  const bytes = new Uint8Array(text.length / 2);
  for (let index = 0; index < bytes.length; index++)
    bytes[index] = Number.parseInt(text.slice(index * 2, index * 2 + 2), 16);
  return bytes;
}
