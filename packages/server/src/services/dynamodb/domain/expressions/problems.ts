import type { AwsError } from '@paddock/wire';
import { typeOf, type AttributeValue } from '../attribute-value.js';
import { invalid } from '../../errors.js';
import type { Path } from './ast.js';

/** What an expression is for; every complaint about it begins with that. */
export type ExpressionKind =
  | 'ConditionExpression'
  | 'FilterExpression'
  | 'KeyConditionExpression'
  | 'UpdateExpression'
  | 'ProjectionExpression';

export const invalidExpression = (kind: ExpressionKind, problem: string): AwsError =>
  invalid(`Invalid ${kind}: ${problem}`);

/** AWS's texts about expressions, without the words that name the expression. */
export const problems = {
  empty: 'The expression can not be empty;',
  tooLong: (bytes: number | undefined): string =>
    `Expression size has exceeded the maximum allowed size;${bytes === undefined ? '' : ` expression size: ${bytes}`}`,
  syntax: (token: string, near: string): string => `Syntax error; token: "${token}", near: "${near}"`,
  redundantParentheses: 'The expression has redundant parentheses;',
  /** It stops counting where it refuses. */
  tooManyOperators: 'The expression contains too many operators; operator count: 301',
  reserved: (name: string): string => `Attribute name is a reserved keyword; reserved keyword: ${name}`,
  indexOutOfRange: (index: string): string => `List index is not within the allowable range; index: [${index}]`,
  unknownFunction: (name: string): string => `Invalid function name; function: ${name}`,
  misusedFunction: (name: string): string =>
    `The function is not allowed to be used this way in an expression; function: ${name}`,
  updateFunction: (name: string): string => `The function is not allowed in a condition expression; function: ${name}`,
  conditionFunction: (name: string): string => `The function is not allowed in an update expression; function: ${name}`,
  sectionTwice: (section: string): string => `The "${section}" section can only be used once in an update expression;`,
  undefinedName: (placeholder: string): string =>
    `An expression attribute name used in the document path is not defined; attribute name: ${placeholder}`,
  undefinedValue: (placeholder: string): string =>
    `An expression attribute value used in expression is not defined; attribute value: ${placeholder}`,
  tooDeep: (levels: number): string => `The document path has too many nesting levels; nesting levels: ${levels}`,
  operandCount: (operation: string, count: number): string =>
    `Incorrect number of operands for operator or function; operator or function: ${operation}, number of operands: ${count}`,
  tooManyOptions: (count: number): string =>
    `The IN operator is provided with too many operands; number of operands: ${count}`,
  notDistinct: (operation: string, path: Path): string =>
    'The first operand must be distinct from the remaining operands for this operator or function; ' +
    `operator: ${operation}, first operand: ${pathText(path)}`,
  operandType: (operation: string, type: string): string =>
    `Incorrect operand type for operator or function; operator or function: ${operation}, operand type: ${type}`,
  sectionOperandType: (section: 'ADD' | 'DELETE', type: string): string =>
    `Incorrect operand type for operator or function; operator: ${section}, operand type: ${type}, ` +
    `typeSet: ALLOWED_FOR_${section}_OPERAND`,
  pathRequired: (operation: string): string =>
    `Operator or function requires a document path; operator or function: ${operation}`,
  typeName: (name: string): string =>
    `Invalid attribute type name found; type: ${name}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`,
  boundTypes: (low: AttributeValue, high: AttributeValue): string =>
    `The BETWEEN operator requires same data type for lower and upper bounds; ${boundsText(low, high)}`,
  boundOrder: (low: AttributeValue, high: AttributeValue): string =>
    `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${boundsText(low, high)}`,
  overlap: (one: Path, two: Path): string =>
    `Two document paths overlap with each other; must remove or rewrite one of these paths; ${pathsText(one, two)}`,
  conflict: (one: Path, two: Path): string =>
    `Two document paths conflict with each other; must remove or rewrite one of these paths; ${pathsText(one, two)}`,
} as const;

const pathText = (path: Path): string =>
  `[${path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ')}]`;

const pathsText = (one: Path, two: Path): string => `path one: ${pathText(one)}, path two: ${pathText(two)}`;

const boundsText = (low: AttributeValue, high: AttributeValue): string =>
  `lower bound operand: ${boundText(low)}, upper bound operand: ${boundText(high)}`;

/** As the Java objects behind AWS's texts print themselves. */
function boundText(value: AttributeValue): string {
  if ('B' in value) {
    const length = Buffer.from(value.B, 'base64').length;
    return `AttributeValue: {B:java.nio.HeapByteBuffer[pos=0 lim=${length} cap=${length}]}`;
  }
  return `AttributeValue: {${typeOf(value)}:${'S' in value ? value.S : 'N' in value ? value.N : ''}}`;
}
