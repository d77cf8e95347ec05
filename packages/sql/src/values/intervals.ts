import type { IntervalField, IntervalQualifier } from '../types/sql-type.js';
import { msOfDay, msOfHour, msOfMinute, msOfSecond, three, two } from './datetimes.js';

/** From the greatest to the least. */
const fields: readonly IntervalField[] = ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND'];

/** Months of YEAR and MONTH, ms of the others. */
export const intervalUnit: Readonly<Record<IntervalField, number>> = {
  YEAR: 12,
  MONTH: 1,
  DAY: msOfDay,
  HOUR: msOfHour,
  MINUTE: msOfMinute,
  SECOND: msOfSecond,
};

const defaultPrecision = 2;
const defaultFraction = 3;

export const isYearMonthQualifier = ({ from }: IntervalQualifier): boolean => from === 'YEAR' || from === 'MONTH';

/** The fields from the leading to the last. */
const fieldsOf = ({ from, to }: IntervalQualifier): readonly IntervalField[] =>
  fields.slice(fields.indexOf(from), fields.indexOf(to) + 1);

/** As CAST to VARCHAR writes it, its sign always first: `+2 00:06:11`, `-0:40`, `+3-02`, `+1.100`. Less than the last field is left out. */
export function intervalText(value: number, qualifier: IntervalQualifier): string {
  let rest = Math.abs(value);
  let text = value < 0 ? '-' : '+';
  for (const field of fieldsOf(qualifier)) {
    const unit = intervalUnit[field];
    const count = Math.floor(rest / unit);
    rest -= count * unit;
    text += field === qualifier.from ? String(count) : `${separator(field)}${two(count)}`;
  }
  return qualifier.to === 'SECOND' ? text + fractionText(rest, qualifier.fraction) : text;
}

/** What stands before a field that does not lead. */
const separator = (field: IntervalField): string => (field === 'MONTH' ? '-' : field === 'HOUR' ? ' ' : ':');

/** Digits that were not asked for are written where they are not 0. */
function fractionText(ms: number, digits: number | undefined): string {
  if (digits === undefined) return ms === 0 ? '' : `.${three(ms)}`;
  return digits === 0 ? '' : `.${three(ms).padEnd(digits, '0').slice(0, digits)}`;
}

export type ParsedInterval =
  | { readonly value: number }
  /** Not of the qualifier's form, or a field behind the leading one too great. */
  | { readonly problem: 'format' }
  /** More digits than the leading field has. */
  | { readonly problem: 'precision'; readonly digits: string };

/** The text between the quotes: `1 02:03`, `-5`, `1.5`. In ms, or months where the qualifier is of years and months. */
export function parseInterval(text: string, qualifier: IntervalQualifier): ParsedInterval {
  const match = formOf(qualifier).exec(text);
  if (match === null) return { problem: 'format' };
  const leading = (match[2] ?? '').replace(/^0+(?=\d)/, '');
  if (leading.length > (qualifier.precision ?? defaultPrecision)) return { problem: 'precision', digits: leading };
  let value = 0;
  let group = 2;
  for (const field of fieldsOf(qualifier)) {
    const count = Number(match[group++]);
    if (field !== qualifier.from && count > greatestOf(field)) return { problem: 'format' };
    value += count * intervalUnit[field];
  }
  if (qualifier.to === 'SECOND') value += Number((match[group] ?? '').slice(0, 3).padEnd(3, '0'));
  return { value: match[1] === '-' ? -value + 0 : value };
}

/** Of a field that does not lead. */
const greatestOf = (field: IntervalField): number => (field === 'MONTH' ? 11 : field === 'HOUR' ? 23 : 59);

const forms = new Map<string, RegExp>();

/** Groups: the sign, the fields, the fraction of seconds. */
function formOf(qualifier: IntervalQualifier): RegExp {
  const fraction = qualifier.fraction ?? defaultFraction;
  const key = `${qualifier.from} ${qualifier.to} ${fraction}`;
  let form = forms.get(key);
  if (form === undefined) {
    const parts = fieldsOf(qualifier).map((field) =>
      field === qualifier.from ? '(\\d+)' : `${separator(field)}(\\d{1,2})`,
    );
    const tail = qualifier.to === 'SECOND' && fraction > 0 ? `(?:\\.(\\d{1,${fraction}}))?` : '';
    form = new RegExp(`^([+-]?)${parts.join('')}${tail}$`);
    forms.set(key, form);
  }
  return form;
}

/** `MINUTE(2)`: the leading field with the digits it has, as error messages name it. */
export const leadingFieldText = ({ from, precision }: IntervalQualifier): string =>
  `${from}(${precision ?? defaultPrecision})`;

/** `DAY(3) TO SECOND(2)`, `SECOND(1, 1)` */
export function qualifierText(qualifier: IntervalQualifier): string {
  const { from, to, precision, fraction } = qualifier;
  if (from !== to) {
    const leading = precision === undefined ? from : `${from}(${precision})`;
    return `${leading} TO ${to}${fraction === undefined ? '' : `(${fraction})`}`;
  }
  if (fraction !== undefined) return `${from}(${precision ?? defaultPrecision}, ${fraction})`;
  return precision === undefined ? from : `${from}(${precision})`;
}

/** Without what is less than the qualifier's last field (of SECOND: than its fraction). */
export function truncateInterval(value: number, qualifier: IntervalQualifier): number {
  const unit = leastUnit(qualifier);
  return unit === 1 ? value : Math.trunc(value / unit) * unit + 0;
}

const leastUnit = ({ to, fraction }: IntervalQualifier): number =>
  to === 'SECOND' ? 10 ** Math.max(0, 3 - (fraction ?? defaultFraction)) : intervalUnit[to];

/** Of a result that has the fields of both. Both are of years and months, or neither is. */
export function combinedQualifier(a: IntervalQualifier, b: IntervalQualifier): IntervalQualifier {
  const from = fields.indexOf(a.from) <= fields.indexOf(b.from) ? a : b;
  const to = fields.indexOf(a.to) >= fields.indexOf(b.to) ? a : b;
  const fraction = a.to === b.to ? greater(a.fraction, b.fraction) : to.fraction;
  const precision = a.from === b.from ? greater(a.precision, b.precision) : from.precision;
  return {
    from: from.from,
    to: to.to,
    ...(precision === undefined ? {} : { precision }),
    ...(fraction === undefined ? {} : { fraction }),
  };
}

const greater = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.max(a, b);
