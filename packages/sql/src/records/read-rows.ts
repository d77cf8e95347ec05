import { type SqlType, typeText, type Value } from '../types/sql-type.js';
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
      this.rows.push({ error: { code: 'ParseError', message, text: '' } });
    }
    return false;
  }
}

/** A value that is not one of its column's type. */
export const coercionError = (name: string, type: SqlType, value: string, text: string): ReadError => ({
  code: 'CoercionError',
  message: `Cannot convert ${shortened(value)} to the type ${typeText(type)} of the column ${name}`,
  column: name,
  text,
});

/** As much of a text as a message bears. */
export const shortened = (text: string): string => (text.length <= 100 ? text : `${text.slice(0, 100)}…`);
