import type { Expression, Query, Statement } from './ast.js';
import { parseWith, type Rules } from './cursor.js';
import { refuseDeepTrees } from './depth.js';
import { expression } from './expressions.js';
import { query } from './queries.js';
import { program } from './statements.js';

const rules: Rules = { expression, query };

/** The statements of an application's code; none for comments only. Throws SqlError at the first place where the grammar does not go on. */
export const parseProgram = (text: string): readonly Statement[] => refuseDeepTrees(parseWith(text, rules, program));

/** A single expression. Throws SqlError. */
export const parseExpression = (text: string): Expression => refuseDeepTrees(parseWith(text, rules, expression));

/** A single query, as it may stand in a pump or a view; a `;` may end it. Throws SqlError. */
export const parseQuery = (text: string): Query =>
  refuseDeepTrees(
    parseWith(text, rules, (cursor) => {
      const parsed = query(cursor);
      cursor.accept(';');
      return parsed;
    }),
  );
