/**
 * A type of the streaming SQL.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/sqlref/sql-reference-data-types.html
 */
export type SqlType =
  | { readonly kind: SimpleKind }
  | {
      readonly kind: 'DECIMAL';
      /** 1 to 18 */
      readonly precision: number;
      /** 0 to the precision */
      readonly scale: number;
    }
  | {
      readonly kind: 'CHAR' | 'VARCHAR' | 'BINARY' | 'VARBINARY';
      /** 1 to 65535: characters or bytes. A literal `''` has 0. */
      readonly length: number;
    }
  | { readonly kind: 'INTERVAL'; readonly qualifier: IntervalQualifier };

export type SimpleKind =
  | 'BOOLEAN'
  | 'TINYINT'
  | 'SMALLINT'
  | 'INTEGER'
  | 'BIGINT'
  | 'REAL'
  | 'DOUBLE'
  | 'DATE'
  | 'TIME'
  | 'TIMESTAMP'
  /** Of a bare NULL; assignable to everything. */
  | 'NULL';

export type TypeKind = SqlType['kind'];

export type IntervalField = 'YEAR' | 'MONTH' | 'DAY' | 'HOUR' | 'MINUTE' | 'SECOND';

/** `INTERVAL DAY(3) TO SECOND(2)`: both ends are the same field in `INTERVAL '5' MINUTE`. */
export interface IntervalQualifier {
  readonly from: IntervalField;
  readonly to: IntervalField;
  /** Digits of the leading field; undefined as it was not said: 2. */
  readonly precision?: number;
  /** Digits behind the second's point; undefined as it was not said: 3 at most are kept. */
  readonly fraction?: number;
}

/**
 * A value at run time. BOOLEAN: boolean. TINYINT, SMALLINT, INTEGER, REAL, DOUBLE: number. BIGINT, and DECIMAL unscaled: bigint. CHAR, VARCHAR: string.
 * BINARY, VARBINARY: bytes. TIMESTAMP: ms since 1970 in UTC; DATE: ms of its midnight; TIME: ms of the day. INTERVAL: ms, or months where it is one of years and months.
 */
export type Value = boolean | number | bigint | string | Uint8Array | null;

/** A column as it is declared. */
export interface Column {
  readonly name: string;
  readonly type: SqlType;
  readonly notNull?: boolean;
  /** Not one of `*`: a source's APPROXIMATE_ARRIVAL_TIME. */
  readonly hidden?: boolean;
}

export const BOOLEAN: SqlType = { kind: 'BOOLEAN' };
export const TINYINT: SqlType = { kind: 'TINYINT' };
export const SMALLINT: SqlType = { kind: 'SMALLINT' };
export const INTEGER: SqlType = { kind: 'INTEGER' };
export const BIGINT: SqlType = { kind: 'BIGINT' };
export const REAL: SqlType = { kind: 'REAL' };
export const DOUBLE: SqlType = { kind: 'DOUBLE' };
export const DATE: SqlType = { kind: 'DATE' };
export const TIME: SqlType = { kind: 'TIME' };
export const TIMESTAMP: SqlType = { kind: 'TIMESTAMP' };
export const NULL: SqlType = { kind: 'NULL' };
export const varchar = (length: number): SqlType => ({ kind: 'VARCHAR', length });
export const char = (length: number): SqlType => ({ kind: 'CHAR', length });
export const varbinary = (length: number): SqlType => ({ kind: 'VARBINARY', length });
export const decimal = (precision: number, scale: number): SqlType => ({ kind: 'DECIMAL', precision, scale });
/** AWS's own examples declare 19 digits, though no more than 18 are kept. @param precision 1 to 19 @param scale up to the precision */
export const keptDecimal = (precision: number, scale: number): SqlType => {
  const kept = Math.min(precision, mostDecimalDigits);
  return decimal(kept, Math.min(scale, kept));
};
export const interval = (from: IntervalField, to: IntervalField = from): SqlType => ({
  kind: 'INTERVAL',
  qualifier: { from, to },
});

/** The longest VARCHAR, characters. */
export const longestVarchar = 65_535;
export const mostDecimalDigits = 18;

const exact: ReadonlySet<TypeKind> = new Set(['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'DECIMAL']);
const integers: ReadonlySet<TypeKind> = new Set(['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT']);

export const isCharacter = ({ kind }: SqlType): boolean => kind === 'CHAR' || kind === 'VARCHAR';
export const isBinary = ({ kind }: SqlType): boolean => kind === 'BINARY' || kind === 'VARBINARY';
export const isInteger = ({ kind }: SqlType): boolean => integers.has(kind);
export const isExact = ({ kind }: SqlType): boolean => exact.has(kind);
export const isApproximate = ({ kind }: SqlType): boolean => kind === 'REAL' || kind === 'DOUBLE';
export const isNumeric = (type: SqlType): boolean => isExact(type) || isApproximate(type);
export const isDatetime = ({ kind }: SqlType): boolean => kind === 'DATE' || kind === 'TIME' || kind === 'TIMESTAMP';
export const isInterval = (type: SqlType): type is Extract<SqlType, { kind: 'INTERVAL' }> => type.kind === 'INTERVAL';
export const isYearMonth = (type: SqlType): boolean =>
  isInterval(type) && (type.qualifier.from === 'YEAR' || type.qualifier.from === 'MONTH');

/** A type as SQL writes it, and as error messages name it: `VARCHAR(16)`, `DECIMAL(5, 2)`, `INTERVAL DAY TO SECOND`. */
export function typeText(type: SqlType): string {
  switch (type.kind) {
    case 'DECIMAL':
      return `DECIMAL(${type.precision}, ${type.scale})`;
    case 'CHAR':
    case 'VARCHAR':
    case 'BINARY':
    case 'VARBINARY':
      return `${type.kind}(${type.length})`;
    case 'INTERVAL': {
      const { from, to, precision, fraction } = type.qualifier;
      const leading = precision === undefined ? from : `${from}(${precision})`;
      if (from !== to) return `INTERVAL ${leading} TO ${to}${fraction === undefined ? '' : `(${fraction})`}`;
      return `INTERVAL ${leading}`;
    }
    default:
      return type.kind;
  }
}

/** Whether two types are the same, lengths and precisions included. */
export const sameType = (a: SqlType, b: SqlType): boolean => typeText(a) === typeText(b);
