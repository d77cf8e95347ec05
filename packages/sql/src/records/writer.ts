import type { Column, SqlType, Value } from '../types/sql-type.js';
import { dateText, three, timestampText, timeText } from '../values/datetimes.js';
import { decimalText } from '../values/decimals.js';

/** How an output's records are written. */
export type OutputFormat = 'JSON' | 'CSV';

/**
 * The writer of an output's records, one of each row; their encoding is UTF-8. JSON: an object with a member for every column, in their order, nothing behind
 * it. CSV: fields between commas and a newline behind them; NULL is an empty field.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/dev/how-it-works-output.html
 */
export function recordWriter(format: OutputFormat, columns: readonly Column[]): (values: readonly Value[]) => string {
  return format === 'JSON' ? jsonWriter(columns) : csvWriter(columns);
}

type WriteValue = (value: Value) => string;

function jsonWriter(columns: readonly Column[]): (values: readonly Value[]) => string {
  // What stands before each value never changes.
  const fields = columns.map(({ name, type }, place) => ({
    before: `${place === 0 ? '{' : ','}${JSON.stringify(name)}:`,
    write: jsonValue(type),
  }));
  if (fields.length === 0) return () => '{}';
  return (values) => {
    let record = '';
    let place = 0;
    for (const { before, write } of fields) {
      const value = values[place++] ?? null;
      record += before;
      record += value === null ? 'null' : write(value);
    }
    return `${record}}`;
  };
}

function csvWriter(columns: readonly Column[]): (values: readonly Value[]) => string {
  const writers = columns.map(({ type }) => plainValue(type));
  return (values) => {
    let record = '';
    let place = 0;
    for (const write of writers) {
      const value = values[place] ?? null;
      if (place++ > 0) record += ',';
      if (value !== null) record += csvField(write(value));
    }
    return `${record}\n`;
  };
}

/** Quotes tell the empty string from NULL. */
const csvField = (text: string): string =>
  text === '' || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

function jsonValue(type: SqlType): WriteValue {
  const write = plainValue(type);
  switch (type.kind) {
    case 'BOOLEAN':
    case 'TINYINT':
    case 'SMALLINT':
    case 'INTEGER':
    case 'BIGINT':
    case 'DECIMAL':
      return write;
    case 'REAL':
    case 'DOUBLE':
      // JSON has neither infinity nor what is no number.
      return (value) => (Number.isFinite(value) ? write(value) : 'null');
    case 'DATE':
    case 'TIME':
    case 'TIMESTAMP':
      return (value) => `"${write(value)}"`;
    default:
      return (value) => JSON.stringify(write(value));
  }
}

function plainValue(type: SqlType): WriteValue {
  switch (type.kind) {
    case 'DECIMAL':
      return (value) => (typeof value === 'bigint' ? decimalText(value, type.scale) : '');
    case 'REAL':
      return (value) => realText(Number(value));
    case 'DATE':
      return (value) => dateText(Number(value));
    case 'TIME':
      return (value) => clockText(Number(value));
    case 'TIMESTAMP':
      return (value) => timestampText(Number(value));
    case 'BINARY':
    case 'VARBINARY':
      return (value) => (value instanceof Uint8Array ? base64(value) : '');
    default:
      return String;
  }
}

/** `HH:mm:ss`, and its milliseconds if there are any. */
const clockText = (time: number): string =>
  time % 1000 === 0 ? timeText(time) : `${timeText(time)}.${three(time % 1000)}`;

/** The shortest text that is the same 32-bit number again. */
function realText(value: number): string {
  const real = Math.fround(value);
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(real.toPrecision(digits));
    if (Math.fround(short) === real) return String(short);
  }
  return String(Number.isFinite(real) ? Number(real.toPrecision(9)) : real);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3);
    text += alphabet.charAt(a >> 2) + alphabet.charAt(((a & 3) << 4) | ((b ?? 0) >> 4));
    text += b === undefined ? '=' : alphabet.charAt(((b & 15) << 2) | ((c ?? 0) >> 6));
    text += c === undefined ? '=' : alphabet.charAt(c & 63);
  }
  return text;
}
