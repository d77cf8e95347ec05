import { Budget, MOST_KEPT } from './budget.js';
import type { Collector } from './collectors.js';
import type { Context } from './evaluate.js';
import type { Plan, Segment } from './plan.js';
import { QueryTooLargeError, type LogEvent, type QueryRun, type QueryStatistics, type ResultRow } from './query.js';
import { ptrOf, Row } from './row.js';
import { textOf } from './values.js';

/** What AWS answers at most when a query does not say. */
const DEFAULT_LIMIT = 10_000;

/** An execution of a plan: events go through the first segment as they come, the others see its rows whenever results are asked for. */
export class PlanRun implements QueryRun {
  readonly #plan: Plan;
  readonly #context: Context;
  readonly #limit: number;
  readonly #budget: Budget;
  readonly #memory: Budget | undefined;
  readonly #first: Collector;
  #scanned = 0;
  #matched = 0;
  #bytes = 0;

  constructor(plan: Plan, context: Context, limit: number | undefined, memory: Budget | undefined) {
    this.#plan = plan;
    this.#context = context;
    this.#limit = limit ?? DEFAULT_LIMIT;
    this.#memory = memory;
    this.#budget = new Budget(MOST_KEPT, memory);
    const [segment] = plan.segments;
    if (segment === undefined) throw new TypeError('a plan has a segment');
    this.#first = segment.collect(this.#budget, context, this.#limit);
  }

  feed(events: Iterable<LogEvent>): void {
    const [segment] = this.#plan.segments;
    if (segment === undefined) return;
    for (const event of events) {
      if (this.isDone) return;
      this.#bytes += Buffer.byteLength(event.message);
      const row = new Row(event, this.#scanned++);
      for (const made of transformed(row, segment, this.#context)) {
        this.#matched++;
        this.#first.add(made);
      }
    }
  }

  get isDone(): boolean {
    return this.#first.isFull;
  }

  results(): ResultRow[] {
    let rows = this.#first.rows();
    for (const segment of this.#plan.segments.slice(1)) {
      const budget = new Budget(MOST_KEPT, this.#memory);
      try {
        const collector = segment.collect(budget, this.#context, this.#limit);
        for (const [index, row] of rows.entries())
          for (const made of transformed(row.copy(index), segment, this.#context)) collector.add(made);
        rows = collector.rows();
      } finally {
        budget.close();
      }
    }
    return rows.map((row) => this.#shown(row.copy()));
  }

  close(): void {
    this.#budget.close();
  }

  get statistics(): QueryStatistics {
    return { recordsMatched: this.#matched, recordsScanned: this.#scanned, bytesScanned: this.#bytes };
  }

  #shown(row: Row): ResultRow {
    const shown: { field: string; value: string }[] = [];
    for (const field of this.#plan.columns) {
      const value = textOf(row.get(field));
      if (value !== undefined) shown.push({ field, value });
    }
    if (row.event && this.#plan.isOfEvents && !this.#plan.columns.includes('@ptr'))
      shown.push({ field: '@ptr', value: ptrOf(row.event) });
    return shown;
  }
}

/** Rows that one event may become. */
const MOST_MADE = 10_000;

function transformed(row: Row, { transforms }: Segment, context: Context): readonly Row[] {
  let rows: readonly Row[] = [row];
  for (const transform of transforms) {
    const [only] = rows;
    if (only === undefined) break;
    if (rows.length === 1) rows = transform(only, context);
    else {
      const made: Row[] = [];
      for (const one of rows) {
        made.push(...transform(one, context).slice(0, MOST_MADE));
        if (made.length > MOST_MADE) throw new QueryTooLargeError('an event becomes too many rows');
      }
      rows = made;
    }
  }
  return rows;
}
