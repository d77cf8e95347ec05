import type { Command } from './ast.js';
import type { Budget } from './budget.js';
import { AnyRows, DistinctRows, FirstRows, LastRows, type Collector, type Order } from './collectors.js';
import { compileExpression, elementsOf, uncompilable, type Context } from './evaluate.js';
import { compileParse, parsedNames } from './parse-command.js';
import type { Row } from './row.js';
import { Stats } from './stats.js';
import { checkSymbols } from './symbols.js';
import { compareKeys, isTrue, sortKey } from './values.js';

/** Changes a row, which is its own, or answers others in its stead; none where it is left out. */
export type Transform = (row: Row, context: Context) => readonly Row[];

/** Commands that look at one row at a time, and then the one that has to see all of them. */
export interface Segment {
  readonly transforms: readonly Transform[];
  collect(budget: Budget, context: Context, limit: number): Collector;
}

/** What a query does, in order. */
export interface Plan {
  readonly segments: readonly Segment[];
  readonly columns: readonly string[];
  /** Whether its rows are events still: they have an `@ptr`. */
  readonly isOfEvents: boolean;
}

/** The largest limit that a query can have. */
const MOST_ROWS = 100_000;

/** AWS takes so many `stats` in a query. */
const MOST_STATS = 2;

/** @throws MalformedQueryError */
export function planQuery(commands: readonly Command[]): Plan {
  if (commands.filter(({ kind }) => kind === 'stats').length > MOST_STATS) throw uncompilable();
  checkSymbols(commands);
  const planner = new Planner();
  for (const command of commands) planner.add(command);
  return planner.end();
}

const one =
  (change: (row: Row, context: Context) => void): Transform =>
  (row, context) => {
    change(row, context);
    return [row];
  };

const inPlace: Order = (a, b) => a.sequence - b.sequence;
/** Events come with the latest first. */
const latestFirst: Order = (a, b) => (b.event?.timestamp ?? 0) - (a.event?.timestamp ?? 0) || inPlace(a, b);

class Planner {
  readonly #segments: Segment[] = [];
  #transforms: Transform[] = [];
  #order: Order = latestFirst;
  #isOfEvents = true;
  /** Columns by `fields`, by what is made beside them, and by `display`, which wins. */
  #fields: string[] = [];
  #made: string[] = [];
  #display: readonly string[] | undefined;
  /** Whether the last segment ended with a limit. */
  #isLimited = false;

  add(command: Command): void {
    switch (command.kind) {
      case 'fields':
      case 'display':
        return this.#columns(command);
      case 'filter': {
        const condition = compileExpression(command.condition);
        return this.#transform((row, context) => (isTrue(condition(row, context)) ? [row] : []));
      }
      case 'parse':
        this.#made.push(...parsedNames(command));
        return this.#transform(one(compileParse(command)));
      case 'unnest':
        this.#made.push(command.into);
        return this.#transform(unnest(command.field, command.into));
      case 'sort':
        return this.#sort(command.keys);
      case 'stats':
        return this.#stats(new Stats(command.aggregates, command.by));
      case 'dedup': {
        const { fields } = command;
        const order = this.#order;
        return this.#collect((budget) => new DistinctRows(fields, MOST_ROWS, order, budget));
      }
      case 'limit':
      case 'tail':
        return this.#limit(command);
    }
  }

  end(): Plan {
    if (!this.#isLimited || this.#transforms.length > 0) {
      const order = this.#order;
      this.#collect((budget, _, limit) => new FirstRows(limit, order, budget));
    }
    const chosen = this.#display ?? this.#chosenFields();
    return { segments: this.#segments, columns: [...new Set(chosen)], isOfEvents: this.#isOfEvents };
  }

  #chosenFields(): readonly string[] {
    const isDefault = this.#isOfEvents && this.#fields.length === 0;
    return [...(isDefault ? ['@timestamp', '@message'] : this.#fields), ...this.#made];
  }

  #columns({ kind, columns }: Command & { kind: 'fields' | 'display' }): void {
    const computed = columns.flatMap(({ name, expression }) =>
      expression.kind === 'field' && expression.name === name
        ? []
        : [{ name, evaluate: compileExpression(expression) }],
    );
    // What one of them makes, the others do not see.
    if (computed.length > 0) {
      this.#transform(
        one((row, context) => {
          const values = computed.map(({ evaluate }) => evaluate(row, context));
          for (const [i, { name }] of computed.entries()) row.set(name, values[i]);
        }),
      );
    }
    const names = columns.map(({ name }) => name);
    if (kind === 'display') this.#display = names;
    else this.#fields.push(...names);
  }

  #sort(keys: (Command & { kind: 'sort' })['keys']): void {
    const ties = this.#segments.length === 0 ? latestFirst : inPlace;
    this.#transform(
      one((row) => {
        row.order = keys.map(({ field }) => sortKey(row.get(field)));
      }),
    );
    this.#order = (a, b) => {
      for (const [i, { isDescending }] of keys.entries()) {
        const order = compareKeys(a.order[i], b.order[i]);
        if (order !== 0) return isDescending ? -order : order;
      }
      return ties(a, b);
    };
  }

  #limit(command: Command & { kind: 'limit' | 'tail' }): void {
    const order = this.#order;
    const { count } = command;
    if (command.kind === 'tail') this.#collect((budget) => new LastRows(count, order, budget));
    else if (command.isAny) this.#collect((budget) => new AnyRows(count, budget));
    else this.#collect((budget) => new FirstRows(count, order, budget));
    this.#isLimited = true;
  }

  #stats(stats: Stats): void {
    this.#collect((budget, context) => stats.start(budget, context));
    this.#isOfEvents = false;
    [this.#fields, this.#made, this.#display] = [[...stats.columns], [], undefined];
  }

  #transform(transform: Transform): void {
    this.#transforms.push(transform);
  }

  /** Ends a segment. What comes behind it keeps the order that its rows are in. */
  #collect(collect: Segment['collect']): void {
    this.#segments.push({ transforms: this.#transforms, collect });
    this.#transforms = [];
    this.#order = inPlace;
    this.#isLimited = false;
  }
}

/** A row for each element of a list; the row alone where there is none. */
const unnest =
  (field: string, into: string): Transform =>
  (row) => {
    const elements = elementsOf(row.get(field));
    if (elements.length === 0) return [row];
    return elements.map((element) => {
      const copy = row.copy();
      copy.set(into, element);
      return copy;
    });
  };
