import { isUtf8 } from 'node:buffer';
import { serializationError } from './errors.js';

/**
 * Parses a request's body.
 * @throws AwsError SerializationException without a message, as AWS answers, when it is empty, no JSON, or has arrays nested deeper than 200
 */
export function parseJson(body: Uint8Array): unknown {
  if (body.byteLength === 0 || !isUtf8(body)) throw serializationError();
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  if (isNestedDeep(text)) throw serializationError();
  try {
    return JSON.parse(text);
  } catch {
    throw serializationError();
  }
}

const DEEPEST = 200;

/**
 * Arrays in arrays cost JSON.parse ten times what their bytes are worth (7 MB of '[' take seconds), so their depth is counted first.
 * A text with few brackets cannot be deep, and is told by a search for them, which costs next to nothing; objects cost no more than their bytes.
 */
function isNestedDeep(text: string): boolean {
  let at = -1;
  for (let brackets = 0; brackets <= DEEPEST; brackets++) {
    at = text.indexOf('[', at + 1);
    if (at === -1) return false;
  }
  return depthExceeds(text, DEEPEST);
}

function depthExceeds(text: string, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === QUOTE) at = endOfString(text, at);
    else if (character === OPEN_LIST) {
      if (++depth > limit) return true;
    } else if (character === CLOSE_LIST) depth--;
  }
  return false;
}

const [QUOTE, BACKSLASH] = [0x22, 0x5c];
const [OPEN_LIST, CLOSE_LIST] = [0x5b, 0x5d];

/** Where the string that begins at `start` ends: at the next quote after an even number of backslashes. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return at;
  }
  return text.length;
}
