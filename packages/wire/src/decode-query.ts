import { base64Fault } from './base64.js';
import { Blob } from './blob.js';
import { AwsError } from './errors.js';
import { decodeFormValue, eachParameter } from './form.js';
import { parseIsoTime } from './iso-time.js';
import { perShape } from './per-shape.js';
import { memberShape } from './shapes.js';
import type { Infer, ListShape, MapShape, NumberShape, Shape, StructureShape } from './shapes.js';

/**
 * Takes from the form-urlencoded `texts` what the shape knows: `Name`, `Name.Member`, `List.member.1`, `Map.entry.1.key` and `.value`.
 * Types are checked, constraints are not (`assertValid` does that). Parameters that the shape does not know are ignored, as are all but
 * the first of one name. List members come in the order of their indices, whatever gaps these have. It takes time linear in the texts.
 * @throws AwsError MalformedInput for the first parameter that does not fit, MalformedQueryString for one that is not UTF-8
 */
export function decodeQuery<S extends StructureShape>(shape: S, texts: readonly string[]): Infer<S> {
  const reader = readerOf(shape);
  let partial: unknown = {};
  const take = (name: string, encoded: string): boolean => {
    partial = reader.take(partial, { name, encoded }, 0);
    return false;
  };
  for (const text of texts) eachParameter(text, take);
  return reader.finish(partial) as Infer<S>;
}

interface Parameter {
  readonly name: string;
  readonly encoded: string;
}

/** Gathers the parameters of one value. What it has gathered so far is the caller's to keep, undefined at first. */
interface Reader {
  /** `at` is where in the name the part begins that is this value's: beyond the name's end if the name is the value's own. */
  take(partial: unknown, parameter: Parameter, at: number): unknown;
  /** The value, once every parameter is taken. */
  finish(partial: unknown): unknown;
}

const readerOf: (shape: Shape) => Reader = perShape(compile, guardDepth);

function compile(shape: Shape): Reader {
  switch (shape.kind) {
    case 'string':
      return scalar((text) => text);
    case 'blob':
      return scalar((text) => (base64Fault(text) === undefined ? Blob.fromBase64(text) : refuse()));
    case 'boolean':
      return scalar(parseBoolean);
    case 'integer':
    case 'long':
    case 'double':
      return scalar(numberParser(shape));
    case 'timestamp':
      return scalar((text) => parseIsoTime(text) ?? refuse('timestamp must follow ISO8601'));
    case 'list':
      return compileList(shape);
    case 'map':
      return compileMap(shape);
    case 'structure':
      return compileStructure(shape);
    case 'document':
    case 'eventStream':
      throw new TypeError(`no ${shape.kind} is read from this protocol`);
  }
}

function compileStructure(shape: StructureShape): Reader {
  const members = new Map(
    Object.entries(shape.members).map(([name, member]) => [name, readerOf(memberShape(member))] as const),
  );
  return {
    take(partial, parameter, at) {
      const structure = (partial ?? {}) as Record<string, unknown>;
      if (isOver(parameter, at)) {
        return parameter.encoded === '' ? structure : refuse('Unexpected complex element termination');
      }
      const end = endOfStep(parameter.name, at);
      const name = parameter.name.slice(at, end);
      const member = members.get(name);
      if (member !== undefined) structure[name] = member.take(structure[name], parameter, end + 1);
      return structure;
    },
    finish(partial) {
      const structure = partial as Record<string, unknown>;
      for (const name in structure) structure[name] = members.get(name)?.finish(structure[name]);
      return structure;
    },
  };
}

function compileList(shape: ListShape): Reader {
  const member = readerOf(shape.member);
  return {
    take(partial, parameter, at) {
      const items = (partial ?? new Map()) as Map<number, unknown>;
      const indexAt = afterStep(parameter, at, 'member', 'Unexpected list element termination');
      if (indexAt === undefined) return items;
      const [index, memberAt] = readIndex(parameter.name, indexAt);
      items.set(index, member.take(items.get(index), parameter, memberAt));
      return items;
    },
    finish: (partial) => inOrder(partial as Map<number, unknown>).map((item) => member.finish(item)),
  };
}

interface Entry {
  key?: unknown;
  value?: unknown;
}

