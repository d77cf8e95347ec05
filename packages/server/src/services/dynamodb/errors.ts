import { AwsError, validationError } from '@paddock/wire';
import { typeOf, type AttributeValue, type Item } from './domain/attribute-value.js';
import type { Layer } from './domain/layer.js';

/**
 * DynamoDB's errors, one factory for each text. Where no answer of AWS's is on public record for a case, the code is the one that its API
 * reference declares and the text is ours, in its manner; docs/services/dynamodb.md lists those.
 */
export const invalid = (message: string): AwsError => validationError(message);

/** What most checks of values and keys begin with. */
export const invalidParameter = (message: string): AwsError =>
  invalid(`One or more parameter values were invalid: ${message}`);

export const notNumeric = (text: string, layer: Layer): AwsError => {
  const message = 'The parameter cannot be converted to a numeric value';
  return invalid(layer === 'old' && text === '' ? message : `${message}: ${text}`);
};

export const numberOverflow = (): AwsError =>
  invalid('Number overflow. Attempting to store a number with magnitude larger than supported range');

export const numberUnderflow = (): AwsError =>
  invalid('Number underflow. Attempting to store a number with magnitude smaller than supported range');

export const tooManyDigits = (): AwsError => invalid('Attempting to store more than 38 significant digits in a Number');

export const noDatatype = (): AwsError =>
  invalid('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');

export const severalDatatypes = (): AwsError =>
  invalid(
    'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
  );

export const nullNotTrue = (): AwsError => invalidParameter('Null attribute value types must have the value of true');

/** AWS writes two spaces, and says it of binary sets in other words. */
export const emptySet = (type: SetType): AwsError =>
  invalidParameter(type === 'BS' ? 'Binary sets should not be empty' : `An ${SET_NAMES[type]} set  may not be empty`);

export const nullInSet = (type: SetType): AwsError =>
  invalidParameter(`An ${SET_NAMES[type]} set may not have a null ${SET_NAMES[type]} as a member`);

const SET_NAMES = { SS: 'string', NS: 'number', BS: 'binary' } as const;

type SetType = 'SS' | 'NS' | 'BS';

/** @param members as the layer lists them; it does not list numbers */
export const duplicatesInSet = (type: SetType, members: string, layer: Layer): AwsError => {
  if (type === 'SS') return invalidParameter(`Input collection ${members} contains duplicates.`);
  if (type === 'BS') return invalidParameter(`Input collection ${members}of type BS contains duplicates.`);
  const message = 'Input collection contains duplicates';
  return layer === 'old' ? invalid(message) : invalidParameter(`${message}.`);
};

export const nestedTooDeep = (): AwsError =>
  invalid(
    'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit',
  );

export const emptyAttributeName = (): AwsError => invalid('Empty attribute name');

export const attributeNameTooLong = (): AwsError =>
  invalid('Attribute name is too large, must be less than 65536 bytes');

/** What operations on items answer: AWS does not say which table. */
export const notFound = (): AwsError => new AwsError('ResourceNotFoundException', 'Requested resource not found');

