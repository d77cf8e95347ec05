import type { AttributeValue, Item } from './attribute-value.js';

/**
 * The JSON of a normal item as bytes, after so many that are the caller's: what JSON.stringify writes, in UTF-8. Most items are short, and most of their
 * attributes plain strings and numbers: these are put down where they will be copied from, in half the time and without a string that is garbage at once.
 * @param before bytes to leave free at the start, at most a few
 */
export function itemJson(item: Item, before: number): Buffer {
  end = before;
  if (writeItem(item)) {
    const bytes = Buffer.allocUnsafe(end);
    scratch.copy(bytes, before, before, end);
    return bytes;
  }
  const json = JSON.stringify(item);
  const bytes = Buffer.allocUnsafe(before + Buffer.byteLength(json));
  bytes.write(json, before, 'utf8');
  return bytes;
}

/** Longer JSON is left to JSON.stringify. */
const scratch = Buffer.allocUnsafeSlow(16 * 1024);
/** Where the next byte goes. */
let end = 0;

/** Each of these answers whether there was room. */
function writeItem(item: Item): boolean {
  scratch[end++] = OPEN;
  let isFirst = true;
  for (const name in item) {
    // The item's own names, so that `__proto__` is the attribute of this name.
    const value = item[name];
    if (value === undefined) continue;
    if (!isFirst) scratch[end++] = COMMA;
    isFirst = false;
    if (!writeText(name)) return false;
    scratch[end++] = COLON;
    if (!writeValue(value)) return false;
  }
  scratch[end++] = CLOSE;
  return true;
}

function writeValue(value: AttributeValue): boolean {
  const isNumber = 'N' in value;
  if (!isNumber && !('S' in value)) return writeJson(JSON.stringify(value));
  scratch[end++] = OPEN;
  scratch[end++] = QUOTE;
  scratch[end++] = isNumber ? LETTER_N : LETTER_S;
  scratch[end++] = QUOTE;
  scratch[end++] = COLON;
  if (!writeText(isNumber ? value.N : value.S)) return false;
  scratch[end++] = CLOSE;
  return true;
}

/** With its quotes. Leaves room for what the others put down without asking. */
function writeText(text: string): boolean {
  const { length } = text;
  if (length > LONG) return writeJson(JSON.stringify(text));
  if (end + length + SPARE > scratch.length) return false;
  const start = end;
  scratch[end++] = QUOTE;
  for (let at = 0; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20 || code > 0x7e || code === QUOTE || code === BACKSLASH) {
      end = start;
      return writeJson(JSON.stringify(text));
    }
    scratch[end++] = code;
  }
  scratch[end++] = QUOTE;
  return true;
}

function writeJson(json: string): boolean {
  if (end + json.length * MOST_BYTES + SPARE > scratch.length) return false;
  end += scratch.write(json, end, 'utf8');
  return true;
}

/** Characters from which on a loop is no quicker. */
const LONG = 256;
const MOST_BYTES = 3;
const SPARE = 32;
const [OPEN, CLOSE, QUOTE, COLON, COMMA, BACKSLASH] = [0x7b, 0x7d, 0x22, 0x3a, 0x2c, 0x5c];
const [LETTER_N, LETTER_S] = [0x4e, 0x53];
