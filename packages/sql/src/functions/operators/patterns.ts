import { BOOLEAN, isCharacter } from '../../types/sql-type.js';
import type { Operand, ResolvedCall, ScalarFunction } from '../function.js';
import { likeMatcher } from './like-pattern.js';
import type { Matcher } from './like-pattern.js';
import { similarMatcher } from './similar-pattern.js';

type Compile = (pattern: string, escape?: string) => Matcher;

/** `LIKE` and `SIMILAR TO`: text, pattern and perhaps the escape character. */
export const patterns: readonly ScalarFunction[] = [
  pattern('LIKE', likeMatcher, false),
  pattern('NOT LIKE', likeMatcher, true),
  pattern('SIMILAR TO', similarMatcher, false),
  pattern('NOT SIMILAR TO', similarMatcher, true),
];

function pattern(name: string, compile: Compile, negated: boolean): ScalarFunction {
  return {
    name,
    signatures: [`<STRING> ${name} <STRING>`, `<STRING> ${name} <STRING> ESCAPE <STRING>`],
    resolve: (operands) => resolve(operands, compile, negated),
  };
}

const isText = ({ type }: Operand): boolean => isCharacter(type) || type.kind === 'NULL';

function resolve(operands: readonly Operand[], compile: Compile, negated: boolean): ResolvedCall | undefined {
  if (operands.length < 2 || operands.length > 3 || !operands.every(isText)) return undefined;
  const compiled = remembering(compile);
  return {
    type: BOOLEAN,
    operandTypes: operands.map(({ type }) => type),
    evaluate: (text: string, wanted: string, escape?: string) => compiled(wanted, escape)(text) !== negated,
  };
}

/** Compiles once what stays the same from row to row, as constants do. */
function remembering(compile: Compile): Compile {
  let matcher: Matcher | undefined;
  let lastPattern: string | undefined;
  let lastEscape: string | undefined;
  return (wanted, escape) => {
    if (matcher !== undefined && wanted === lastPattern && escape === lastEscape) return matcher;
    matcher = compile(wanted, escape);
    lastPattern = wanted;
    lastEscape = escape;
    return matcher;
  };
}
