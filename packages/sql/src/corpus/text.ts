import { parseColumnType } from '../records/input-format.js';
import { type Column, type SqlType, type Value, isCharacter } from '../types/sql-type.js';

/** Columns as text: `a INTEGER, "b" VARCHAR(4) NOT NULL, c TIMESTAMP HIDDEN`. */
export function columnsOf(text: string): Column[] {
  return text.split(/,(?![^()]*\))/u).map((part): Column => {
    const match = /^\s*("?)([^"\s]+)\1\s+(.+?)(\s+NOT NULL)?(\s+HIDDEN)?\s*$/u.exec(part);
    const [, quote = '', name = '', typeName = '', notNull, hidden] = match ?? [];
    const type = parseColumnType(typeName);
    if (type === undefined) throw new Error(`'${part}' is no column`);
    return {
      name: quote === '' ? name.toUpperCase() : name,
      type,
      ...(notNull === undefined ? {} : { notNull: true }),
      ...(hidden === undefined ? {} : { hidden: true }),
    };
  });
}

/** Lines with something in them. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The cells of a line: what stands between bars outside quotes. */
export const cellsOf = (line: string): string[] =>
  (line.match(/(?:'(?:[^']|'')*'|[^'|])+/gu) ?? []).map((cell) => cell.trim());

/** The values of cells, by the types of columns. */
export function valuesOf(cells: readonly string[], columns: readonly Column[]): Value[] {
  if (cells.length !== columns.length) throw new Error(`${cells.join(' | ')}: ${columns.length} values were expected`);
  return columns.map(({ type }, index) => valueOf(cells[index] ?? '', type));
}

function valueOf(cell: string, type: SqlType): Value {
  if (cell === 'NULL') return null;
  switch (type.kind) {
    case 'BOOLEAN':
      return cell === 'true';
    case 'TINYINT':
    case 'SMALLINT':
    case 'INTEGER':
    case 'REAL':
    case 'DOUBLE':
      return Number(cell);
    case 'BIGINT':
      return BigInt(cell);
    case 'DECIMAL': {
      const [whole = '', fraction = ''] = cell.split('.');
      if (fraction.length > type.scale) throw new Error(`${cell} is no DECIMAL of ${type.scale} places`);
      return BigInt(whole + fraction.padEnd(type.scale, '0'));
    }
    case 'DATE':
      return Date.parse(`${cell}T00:00:00Z`);
    case 'TIME':
      return timeOf(`1970-01-01 ${cell}`);
    case 'TIMESTAMP':
      return timeOf(cell);
    case 'BINARY':
    case 'VARBINARY':
      return Uint8Array.from(cell.match(/../gu) ?? [], (byte) => Number.parseInt(byte, 16));
    default: {
      const text = cell.startsWith("'") ? cell.slice(1, -1).replaceAll("''", "'") : cell;
      return type.kind === 'CHAR' ? text.padEnd(type.length) : text;
    }
  }
}

const day = '2020-01-01';

/** ms of `10:00:05.5`, or of a date and a time. */
export function timeOf(text: string): number {
  const full = text.includes(' ') ? text : text.includes(':') ? `${day} ${text}` : `${text} 00:00:00`;
  const [date = '', clock = ''] = full.split(' ');
  const [hours = '', minutes = '', seconds = '00'] = clock.split(':');
  const ms = Date.parse(`${date}T${hours}:${minutes}:${seconds.includes('.') ? seconds : `${seconds}.000`}Z`);
  if (Number.isNaN(ms)) throw new Error(`'${text}' is no time`);
  return ms;
}

/** A row as a line, the same for the same values. */
export const rowText = (time: number, values: readonly Value[], columns: readonly Column[]): string =>
  [timeText(time), ...values.map((value, index) => valueText(value, columns[index]?.type))].join(' | ');

function valueText(value: Value, type: SqlType | undefined): string {
  if (value === null || type === undefined) return 'NULL';
  if (value instanceof Uint8Array) return [...value].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  switch (type.kind) {
    case 'DECIMAL': {
      if (typeof value !== 'bigint') return `${typeof value} ${String(value)}`;
      const digits = String(value < 0n ? -value : value).padStart(type.scale + 1, '0');
      const whole = digits.slice(0, digits.length - type.scale);
      return `${value < 0n ? '-' : ''}${type.scale === 0 ? whole : `${whole}.${digits.slice(-type.scale)}`}`;
    }
    // The last bits are the platform's.
    case 'DOUBLE':
    case 'REAL':
      return typeof value === 'number'
        ? String(Number(value.toPrecision(type.kind === 'REAL' ? 7 : 13)))
        : typeof value;
    case 'BIGINT':
      return typeof value === 'bigint' ? String(value) : `${typeof value} ${String(value)}`;
    case 'TIMESTAMP':
      return typeof value === 'number' ? timeText(value) : typeof value;
    case 'DATE':
      return typeof value === 'number' ? timeText(value).slice(0, 10) : typeof value;
    case 'TIME':
      return typeof value === 'number' ? new Date(value).toISOString().slice(11, 23) : typeof value;
    default:
      return isCharacter(type) ? `'${String(value)}'` : String(value);
  }
}

/** `10:00:05.000`, with the date where it is not the usual one. */
export const timeText = (ms: number): string =>
  new Date(ms).toISOString().slice(0, 23).replace('T', ' ').replace(`${day} `, '');
