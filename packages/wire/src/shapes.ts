import type { Blob } from './blob.js';
import type { Preencoded } from './preencoded.js';

/**
 * The shape language: what a request or an answer looks like, said once. From a shape follow the TypeScript type (`Infer`), the
 * checks of its constraints, and its encoding in every protocol. It has the kinds that Smithy has, and of its traits those that show on the wire.
 */
export type Shape =
  | StringShape
  | BlobShape
  | BooleanShape
  | NumberShape
  | TimestampShape
  | ListShape
  | MapShape
  | StructureShape
  | DocumentShape
  | EventStreamShape;

/**
 * Where a member stands in the requests and answers of a REST service, if not in the JSON of the body: in the path, the query, a header, as
 * the body itself, or as the answer's HTTP status. The other protocols know nothing of it.
 */
export type Place =
  | { readonly in: 'label' | 'payload' | 'status' }
  /** `headers`: every header that begins with the name, as a map by what follows it. */
  | { readonly in: 'query' | 'header' | 'headers'; readonly name: string };

/** What every shape may say of the member that has it: see `label`, `query`, `header`, `payload` and `statusCode`; and `sensitive` and `confidential`. */
interface Placed {
  readonly place?: Place;
  /** `model`: AWS's model says so, and its messages leave the value out as well. */
  readonly secret?: 'model' | 'ours';
}

export interface StringShape<T extends string = string> extends Placed {
  readonly kind: 'string';
  readonly values?: readonly T[];
  readonly min?: number;
  readonly max?: number;
  /** As AWS prints it in its message; it must match the whole value. */
  readonly pattern?: string;
  /** Whether AWS reports its bounds before its pattern. */
  readonly lengthFirst?: true;
  /** What values begin with that mean something else, which the service checks: an ARN where a name may stand as well. */
  readonly exempt?: string;
}

/** Bytes: a `Blob`, which holds them as base64 text, as bytes, or both. */
export interface BlobShape extends Placed {
  readonly kind: 'blob';
  readonly min?: number;
  readonly max?: number;
}

export interface BooleanShape extends Placed {
  readonly kind: 'boolean';
}

export interface NumberShape extends Placed {
  readonly kind: 'integer' | 'long' | 'double';
  readonly min?: number;
  readonly max?: number;
}

/** Milliseconds since the epoch inside the server; each protocol writes it its own way. */
export interface TimestampShape extends Placed {
  readonly kind: 'timestamp';
  /** Where a service answers no fractions of a second. */
  readonly wholeSeconds?: true;
  /** How REST-JSON writes it, where the model says so. Otherwise: in bodies as seconds, in queries and labels as a date-time, in headers as an HTTP date. */
  readonly format?: TimestampFormat;
}

export type TimestampFormat = 'epoch-seconds' | 'date-time' | 'http-date';

export interface ListShape<M extends Shape = AnyShape> extends Placed {
  readonly kind: 'list';
  readonly member: M;
  readonly min?: number;
  readonly max?: number;
  /** Whether AWS counts that no member is null among what a broken member breaks, even where none is. */
  readonly tellsNull?: true;
  /** In REST-XML: how its elements are named, or, as `flat`, that they stand without one around them, each named as the member. */
  readonly element?: 'flat' | { readonly name: string };
}

export interface MapShape<V extends Shape = AnyShape> extends Placed {
  readonly kind: 'map';
  readonly key: StringShape;
  readonly value: V;
  readonly min?: number;
  readonly max?: number;
}

export interface StructureShape<M extends Members = AnyMembers> extends Placed {
  readonly kind: 'structure';
  /** AWS's name of the shape. */
  readonly name: string;
  /** In the order in which AWS reports their violations. */
  readonly members: M;
  /** Exactly one member is set. */
  readonly union?: boolean;
}

/**
 * JSON that a service reads and writes itself, because the general ways of shapes would cost too much, or say the wrong words. It has no
 * constraints here, and is known to the JSON protocols alone.
 */
export interface DocumentShape<T = unknown> extends Placed {
  readonly kind: 'document';
  /** Messages print its values as `name@0`. */
  readonly name: string;
  /** The shape that AWS's model has in its place, for comparison alone. */
  stands(): Shape;
  /**
   * Called with the JSON of a request, anything but null.
   * @throws AwsError SerializationException for JSON of the wrong types
   */
  read(json: unknown): T;
  /** The value as JSON. */
  write(value: T): string;
  /** How messages print a value, where it is not `name@0`. */
  print?(value: T): string;
}

/** A stream of events, each one a member of `events` by its name. */
export interface EventStreamShape<M extends EventMembers = AnyEventMembers> extends Placed {
  readonly kind: 'eventStream';
  readonly events: M;
}

export type Members = { readonly [name: string]: Shape | Required };
export type EventMembers = { readonly [name: string]: StructureShape };

export interface Required<S extends Shape = AnyShape> {
  readonly kind: 'required';
  readonly shape: S;
}

// Defaults of the generic parameters: spelled as interfaces so that the recursion of `Shape` ends.
interface AnyMembers {
  readonly [name: string]: Shape | Required;
}
interface AnyEventMembers {
  readonly [name: string]: StructureShape;
}
type AnyShape = Shape;

type Bounds = { readonly min?: number; readonly max?: number };

