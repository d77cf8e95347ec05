/**
 * What AWS says about text that is not padded, canonical base64; undefined if it is. Decodes into a scratch buffer that is overwritten
 * by the next call, because Node's decoder is several times faster than any check written here; what that decoder lets pass (the URL-safe
 * alphabet, characters beyond Latin-1 taken modulo 256, anything after padding) is looked for besides.
 */
export function base64Fault(text: string): string | undefined {
  const length = text.length;
  if (length % 4 !== 0) return `Base64 encoded length is expected a multiple of 4 bytes but found: ${length}`;
  if (length === 0) return undefined;
  const padding = paddingOf(text);
  const clean = !BEYOND_LATIN1.test(text) && !text.includes('-') && !text.includes('_');
  if (!clean || decodedLength(text) !== (length / 4) * 3 - padding)
    return `Invalid Base64 character: '${firstForeign(text)}'`;
  const spareBits = padding === 0 ? 0 : padding === 1 ? 0b11 : 0b1111;
  if ((ALPHABET.indexOf(text.charAt(length - 1 - padding)) & spareBits) !== 0)
    return 'Invalid last non-pad Base64 character dectected';
  return undefined;
}

// V8 drops this pattern at once for strings that it stores as Latin-1, which is what request bodies are made of.
const BEYOND_LATIN1 = /[\u0100-\uffff]/;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const CHUNK = 64 * 1024;
const scratch = Buffer.allocUnsafe((CHUNK / 4) * 3);

const paddingOf = (text: string): 0 | 1 | 2 => (text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0);

function decodedLength(text: string): number {
  if (text.length <= CHUNK) return scratch.write(text, 0, scratch.length, 'base64');
  let decoded = 0;
  for (let at = 0; at < text.length; at += CHUNK)
    decoded += scratch.write(text.slice(at, at + CHUNK), 0, scratch.length, 'base64');
  return decoded;
}

/** The first character that does not belong where it stands: '=' belongs only in the last place or the last two. */
function firstForeign(text: string): string {
  const end = text.length - paddingOf(text);
  for (let at = 0; at < end; at++) {
    const character = text.charAt(at);
    if (!ALPHABET.includes(character)) return character;
  }
  return '=';
}
