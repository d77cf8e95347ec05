import { RowError } from '../../errors.js';
import type { RowFunction } from '../../bind/row-function.js';
import { varchar } from '../../types/sql-type.js';
import { constantText, isText, textType } from '../operands.js';
import { javaPattern } from '../regex/java-pattern.js';
import type { JavaPattern } from '../regex/java-pattern.js';
import { parseColumns } from './column-list.js';
import { readColumn } from './column-values.js';
import { textColumns, textLength } from './text-columns.js';

/** REGEX_LOG_PARSE(text, pattern [, columns]): the groups of a pattern of Java's that matches the whole text; NULL where it does not. */
export const regexLogParse: RowFunction = {
  name: 'REGEX_LOG_PARSE',
  signatures: ['REGEX_LOG_PARSE(<CHARACTER>, <CHARACTER>)', 'REGEX_LOG_PARSE(<CHARACTER>, <CHARACTER>, <CHARACTER>)'],
  resolve(operands) {
    const [text, regex, list] = operands;
    const pattern = compiled(constantText(regex));
    if (text === undefined || !isText(text) || pattern === undefined || pattern.groups === 0) return undefined;
    if (operands.length > 3) return undefined;
    const described =
      list === undefined
        ? textColumns(pattern.groups).map(({ name }) => ({ name, notNull: false }))
        : (parseColumns(constantText(list) ?? '') ?? []);
    const columns = described
      .map((column) => readColumn(column, varchar(textLength)))
      .filter((column) => column !== undefined);
    if (columns.length !== pattern.groups) return undefined;
    return {
      columns: columns.map(({ column }) => column),
      operandTypes: [textType(text)],
      evaluate: (value: string) => {
        const groups = pattern.matches(value);
        return groups === undefined ? null : columns.map(({ read }, index) => read(groups[index] ?? undefined));
      },
    };
  },
};

function compiled(pattern: string | undefined): JavaPattern | undefined {
  if (pattern === undefined) return undefined;
  try {
    return javaPattern(pattern);
  } catch (error) {
    if (error instanceof RowError) return undefined;
    throw error;
  }
}