export const tableNotFound = (name: string): AwsError =>
  new AwsError('ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);

export const wrongArnPart = (part: string): AwsError =>
  invalid(`1 validation error detected: Invalid ${part} in 'ARN'`);

export const keyMismatch = (): AwsError => invalid('The provided key element does not match the schema');

export const keyMissing = (name: string): AwsError => invalidParameter(`Missing the key ${name} in the item`);

export const keyTypeMismatch = (name: string, expected: string, value: AttributeValue): AwsError =>
  invalidParameter(`Type mismatch for key ${name} expected: ${expected} actual: ${typeOf(value)}`);

const emptyText = (value: AttributeValue): string =>
  `The AttributeValue for a key attribute cannot contain an empty ${'B' in value ? 'binary' : 'string'} value.`;

export const emptyKey = (name: string, value: AttributeValue): AwsError =>
  invalid(`One or more parameter values are not valid. ${emptyText(value)} Key: ${name}`);

export const hashKeyTooLong = (): AwsError =>
  invalidParameter('Size of hashkey has exceeded the maximum size limit of2048 bytes');

export const rangeKeyTooLong = (): AwsError =>
  invalidParameter('Aggregated size of all range keys has exceeded the size limit of 1024 bytes');

export const indexKeyTypeMismatch = (index: string, key: string, expected: string, value: AttributeValue): AwsError =>
  invalidParameter(
    `Type mismatch for Index Key ${key} Expected: ${expected} Actual: ${typeOf(value)} IndexName: ${index}`,
  );

export const emptyIndexKey = (index: string, key: string, value: AttributeValue): AwsError =>
  invalid(
    'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
      `${emptyText(value)} IndexName: ${index}, IndexKey: ${key}`,
  );

export const itemTooLarge = (): AwsError => invalid('Item size has exceeded the maximum allowed size');

export const updatedItemTooLarge = (): AwsError => invalid('Item size to update has exceeded the maximum allowed size');

/** @param item the item as it is, where the request asked for it, as its JSON or parsed */
export const conditionFailed = (item?: Item): AwsError =>
  new AwsError('ConditionalCheckFailedException', 'The conditional request failed', {
    members: item === undefined ? {} : { Item: item },
  });

export const noSuchIndex = (name: string): AwsError => invalid(`The table does not have the specified index: ${name}`);

export const indexIsBackfilling = (name: string): AwsError =>
  invalid(`Cannot read from backfilling global secondary index: ${name}`);

export const consistentOnGlobal = (): AwsError =>
  invalid('Consistent reads are not supported on global secondary indexes');

export const startKeyInvalid = (detail?: string): AwsError =>
  invalid(`The provided starting key is invalid${detail === undefined ? '' : `: ${detail}`}`);

export const startKeyMismatch = (): AwsError => startKeyInvalid('The provided key element does not match the schema');

export const keyUpdated = (name: string): AwsError =>
  invalidParameter(`Cannot update attribute ${name}. This attribute is part of the key`);

export const pathIntoKey = (name: string, kind: 'Key' | 'IndexKey'): AwsError =>
  invalid(
    `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: ${kind}: ${name}`,
  );

export const computedIndexKeyType = (): AwsError =>
  invalid('The update expression attempted to update the secondary index key to unsupported type');

export const computedIndexKeyEmpty = (value: AttributeValue): AwsError =>
  invalid(
    'One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that ' +
      `is not supported. ${emptyText(value)}`,
  );

export const filterOnKey = (name: string, legacy: boolean): AwsError =>
  invalid(
    `${legacy ? 'QueryFilter' : 'Filter Expression'} can only contain non-primary key attributes: Primary key attribute: ${name}`,
  );

export const globalProjectsNot = (index: string, names: readonly string[]): AwsError =>
  invalidParameter(`Global secondary index ${index} does not project [${names.join(', ')}]`);

export const indexFiltersNot = (index: string, names: readonly string[]): AwsError =>
  invalidParameter(`Secondary index ${index} does not project one or more filter attributes: [${names.join(', ')}]`);

export const allOfGlobal = (index: string): AwsError =>
  invalidParameter(
    `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index} because its projection type is not ALL`,
  );

export const startKeyOutside = (): AwsError =>
  invalid('The provided starting key is outside query boundaries based on provided conditions');

export const startKeyElsewhere = (): AwsError =>
  invalid('The query can return at most one row and cannot be restarted');

export const startKeyOffRange = (): AwsError =>
  invalid('The provided starting key does not match the range key predicate');

export const startKeyOfOtherSegment = ({ index, of }: { readonly index: number; readonly of: number }): AwsError =>
  startKeyInvalid(
    'Invalid ExclusiveStartKey. Please use ExclusiveStartKey with correct Segment. ' +
      `TotalSegments: ${of} Segment: ${index}`,
  );

export const duplicateKeys = (): AwsError => invalid('Provided list of item keys contains duplicates');

/** Why one action of a transaction stood in the way of all. */
export interface CancellationReason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: Item;
}

/** @param reasons one for each action, in their order; AWS spells the message's member with a capital here */
export const transactionCanceled = (reasons: readonly CancellationReason[]): AwsError =>
  new AwsError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${reasons.map(({ Code }) => Code).join(', ')}]`,
    { capitalMessage: true, members: { CancellationReasons: reasons } },
  );

export const transactionTooLarge = (): AwsError =>
  invalid('The aggregate size of the items in the transaction cannot exceed 4 MB');

export const sameItemTwice = (): AwsError =>
  invalid('Transaction request cannot include multiple operations on one item');

export const tokenReused = (): AwsError => new AwsError('IdempotentParameterMismatchException');

/** What SET reads is not there. */
export const missingOperand = (): AwsError =>
  invalid('The provided expression refers to an attribute that does not exist in the item');

export const wrongOperandType = (): AwsError =>
  invalid('An operand in the update expression has an incorrect data type');

/** What AttributeUpdates says where an expression has {@link wrongOperandType}. */
export const wrongUpdateType = (): AwsError => invalid('Type mismatch for attribute to update');

/** The map or list that the path leads into is not there. */
export const invalidPath = (): AwsError =>
  invalid('The document path provided in the update expression is invalid for update');

export const keyConditionMissing = (key: string): AwsError =>
  invalid(`Query condition missed key schema element: ${key}`);

export const keyConditionUnsupported = (): AwsError => invalid('Query key condition not supported');

export const keyConditionNotIndexable = (): AwsError =>
  invalid('Attempted conditional constraint is not an indexable operation');

export const keyConditionTypeMismatch = (): AwsError =>
  invalidParameter('Condition parameter type does not match schema type');

export const tooManyKeyConditions = (conditions: number, keys: number): AwsError =>
  invalid(
    `The number of query conditions (${conditions}) exceeds the number of key attributes defined in the schema (${keys})`,
  );

/** @param missing sort keys before `key`, in the schema's order, that have no equality */
export const sortKeyGap = (missing: readonly string[], key: string): AwsError =>
  invalid(
    `RANGE key attributes ${missing.join(', ')} must have equality conditions specified in the query ` +
      `because a condition is present on key attribute ${key}`,
  );
