import type { RowFunction } from '../../bind/row-function.js';
import { varchar } from '../../types/sql-type.js';
import type { Operand } from '../function.js';
import { constantText, isText, textType } from '../operands.js';
import { parseColumns } from './column-list.js';
import { readColumn } from './column-values.js';
import type { ReadColumn } from './column-values.js';
import { textColumns, textLength } from './text-columns.js';

const mostColumns = 1024;

/**
 * VARIABLE_COLUMN_LOG_PARSE(text, columns, delimiter [, escape, quote]): the fields that a delimiter separates, as COLUMN1 and so on or as a list describes them.
 * Fields beyond the columns are left out, columns beyond the fields are NULL.
 */
export const variableColumnLogParse: RowFunction = {
  name: 'VARIABLE_COLUMN_LOG_PARSE',
  signatures: [
    'VARIABLE_COLUMN_LOG_PARSE(<CHARACTER>, <INTEGER>, <CHARACTER>)',
    'VARIABLE_COLUMN_LOG_PARSE(<CHARACTER>, <CHARACTER>, <CHARACTER>)',
    'VARIABLE_COLUMN_LOG_PARSE(<CHARACTER>, <CHARACTER>, <CHARACTER>, <CHARACTER>, <CHARACTER>)',
  ],
  resolve(operands) {
    const [text, list, ...marks] = operands;
    if (text === undefined || list === undefined || !isText(text) || marks.length < 1 || marks.length > 3)
      return undefined;
    const columns = columnsOf(list);
    const [delimiter, escape = '', quotes = ''] = marks.map((mark) => constantText(mark));
    if (columns === undefined || delimiter === undefined || delimiter === '' || quotes.length > 2) return undefined;
    if (marks.some((mark) => constantText(mark) === undefined)) return undefined;
    const split = splitter({ delimiter, escape, begin: quotes.charAt(0), end: quotes.charAt(1) || quotes.charAt(0) });
    return {
      columns: columns.map(({ column }) => column),
      operandTypes: [textType(text)],
      evaluate: (value: string) => {
        const fields = split(value);
        return columns.map(({ read }, index) => read(fields[index]));
      },
    };
  },
};

function columnsOf(list: Operand): readonly ReadColumn[] | undefined {
  const { constant } = list;
  if (typeof constant === 'number' || typeof constant === 'bigint') {
    const count = Number(constant);
    if (count < 1 || count > mostColumns) return undefined;
    return all(textColumns(count).map(({ name }) => readColumn({ name, notNull: false }, varchar(textLength))));
  }
  const described = parseColumns(constantText(list) ?? '');
  return described === undefined ? undefined : all(described.map((column) => readColumn(column, varchar(textLength))));
}

function all<T>(values: readonly (T | undefined)[]): readonly T[] | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? known : undefined;
}

interface Marks {
  readonly delimiter: string;
  /** Takes what follows it as it is; empty: there is none. */
  readonly escape: string;
  /** Around what may hold delimiters; empty: there are none. */
  readonly begin: string;
  readonly end: string;
}

function splitter({ delimiter, escape, begin, end }: Marks): (text: string) => string[] {
  if (escape === '' && begin === '') return (text) => text.split(delimiter);
  return (text) => {
    const fields: string[] = [];
    let field = '';
    let quoted = false;
    let at = 0;
    while (at < text.length) {
      const character = text.charAt(at);
      if (escape !== '' && text.startsWith(escape, at) && at + escape.length < text.length) {
        at += escape.length;
        // A delimiter of more characters is escaped as a whole.
        const length = text.startsWith(delimiter, at) ? delimiter.length : 1;
        field += text.slice(at, at + length);
        at += length;
      } else if (quoted ? character === end : character === begin) {
        // Doubled, it is a quote of the field.
        const doubled = quoted && text.charAt(at + 1) === end;
        if (doubled) field += end;
        else quoted = !quoted;
        at += doubled ? 2 : 1;
      } else if (!quoted && text.startsWith(delimiter, at)) {
        fields.push(field);
        field = '';
        at += delimiter.length;
      } else {
        field += character;
        at++;
      }
    }
    return [...fields, field];
  };
}
