import { isCharacter, isInteger, isInterval } from '../types/sql-type.js';
import type { SqlType } from '../types/sql-type.js';
import { dateText, parseDate, parseTime, parseTimestamp, three, timeOfDay, timeText } from './datetimes.js';
import { bareDecimalText, fitDecimal, parseDecimal } from './decimals.js';
import { identity } from './identity.js';
import type { Cast } from './identity.js';
import { intervalText, parseInterval } from './intervals.js';
import { approximateText, finite, fitBigint, fitReal, integerRange, isNumeral } from './numbers.js';
import { invalidCharacter, invalidDatetime, overflow, stringTruncation } from './row-errors.js';
import { cut, padded, withoutBlanks } from './strings.js';

type Text = (value: never) => string;

/** To CHAR or VARCHAR: strings and intervals are cut to the length, all else must fit. */
export function castToText(from: SqlType, to: SqlType): Cast | undefined {
  if (!('length' in to)) return undefined;
  const { kind, length } = to;
  if (isCharacter(from)) return betweenTexts(from, kind, length);
  const text = fittingText(from, length);
  if (text === undefined) return undefined;
  return kind === 'CHAR' ? (value) => text(value).padEnd(length) : text;
}

function betweenTexts(from: SqlType, kind: SqlType['kind'], length: number): Cast {
  if (kind === 'CHAR') return (value: string) => padded(value, length);
  if ('length' in from && from.length <= length) return identity;
  return (value: string) => cut(value, length);
}

/** The text of a value, never longer than the length. */
function fittingText(from: SqlType, length: number): Text | undefined {
  if (isInterval(from)) {
    const { qualifier } = from;
    return (value: number) => cut(intervalText(value, qualifier), length);
  }
  switch (from.kind) {
    case 'BOOLEAN':
      return (value: boolean) => {
        const text = value ? 'TRUE' : 'FALSE';
        if (text.length > length) throw invalidCharacter(text);
        return text;
      };
    case 'DECIMAL': {
      const { scale } = from;
      return (value: bigint) => fit(bareDecimalText(value, scale), length);
    }
    case 'REAL':
    case 'DOUBLE': {
      const { kind } = from;
      return (value: number) => fit(value === 0 && length < 3 ? '0' : approximateText(value, kind), length);
    }
    case 'DATE':
      return (value: number) => withFraction(dateText(value), 0, length);
    case 'TIME':
      return (value: number) => withFraction(timeText(value), value % 1000, length);
    case 'TIMESTAMP':
      return (value: number) => {
        const time = timeOfDay(value);
        return withFraction(`${dateText(value)} ${timeText(time)}`, time % 1000, length);
      };
    default:
      return isInteger(from) ? (value: number | bigint) => fit(String(value), length) : undefined;
  }
}

function fit(text: string, length: number): string {
  if (text.length > length) throw stringTruncation(text);
  return text;
}

/** The ms are written where they are not 0 and find room; the seconds must. */
function withFraction(text: string, ms: number, length: number): string {
  if (text.length > length) throw stringTruncation(text);
  return ms === 0 || text.length + 4 > length ? text : `${text}.${three(ms)}`;
}

/** From CHAR or VARCHAR to what is no string, blanks around it aside. */
export function castFromText(to: SqlType): Cast | undefined {
  switch (to.kind) {
    case 'BOOLEAN':
      return toBoolean;
    case 'TINYINT':
    case 'SMALLINT':
    case 'INTEGER': {
      const [least, greatest] = integerRange[to.kind];
      return (text: string) => {
        const value = Number(exactOf(text, 0));
        if (value < least || value > greatest) throw overflow();
        return value;
      };
    }
    case 'BIGINT':
      return (text: string) => fitBigint(exactOf(text, 0));
    case 'DECIMAL': {
      const { precision, scale } = to;
      return (text: string) => fitDecimal(exactOf(text, scale), precision);
    }
    case 'REAL':
      return (text: string) => fitReal(approximateOf(text));
    case 'DOUBLE':
      return approximateOf;
    case 'DATE':
      return datetimeOf(parseDate);
    case 'TIME':
      return datetimeOf(parseTime);
    case 'TIMESTAMP':
      return datetimeOf(parseTimestamp);
    case 'INTERVAL': {
      const { qualifier } = to;
      return (text: string) => {
        const parsed = parseInterval(withoutBlanks(text), qualifier);
        if ('value' in parsed) return parsed.value;
        throw parsed.problem === 'precision' ? overflow() : invalidDatetime(text);
      };
    }
    default:
      return undefined;
  }
}

function toBoolean(text: string): boolean {
  switch (withoutBlanks(text).toUpperCase()) {
    case 'TRUE':
      return true;
    case 'FALSE':
      return false;
    default:
      throw invalidCharacter(text);
  }
}

function exactOf(text: string, scale: number): bigint {
  const value = parseDecimal(withoutBlanks(text), scale);
  if (value === undefined) throw invalidCharacter(text);
  return value;
}

function approximateOf(text: string): number {
  const number = withoutBlanks(text);
  if (!isNumeral(number)) throw invalidCharacter(text);
  return finite(Number(number)) + 0;
}

function datetimeOf(parse: (text: string) => number | undefined): Cast {
  return (text: string) => {
    const value = parse(withoutBlanks(text));
    if (value === undefined) throw invalidDatetime(text);
    return value;
  };
}
