import type { RowError } from '../errors.js';
import type { Value } from '../types/sql-type.js';
import { hexText } from '../values/strings.js';
import type { Row, RowProblem } from './engine-types.js';
import { LateRow } from './operator.js';

/** Lengths of the columns of `error_stream`, characters. */
const longest = { name: 32, message: 4096, data: 49_152, pump: 128 } as const;

/**
 * A row of `error_stream`: ERROR_TIME, ERROR_LEVEL, ERROR_NAME, MESSAGE, DATA_ROWTIME, DATA_ROW, PUMP_NAME.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/dev/error-handling.html
 */
export function errorRow({ code, message, where, time, data }: RowProblem, errorTime: number, rowtime: number): Row {
  const values: readonly Value[] = [
    errorTime,
    'WARNING',
    code.slice(0, longest.name),
    message.slice(0, longest.message),
    time,
    hexOfText(data, longest.data / 2),
    where.slice(0, longest.pump),
  ];
  return { time: rowtime, values };
}

/** What a pump's row failed with. */
export function rowProblem(error: RowError, where: string, row: Row): RowProblem {
  return {
    code: error instanceof LateRow ? 'Row out of order' : 'Calculation error',
    message: error.message,
    where,
    time: row.time,
    data: `[ ${row.values.map(valueText).join(', ')} ]`,
  };
}

function valueText(value: Value): string {
  if (value === null) return 'NULL';
  if (value instanceof Uint8Array) return `X'${hexText(value)}'`;
  return typeof value === 'string' ? `'${value}'` : String(value);
}

let last: { readonly text: string; readonly hex: string } | undefined;

/** Upper-case, of the text's UTF-8; cut to so many bytes. */
function hexOfText(text: string, bytes: number): string {
  // No character takes less than a byte: what is longer is not looked at.
  const start = text.slice(0, bytes);
  // A row that fails in one pump fails in others, too.
  if (last?.text !== start) last = { text: start, hex: hexText(Uint8Array.from(utf8(start).slice(0, bytes))) };
  return last.hex;
}

function utf8(text: string): number[] {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x1_0000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
  return bytes;
}
