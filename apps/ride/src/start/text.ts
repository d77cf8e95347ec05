/** How text may look on the terminal. */
export interface Look {
  readonly width: number;
  readonly color: boolean;
}

const BARS = '▁▂▃▄▅▆▇█';

/** One bar for each value, the highest value full. */
export function sparkline(values: readonly number[]): string {
  const top = Math.max(1, ...values);
  return values.map((value) => BARS[Math.min(7, Math.ceil((value / top) * 7))]).join('');
}

/** Cut to so many columns of a terminal; wide characters count twice. */
export function fit(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let out = '';
  let left = width - 1;
  for (const character of text) {
    left -= widthOf(character);
    if (left < 0) break;
    out += character;
  }
  return width < 1 ? '' : `${out}…`;
}

/** Broken at spaces into lines of so many columns; a word that is wider stands alone and is left to the terminal. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && widthOf(line) + 1 + widthOf(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

/** Columns that plain text, without escape sequences, takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    width += code >= 0x2e80 || (code >= 0x1100 && code < 0x1160) ? 2 : 1;
  }
  return width;
}

/** Filled up with spaces to so many columns. */
export const padded = (text: string, width: number): string => text + ' '.repeat(Math.max(0, width - widthOf(text)));

/** Paints with a code of SGR, or not at all. */
export const painter =
  (color: boolean) =>
  (code: number, text: string): string =>
    color && text !== '' ? `\x1b[${code}m${text}\x1b[0m` : text;

/** A link that terminals which know OSC 8 make clickable as a whole, also where it is wrapped. */
export const hyperlink = (url: string, text = url): string => `\x1b]8;;${url}\x1b\\${text}\x1b]8;;\x1b\\`;

export const count = (value: number): string => value.toLocaleString('en-US');
export const plural = (value: number, noun: string): string => `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
export const seconds = (millis: number): string => `${(millis / 1_000).toFixed(1)} s`;

/** `1:02:05` */
export function duration(millis: number): string {
  const all = Math.floor(millis / 1_000);
  const [hours, minutes] = [Math.floor(all / 3_600), Math.floor(all / 60) % 60];
  const tail = `${String(minutes).padStart(hours > 0 ? 2 : 1, '0')}:${String(all % 60).padStart(2, '0')}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}

/** `20:41:00`, as the clock on the wall. @param epoch in milliseconds */
export function clock(epoch: number): string {
  const date = new Date(epoch);
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0')).join(':');
}
