import { base64Fault } from './base64.js';
import { Blob } from './blob.js';
import { serializationError } from './errors.js';
import { perShape } from './per-shape.js';
import { memberShape } from './shapes.js';
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

  #compile(shape: Shape, position: Position): Decoder {
    switch (shape.kind) {
      case 'string':
        return (value) => (typeof value === 'string' ? value : refuseScalar(value, 'String'));
      case 'blob':
        return decodeBlob;
      case 'boolean':
        return decodeBoolean;
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

  #list(shape: Shape, position: Position): Decoder {
    const member = this.#elements(shape);
    return (value) => {
      if (!Array.isArray(value)) return isObject(value) ? fail(NO_STRUCTURE) : fail(noCollection[position]);
      const items: readonly unknown[] = value;
      return items.map((item) => (item === null ? null : member(item)));
    };
  }

  #map(shape: MapShape, position: Position): Decoder {
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

  #structure(shape: StructureShape, position: Position): Decoder {
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
  #document(shape: DocumentShape, position: Position): Decoder {
    return (value) => {
      if (isObject(value)) return shape.read(value);
      const model = shape.stands();
      return this.#refuse(value, model, (model.kind === 'structure' ? noStructure : noCollection)[position]);
    };
  }

  #refuse(value: unknown, shape: Shape, scalar: string): never {
    if (!Array.isArray(value)) return fail(scalar);
    const type = this.#javaType(shape);
    return fail(`${UNRECOGNIZED} ${shape.kind === 'structure' ? 'class ' : ''}${type}`);
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

/** Where a value stands: in a structure, or in a list or map. */
type Position = 'member' | 'element';

const NO_STRUCTURE = 'Start of structure or map found where not expected';
const UNRECOGNIZED = 'Unrecognized collection type';

/** A scalar in place of a structure. */
const noStructure: Record<Position, string> = {
  member: 'Unexpected field type',
  element: 'Unexpected value type in payload',
};

/** A scalar in place of a list or a map. */
const noCollection: Record<Position, string> = {
  member: 'Unexpected field type',
  element:
    'class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class ' +
    '(sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of ' +
    "loader 'bootstrap')",
};

function decodeBlob(value: unknown): Blob {
  if (typeof value === 'string') {
    const fault = base64Fault(value);
    return fault === undefined ? Blob.fromBase64(value) : fail(fault);
  }
  if (typeof value !== 'object') return fail('only base-64-encoded strings are convertible to bytes');
  return refuseScalar(value, 'ByteBuffer', 'java.nio');
}

function decodeBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return refuseScalar(value, 'Boolean');
  const word = value.length > 5 ? '' : value.toUpperCase();
  if (word === 'TRUE' || word === '1' || word === 'YES') return true;
  if (word === 'FALSE' || word === '0' || word === 'NO') return false;
  return fail('Unexpected token received from parser');
}

const numberDecoder =
  (type: string, min: number, max: number): Decoder =>
  (value) =>
    typeof value === 'number' ? Math.min(Math.max(Math.floor(value), min), max) || 0 : refuseScalar(value, type);

function milliseconds(seconds: number): number {
  const rounded = Math.round(seconds * 1000);
  return Math.min(Math.max(rounded, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER) || 0;
}

/** Refuses what stands in place of a scalar of the Java type. */
function refuseScalar(value: unknown, type: string, inPackage = 'java.lang'): never {
  if (Array.isArray(value)) return fail(`${UNRECOGNIZED} class ${inPackage}.${type}`);
  return fail(isObject(value) ? NO_STRUCTURE : `${tokenOf(value)} cannot be converted to ${type}`);
}

function tokenOf(value: unknown): string {
  if (typeof value === 'string') return 'STRING_VALUE';
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  return Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE';
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
