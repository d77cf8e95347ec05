import { AwsError, validationError } from '@paddock/wire';

/**
 * DynamoDB's errors, one factory for each text. Where no answer of AWS's is on public record for a case, the code is the one that its API
 * reference declares and the text is ours, in its manner; docs/services/dynamodb.md lists those.
 */
export const invalid = (message: string): AwsError => validationError(message);

/** What most checks of values and keys begin with. */
export const invalidParameter = (message: string): AwsError =>
  invalid(`One or more parameter values were invalid: ${message}`);
