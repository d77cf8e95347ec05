import { AwsError, validationError } from '@paddock/wire';
import { typeOf, type AttributeValue, type Item } from './domain/attribute-value.js';

/**
 * DynamoDB's errors, one factory for each text. Where no answer of AWS's is on public record for a case, the code is the one that its API
 * reference declares and the text is ours, in its manner; docs/services/dynamodb.md lists those.
 */
export const invalid = (message: string): AwsError => validationError(message);

/** What most checks of values and keys begin with. */
export const invalidParameter = (message: string): AwsError =>
  invalid(`One or more parameter values were invalid: ${message}`);

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
