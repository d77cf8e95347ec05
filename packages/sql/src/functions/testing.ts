import { BOOLEAN, DATE, DOUBLE, INTEGER, NULL, TIME, TIMESTAMP, char, typeText } from '../types/sql-type.js';
import type { SqlType, Value } from '../types/sql-type.js';
import { castFunction } from '../values/cast.js';
import { parseDate, parseTime, parseTimestamp, timestampText } from '../values/datetimes.js';
import type { ResolvedCall } from './function.js';
import { rowFunctions, scalarFunctions } from './index.js';

/** A constant of a test, with its type. */
export interface Given {
  readonly type: SqlType;
  readonly value: Value;
}

export const given = (type: SqlType, value: Value): Given => ({ type, value });
export const timestamp = (text: string): Given => given(TIMESTAMP, parseTimestamp(text) ?? Number.NaN);
export const date = (text: string): Given => given(DATE, parseDate(text) ?? Number.NaN);
export const time = (text: string): Given => given(TIME, parseTime(text) ?? Number.NaN);
export const ofNull = (type: SqlType = NULL): Given => given(type, null);

/** What a plain value is as a literal: CHAR, INTEGER or DOUBLE, BOOLEAN. */
export function literal(value: Given | string | number | boolean | null): Given {
  if (value === null) return ofNull();
  if (typeof value === 'object') return value;
  if (typeof value === 'string') return given(char(value.length), value);
  if (typeof value === 'boolean') return given(BOOLEAN, value);
  return given(Number.isInteger(value) ? INTEGER : DOUBLE, value);
}

export type Argument = Given | string | number | boolean | null;

/** The settled call of the first function of a name that takes the operands, as constants. */
export function settled(name: string, ...operands: readonly Argument[]): ResolvedCall | undefined {
  const known = operands.map(literal).map(({ type, value }) => ({ type, constant: value }));
  for (const { name: own, resolve } of scalarFunctions) {
    if (own !== name) continue;
    const call = resolve(known);
    if (call !== undefined) return call;
  }
  return undefined;
}

function cast({ type, value }: Given, to: SqlType | undefined): Value {
  if (value === null || to === undefined) return value;
  const convert = castFunction(type, to, 'assignment') as ((value: Value) => Value) | undefined;
  if (convert === undefined) throw new TypeError(`${typeText(type)} is no ${typeText(to)}`);
  return convert(value);
}

/** The value of a call, its operands cast to what it wants. @throws TypeError where no function takes them, RowError where the row fails */
export function called(name: string, ...operands: readonly Argument[]): Value {
  const call = settled(name, ...operands);
  if (call === undefined) throw new TypeError(`${name} takes no such operands`);
  const values = call.operandTypes.map((type, index) => cast(literal(operands[index] ?? null), type));
  if (call.takesNull !== true && values.includes(null)) return null;
  return call.evaluate(...(values as never[]));
}

/** A datetime's value as text. */
export function calledTimestamp(name: string, ...operands: readonly Argument[]): string | null {
  const value = called(name, ...operands);
  return typeof value === 'number' ? timestampText(value) : null;
}

/** The columns that a log parser yields, by their names, or NULL; undefined where it does not take the operands. */
export function parsed(
  name: string,
  text: string,
  ...operands: readonly Argument[]
): Readonly<Record<string, Value>> | null | undefined {
  const known = operands.map(literal).map(({ type, value }) => ({ type, constant: value }));
  const call = rowFunctions.find((each) => each.name === name)?.resolve([{ type: char(text.length) }, ...known]);
  if (call === undefined) return undefined;
  const values = call.evaluate(...([text] as never[]));
  return values && Object.fromEntries(call.columns.map((column, index) => [column.name, values[index] ?? null]));
}
