import { abridge } from './abridge.js';
import { base64Fault } from './base64.js';
import { Blob } from './blob.js';
import { serializationError } from './errors.js';
import { formatIsoTime, parseIsoTime } from './iso-time.js';
import { parseHttpDate } from './sigv4/amz-date.js';
import type { Shape, TimestampFormat, TimestampShape } from './shapes.js';

/**
 * Reads a scalar from the text of a label, a query parameter or a header.
 * @param byDefault how a timestamp is written there
 * @throws AwsError SerializationException for text that is none of the shape's values
 */
export function readText(shape: Shape, text: string, byDefault: TimestampFormat): unknown {
  switch (shape.kind) {
    case 'string':
      return text;
    case 'boolean':
      if (text === 'true' || text === 'false') return text === 'true';
      return refuse(text, 'an Boolean');
    case 'integer':
    case 'long':
    case 'double':
      return readNumber(shape.kind, text);
    case 'timestamp':
      return readTime(shape, text, byDefault) ?? refuse(text, 'a Timestamp');
    case 'blob':
      return base64Fault(text) === undefined ? Blob.fromBase64(text) : refuse(text, 'a Blob');
    default:
      throw new TypeError(`no ${shape.kind} stands in a text`);
  }
}

/** Writes a scalar for a header: `readText` reads it. */
export function writeText(shape: Shape, value: unknown, byDefault: TimestampFormat): string {
  if (shape.kind === 'blob') return (value as Blob).base64();
  if (shape.kind === 'timestamp') return writeTime(shape.format ?? byDefault, value as number);
  return String(value as string | number | boolean);
}

/** @param ms since 1970 */
export function writeTime(format: TimestampFormat, ms: number): string {
  if (format === 'epoch-seconds') return String(ms / 1000);
  return format === 'http-date' ? new Date(ms).toUTCString() : formatIsoTime(ms);
}

function readTime({ format }: TimestampShape, text: string, byDefault: TimestampFormat): number | undefined {
  const expected = format ?? byDefault;
  if (expected === 'epoch-seconds') return DECIMAL.test(text) ? Math.round(Number(text) * 1000) : undefined;
  return expected === 'http-date' ? parseHttpDate(text) : parseIsoTime(text);
}

function readNumber(kind: 'integer' | 'long' | 'double', text: string): number {
  if (kind === 'double') return NOT_FINITE.get(text) ?? (DECIMAL.test(text) ? Number(text) : refuse(text, 'an Double'));
  const [target, limit] = kind === 'integer' ? ['an Integer', 2 ** 31] : ['an Long', 2 ** 63];
  const number = INTEGER.test(text) ? Number(text) || 0 : Number.NaN;
  return number >= -limit && number < limit ? number : refuse(text, target);
}

const INTEGER = /^[+-]?\d{1,20}$/;
const DECIMAL = /^[+-]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:[eE][+-]?\d{1,4})?$/;
const NOT_FINITE = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

function refuse(text: string, target: string): never {
  throw serializationError(`'${abridge(text)}' can not be converted to ${target}`);
}
