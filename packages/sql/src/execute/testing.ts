import type { Accumulator, ResolvedAggregate, Saved, SlidingAccumulator } from '../aggregates/aggregate.js';
import { errorStreamColumns, errorStreamName } from '../bind/catalogue.js';
import type { AggregateCall, Plan, Program, Pump, WindowKey } from '../bind/plan.js';
import type { Typed } from '../bind/typed.js';
import { RowError } from '../errors.js';
import {
  BIGINT,
  BOOLEAN,
  INTEGER,
  TIMESTAMP,
  varchar,
  type Column,
  type SqlType,
  type Value,
} from '../types/sql-type.js';
import { Engine } from './engine.js';
import type { Row, SourceRow } from './engine-types.js';

// Plans and aggregates for the tests of the operators, made by hand: so that they need no parser and no binder.

const nowhere = { line: 1, column: 1, endLine: 1, endColumn: 1 };

export const integerColumns = (...names: readonly string[]): Column[] => names.map((name) => ({ name, type: INTEGER }));
export const textColumn = (name: string): Column => ({ name, type: varchar(32) });

export const column = (index: number, type: SqlType = INTEGER): Typed => ({ kind: 'column', index, type });
export const constant = (value: Value, type: SqlType = INTEGER): Typed => ({ kind: 'constant', value, type });
export const rowtime: Typed = { kind: 'rowtime', type: TIMESTAMP };

/** A call of a function of one's own. */
export function call(
  name: string,
  type: SqlType,
  operands: readonly Typed[],
  evaluate: (...operands: readonly never[]) => Value,
  takesNull = false,
): Typed {
  const operandTypes = operands.map((operand) => operand.type);
  return { kind: 'call', name, call: { type, operandTypes, evaluate, takesNull }, operands, type };
}

export const equal = (left: Typed, right: Typed): Typed =>
  call('=', BOOLEAN, [left, right], (a: never, b: never) => a === b);
export const less = (left: Typed, right: Typed): Typed =>
  call('<', BOOLEAN, [left, right], (a: never, b: never) => a < b);
export const floorTo = (ms: number, of: Typed = rowtime): Typed =>
  call(`FLOOR ${ms}`, TIMESTAMP, [of], (time: number) => Math.floor(time / ms) * ms);
/** Fails where the divisor is 0. */
export const divide = (left: Typed, right: Typed): Typed =>
  call('/', INTEGER, [left, right], (a: number, b: number) => {
    if (b === 0) throw new RowError('Division by zero: Code=22012');
    return Math.trunc(a / b);
  });

/** A window of so many ms of ROWTIME. */
export const byTime = (ms: number): WindowKey => ({ expression: floorTo(ms), ofRowtime: true });

class Sum implements SlidingAccumulator {
  #sum: number;
  #count: number;

  constructor(sum = 0, count = 0) {
    this.#sum = sum;
    this.#count = count;
  }

  add(value: Value): void {
    if (typeof value !== 'number') return;
    this.#sum += value;
    this.#count++;
  }

  remove(value: Value): void {
    if (typeof value !== 'number') return;
    this.#sum -= value;
    this.#count--;
  }

