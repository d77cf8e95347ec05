/**
 * Makes JSON of the beginning of a JSON text: what the cut goes through is left out, and what is open is closed.
 * Undefined for a text that is none so far.
 */
export function jsonOfPrefix(text: string): unknown {
  const open: string[] = [];
  /** Up to where all is whole, and what closes it. */
  let whole: { readonly end: number; readonly closing: string } | undefined;
  const mark = (end: number): void => {
    whole = { end, closing: open.toReversed().join('') };
  };
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      const end = endOfString(text, at);
      if (end === undefined) break;
      at = end;
    } else if (character === '{' || character === '[') {
      if (open.push(character === '{' ? '}' : ']') > DEEPEST) return undefined;
      mark(at + 1);
    } else if (character === '}' || character === ']') {
      if (open.pop() !== character) return undefined;
      mark(at + 1);
    } else if (character === ',') mark(at);
  }
  if (whole === undefined) return undefined;
  try {
    return JSON.parse(text.slice(0, whole.end) + whole.closing);
  } catch {
    return undefined;
  }
}

const DEEPEST = 64;

function endOfString(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  return undefined;
}
