import type { Assertion } from './nodes.js';

const carriageReturn = 13;
const lineFeed = 10;
const lineEnds: ReadonlySet<number> = new Set([lineFeed, carriageReturn, 0x85, 0x20_28, 0x20_29]);

export const isLineEnd = (code: number): boolean => lineEnds.has(code);

const isWithinLineEnd: Assertion = (text, at) =>
  text.charCodeAt(at - 1) === carriageReturn && text.charCodeAt(at) === lineFeed;

export const atStart: Assertion = (_text, at) => at === 0;
export const atEnd: Assertion = (text, at) => at === text.length;

/** `$` and `\Z`: at the end, or before the line's end that is the text's. */
export const atLastEnd: Assertion = (text, at) => {
  const left = text.length - at;
  if (left === 0) return true;
  if (left === 1) return isLineEnd(text.charCodeAt(at)) && !isWithinLineEnd(text, at);
  return left === 2 && isWithinLineEnd(text, at + 1);
};

/** `(?m)^`: at the end of the text no line begins any more. */
export const atLineStart: Assertion = (text, at) =>
  at === 0 || (at < text.length && isLineEnd(text.charCodeAt(at - 1)) && !isWithinLineEnd(text, at));

/** `(?m)$` */
export const atLineEnd: Assertion = (text, at) =>
  at === text.length || (isLineEnd(text.charCodeAt(at)) && !isWithinLineEnd(text, at));

export const atWordBoundary: Assertion = (text, at) => isWord(text.charCodeAt(at - 1)) !== isWord(text.charCodeAt(at));

const isWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95;
