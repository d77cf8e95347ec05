import { endOfString, isBlank } from './json-source.js';

/**
 * The documents of a text in which several follow one another, with blanks or nothing between them. What does not begin like an object or an array is one
 * "document" up to the line's end, and so is what never ends: neither is JSON, and the ones after it are still found.
 */
export function* splitDocuments(text: string): Generator<string> {
  let at = 0;
  for (;;) {
    while (isBlank(text.charCodeAt(at))) at++;
    if (at >= text.length) return;
    const first = text.charCodeAt(at);
    const end = first === 123 || first === 91 ? endOfContainer(text, at) : endOfLine(text, at);
    yield text.slice(at, end);
    at = end;
  }
}

/** Behind the bracket that closes the one at a place. */
function endOfContainer(text: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 34) {
      at = endOfString(text, at);
      continue;
    }
    at++;
    if (code === 123 || code === 91) depth++;
    else if ((code === 125 || code === 93) && --depth === 0) return at;
  }
  return text.length;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
