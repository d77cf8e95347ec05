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
    // Only what is new is looked through: a line may come in thousands of parts.
    const [first = '', ...others] = decoder.decode(part, { stream: true }).split('\n');
    const last = others.pop();
    if (last === undefined) {
      rest += first;
    } else {
      yield [isTooLong ? undefined : withoutReturn(rest + first), ...others.map(withoutReturn)];
      [rest, isTooLong] = [last, false];
    }
    if (rest.length > longest) [rest, isTooLong] = ['', true];
  }
  rest += decoder.decode();
  if (rest !== '' || isTooLong) yield [isTooLong ? undefined : withoutReturn(rest)];
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);
