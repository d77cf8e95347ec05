import {
  abridge,
  string,
  structure,
  violationsOf,
  type AwsError,
  type StructureShape,
  type ValidationWording,
  type Violation,
} from '@paddock/wire';
import { invalid } from './errors.js';
import { TableArn } from './shapes.js';

/** How DynamoDB words what breaks its constraints: its older layer prints structures with their members. */
export const dynamoDbWording: ValidationWording = {
  code: 'ValidationException',
  tellsValue: true,
  tellsMembers: true,
};

/** How requests for items name a table, if it is not by its ARN. */
export const Name = string({ min: 1, max: 255, pattern: '[a-zA-Z0-9_.-]+', exempt: 'arn:' });

/** An input as decoding left it: of the right types, with members missing that must be there. */
export type Input = Readonly<Record<string, unknown>>;

/**
 * What of the input breaks the constraints of the shape, which has only the members that have any, in the order in which AWS reports them. None for
 * nearly every request: what words it is chosen after that.
 */
export const broken = (shape: StructureShape, input: Input): readonly Violation[] =>
  violationsOf(shape, input, dynamoDbWording);

/** All of them, as the older layer says it. */
export const refusal = (violations: readonly { readonly text: string }[]): AwsError =>
  framed(violations.map(({ text }) => text));

export const framed = (texts: readonly string[]): AwsError =>
  invalid(`${texts.length} validation error${texts.length === 1 ? '' : 's'} detected: ${texts.join('; ')}`);

/** What the older layer says of one member. */
export const told = (value: string, path: string, constraint: string): string =>
  `Value '${abridge(value)}' at '${abridge(path)}' ${FAILED}: ${constraint}`;

/** A member as the newer layer names it, `RequestItems.orders.member.Keys`: it tells no values, and says so of one member alone. */
export const alone = ({ path, constraint }: Violation): AwsError =>
  framed([`Value at '${path.replace(FIRST_AND_LAST, (letter) => letter.toUpperCase())}' ${FAILED}: ${constraint}`]);

const FIRST_AND_LAST = /^[a-z]|(?<=\.)[a-z](?=[^.]*$)/g;
const FAILED = 'failed to satisfy constraint';

/** The newer layer reports a bound of these by itself. Bounds of other members are the older layer's. */
export const isAlone = ({ path, trait }: Violation): boolean =>
  (trait === 'min' || trait === 'max') &&
  (BOUND.has(path) || KEYS.test(path) || (path === 'tableName' && trait === 'min'));

const BOUND: ReadonlySet<string> = new Set([
  'attributesToGet',
  'clientRequestToken',
  'limit',
  'requestItems',
  'transactItems',
]);
const KEYS = /^requestItems\..*\.member\.(?:keys|attributesToGet)$/s;

/** What the newer layer says of two enumerations, misspelled as AWS has them: no value, and no member. */
export function inNewWords({ path, text, trait }: Violation): string {
  if (trait === 'enum' && path === 'returnValues')
    return enumeration('ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE');
  if (trait === 'enum' && path === 'conditionalOperator') return enumeration('ALL, OR');
  return text;
}

const enumeration = (values: string): string =>
  `Failed to satisfy constraint: Member must satisfy enum value set: [${values}]`;

/**
 * An ARN where a table's name may stand has a bound of its own.
 * @throws AwsError ValidationException
 */
export function assertShort(arn: unknown, path: string): void {
  if (typeof arn !== 'string' || arn.length <= LONGEST_NAME) return;
  const [violation] = broken(LongArn, { TableName: arn });
  if (violation) throw framed([told(arn, path, violation.constraint)]);
}

const LONGEST_NAME = 255;
const LongArn = structure('LongArn', { TableName: TableArn });