export const string = (constraints: Omit<StringShape, 'kind' | 'values'> = {}): StringShape => ({
  kind: 'string',
  ...constraints,
});
export const enumeration = <const T extends string>(...values: readonly T[]): StringShape<T> => ({
  kind: 'string',
  values,
});
export const blob = (constraints: Bounds = {}): BlobShape => ({ kind: 'blob', ...constraints });
export const boolean: BooleanShape = { kind: 'boolean' };
export const integer = (constraints: Bounds = {}): NumberShape => ({ kind: 'integer', ...constraints });
export const long = (constraints: Bounds = {}): NumberShape => ({ kind: 'long', ...constraints });
export const double = (constraints: Bounds = {}): NumberShape => ({ kind: 'double', ...constraints });
export const timestamp: TimestampShape = { kind: 'timestamp' };
export const wholeSeconds: TimestampShape = { kind: 'timestamp', wholeSeconds: true };
export const formattedTimestamp = (format: TimestampFormat): TimestampShape => ({ kind: 'timestamp', format });
export const list = <M extends Shape>(
  member: M,
  constraints: Bounds & { readonly tellsNull?: true } = {},
): ListShape<M> => ({
  kind: 'list',
  member,
  ...constraints,
});
export const map = <V extends Shape>(key: StringShape, value: V, constraints: Bounds = {}): MapShape<V> => ({
  kind: 'map',
  key,
  value,
  ...constraints,
});
export const structure = <const M extends Members>(name: string, members: M): StructureShape<M> => ({
  kind: 'structure',
  name,
  members,
});
export const union = <const M extends Members>(name: string, members: M): StructureShape<M> => ({
  kind: 'structure',
  name,
  members,
  union: true,
});
export const document = <T>(parts: Omit<DocumentShape<T>, 'kind'>): DocumentShape<T> => ({
  kind: 'document',
  ...parts,
});
export const eventStream = <const M extends EventMembers>(events: M): EventStreamShape<M> => ({
  kind: 'eventStream',
  events,
});
export const required = <S extends Shape>(shape: S): Required<S> => ({ kind: 'required', shape });

/** A member that stands in the path, where the operation's template has its name in braces. */
export const label = <S extends Shape>(shape: S): S => ({ ...shape, place: { in: 'label' } });
/** A member that is a parameter of the query. Lists repeat it. */
export const query = <S extends Shape>(name: string, shape: S): S => ({ ...shape, place: { in: 'query', name } });
/** A member that is a header. Lists are written with commas. */
export const header = <S extends Shape>(name: string, shape: S): S => ({ ...shape, place: { in: 'header', name } });
/** A map that is all the headers that begin with the prefix, by the rest of their names in lower case. */
export const headers = <S extends MapShape>(prefix: string, shape: S): S => ({
  ...shape,
  place: { in: 'headers', name: prefix },
});
/** A list as REST-XML has it whose elements repeat the member's name. */
export const flatList = <M extends Shape>(member: M): ListShape<M> => ({ kind: 'list', member, element: 'flat' });
/** A list as REST-XML has it whose elements have that name, in one element that has the member's. */
export const namedList = <M extends Shape>(name: string, member: M): ListShape<M> => ({
  kind: 'list',
  member,
  element: { name },
});
/** The member that the body is: a blob's or a string's own bytes, a structure as the JSON document, the events of a stream; in an event, its payload. */
export const payload = <S extends Shape>(shape: S): S => ({ ...shape, place: { in: 'payload' } });
/** A member of an output that is the answer's HTTP status. */
export const statusCode = <S extends NumberShape>(shape: S): S => ({ ...shape, place: { in: 'status' } });

/** Of values that AWS's model marks as sensitive: messages and the request log leave them out. Of a map, the keys are told. */
export const sensitive = <S extends Shape>(shape: S): S => ({ ...shape, secret: 'model' });
/** Of values that AWS's model lets pass and that are secret none the less: the request log leaves them out. */
export const confidential = <S extends Shape>(shape: S): S => ({ ...shape, secret: 'ours' });

/** The shape of a member, whether it is required or not. */
export const memberShape = (member: Shape | Required): Shape => (member.kind === 'required' ? member.shape : member);

/** The TypeScript type of the values that a shape describes; unknown for one of which no more is known than that it is a shape. */
// oxfmt-ignore
export type Infer<S> =
  Shape extends S ? unknown
  : S extends Required<infer R> ? Infer<R>
  : S extends StringShape<infer T> ? T
  : S extends BlobShape ? Blob
  : S extends BooleanShape ? boolean
  : S extends NumberShape | TimestampShape ? number
  : S extends DocumentShape<infer T> ? T
  : S extends ListShape<infer M> ? readonly Infer<M>[]
  : S extends MapShape<infer V> ? Readonly<Record<string, Infer<V>>>
  : S extends EventStreamShape<infer E> ? AsyncIterable<{ readonly [K in keyof E]?: Infer<E[K]> | Preencoded }>
  : S extends StructureShape<infer M> ? InferMembers<M>
  : never;

type InferMembers<M> = Simplify<
  { readonly [K in keyof M as M[K] extends Required ? K : never]: Infer<M[K]> } & {
    readonly [K in keyof M as M[K] extends Required ? never : K]?: Infer<M[K]> | undefined;
  }
>;
type Simplify<T> = { [K in keyof T]: T[K] } & {};
