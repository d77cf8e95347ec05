import { Blob } from '../blob.js';
import { parseIsoTime } from '../iso-time.js';
import { memberShape } from '../shapes.js';
import type { Shape, StructureShape, TimestampShape } from '../shapes.js';
import { parseHttpDate } from '../sigv4/amz-date.js';

/** A value as the AWS CLI takes and shows it: blobs in base64, times in ISO 8601. */
export type Plain = null | boolean | number | string | readonly Plain[] | { readonly [name: string]: Plain };

/** What stands in place of a secret. */
export const WITHHELD = '***';

/** How the values of a document are written: as `Infer` has them, or as they came by JSON, AWS's CBOR or RPCv2-CBOR. */
export type Form = 'decoded' | 'json' | 'cbor' | 'rpcv2';

/**
 * What a document says of the members that its shape has, without its secrets. Only what the shape names is shown, and only if it is of the
 * shape's kind: whoever sends a secret under another name, or in another place, does not see it here.
 * @param secrets gets the texts that were left out
 */
export function plainValue(shape: Shape, value: unknown, form: Form, secrets: Set<string>): Plain {
  if (value === null || value === undefined) return null;
  if (shape.secret !== undefined) return withheld(shape, value, secrets);
  switch (shape.kind) {
    case 'string':
      return typeof value === 'string' ? masked(value) : misfit(shape, value, secrets);
    case 'boolean':
      return typeof value === 'boolean' ? value : misfit(shape, value, secrets);
    case 'integer':
    case 'long':
    case 'double':
      return plainNumber(value) ?? misfit(shape, value, secrets);
    case 'blob':
      return blobOf(value)?.base64() ?? misfit(shape, value, secrets);
    case 'timestamp':
      return plainTime(shape, value, form) ?? misfit(shape, value, secrets);
    case 'list':
      return Array.isArray(value)
        ? value.map((item: unknown) => plainValue(shape.member, item, form, secrets))
        : misfit(shape, value, secrets);
    case 'map':
      if (!isObject(value)) return misfit(shape, value, secrets);
      return fromEntries(
        Object.entries(value).map(([key, entry]) => [key, plainValue(shape.value, entry, form, secrets)]),
      );
    case 'structure':
      return isObject(value) ? plainMembers(shape, value, form, secrets) : misfit(shape, value, secrets);
    case 'document':
      return plainJson(form === 'decoded' ? (JSON.parse(shape.write(value)) as unknown) : value);
    case 'eventStream':
      return null;
  }
}

function plainMembers(
  shape: StructureShape,
  value: Readonly<Record<string, unknown>>,
  form: Form,
  secrets: Set<string>,
): Plain {
  return fromEntries(
    Object.entries(shape.members).flatMap(([name, member]): [string, Plain][] => {
      const set = Object.hasOwn(value, name) ? value[name] : undefined;
      const known = memberShape(member);
      if (set === undefined || set === null || known.kind === 'eventStream') return [];
      return [[name, plainValue(known, set, form, secrets)]];
    }),
  );
}

function withheld(shape: Shape, value: unknown, secrets: Set<string>): Plain {
  if (shape.kind === 'map' && isObject(value)) {
    for (const entry of Object.values(value)) collect(entry, secrets);
    return fromEntries(Object.keys(value).map((key) => [key, WITHHELD]));
  }
  collect(value, secrets);
  const bytes = shape.kind === 'blob' ? blobOf(value)?.byteLength : undefined;
  return bytes === undefined ? WITHHELD : `${WITHHELD} (${bytes} bytes)`;
}

function misfit(shape: Shape, value: unknown, secrets: Set<string>): Plain {
  collect(value, secrets);
  return `(no ${shape.kind})`;
}

function collect(value: unknown, secrets: Set<string>): void {
  if (typeof value === 'string') secrets.add(value);
  else if (value instanceof Blob) secrets.add(value.base64());
  else if (value instanceof Uint8Array) return;
  else if (typeof value === 'object' && value !== null)
    for (const entry of Object.values(value)) collect(entry, secrets);
}

/** JSON of which no shape is known. */
export function plainJson(value: unknown): Plain {
  if (typeof value === 'string') return masked(value);
  if (typeof value === 'number' || typeof value === 'bigint') return plainNumber(value) ?? null;
  if (typeof value === 'boolean') return value;
  if (value instanceof Uint8Array) return Blob.fromBytes(value).base64();
  if (Array.isArray(value)) return value.map(plainJson);
  return isObject(value) ? fromEntries(Object.entries(value).map(([name, entry]) => [name, plainJson(entry)])) : null;
}

/** A text without the signatures and tokens of requests: they stand in presigned URLs, and in messages that repeat what was signed. */
export function masked(text: string): string {
  return PERHAPS_SIGNED.test(text) ? text.replace(TOKEN, `$1${WITHHELD}`).replace(SIGNATURE, `$1${WITHHELD}`) : text;
}

const PERHAPS_SIGNED = /signature|security-token/i;
const TOKEN = /(x-amz-security-token["']?\s*(?:[:=]|%3d|%3a)\s*["']?)[^\s&"',;<>\\]+/gi;
const SIGNATURE = /(signature["']?\s*(?:[:=]|%3d|%3a)\s*["']?)[^\s&"',;<>\\]+/gi;

function plainNumber(value: unknown): number | string | undefined {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'number') return undefined;
  return Number.isFinite(value) ? value : String(value);
}

function plainTime(shape: TimestampShape, value: unknown, form: Form): string | undefined {
  if (form === 'json' && typeof value === 'string') {
    const read = shape.format === 'http-date' ? parseHttpDate(value) : parseIsoTime(value);
    return read === undefined ? undefined : isoTime(read);
  }
  const number = typeof value === 'bigint' ? Number(value) : value;
  if (typeof number !== 'number') return undefined;
  return isoTime(form === 'json' || form === 'rpcv2' ? Math.round(number * 1000) : number);
}

const isoTime = (ms: number): string => (Math.abs(ms) <= LATEST ? new Date(ms).toISOString() : String(ms));
/** Of JavaScript's dates, ms. */
const LATEST = 8.64e15;

function blobOf(value: unknown): Blob | undefined {
  if (value instanceof Blob) return value.chunks === undefined ? value : undefined;
  if (value instanceof Uint8Array) return Blob.fromBytes(value);
  return typeof value === 'string' ? Blob.fromBase64(value) : undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

/** Whatever the names are: `__proto__` is one. */
const fromEntries = (entries: readonly (readonly [string, Plain])[]): { readonly [name: string]: Plain } =>
  Object.fromEntries(entries);
