import { mostDecimalDigits, type SqlType, type Value } from '../types/sql-type.js';
import { powerOfTen } from '../values/decimals.js';
import { greatestBigint, integerRange, leastBigint } from '../values/numbers.js';
import { dateFromText, timeFromText, timestampFromIsoText, timestampFromText } from './datetime-text.js';
import { doubleFromText, integerFromText, unscaledFromText } from './number-text.js';

/**
 * How a value of a record becomes one of a column's type.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/dev/sch-mapping.html#sch-mapping-datatypes
 * The first of each kind of value below; undefined: it cannot, and the row is an error.
 */
export interface Conversion {
  readonly fromText: (text: string) => Value | undefined;
  /** A number that JSON.parse made. `needsSource`: only its text says what it is. */
  readonly fromNumber: (value: number) => Value | undefined | typeof needsSource;
  /** The text of a JSON number. */
  readonly fromNumberText: (text: string) => Value | undefined;
  readonly fromBoolean: (value: boolean) => Value | undefined;
  /** Of an object or an array: its text without the blanks between its parts. */
  readonly fromSource: ((text: string) => Value) | undefined;
}

/** JSON.parse has lost what the column needs: digits, or the way in which something is written. */
export const needsSource: unique symbol = Symbol('needs source');

/** @throws Error for INTERVAL and NULL, which are no columns' types */
export function conversionTo(type: SqlType): Conversion {
  switch (type.kind) {
    case 'TINYINT':
    case 'SMALLINT':
    case 'INTEGER':
      return toInteger(integerRange[type.kind]);
    case 'BIGINT':
      return toUnscaled(0, (value) => value >= leastBigint && value <= greatestBigint, 'exactly');
    case 'DECIMAL':
      return toUnscaled(type.scale, fitsDecimal(type), 'rounded');
    case 'DOUBLE':
      return toFloat((value) => value);
    case 'REAL':
      return toFloat(Math.fround);
    case 'BOOLEAN':
      return {
        fromText: (text) => text.length === 4 && text.toLowerCase() === 'true',
        fromNumber: (value) => value !== 0,
        fromNumberText: (text) => Number(text) !== 0,
        fromBoolean: (value) => value,
        fromSource: undefined,
      };
    case 'VARCHAR':
      return toCharacters((text) => (text.length <= type.length ? text : cut(text, type.length)));
    case 'CHAR':
      return toCharacters((text) => (text.length <= type.length ? text.padEnd(type.length) : cut(text, type.length)));
    case 'TIMESTAMP':
      return toDatetime((text) => timestampFromText(text) ?? timestampFromIsoText(text));
    case 'DATE':
      return toDatetime(dateFromText);
    case 'TIME':
      return toDatetime(timeFromText);
    case 'BINARY':
      return toBinary(type.length, true);
    case 'VARBINARY':
      return toBinary(type.length, false);
    default:
      throw new TypeError(`No column of a source is ${type.kind}`);
  }
}

const impossible = (): undefined => undefined;

function toInteger([min, max]: readonly [number, number]): Conversion {
  const fromText = (text: string): Value | undefined => integerFromText(text, min, max);
  return {
    fromText,
    // Adding 0 makes the negative zero an ordinary one.
    fromNumber: (value) => (Number.isInteger(value) && value >= min && value <= max ? value + 0 : undefined),
    fromNumberText: fromText,
    fromBoolean: (value) => (value ? 1 : 0),
    fromSource: undefined,
  };
}

function fitsDecimal({
  precision,
  scale,
}: {
  readonly precision: number;
  readonly scale: number;
}): (value: bigint) => boolean {
  const limit = powerOfTen(precision);
  const fits = (value: bigint): boolean => value < limit && value > -limit;
  if (precision > scale || precision + scale > mostDecimalDigits) return fits;
  // Discovery says DECIMAL(1,1) for 1.0, and AWS was seen to read it into such a column: whole numbers of as many digits are let in.
  const one = powerOfTen(scale);
  return (value) => fits(value) || (value % one === 0n && fits(value / one));
}

function toUnscaled(scale: number, fits: (value: bigint) => boolean, how: 'exactly' | 'rounded'): Conversion {
  const one = powerOfTen(scale);
  const power = 10 ** scale;
  const within = (value: bigint): bigint | undefined => (fits(value) ? value : undefined);
  const fromText = (text: string): Value | undefined => {
    const value = unscaledFromText(text, scale, how);
    return value === undefined ? undefined : within(value);
  };
  return {
    fromText,
    fromNumber: (value) => {
      const scaled = Math.round(value * power);
      // Decimal numbers of up to fifteen digits survive the way through a double; of longer ones only the text is sure.
      if (!(Math.abs(scaled) < 1e15)) return needsSource;
      return scaled / power === value ? within(BigInt(scaled)) : needsSource;
    },
    fromNumberText: fromText,
    fromBoolean: (value) => within(value ? one : 0n),
    fromSource: undefined,
  };
}

function toFloat(round: (value: number) => number): Conversion {
  const finite = (value: number): Value | undefined => {
    const rounded = round(value);
    return Number.isFinite(rounded) ? rounded : undefined;
  };
  const fromText = (text: string): Value | undefined => {
    const value = doubleFromText(text);
    return value === undefined ? undefined : finite(value);
  };
  return {
    fromText,
    fromNumber: finite,
    fromNumberText: fromText,
    fromBoolean: (value) => (value ? 1 : 0),
    fromSource: undefined,
  };
}

function toCharacters(fit: (text: string) => string): Conversion {
  return {
    fromText: fit,
    fromNumber: () => needsSource,
    fromNumberText: fit,
    fromBoolean: (value) => fit(value ? 'true' : 'false'),
    fromSource: fit,
  };
}

/** No pair of surrogates is cut in two. */
function cut(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  const split = last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, split ? length - 1 : length);
}

function toDatetime(parse: (text: string) => number | undefined): Conversion {
  return {
    fromText: (text) => parse(text) ?? parse(text.trim()),
    fromNumber: impossible,
    fromNumberText: impossible,
    fromBoolean: impossible,
    fromSource: undefined,
  };
}

/** Strings are binary literals, `X'3F67'`; a shorter one is filled up with zeros where the length is fixed. */
function toBinary(length: number, fixed: boolean): Conversion {
  return {
    fromText: (text) => {
      const match = /^\s*[xX]'((?:[0-9a-fA-F]{2})*)'\s*$/.exec(text);
      const hex = match?.[1];
      if (hex === undefined || hex.length / 2 > length) return undefined;
      const bytes = new Uint8Array(fixed ? length : hex.length / 2);
      for (let at = 0; at < hex.length; at += 2) bytes[at / 2] = Number.parseInt(hex.slice(at, at + 2), 16);
      return bytes;
    },
    fromNumber: impossible,
    fromNumberText: impossible,
    fromBoolean: (value) => {
      const bytes = new Uint8Array(fixed ? length : 1);
      if (value) bytes[bytes.length - 1] = 1;
      return bytes;
    },
    fromSource: undefined,
  };
}
