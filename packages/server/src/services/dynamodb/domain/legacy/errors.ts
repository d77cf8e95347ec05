import type { AwsError } from '@paddock/wire';
import { invalid, invalidParameter } from '../../errors.js';

/** What AWS says of the parameters that expressions have replaced. */

export const wrongNumberOfArguments = (operator: string): AwsError =>
  invalidParameter(`Invalid number of argument(s) for the ${operator} ComparisonOperator`);

export const argumentsOfDifferentTypes = (): AwsError =>
  invalidParameter('AttributeValues inside AttributeValueList must be of same type');

export const operatorNotForType = (operator: string, type: string): AwsError =>
  invalidParameter(`ComparisonOperator ${operator} is not valid for ${type} AttributeValue type`);

export const boundsInWrongOrder = (): AwsError =>
  invalid('The BETWEEN condition was provided a range where the lower bound is greater than the upper bound');

export const valueAndList = (attribute: string): AwsError =>
  invalidParameter(`Value and AttributeValueList cannot be used together for Attribute: ${attribute}`);

export const existsAndOperator = (attribute: string): AwsError =>
  invalidParameter(`Exists and ComparisonOperator cannot be used together for Attribute: ${attribute}`);

export const operatorWithoutValue = (operator: string, attribute: string): AwsError =>
  invalidParameter(
    `Value or AttributeValueList must be used with ComparisonOperator: ${operator} for Attribute: ${attribute}`,
  );

export const listWithoutOperator = (attribute: string): AwsError =>
  invalidParameter(`AttributeValueList can only be used with a ComparisonOperator for Attribute: ${attribute}`);

/** @param exists as the request has it; absent is `null` to AWS */
export const existsWithoutValue = (exists: boolean | undefined, attribute: string): AwsError =>
  invalidParameter(`Value must be provided when Exists is ${exists ?? null} for Attribute: ${attribute}`);

export const valueOfWhatIsAbsent = (attribute: string): AwsError =>
  invalidParameter(`Value cannot be used when Exists is false for Attribute: ${attribute}`);

export const operatorWithoutConditions = (): AwsError =>
  invalid('ConditionalOperator cannot be used without Filter or Expected');

export const operatorForOneCondition = (): AwsError =>
  invalid('ConditionalOperator can only be used when Filter or Expected has two or more elements');

export const wrongNumberOfKeyConditions = (): AwsError => invalid('Conditions can be of length 1 or 2 only');

export const actionWithoutValue = (): AwsError =>
  invalidParameter('Only DELETE action is allowed when no attribute value is specified');

export const deleteOfType = (type: string): AwsError =>
  invalidParameter(`DELETE action with value is not supported for the type ${type}`);

export const addOfType = (type: string): AwsError =>
  invalidParameter(`ADD action is not supported for the type ${type}`);

export const duplicateAttributeToGet = (name: string): AwsError =>
  invalidParameter(`Duplicate value in attribute name: ${name}`);
