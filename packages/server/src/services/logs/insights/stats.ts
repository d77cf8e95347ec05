import { AGGREGATES, type Accumulator, type AggregateOptions } from './aggregates.js';
import type { Column, Expression } from './ast.js';
import type { Budget } from './budget.js';
import type { Collector } from './collectors.js';
import { compileExpression, uncompilable, type Context, type Evaluator } from './evaluate.js';
import { Row } from './row.js';
import { compareKeys, numberOf, ownText, sortKey, textOf, Timestamp, type Value } from './values.js';

interface Aggregate {
  readonly value: Evaluator;
  start(budget: Budget): Accumulator;
}

/** A `stats` command, compiled. */
export class Stats {
  /** Columns of its rows: what it groups by, then what it computes. */
  readonly columns: readonly string[];
  readonly #by: readonly Evaluator[];
  readonly #byNames: readonly string[];
  readonly #aggregates: Aggregate[] = [];
  readonly #results: readonly { readonly name: string; readonly evaluate: Evaluator }[];

  /** @throws MalformedQueryError */
  constructor(aggregates: readonly Column[], by: readonly Column[]) {
    this.#by = by.map(({ expression }) => compileExpression(expression));
    this.#byNames = by.map(({ name }) => name);
    // The aggregates in an expression are fields of the group while it is computed.
    this.#results = aggregates.map(({ name, expression }) => ({
      name,
      evaluate: compileExpression(expression, (call) => {
        const slot = slotName(this.#aggregates.length);
        this.#aggregates.push(aggregate(call));
        return (row) => row.get(slot);
      }),
    }));
    this.columns = [...this.#byNames, ...aggregates.map(({ name }) => name)];
  }

  start(budget: Budget, context: Context): Collector {
    const groups = new Map<string, Group>();
    const startGroup = (values: readonly Value[], key: string): Group => {
      budget.spend(GROUP_BYTES * (1 + this.#aggregates.length) + 2 * key.length);
      return { values: values.map(own), accumulators: this.#aggregates.map((one) => one.start(budget)) };
    };
    // Without groups there is a result even where there are no rows.
    if (this.#by.length === 0) groups.set('[]', startGroup([], '[]'));
    return {
      isFull: false,
      add: (row) => {
        const values = this.#by.map((evaluate) => evaluate(row, context));
        const key = values.length === 0 ? '[]' : JSON.stringify(values.map((value) => textOf(value) ?? null));
        let group = groups.get(key);
        if (group === undefined) groups.set(key, (group = startGroup(values, key)));
        for (const [i, { value }] of this.#aggregates.entries())
          group.accumulators[i]?.add(value(row, context), row.event?.timestamp ?? numberOf(row.get('@timestamp')));
      },
      rows: () => this.#ordered(Array.from(groups.values(), (group, index) => this.#row(group, index, context))),
    };
  }

  #row({ values, accumulators }: Group, sequence: number, context: Context): Row {
    const row = new Row(undefined, sequence, new Map(this.#byNames.map((name, i) => [name, values[i]])));
    const computing = row.copy();
    for (const [i, accumulator] of accumulators.entries()) computing.set(slotName(i), accumulator.result());
    for (const { name, evaluate } of this.#results) row.set(name, evaluate(computing, context));
    return row;
  }

  /** By what AWS does not say: groups by time with the latest first, others by their first number, the largest first. */
  #ordered(rows: Row[]): Row[] {
    const [first] = rows;
    const time = this.#byNames.find((name) => first?.get(name) instanceof Timestamp);
    const field = time ?? this.#results[0]?.name;
    if (field === undefined) return rows;
    const keys = new Map(rows.map((row) => [row, sortKey(row.get(field))]));
    return rows.toSorted((a, b) => compareKeys(keys.get(b), keys.get(a))).map((row, index) => renumbered(row, index));
  }
}

interface Group {
  readonly values: readonly Value[];
  readonly accumulators: readonly Accumulator[];
}

const own = (value: Value): Value => (typeof value === 'string' ? ownText(value) : value);

const GROUP_BYTES = 200;
/** No query can name it. */
const slotName = (index: number): string => `\0${index}`;

const renumbered = (row: Row, sequence: number): Row => row.copy(sequence);

function aggregate({ name, args }: Expression & { kind: 'call' }): Aggregate {
  const definition = AGGREGATES.get(name);
  const [first, second] = args;
  if (definition === undefined || args.length < definition.least) throw uncompilable();
  if (first?.kind === 'everything' && definition !== AGGREGATES.get('count')) throw uncompilable();
  const isEveryRow = first === undefined || first.kind === 'everything';
  const options: Omit<AggregateOptions, 'budget'> = {
    number: second?.kind === 'literal' ? numberOf(second.value) : undefined,
    period: second?.kind === 'period' ? second.period : undefined,
  };
  return {
    value: isEveryRow ? () => 1 : compileExpression(first),
    start: (budget) => definition.start({ ...options, budget }),
  };
}
