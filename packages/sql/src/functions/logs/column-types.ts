import {
  BIGINT,
  BOOLEAN,
  DATE,
  DOUBLE,
  INTEGER,
  REAL,
  SMALLINT,
  TIME,
  TIMESTAMP,
  TINYINT,
  char,
  decimal,
  longestVarchar,
  mostDecimalDigits,
  varchar,
} from '../../types/sql-type.js';
import type { SqlType } from '../../types/sql-type.js';

const simple: Readonly<Partial<Record<string, SqlType>>> = {
  BOOLEAN,
  TINYINT,
  SMALLINT,
  INTEGER,
  INT: INTEGER,
  BIGINT,
  REAL,
  FLOAT: DOUBLE,
  DOUBLE,
  'DOUBLE PRECISION': DOUBLE,
  DATE,
  TIME,
  TIMESTAMP,
};

/**
 * A type by its name, in capitals, and what its parentheses hold. Undefined for what is none, or none that can be read from text.
 * Without a length, a text has one character.
 */
export function typeNamed(name: string, numbers: readonly number[]): SqlType | undefined {
  const [first, second = 0] = numbers;
  switch (name) {
    case 'CHAR':
    case 'CHARACTER':
    case 'VARCHAR':
    case 'CHAR VARYING':
    case 'CHARACTER VARYING': {
      const length = first ?? 1;
      if (numbers.length > 1 || length < 1 || length > longestVarchar) return undefined;
      return name === 'CHAR' || name === 'CHARACTER' ? char(length) : varchar(length);
    }
    case 'DECIMAL':
    case 'DEC':
    case 'NUMERIC': {
      const precision = first ?? mostDecimalDigits;
      return precision >= 1 && precision <= mostDecimalDigits && second <= precision
        ? decimal(precision, second)
        : undefined;
    }
    default:
      return numbers.length === 0 ? simple[name] : undefined;
  }
}
