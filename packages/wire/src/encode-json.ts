import type { Blob } from './blob.js';
import { perShape } from './per-shape.js';
import { writeTime } from './rest-text.js';
import { memberShape } from './shapes.js';
import type { Shape, StructureShape, TimestampShape } from './shapes.js';

/**
 * Writes a value of the shape as JSON: the shape's members in the shape's order and nothing else; members that are undefined or null are left out.
 * Timestamps become seconds with up to three decimals, blobs base64. Event streams are left out.
 */
export function encodeJson(shape: StructureShape, value: unknown): string {
  return encoderOf(shape)(value);
}

/** Called with anything but null and undefined, and with what the shape says. */
type Encoder = (value: unknown) => string;

const encoderOf: (shape: Shape) => Encoder = perShape(compile, (resolve) => (value) => resolve()(value));

function compile(shape: Shape): Encoder {
  switch (shape.kind) {
    case 'string':
      return (value) => quote(value as string);
    case 'blob':
      return (value) => `"${(value as Blob).base64()}"`;
    case 'boolean':
      return (value) => (value === true ? 'true' : 'false');
    case 'integer':
    case 'long':
      return (value) => String(value as number);
    case 'double':
      return (value) => (Number.isFinite(value) ? String(value as number) : `"${value as number}"`);
    case 'timestamp':
      return compileTimestamp(shape);
    case 'list': {
      const member = orNull(encoderOf(shape.member));
      return (value) => `[${(value as readonly unknown[]).map((item) => member(item)).join(',')}]`;
    }
    case 'map': {
      const member = orNull(encoderOf(shape.value));
      return (value) =>
        `{${Object.entries(value as object)
          .map(([key, entry]) => `${quote(key)}:${member(entry)}`)
          .join(',')}}`;
    }
    case 'structure':
      return compileStructure(shape);
    case 'document':
      return (value) => shape.write(value);
    case 'eventStream':
      throw new TypeError('an event stream is no part of a document');
  }
}

function compileTimestamp({ format = 'epoch-seconds' }: TimestampShape): Encoder {
  if (format === 'epoch-seconds') return (value) => String((value as number) / 1000);
  return (value) => `"${writeTime(format, value as number)}"`;
}

function compileStructure(shape: StructureShape): Encoder {
  const members = Object.entries(shape.members)
    .filter(([, member]) => memberShape(member).kind !== 'eventStream')
    .map(([name, member]) => ({ name, prefix: `${JSON.stringify(name)}:`, encode: encoderOf(memberShape(member)) }));
  return (value) => {
    const structure = value as Readonly<Record<string, unknown>>;
    let text = '';
    for (const member of members) {
      const set = Object.hasOwn(structure, member.name) ? structure[member.name] : undefined;
      if (set === undefined || set === null) continue;
      text += (text === '' ? '{' : ',') + member.prefix + member.encode(set);
    }
    return text === '' ? '{}' : `${text}}`;
  };
}

const orNull =
  (encode: Encoder): Encoder =>
  (value) =>
    value === null || value === undefined ? 'null' : encode(value);

/** Most strings are names and numbers that need no escapes; asking costs a quarter of JSON.stringify. */
const quote = (text: string): string => (ESCAPED.test(text) ? JSON.stringify(text) : `"${text}"`);

const ESCAPED = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;
