import { SqlError } from '../errors.js';
import { escaped, type Token } from './lexer.js';

/**
 * `Encountered "FOO" at line 1, column 5.` and what was expected there, a line each: the end, the words in alphabetical order, literals, signs, names.
 * That is the order of the kinds of tokens in the grammar that AWS's parser is generated from.
 */
export function syntaxError(token: Token, expected: ReadonlySet<string>): SqlError {
  const { line, column } = token.at;
  const lines = [...expected].sort(inOrder).map((label) => (label === '<EOF>' ? `    ${label}` : `    ${label} ...`));
  const heading = lines.length === 1 ? 'Was expecting:' : 'Was expecting one of:';
  const image = token.kind === 'end' ? token.image : escaped(token.image);
  const message = `Encountered "${image}" at line ${line}, column ${column}.\n${[heading, ...lines].join('\n')}`;
  return new SqlError(message, token.at);
}

const literals = [
  '<UNSIGNED_INTEGER_LITERAL>',
  '<APPROX_NUMERIC_LITERAL>',
  '<DECIMAL_NUMERIC_LITERAL>',
  '<BINARY_STRING_LITERAL>',
  '<QUOTED_STRING>',
  '<UNICODE_STRING_LITERAL>',
];
const signs = ['(', ')', '{', '}', ';', '.', ',', '=', '>', '<', '<=', '>=', '<>', '+', '-', '*', '/', '||'].map(
  (sign) => `"${sign}"`,
);
const braces = ['<LBRACE_D>', '<LBRACE_T>', '<LBRACE_TS>', '<LBRACE_FN>'];
const names = ['<QUOTED_IDENTIFIER>', '<IDENTIFIER>'];
const ranks = new Map(
  [...literals, ...signs.slice(0, 2), ...braces, ...signs.slice(2), ...names].map((label, i) => [label, i + 1]),
);

function inOrder(a: string, b: string): number {
  const difference = rank(a) - rank(b);
  if (difference !== 0) return difference;
  return a < b ? -1 : a > b ? 1 : 0;
}

function rank(label: string): number {
  if (label === '<EOF>') return -1;
  return ranks.get(label) ?? 0;
}
