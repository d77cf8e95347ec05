import { discover } from './discovered.js';
import type { LogEvent } from './query.js';
import { ownText, Structure, Timestamp, type SortKey, type Value } from './values.js';

/** What a query works on: an event with the fields that were made of it, or a row of `stats`. */
export class Row {
  /** Undefined for a row of `stats`. */
  readonly event: LogEvent | undefined;
  /** What it is sorted by; set by `sort`. */
  order: readonly SortKey[] = [];
  /** Its place among the rows that came in. */
  readonly sequence: number;
  readonly #own: Map<string, Value>;
  #discovered: ReadonlyMap<string, Value> | undefined;

  constructor(event: LogEvent | undefined, sequence: number, own: Map<string, Value> = new Map()) {
    this.event = event;
    this.sequence = sequence;
    this.#own = own;
  }

  /** One whose fields can be set without this one's being changed. */
  copy(sequence = this.sequence): Row {
    const row = new Row(this.event, sequence, new Map(this.#own));
    row.order = this.order;
    row.#discovered = this.#discovered;
    return row;
  }

  /** For being kept: without what else hangs on its texts, which are parts of larger ones, and without what can be found again. */
  detached(): Row {
    const event = this.event && { ...this.event, message: ownText(this.event.message), ptr: ptrOf(this.event) };
    const own = new Map<string, Value>();
    for (const [name, value] of this.#own) own.set(name, typeof value === 'string' ? ownText(value) : value);
    const row = new Row(event, this.sequence, own);
    row.order = this.order;
    return row;
  }

  set(name: string, value: Value): void {
    this.#own.set(name, value);
  }

  get(name: string): Value {
    if (this.#own.has(name)) return this.#own.get(name);
    const { event } = this;
    if (event !== undefined) {
      const system = SYSTEM[name];
      if (system) return system(event);
    }
    const inner = this.#member(name);
    if (inner !== undefined || event === undefined) return inner;
    this.#discovered ??= discover(event);
    return this.#discovered.get(name);
  }

  /** A value within a structure that a field holds: `field.key`. */
  #member(name: string): Value {
    if (this.#own.size === 0) return undefined;
    for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
      const outer = this.#own.get(name.slice(0, dot));
      if (outer instanceof Structure) return memberOf(outer, name.slice(dot + 1));
    }
    return undefined;
  }

  /** About how many bytes it keeps in memory. */
  get size(): number {
    let size = ROW_BYTES + 2 * (this.event?.message.length ?? 0);
    for (const value of this.#own.values()) size += typeof value === 'string' ? 2 * value.length : FIELD_BYTES;
    return size;
  }
}

const ROW_BYTES = 300;
const FIELD_BYTES = 60;

/** A key may have dots itself. */
function memberOf(structure: Structure, path: string): Value {
  const whole = structure.get(path);
  if (whole !== undefined) return whole;
  for (let dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
    const inner = structure.get(path.slice(0, dot));
    const value = inner instanceof Structure ? memberOf(inner, path.slice(dot + 1)) : undefined;
    if (value !== undefined) return value;
  }
  return undefined;
}

export const ptrOf = ({ ptr }: LogEvent): string => (typeof ptr === 'string' ? ptr : ptr());

const SYSTEM: { readonly [name: string]: ((event: LogEvent) => Value) | undefined } = Object.assign(
  Object.create(null) as object,
  {
    '@message': (event: LogEvent) => event.message,
    '@timestamp': (event: LogEvent) => new Timestamp(event.timestamp),
    '@ingestionTime': (event: LogEvent) => new Timestamp(event.ingestionTime),
    '@logStream': (event: LogEvent) => event.logStream,
    '@log': (event: LogEvent) => `${event.account}:${event.logGroup}`,
    '@ptr': ptrOf,
    '@aws.account': (event: LogEvent) => event.account,
  },
);
