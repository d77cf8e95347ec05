import { doubleFromText, splitNumber } from '../records/number-text.js';
import { timeFromText, timestampFromText } from '../records/datetime-text.js';
import { longestVarchar, mostDecimalDigits } from '../types/sql-type.js';
import { greatestBigint, integerRange, leastBigint } from '../values/numbers.js';

/**
 * Finds the narrowest type for a column's values. It goes by how they are written: a string of digits is a number, too. As AWS infers it, exact numbers are
 * never smaller than INTEGER, and a VARCHAR's length is a power of two, 4 at least.
 */
export class ColumnType {
  #kind: Kind | undefined;
  #longest = 0;
  /** Digits of decimals. */
  #whole = 0;
  #fraction = 0;
  #fractional = false;

  /** A JSON number, as it is written. */
  addNumber(text: string): void {
    this.#add(/^-?\d+$/.test(text) ? integerKind(BigInt(text)) : 'DOUBLE', text);
  }

  /** A string, or a field of a CSV row. */
  addText(text: string): void {
    this.#add(kindOf(text), text);
  }

  addBoolean(value: boolean): void {
    this.#add('BOOLEAN', String(value));
  }

  /** An object or an array, as text. */
  addContainer(text: string): void {
    this.#add('VARCHAR', text);
  }

  /** As SQL writes it. Nothing but NULLs was seen: VARCHAR(4). */
  get sqlType(): string {
    switch (this.#kind) {
      case undefined:
      case 'VARCHAR':
        return `VARCHAR(${lengthFor(this.#longest)})`;
      case 'DECIMAL': {
        // Seen: DECIMAL(1,1) for 1.0. Digits behind the point that are all zeros leave room for as many before it.
        const roomy = !this.#fractional && this.#whole <= this.#fraction;
        const precision = roomy ? this.#fraction : this.#whole + this.#fraction;
        return precision > mostDecimalDigits ? 'DOUBLE' : `DECIMAL(${precision},${this.#fraction})`;
      }
      default:
        return this.#kind;
    }
  }

  /** Whether the values are something else than text. */
  get isTyped(): boolean {
    return this.#kind !== undefined && this.#kind !== 'VARCHAR';
  }

  #add(kind: Kind, text: string): void {
    this.#longest = Math.max(this.#longest, text.length);
    this.#kind = this.#kind === undefined ? kind : common(this.#kind, kind);
    const number = splitNumber(text);
    if (number === undefined) return;
    this.#whole = Math.max(this.#whole, number.digits.length);
    this.#fraction = Math.max(this.#fraction, number.fraction.length);
    this.#fractional ||= /[1-9]/.test(number.fraction);
  }
}

type Kind = 'INTEGER' | 'BIGINT' | 'DECIMAL' | 'DOUBLE' | 'BOOLEAN' | 'DATE' | 'TIME' | 'TIMESTAMP' | 'VARCHAR';

/** From the narrowest on; each holds the ones before it. */
const numeric: readonly Kind[] = ['INTEGER', 'BIGINT', 'DECIMAL', 'DOUBLE'];

function common(a: Kind, b: Kind): Kind {
  if (a === b) return a;
  const wider = Math.max(numeric.indexOf(a), numeric.indexOf(b));
  if (numeric.includes(a) && numeric.includes(b)) return numeric[wider] ?? 'DOUBLE';
  const dates = new Set([a, b]);
  return dates.has('DATE') && dates.has('TIMESTAMP') ? 'TIMESTAMP' : 'VARCHAR';
}

function kindOf(text: string): Kind {
  // A number's leading zeros mean something: it is a code.
  if (/^-?(?:0|[1-9]\d*)$/.test(text)) {
    const kind = text.length > 20 ? 'DOUBLE' : integerKind(BigInt(text));
    return kind === 'DOUBLE' ? 'VARCHAR' : kind;
  }
  if (/^-?(?:0|[1-9]\d*)\.\d+$/.test(text)) return doubleFromText(text) === undefined ? 'VARCHAR' : 'DECIMAL';
  if (/^(?:true|false)$/i.test(text)) return 'BOOLEAN';
  if (timestampFromText(text) !== undefined) return text.length === 10 ? 'DATE' : 'TIMESTAMP';
  return timeFromText(text) === undefined ? 'VARCHAR' : 'TIME';
}

function integerKind(value: bigint): Kind {
  const [least, greatest] = integerRange.INTEGER;
  if (value >= BigInt(least) && value <= BigInt(greatest)) return 'INTEGER';
  return value >= leastBigint && value <= greatestBigint ? 'BIGINT' : 'DOUBLE';
}

function lengthFor(longest: number): number {
  let length = 4;
  while (length < longest && length < longestVarchar) length *= 2;
  return Math.min(length, longestVarchar);
}
