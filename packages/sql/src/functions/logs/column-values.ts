import { isCharacter, isDatetime, longestVarchar, varchar } from '../../types/sql-type.js';
import type { Column, SqlType, Value } from '../../types/sql-type.js';
import { castFunction } from '../../values/cast.js';
import { fitTimestamp, midnightOf, timeOfDay } from '../../values/datetimes.js';
import { invalidDatetime } from '../../values/row-errors.js';
import { withoutBlanks } from '../../values/strings.js';
import { parsePattern } from '../date-time/format/pattern.js';
import { reader } from '../date-time/format/read.js';
import { missingValue } from '../row-errors.js';
import type { DescribedColumn } from './column-list.js';

/** A column, and how its value comes of what a log has for it; undefined: nothing. */
export interface ReadColumn {
  readonly column: Column;
  /** @throws RowError for what is no value of its type, and NULL where there must be none */
  readonly read: (text: string | undefined) => Value;
}

/** Undefined for a type that cannot be read from text, or a format that is none. */
export function readColumn(
  { name, type: said, format, notNull }: DescribedColumn,
  otherwise: SqlType,
): ReadColumn | undefined {
  const type = said ?? otherwise;
  const parse = parserOf(type, format);
  if (parse === undefined) return undefined;
  return {
    column: { name, type, ...(notNull ? { notNull } : {}) },
    read: (text) => {
      const value = text === undefined ? null : parse(text);
      if (value === null && notNull) throw missingValue(name);
      return value;
    },
  };
}

function parserOf(type: SqlType, format: string | undefined): ((text: string) => Value) | undefined {
  if (format !== undefined) return isDatetime(type) ? formatted(type, format) : undefined;
  const cast = castFunction(varchar(longestVarchar), type, 'explicit') as ((text: string) => Value) | undefined;
  if (cast === undefined || isCharacter(type)) return cast;
  // Blanks alone are no number.
  return (text) => (withoutBlanks(text) === '' ? null : cast(text));
}

function formatted({ kind }: SqlType, format: string): ((text: string) => Value) | undefined {
  try {
    parsePattern(format);
  } catch {
    return undefined;
  }
  const read = reader(format);
  const part = kind === 'DATE' ? midnightOf : kind === 'TIME' ? timeOfDay : fitTimestamp;
  return (text) => {
    if (withoutBlanks(text) === '') return null;
    const ms = read(text);
    if (ms === undefined) throw invalidDatetime(text);
    return part(ms);
  };
}
