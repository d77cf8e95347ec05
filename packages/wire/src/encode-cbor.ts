import type { Blob } from './blob.js';
import { CborWriter } from './cbor-writer.js';
import { perShape } from './per-shape.js';
import { memberShape } from './shapes.js';
import type { Shape, StructureShape } from './shapes.js';

/**
 * Writes a value of the shape as CBOR: the shape's members in its order, undefined and null ones left out, definite lengths, blobs as byte
 * strings. A timestamp is tag 1: in AWS's own CBOR around integer milliseconds, though RFC 8949 means seconds, and in RPCv2 around
 * seconds of 64 bits.
 */
export function encodeCbor(shape: StructureShape, value: unknown, dialect: CborDialect = 'cbor'): Uint8Array {
  const writer = new CborWriter();
  encoders[dialect](shape)(value, writer);
  return writer.finish();
}

export type CborDialect = 'cbor' | 'rpcv2';

/** Called with anything but null and undefined, and with what the shape says. */
type Encoder = (value: unknown, writer: CborWriter) => void;

const forward =
  (resolve: () => Encoder): Encoder =>
  (value, writer) =>
    resolve()(value, writer);
const encoders: Record<CborDialect, (shape: Shape) => Encoder> = {
  cbor: perShape((shape) => compile(shape, 'cbor'), forward),
  rpcv2: perShape((shape) => compile(shape, 'rpcv2'), forward),
};

const TIMESTAMP = 1;

function compile(shape: Shape, dialect: CborDialect): Encoder {
  switch (shape.kind) {
    case 'string':
      return (value, writer) => writer.text(value as string);
    case 'blob':
      return (value, writer) => writer.bytes((value as Blob).bytes());
    case 'boolean':
      return (value, writer) => writer.boolean(value as boolean);
    case 'integer':
    case 'long':
      return (value, writer) => writer.value(value as number);
    case 'double':
      return (value, writer) => writer.double(value as number);
    case 'timestamp':
      return (value, writer) => {
        writer.tag(TIMESTAMP);
        if (dialect === 'cbor') writer.integer(Math.round(value as number));
        else writer.double((value as number) / 1000);
      };
    case 'list': {
      const member = orNull(encoders[dialect](shape.member));
      return (value, writer) => {
        const items = value as readonly unknown[];
        writer.array(items.length);
        for (const item of items) member(item, writer);
      };
    }
    case 'map': {
      const member = orNull(encoders[dialect](shape.value));
      return (value, writer) => {
        const entries = Object.entries(value as object);
        writer.map(entries.length);
        for (const [key, entry] of entries) {
          writer.text(key);
          member(entry, writer);
        }
      };
    }
    case 'structure':
      return compileStructure(shape, dialect);
    case 'document':
    case 'eventStream':
      throw new TypeError(`no ${shape.kind} is written in this protocol`);
  }
}

function compileStructure(shape: StructureShape, dialect: CborDialect): Encoder {
  const members = Object.entries(shape.members)
    .filter(([, member]) => memberShape(member).kind !== 'eventStream')
    .map(([name, member]) => ({ name, encode: encoders[dialect](memberShape(member)) }));
  return (value, writer) => {
    const structure = value as Readonly<Record<string, unknown>>;
    const get = (name: string) => (Object.hasOwn(structure, name) ? structure[name] : undefined) ?? undefined;
    writer.map(members.reduce((count, member) => (get(member.name) === undefined ? count : count + 1), 0));
    for (const member of members) {
      const set = get(member.name);
      if (set === undefined) continue;
      writer.text(member.name);
      member.encode(set, writer);
    }
  };
}

const orNull =
  (encode: Encoder): Encoder =>
  (value, writer) =>
    value === null || value === undefined ? writer.null() : encode(value, writer);