/** Maps have no prototype, so that a key such as `constructor` finds nothing but what the request said. */
function compileMap(shape: MapShape): Reader {
  const key = readerOf(shape.key);
  const value = readerOf(shape.value);
  return {
    take(partial, parameter, at) {
      const entries = (partial ?? new Map()) as Map<number, Entry>;
      const indexAt = afterStep(parameter, at, 'entry');
      if (indexAt === undefined) return entries;
      const [index, partAt] = readIndex(parameter.name, indexAt);
      const end = endOfStep(parameter.name, partAt);
      const part = parameter.name.slice(partAt, end);
      const entry = entries.get(index) ?? {};
      if (part === 'key') entry.key = key.take(entry.key, parameter, end + 1);
      else if (part === 'value') entry.value = value.take(entry.value, parameter, end + 1);
      else refuse();
      entries.set(index, entry);
      return entries;
    },
    finish(partial) {
      const decoded = Object.create(null) as Record<string, unknown>;
      for (const entry of inOrder(partial as Map<number, Entry>)) {
        if (entry.key === undefined) refuse();
        // A null is for the validation to refuse, as it does in JSON.
        decoded[entry.key as string] = entry.value === undefined ? null : value.finish(entry.value);
      }
      return decoded;
    },
  };
}

function scalar(parse: (text: string) => unknown): Reader {
  return {
    take(partial, parameter, at) {
      if (!isOver(parameter, at)) return refuse();
      return partial === undefined ? parse(decodeFormValue(parameter.encoded)) : partial;
    },
    finish: (value) => value,
  };
}

/**
 * Where the index begins in a name that goes on with `member` or `entry`; undefined for a parameter that stands for an empty list or
 * map: `List=`, or `List.member=` as some clients write it.
 */
function afterStep(parameter: Parameter, at: number, step: string, ifScalar?: string): number | undefined {
  const { name } = parameter;
  if (!isOver(parameter, at)) {
    const end = endOfStep(name, at);
    if (name.slice(at, end) !== step) {
      const isTopLevel = name.indexOf('.') === at - 1;
      return refuse(isTopLevel && INDEX.test(name.slice(at, end)) ? TOP_LEVEL_LIST : undefined);
    }
    if (end < name.length) return end + 1;
  }
  return parameter.encoded === '' ? undefined : refuse(ifScalar);
}

function readIndex(name: string, at: number): readonly [index: number, next: number] {
  const end = endOfStep(name, at);
  const digits = name.slice(at, end);
  return INDEX.test(digits) ? [Number(digits), end + 1] : refuse();
}

const INDEX = /^\d{1,10}$/;
const TOP_LEVEL_LIST = 'Top level element may not be treated as a list';

const inOrder = <T>(items: ReadonlyMap<number, T>): T[] =>
  [...items].toSorted(([a], [b]) => a - b).map(([, item]) => item);

const isOver = ({ name }: Parameter, at: number): boolean => at > name.length;

function endOfStep(name: string, at: number): number {
  const dot = name.indexOf('.', at);
  return dot < 0 ? name.length : dot;
}

function parseBoolean(text: string): boolean {
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  return refuse(text === '' ? 'missing value for boolean type' : 'boolean must follow xsd1.1 definition');
}

function numberParser({ kind }: NumberShape): (text: string) => number {
  if (kind === 'double') return (text) => NOT_FINITE.get(text) ?? (DOUBLE.test(text) ? Number(text) : refuse());
  const limit = kind === 'integer' ? 2 ** 31 : 2 ** 63;
  return (text) => {
    const number = INTEGER.test(text) ? Number(text) || 0 : Number.NaN;
    return number >= -limit && (kind === 'long' ? number <= limit : number < limit) ? number : refuse();
  };
}

const INTEGER = /^[+-]?\d+$/;
const DOUBLE = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const NOT_FINITE = new Map([
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['INF', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
  ['-INF', Number.NEGATIVE_INFINITY],
]);

/** AWS says why for some faults, and for others, numbers among them, nothing at all. */
function refuse(message?: string): never {
  throw new AwsError('MalformedInput', message);
}

/** Only shapes that contain themselves can lead deeper than they are written: they stop at 100 rounds, before the stack does. */
function guardDepth(resolve: () => Reader): Reader {
  return {
    take(partial, parameter, at) {
      if (rounds >= 100) refuse();
      rounds++;
      try {
        return resolve().take(partial, parameter, at);
      } finally {
        rounds--;
      }
    },
    finish: (partial) => resolve().finish(partial),
  };
}

let rounds = 0;
