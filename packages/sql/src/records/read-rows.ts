import type { Value } from '../types/sql-type.js';
import type { ReadError, ReadRow } from './reader.js';

/** The rows of one record, as many as it may have. */
export class ReadRows {
  readonly rows: ReadRow[] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  get full(): boolean {
    return this.rows.length > this.#most;
  }

  add(values: readonly Value[]): void {
    if (this.#hasRoom()) this.rows.push({ values });
  }

  addError(error: ReadError): void {
    if (this.#hasRoom()) this.rows.push({ error });
  }

  #hasRoom(): boolean {
    if (this.rows.length < this.#most) return true;
    if (this.rows.length === this.#most) {
      const message = `The record has more than ${this.#most} rows: what follows them is not read`;
      this.rows.push({ error: { code: 'Parse error', message, text: '' } });
    }
    return false;
  }
}

/** A value that is not one of its column's type. AWS names no column, and words it as Java does a text that is no number. */
export const coercionError = (column: string, value: string, text: string): ReadError => ({
  code: 'Coercion error',
  message: `For input string: "${shortened(value)}"`,
  column,
  text,
});

/** As much of a text as a message bears. */
const shortened = (text: string): string => (text.length <= 1_000 ? text : `${text.slice(0, 1_000)}…`);
