/** What a field holds. Texts that look like numbers are taken for numbers where numbers are asked for; no value is undefined. */
export type Value = string | number | Timestamp | Structure | undefined;

/** A time, which is shown as one; ms since the epoch. */
export class Timestamp {
  readonly ms: number;

  constructor(ms: number) {
    this.ms = ms;
  }
}

/** A list or map. */
export class Structure {
  readonly json: object;

  constructor(json: object) {
    this.json = json;
  }

  /** The member of that name, or the element at that place. */
  get(key: string): Value {
    return Object.hasOwn(this.json, key) ? fromJson((this.json as Record<string, unknown>)[key]) : undefined;
  }
}

/** Numbers of JSON stay texts, so that they are shown in full; booleans are 1 and 0. */
export function fromJson(json: unknown): Value {
  if (typeof json === 'string') return json;
  if (typeof json === 'number') return String(json);
  if (typeof json === 'boolean') return json ? 1 : 0;
  return typeof json === 'object' && json !== null ? new Structure(json) : undefined;
}

export function toJson(value: Value): unknown {
  if (value instanceof Structure) return value.json;
  return value instanceof Timestamp ? value.ms : value;
}

const NUMBER = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

export function numberOf(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (value instanceof Timestamp) return value.ms;
  return typeof value === 'string' && value.length <= LONGEST_NUMBER && NUMBER.test(value) ? Number(value) : undefined;
}
const LONGEST_NUMBER = 400;

/** As results show it. */
export function textOf(value: Value): string | undefined {
  if (typeof value === 'string' || value === undefined) return value;
  if (typeof value === 'number') return numberText(value);
  return value instanceof Timestamp ? timestampText(value.ms) : JSON.stringify(value.json);
}

/** Computed numbers are shown with four decimals at most. */
function numberText(value: number): string {
  const rounded = Number.isInteger(value) || Math.abs(value) >= 1e15 ? value : Number(value.toFixed(4));
  if (Math.abs(rounded) < 1e21) return String(Object.is(rounded, -0) ? 0 : rounded);
  return BigInt(rounded).toString();
}

/** `2026-11-22 10:00:00.000`, UTC. */
export function timestampText(ms: number): string {
  if (!(Math.abs(ms) <= 8.64e15)) return String(ms);
  return new Date(ms).toISOString().replace('T', ' ').slice(0, -1);
}

/**
 * The text in memory of its own. A part of a text keeps all of that text in memory otherwise, and messages are parts of blocks.
 */
export const ownText = (text: string): string => (text.length < SHORT ? text : Buffer.from(text).toString());
/** Shorter parts are copied anyway. */
const SHORT = 13;

/** A number that an operation made; none where it has no result. */
export const finite = (value: number): Value => (Number.isFinite(value) ? value : undefined);

export const truth = (holds: boolean): Value => (holds ? 1 : 0);

/** Whether a condition of that value holds. */
export function isTrue(value: Value): boolean {
  const number = numberOf(value);
  return number === undefined ? typeof value === 'string' && value !== '' && value !== 'false' : number !== 0;
}

/** Less than 0, 0 or more, as numbers where both are, else as texts; undefined when one of them is missing. */
export function compare(a: Value, b: Value): number | undefined {
  const [x, y] = [numberOf(a), numberOf(b)];
  if (x !== undefined && y !== undefined) return x - y;
  const [s, t] = [textOf(a), textOf(b)];
  if (s === undefined || t === undefined) return undefined;
  return s < t ? -1 : s > t ? 1 : 0;
}

/** A value prepared for being sorted by. */
export type SortKey = number | string | undefined;

export const sortKey = (value: Value): SortKey => numberOf(value) ?? textOf(value);

/** The order of `sort`: what is missing, then texts, then numbers; runs of digits within texts by their value. */
export function compareKeys(a: SortKey, b: SortKey): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareNaturally(a, b);
  return rank(a) - rank(b);
}

const rank = (key: SortKey): number => (key === undefined ? 0 : typeof key === 'string' ? 1 : 2);

function compareNaturally(a: string, b: string): number {
  if (a === b) return 0;
  const [one, other] = [chunks(a), chunks(b)];
  for (const [i, left] of one.entries()) {
    const right = other[i];
    if (right === undefined) return 1;
    const areDigits = isDigit(left) && isDigit(right);
    if (areDigits && left.length !== right.length) return left.length - right.length;
    if (left !== right) return left < right ? -1 : 1;
  }
  return one.length - other.length;
}

const isDigit = (chunk: string): boolean => chunk >= '0' && chunk < ':';
/** Texts are compared by their beginnings. */
const COMPARED = 1000;
const chunks = (text: string): string[] => text.slice(0, COMPARED).match(/\d+|\D+/g) ?? [];
