/** A line that is longer than any item could be is told as undefined: nobody keeps it. */
export type Line = string | undefined;

/** In characters: an item of 400 KB in its longest form. */
const longest = 16 * 1024 * 1024;

/** The lines of a text that comes in parts, without their ends; the last one may lack its end. */
export async function* linesOf(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Line[]> {
  const decoder = new TextDecoder();
  let rest = '';
  let isTooLong = false;
  for await (const part of parts) {
    const lines = (rest + decoder.decode(part, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    const whole = lines.map((line, i): Line => (i === 0 && isTooLong ? undefined : withoutReturn(line)));
    if (lines.length > 0) isTooLong = false;
    if (rest.length > longest) [rest, isTooLong] = ['', true];
    if (whole.length > 0) yield whole;
  }
  rest += decoder.decode();
  if (rest !== '' || isTooLong) yield [isTooLong ? undefined : withoutReturn(rest)];
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);
