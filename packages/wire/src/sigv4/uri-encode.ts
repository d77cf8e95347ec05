/**
 * Percent-encodes as SigV4 does: every byte but A-Z a-z 0-9 - . _ ~ becomes %XX. Characters up to U+00FF are taken as bytes, which is how
 * Node hands over a request line; a text with any other character is taken as UTF-8.
 */
export function uriEncode(text: string): string {
  return encode(text, false);
}

/** The same, leaving slashes alone. */
export function uriEncodePath(path: string): string {
  return encode(path, true);
}

/**
 * Brings an already encoded text to its canonical form: %7e becomes ~, a raw $ becomes %24, %2f becomes %2F. A % that begins no escape
 * stands for itself. In a query a plus is a space.
 */
export function recode(text: string, options: { readonly keepSlash: boolean; readonly plusIsSpace: boolean }): string {
  if (isUnreserved(text)) return text;
  const bytes = toByteString(text);
  let result = '';
  for (let i = 0; i < bytes.length; i++) {
    const code = bytes.charCodeAt(i);
    if (code === PERCENT) {
      const byte = escapedByte(bytes, i);
      result += ENCODED[byte ?? PERCENT];
      if (byte !== undefined) i += 2;
    } else if (code === SLASH && options.keepSlash) {
      result += '/';
    } else {
      result += code === PLUS && options.plusIsSpace ? '%20' : ENCODED[code];
    }
  }
  return result;
}

/** What a canonically encoded text stands for, as UTF-8; never throws. */
export function uriDecode(text: string): string {
  if (!text.includes('%')) return text;
  const bytes = Buffer.allocUnsafe(text.length);
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const byte = text.charCodeAt(i) === PERCENT ? escapedByte(text, i) : undefined;
    bytes[length++] = byte ?? text.charCodeAt(i);
    if (byte !== undefined) i += 2;
  }
  return bytes.toString('utf8', 0, length);
}

const PERCENT = 0x25;
const PLUS = 0x2b;
const SLASH = 0x2f;

const UNRESERVED = /^[A-Za-z0-9\-._~]*$/;
const isUnreserved = (text: string): boolean => UNRESERVED.test(text);

const ENCODED: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  return isUnreserved(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
});

function encode(text: string, keepSlash: boolean): string {
  if (isUnreserved(text)) return text;
  const bytes = toByteString(text);
  let result = '';
  for (let i = 0; i < bytes.length; i++) {
    const code = bytes.charCodeAt(i);
    result += keepSlash && code === SLASH ? '/' : ENCODED[code];
  }
  return result;
}

function escapedByte(text: string, at: number): number | undefined {
  const high = hexDigit(text.charCodeAt(at + 1));
  const low = hexDigit(text.charCodeAt(at + 2));
  return high === -1 || low === -1 ? undefined : high * 16 + low;
}

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 0x20;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

function toByteString(text: string): string {
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 0xff) return Buffer.from(text, 'utf8').toString('latin1');
  }
  return text;
}
