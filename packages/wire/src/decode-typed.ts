import { base64Fault } from './base64.js';
import { Blob } from './blob.js';
import { serializationError } from './errors.js';
import { perShape } from './per-shape.js';
import { memberShape } from './shapes.js';
import {
  foundCollection,
  foundStructure,
  noCollection,
  noStructure,
  refuseScalar,
  typedBoolean,
  typedString,
  type TypedPosition,
} from './typed-scalars.js';
import type { DocumentShape, Infer, MapShape, Shape, StructureShape } from './shapes.js';

/**
 * Reads JSON as AWS's older layer does, which knows the Java types of members and names them in its refusals: what `decodeDocument` does, in
 * other words. Booleans are taken from text, and numbers lose their fractions.
 * @param namespace the package of the service's classes: `com.amazonaws.dynamodb.v20120810`
 * @throws AwsError SerializationException for the first member, in the document's order, that does not fit
 */
export class TypedDecoder {
  readonly #members: (shape: Shape) => Decoder = perShape((shape) => this.#compile(shape, 'member'), forward);
  readonly #elements: (shape: Shape) => Decoder = perShape((shape) => this.#compile(shape, 'element'), forward);
  readonly #namespace: string;

  constructor(namespace: string) {
    this.#namespace = namespace;
  }

  decode<S extends StructureShape>(shape: S, document: unknown): Infer<S> {
    if (!isObject(document)) throw serializationError();
    return this.#members(shape)(document) as Infer<S>;
  }

  #compile(shape: Shape, position: TypedPosition): Decoder {
    switch (shape.kind) {
      case 'string':
        return typedString;
      case 'blob':
        return decodeBlob;
      case 'boolean':
        return typedBoolean;
      case 'integer':
        return numberDecoder('Integer', -(2 ** 31), 2 ** 31 - 1);
      case 'long':
        return numberDecoder('Long', -(2 ** 63), 2 ** 63 - 1);
      case 'double':
        return (value) => (typeof value === 'number' ? value : refuseScalar(value, 'Double'));
      case 'timestamp':
        return (value) => (typeof value === 'number' ? milliseconds(value) : refuseScalar(value, 'Date', 'java.util'));
      case 'list':
        return this.#list(shape.member, position);
      case 'map':
        return this.#map(shape, position);
      case 'structure':
        return this.#structure(shape, position);
      case 'document':
        return this.#document(shape, position);
      case 'eventStream':
        throw new TypeError('an event stream is no part of a request body');
    }
  }

  #list(shape: Shape, position: TypedPosition): Decoder {
    const member = this.#elements(shape);
    return (value) => {
      if (!Array.isArray(value)) return isObject(value) ? fail(foundStructure) : fail(noCollection[position]);
      const items: readonly unknown[] = value;
      return items.map((item) => (item === null ? null : member(item)));
    };
  }

  #map(shape: MapShape, position: TypedPosition): Decoder {
    const member = this.#elements(shape.value);
    return (value) => {
      if (!isObject(value)) return this.#refuse(value, shape, noCollection[position]);
      const decoded = Object.create(null) as Record<string, unknown>;
      for (const key of Object.keys(value)) {
        const entry = value[key];
        decoded[key] = entry === null ? null : member(entry);
      }
      return decoded;
    };
  }

  #structure(shape: StructureShape, position: TypedPosition): Decoder {
    const members = new Map<string, Decoder>();
    for (const [name, member] of Object.entries(shape.members)) members.set(name, this.#members(memberShape(member)));
    return (value) => {
      if (!isObject(value)) return this.#refuse(value, shape, noStructure[position]);
      const decoded: Record<string, unknown> = {};
      for (const name in value) {
        const decoder = members.get(name);
        if (decoder === undefined) continue;
        const member = value[name];
        if (member !== null) decoded[name] = decoder(member);
      }
      return decoded;
    };
  }

  /** A document says itself what is wrong inside it; that there is something to read is seen here, where its position is known. */
  #document(shape: DocumentShape, position: TypedPosition): Decoder {
    return (value) => {
      if (isObject(value)) return shape.read(value);
      const model = shape.stands();
      return this.#refuse(value, model, (model.kind === 'structure' ? noStructure : noCollection)[position]);
    };
  }

  #refuse(value: unknown, shape: Shape, scalar: string): never {
    if (!Array.isArray(value)) return fail(scalar);
    const type = this.#javaType(shape);
    return fail(`${foundCollection} ${shape.kind === 'structure' ? 'class ' : ''}${type}`);
  }

  #javaType(shape: Shape): string {
    switch (shape.kind) {
      case 'structure':
        return `${this.#namespace}.${shape.name}`;
      case 'list':
        return `java.util.List<${this.#javaType(shape.member)}>`;
      case 'map':
        return `java.util.Map<java.lang.String, ${this.#javaType(shape.value)}>`;
      case 'document':
        return this.#javaType(shape.stands());
      default:
        return 'java.lang.String';
    }
  }
}

/** Called with anything but null. */
type Decoder = (value: unknown) => unknown;

function decodeBlob(value: unknown): Blob {
  if (typeof value === 'string') {
    const fault = base64Fault(value);
    return fault === undefined ? Blob.fromBase64(value) : fail(fault);
  }
  if (typeof value !== 'object') return fail('only base-64-encoded strings are convertible to bytes');
  return refuseScalar(value, 'ByteBuffer', 'java.nio');
}

const numberDecoder =
  (type: string, min: number, max: number): Decoder =>
  (value) =>
    typeof value === 'number' ? Math.min(Math.max(Math.floor(value), min), max) || 0 : refuseScalar(value, type);

function milliseconds(seconds: number): number {
  const rounded = Math.round(seconds * 1000);
  return Math.min(Math.max(rounded, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER) || 0;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function fail(message: string): never {
  throw serializationError(message);
}

/** Shapes that contain themselves are documents here, whose own reader minds the depth. */
function forward(): Decoder {
  throw new TypeError('a shape that contains itself must be a document');
}
