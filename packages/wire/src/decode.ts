import { abridge } from './abridge.js';
import { base64Fault } from './base64.js';
import { Blob } from './blob.js';
import { serializationError } from './errors.js';
import { parseIsoTime } from './iso-time.js';
import { perShape } from './per-shape.js';
import { parseHttpDate } from './sigv4/amz-date.js';
import { memberShape } from './shapes.js';
import type { Infer, ListShape, MapShape, NumberShape, Shape, StructureShape } from './shapes.js';

/** Which protocol a document came by: JSON and RPCv2-CBOR count timestamps in seconds, AWS's own CBOR in milliseconds. */
export type Dialect = 'json' | 'cbor' | 'rpcv2';

/**
 * Takes from a parsed document what the shape knows: types are checked, constraints are not (`assertValid` does that). Unknown members
 * are dropped, null members are absent, a null in a list or a map stays null for the validation to refuse. Maps have no prototype, so
 * that a key such as `constructor` finds nothing but what the request said.
 * @throws AwsError SerializationException in AWS's words for the first member, in the document's order, that does not fit
 */
export function decodeDocument<S extends StructureShape>(shape: S, document: unknown, dialect: Dialect): Infer<S> {
  if (!isObject(document)) throw serializationError();
  return decoders[dialect](shape)(document) as Infer<S>;
}

/** Called with anything but null and undefined. */
type Decoder = (value: unknown) => unknown;

const decoders: Record<Dialect, (shape: Shape) => Decoder> = {
  json: perShape((shape) => compile(shape, 'json'), guardDepth),
  cbor: perShape((shape) => compile(shape, 'cbor'), guardDepth),
  rpcv2: perShape((shape) => compile(shape, 'rpcv2'), guardDepth),
};

function compile(shape: Shape, dialect: Dialect): Decoder {
  switch (shape.kind) {
    case 'string':
      return (value) => (typeof value === 'string' ? value : refuse(value, 'an String'));
    case 'blob':
      return decodeBlob;
    case 'boolean':
      return decodeBoolean;
    case 'integer':
    case 'long':
    case 'double':
      return compileNumber(shape);
    case 'timestamp':
      if (dialect === 'json' && shape.format !== undefined && shape.format !== 'epoch-seconds')
        return compileTimeText(shape.format);
      return compileTimestamp(dialect === 'cbor' ? 1 : 1000);
    case 'list':
      return compileList(shape, dialect);
    case 'map':
      return compileMap(shape, dialect);
    case 'structure':
      return compileStructure(shape, dialect);
    case 'document':
      if (dialect !== 'json') throw new TypeError(`no ${shape.kind} is read from this protocol`);
      return (value) => shape.read(value);
    case 'eventStream':
      throw new TypeError('an event stream is no part of a request body');
  }
}

function compileStructure(shape: StructureShape, dialect: Dialect): Decoder {
  const members = new Map<string, Decoder>();
  for (const [name, member] of Object.entries(shape.members)) members.set(name, decoders[dialect](memberShape(member)));
  return (value) => {
    if (!isObject(value)) return Array.isArray(value) ? refuse(value) : fail('Expected null');
    const decoded: Record<string, unknown> = {};
    for (const name in value) {
      const decoder = members.get(name);
      if (decoder === undefined) continue;
      const member = value[name];
      if (member !== null && member !== undefined) decoded[name] = decoder(member);
    }
    return decoded;
  };
}

function compileList(shape: ListShape, dialect: Dialect): Decoder {
  const member = decoders[dialect](shape.member);
  return (value) => {
    if (!Array.isArray(value)) return isObject(value) ? refuse(value) : fail('Expected list or null');
    const items: readonly unknown[] = value;
    return items.map((item) => (item === null || item === undefined ? null : member(item)));
  };
}

function compileMap(shape: MapShape, dialect: Dialect): Decoder {
  const member = decoders[dialect](shape.value);
  return (value) => {
    if (!isObject(value)) return Array.isArray(value) ? refuse(value) : fail('Expected map or null');
    const decoded = Object.create(null) as Record<string, unknown>;
    for (const key of Object.keys(value)) {
      const entry = value[key];
      decoded[key] = entry === null || entry === undefined ? null : member(entry);
    }
    return decoded;
  };
}

function decodeBlob(value: unknown): Blob {
  if (typeof value === 'string') {
    const fault = base64Fault(value);
    return fault === undefined
      ? Blob.fromBase64(value)
      : fail(`'${abridge(value)}' can not be converted to a Blob: ${fault}`);
  }
  return value instanceof Uint8Array ? Blob.fromBytes(value) : refuse(value, 'a Blob');
}

function decodeBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return refuse(value, 'an Boolean');
  // Only short words can be one of the six: upper-casing megabytes is not worth its answer.
  const word = abridge(value).toUpperCase();
  if (word === 'TRUE' || word === '1' || word === 'YES') return true;
  if (word === 'FALSE' || word === '0' || word === 'NO') return false;
  return fail(`'${word}' can not be converted to an Boolean`);
}

function compileNumber(shape: NumberShape): Decoder {
  if (shape.kind === 'double')
    return (value) => {
      const number = typeof value === 'string' ? NOT_FINITE.get(value) : numberOf(value);
      return number ?? refuse(value, 'an Double');
    };
  const [target, min, max] =
    shape.kind === 'integer' ? ['an Integer', -(2 ** 31), 2 ** 31 - 1] : ['an Long', -(2 ** 63), 2 ** 63 - 1];
  return (value) => {
    const number = numberOf(value);
    // AWS cuts what does not fit, the fraction as well as the range; not a number and minus zero become 0.
    return number === undefined ? refuse(value, target) : Math.min(Math.max(Math.trunc(number), min), max) || 0;
  };
}

/** The names by which JSON carries what it has no numbers for. */
const NOT_FINITE = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);

function compileTimestamp(millisecondsPerUnit: number): Decoder {
  return (value) => {
    const number = numberOf(value);
    if (number === undefined) return refuse(value, 'milliseconds since epoch');
    const milliseconds = Math.round(number * millisecondsPerUnit);
    return Math.min(Math.max(milliseconds, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER) || 0;
  };
}

function compileTimeText(format: 'date-time' | 'http-date'): Decoder {
  const parse = format === 'date-time' ? parseIsoTime : parseHttpDate;
  return (value) => (typeof value === 'string' ? parse(value) : undefined) ?? refuse(value, 'a Timestamp');
}

const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' ? value : typeof value === 'bigint' ? Number(value) : undefined;

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

/** Refuses a value of the wrong type as AWS does; `target` with its article, wrong ones included. */
function refuse(value: unknown, target = ''): never {
  if (Array.isArray(value)) return fail('Start of list found where not expected');
  if (isObject(value)) return fail('Start of structure or map found where not expected.');
  return fail(`class ${javaClassOf(value)} can not be converted to ${target}`);
}

function javaClassOf(value: unknown): string {
  if (typeof value === 'boolean') return 'java.lang.Boolean';
  if (typeof value === 'string') return 'java.lang.String';
  if (value instanceof Uint8Array) return 'java.nio.HeapByteBuffer';
  return 'com.amazon.coral.value.json.numbers.TruncatingBigNumber';
}

function fail(message: string): never {
  throw serializationError(message);
}

/** Only shapes that contain themselves can lead deeper than they are written: they stop at 100 rounds, before the stack does. */
function guardDepth(resolve: () => Decoder): Decoder {
  return (value) => {
    if (rounds >= 100) throw serializationError();
    rounds++;
    try {
      return resolve()(value);
    } finally {
      rounds--;
    }
  };
}

let rounds = 0;
