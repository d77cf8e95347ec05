/**
 * A canonical number as 1 to 21 bytes, each a character from U+0000 to U+00FF, whose order is that of the numbers.
 *
 * The first byte is the sign and the magnitude as a power of 100; then two digits to a byte. Those of negative numbers are inverted, and
 * closed by a byte above all digits, so that -1 comes after -1.5; one that is as long as can be needs none.
 */
export function numberKey(canonical: string): string {
  const start = canonical.charCodeAt(0) === MINUS ? 1 : 0;
  const dot = canonical.indexOf('.', start);
  let end = canonical.length;
  let first = start;
  let point: number;
  if (canonical.charCodeAt(start) === ZERO) {
    if (dot === -1) return ZERO_KEY;
    first = dot + 1;
    while (canonical.charCodeAt(first) === ZERO) first++;
    point = dot + 1 - first;
  } else if (dot === -1) {
    point = end - start;
    while (canonical.charCodeAt(end - 1) === ZERO) end--;
  } else point = dot - start;

  const magnitude = Math.ceil(point / 2) + LOWEST_MAGNITUDE;
  const negative = start === 1;
  let key = byte(negative ? 0x7f - magnitude : 0x80 + magnitude);
  // Tens of the pair under way; an odd power of ten has its first digit alone in its pair.
  let tens = point % 2 === 0 ? -1 : 0;
  for (let at = first; at < end; at++) {
    if (at === dot) continue;
    const digit = canonical.charCodeAt(at) - ZERO;
    if (tens === -1) tens = digit * 10;
    else {
      key += pairByte(tens + digit, negative);
      tens = -1;
    }
  }
  if (tens !== -1) key += pairByte(tens, negative);
  return negative && key.length < LONGEST ? key + CLOSE : key;
}

const [ZERO, MINUS] = [0x30, 0x2d];
/** No digits at all: before the smallest positive number, whose first byte is the same, and after every negative one. */
const ZERO_KEY = '\x80';
const CLOSE = '\xff';
const LOWEST_MAGNITUDE = 64;
/** 38 digits that begin in the middle of a pair, and the first byte. */
const LONGEST = 21;

const BYTES = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code));
const byte = (code: number): string => BYTES[code] ?? '';
/** 1 to 100. */
const pairByte = (pair: number, negative: boolean): string => byte(negative ? 100 - pair : pair + 1);
