import { AwsError } from '@paddock/wire';
import { invalid } from '../errors.js';

/** What AWS says of requests for items before it looks their tables up. */

export const mixedParameters = (legacy: readonly string[], expressions: readonly string[]): AwsError =>
  invalid(
    'Can not use both expression and non-expression parameters in the same request: ' +
      `Non-expression parameters: {${legacy.join(', ')}} Expression parameters: {${expressions.join(', ')}}`,
  );

export const namesWithoutExpressions = (): AwsError =>
  invalid('ExpressionAttributeNames can only be specified when using expressions');

/** @param missing the expressions that AWS names as absent, where it does */
export const valuesWithoutExpressions = (missing: readonly string[]): AwsError => {
  const which = missing.length === 0 ? '' : `: ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} null`;
  return invalid(`ExpressionAttributeValues can only be specified when using expressions${which}`);
};

export const onlyOldOrNone = (): AwsError => invalid('ReturnValues can only be ALL_OLD or NONE');

export const mapTooLarge = (member: ExpressionMap): AwsError => invalid(`${member} exceeds max size`);

export const mapsTooLarge = (): AwsError =>
  invalid('Combined size of ExpressionAttributeNames and ExpressionAttributeValues exceeds max size');

/** @param message what is wrong with the attribute's name */
export const invalidNameForKey = (message: string, key: string): AwsError =>
  invalid(`ExpressionAttributeNames contains invalid value: ${message} for key ${key}`);

/** What the older layer makes of a value's fault. */
export const invalidValueForKey = (message: string, key: string): AwsError =>
  invalid(`ExpressionAttributeValues contains invalid value: ${message} for key ${key}`);

export type ExpressionMap = 'ExpressionAttributeNames' | 'ExpressionAttributeValues';

export const noKeyConditions = (): AwsError =>
  invalid('Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.');

export const selectsNothing = (): AwsError =>
  invalid('Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES');

/** @param parameter AttributesToGet or ProjectionExpression */
export const selectsOtherwise = (parameter: string, select: string): AwsError =>
  invalid(`Cannot specify the ${parameter} when choosing to get ${select === 'COUNT' ? 'only the Count' : select}`);

export const projectedWithoutIndex = (): AwsError =>
  invalid('ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName');

export const noTotalSegments = (): AwsError =>
  invalid(
    'The TotalSegments parameter is required but was not present in the request when Segment parameter is present',
  );

export const noSegment = (): AwsError =>
  invalid(
    'The Segment parameter is required but was not present in the request when parameter TotalSegments is present',
  );

export const noSuchSegment = (): AwsError =>
  invalid('The Segment parameter is zero-based and must be less than parameter TotalSegments');

export const duplicateKeys = (): AwsError => invalid('Provided list of item keys contains duplicates');

export const tooManyItems = (operation: 'BatchGetItem' | 'BatchWriteItem'): AwsError =>
  invalid(`Too many items requested for the ${operation} call`);

/** Of a member of TransactItems that says nothing; AWS says it of the list. */
export const noAction = (): AwsError =>
  invalid(
    "1 validation error detected: Value '' at 'transactItems' failed to satisfy constraint: " +
      'TransactWriteRequest should contain Delete or Put or Update or ConditionCheck',
  );

export const severalActions = (): AwsError =>
  invalid('TransactItems can only contain one of Check, Put, Update or Delete');

/** PutItem, UpdateItem and DeleteItem say so of every fault that they find before they look at the table. */
export const enveloped = (error: unknown): unknown =>
  reworded(error, (message) => `1 validation error detected: ${message}`);

/** AWS leaves what it says of numbers and sets as it is. */
export const ofStartKey = (error: unknown): unknown =>
  reworded(error, (message) =>
    /contains duplicates|number set|numeric value|significant digits|number with magnitude/.test(message)
      ? message
      : `The provided starting key is invalid: ${message}`,
  );

function reworded(error: unknown, words: (message: string) => string): unknown {
  if (!(error instanceof AwsError) || error.code !== 'ValidationException') return error;
  return invalid(words(error.message));
}