  result(): Value {
    if (this.#sum > 1_000_000) throw new RowError('Overflow during calculation or cast: Code=22003');
    return this.#count === 0 ? null : this.#sum;
  }

  save(): Saved {
    return [this.#sum, this.#count];
  }
}

class Count implements SlidingAccumulator {
  #count: bigint;

  constructor(count = 0n) {
    this.#count = count;
  }

  add(): void {
    this.#count++;
  }

  remove(): void {
    this.#count--;
  }

  result(): Value {
    return this.#count;
  }

  save(): Saved {
    return this.#count;
  }
}

class Extreme implements Accumulator {
  readonly #sign: number;
  #value: Value;

  constructor(sign: number, value: Value = null) {
    this.#sign = sign;
    this.#value = value;
  }

  add(value: Value): void {
    if (typeof value !== 'number') return;
    if (typeof this.#value !== 'number' || (value - this.#value) * this.#sign > 0) this.#value = value;
  }

  result(): Value {
    return this.#value;
  }

  save(): Saved {
    return this.#value;
  }
}

const numbers = (saved: Saved): number[] => [...(saved as readonly number[])];

const aggregateCall = (name: string, operands: readonly Typed[], aggregate: ResolvedAggregate): AggregateCall => ({
  name,
  aggregate,
  operands,
  text: name,
});

export const sum = (operand: Typed): AggregateCall =>
  aggregateCall('SUM', [operand], {
    type: INTEGER,
    operandTypes: [INTEGER],
    create: () => new Sum(),
    createSliding: () => new Sum(),
    restore: (saved) => new Sum(...numbers(saved)),
  });

export const count = (): AggregateCall =>
  aggregateCall('COUNT', [], {
    type: BIGINT,
    operandTypes: [],
    create: () => new Count(),
    createSliding: () => new Count(),
    restore: (saved) => new Count(saved as bigint),
  });

const extreme = (name: string, sign: number, operand: Typed): AggregateCall =>
  aggregateCall(name, [operand], {
    type: INTEGER,
    operandTypes: [INTEGER],
    create: () => new Extreme(sign),
    restore: (saved) => new Extreme(sign, saved as Value),
  });

export const min = (operand: Typed): AggregateCall => extreme('MIN', -1, operand);
export const max = (operand: Typed): AggregateCall => extreme('MAX', 1, operand);

export const scan = (stream: string, columns: readonly Column[]): Plan => ({ kind: 'stream', stream, columns });

/** A program of source streams and of pumps, each into the stream of its `into`; `error_stream` comes last. */
export function program(
  sources: Readonly<Record<string, readonly Column[]>>,
  pumps: readonly (Pick<Pump, 'into' | 'plan'> & Partial<Pump>)[],
  created: Readonly<Record<string, readonly Column[]>> = {},
): Program {
  const streams = new Map<string, readonly Column[]>(Object.entries(created));
  for (const { into, plan } of pumps) if (!streams.has(into) && !(into in sources)) streams.set(into, plan.columns);
  return {
    streams: [
      ...Object.entries(sources).map(([name, columns]) => ({ name, kind: 'source' as const, columns })),
      ...[...streams].map(([name, columns]) => ({ name, kind: 'created' as const, columns })),
      { name: errorStreamName, kind: 'error' as const, columns: errorStreamColumns },
    ],
    pumps: pumps.map((pump, index) => ({ name: `PUMP_${index}`, started: true, at: nowhere, ...pump })),
    tables: ['TABLE'],
  };
}

/** An engine whose rows are kept: `[time, ...values]`, by the names of their streams. */
export class Bench {
  readonly #program: Program;
  readonly #rows: { readonly stream: number; readonly row: Row }[] = [];
  engine: Engine;

  constructor(made: Program) {
    this.#program = made;
    this.engine = new Engine(made, { sink: this.#sink() });
  }

  #sink(): { row(stream: number, row: Row): void } {
    return { row: (stream, row) => this.#rows.push({ stream, row }) };
  }

  /** A source row. */
  row(stream: string, time: number, ...values: readonly Value[]): SourceRow {
    return { stream: this.#index(stream), time, values };
  }

  /** A batch: its watermark is the last row's time where it is not given. */
  step(rows: readonly SourceRow[], watermark = rows.at(-1)?.time ?? 0): this {
    this.engine.step({ now: 1_000_000, rows, watermark });
    return this;
  }

  /** Goes on with an engine that knows nothing but a snapshot of the last. */
  restart(): void {
    const snapshot = structuredClone(this.engine.snapshot());
    this.engine = new Engine(this.#program, { sink: this.#sink(), snapshot });
  }

  /** What came out of a stream so far. */
  out(stream: string): Value[][] {
    const index = this.#index(stream);
    return this.#rows.flatMap(({ stream: of, row }) => (of === index ? [[row.time, ...row.values]] : []));
  }

  /** All rows of all streams, in the order in which they came. */
  all(): Value[][] {
    return this.#rows.map(({ stream, row }) => [stream, row.time, ...row.values]);
  }

  #index(stream: string): number {
    return this.#program.streams.findIndex(({ name }) => name === stream);
  }
}
