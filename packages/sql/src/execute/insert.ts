import { RowError } from '../errors.js';
import type { Column } from '../types/sql-type.js';
import type { Row } from './engine-types.js';
import type { Receiver, Scope } from './operator.js';

/** INSERT INTO: a pump's rows on their way into its stream, NOT NULL columns checked. What checks nothing is not there. */
export function insertInto(columns: readonly Column[], scope: Scope, stream: Receiver): Receiver {
  const needed = columns.flatMap(({ notNull }, index) => (notNull === true ? [index] : []));
  return needed.length === 0 ? stream : new NotNull(columns, needed, scope, stream);
}

class NotNull implements Receiver {
  readonly #columns: readonly Column[];
  readonly #needed: readonly number[];
  readonly #scope: Scope;
  readonly #stream: Receiver;

  constructor(columns: readonly Column[], needed: readonly number[], scope: Scope, stream: Receiver) {
    this.#columns = columns;
    this.#needed = needed;
    this.#scope = scope;
    this.#stream = stream;
  }

  row(row: Row): void {
    for (const index of this.#needed)
      if ((row.values[index] ?? null) === null) {
        const name = this.#columns[index]?.name ?? '';
        this.#scope.failed(new RowError(`NULL value for NOT NULL column '${name}': Code=22004`), row);
        return;
      }
    this.#stream.row(row);
  }

  advance(time: number): void {
    this.#stream.advance(time);
  }
}
