import { decode as decodeCbor } from 'cborg';
import { gunzipSync } from 'fflate';

/** What a record's data turned out to be. */
export interface Decoded {
  readonly kind: 'json' | 'text' | 'cbor' | 'binary' | 'empty';
  readonly isGzip: boolean;
  /** Unpacked where it was gzip. */
  readonly bytes: Uint8Array;
  /** JSON as it came, CBOR as JSON, text; empty for binary. */
  readonly text: string;
  /** Of JSON and CBOR. */
  readonly value: unknown;
}

/** Larger ones stay packed: a megabyte can hold a gigabyte of zeros. */
const largestUnpacked = 32 * 1024 * 1024;

export function decodeData(data: Uint8Array): Decoded {
  const unpacked = gunzip(data);
  const bytes = unpacked ?? data;
  const isGzip = unpacked !== undefined;
  const found = (kind: Decoded['kind'], text = '', value?: unknown): Decoded => ({ kind, isGzip, bytes, text, value });
  if (bytes.length === 0) return found('empty');
  const text = utf8(bytes);
  if (text !== undefined) {
    try {
      return found('json', text, JSON.parse(text));
    } catch {
      // Some text, or CBOR whose bytes are all ASCII, of which nobody could tell.
      if (isReadable(text)) return found('text', text);
    }
  }
  const cbor = cborValue(bytes);
  if (cbor !== undefined) return found('cbor', JSON.stringify(cbor), cbor);
  return found('binary');
}

/** Undefined for what is no gzip, or a broken or a huge one. */
function gunzip(data: Uint8Array): Uint8Array | undefined {
  if (data.length < 18 || data[0] !== 0x1f || data[1] !== 0x8b || data[2] !== 8) return undefined;
  const length = new DataView(data.buffer, data.byteOffset, data.byteLength).getUint32(data.length - 4, true);
  if (length > largestUnpacked) return undefined;
  try {
    return gunzipSync(data);
  } catch {
    return undefined;
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

function utf8(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Few control characters: a text. */
function isReadable(text: string): boolean {
  let strange = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // Tabs, line ends and escape are of texts, too.
    if ((code < 0x20 && !(code >= 9 && code <= 13) && code !== 0x1b) || code === 0x7f) strange++;
  }
  return strange * 20 <= text.length;
}

/** Maps and arrays only: almost any byte is some CBOR. */
function cborValue(bytes: Uint8Array): unknown {
  const tagged = bytes[0] === 0xd9 && bytes[1] === 0xd9 && bytes[2] === 0xf7;
  const first = bytes[tagged ? 3 : 0] ?? 0;
  if (first < 0x80 || first > 0xbf) return undefined;
  try {
    const value: unknown = decodeCbor(tagged ? bytes.subarray(3) : bytes, { useMaps: true, tags: passThrough });
    return plain(value);
  } catch {
    return undefined;
  }
}

const passThrough = Object.fromEntries(
  // Dates, big numbers and what else has a common tag, as what stands behind it.
  [0, 1, 2, 3, 4, 5, 21, 22, 23, 32, 33, 34, 35, 36, 37].map((tag) => [tag, (content: () => unknown) => content()]),
);

/** As JSON has it: bytes in hexadecimal digits, large numbers as texts. */
function plain(value: unknown): unknown {
  if (value instanceof Map)
    return Object.fromEntries(
      [...value].map(([key, item]) => [typeof key === 'string' ? key : JSON.stringify(plain(key)), plain(item)]),
    );
  if (value instanceof Uint8Array) return `0x${hexOf(value)}`;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  return value === undefined ? null : value;
}

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** One line for a table. @param most characters */
export function previewOf({ kind, text, bytes }: Decoded, most = 240): string {
  if (kind === 'binary') return spaced(hexOf(bytes.subarray(0, most / 4)));
  return text
    .slice(0, most * 2)
    .replace(/\s+/g, ' ')
    .slice(0, most);
}

const spaced = (hex: string): string => hex.replace(/(..)(?=.)/g, '$1 ');

/** Offset, sixteen bytes, the same as ASCII. @param most bytes that are shown */
export function hexDump(bytes: Uint8Array, most = 16_384): string {
  const lines: string[] = [];
  for (let at = 0; at < Math.min(bytes.length, most); at += 16) {
    const row = bytes.subarray(at, at + 16);
    const ascii = Array.from(row, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${at.toString(16).padStart(8, '0')}  ${spaced(hexOf(row)).padEnd(47)}  ${ascii}`);
  }
  return lines.join('\n');
}
