export type * from './ast.js';
export { parseExpression, parseProgram, parseQuery } from './parser.js';
export { reservedWords } from './reserved-words.js';
