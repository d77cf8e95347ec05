import { unsupportedOperation } from './errors.js';
import { readText } from './read-statement.js';
import { constructName, type Expression, type Insert, type Manipulation, type Select } from './syntax.js';

/** A statement that DynamoDB knows, as it is written. */
export type Statement = Select | Insert | Manipulation | Exists;

/** A condition of a transaction: EXISTS(SELECT …). */
export interface Exists {
  readonly kind: 'exists';
  readonly select: Select;
}

const MOST_STATEMENTS = 256;
const LONGEST_TEXT = 1024;
const cache = new Map<string, Statement>();

/**
 * Reads a statement; the last few that were read are remembered.
 * @throws ValidationException for what is not PartiQL, and for PartiQL that is no statement of DynamoDB's
 */
export function parseStatement(text: string): Statement {
  const known = cache.get(text);
  if (known !== undefined) return known;
  const statement = statementOf(readText(text));
  // Long texts have literals that change with each request; short ones have parameters and come again.
  if (text.length <= LONGEST_TEXT) {
    if (cache.size >= MOST_STATEMENTS) for (const oldest of cache.keys()) if (cache.delete(oldest)) break;
    cache.set(text, statement);
  }
  return statement;
}

function statementOf(expression: Expression): Statement {
  switch (expression.kind) {
    case 'select':
    case 'insert':
    case 'manipulation':
      return expression;
    case 'call': {
      const [select, ...more] = expression.operands;
      if (expression.name === 'exists' && select?.kind === 'select' && more.length === 0)
        return { kind: 'exists', select };
    }
  }
  throw unsupportedOperation(constructName(expression));
}
