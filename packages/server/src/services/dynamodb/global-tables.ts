import { AwsError, string } from '@paddock/wire';
import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import type { DynamoDbContext } from './context.js';
import { invalid, invalidParameter } from './errors.js';

/** AWS checks the name of a global table of version 2017.11.29 in words of its own. */
export const GlobalTableName = string({ pattern: '[a-zA-Z0-9_.-]*' });

/** @throws ValidationException */
export function checkGlobalTableName(name: string): void {
  if (name.length < 3 || name.length > 255) {
    throw invalid('TableName must be at least 3 characters long and at most 255 characters long');
  }
}

/** The need of operations on global tables of version 2017.11.29. */
export const onGlobalTable =
  (action: string) =>
  (
    _context: DynamoDbContext,
    input: { readonly GlobalTableName: string },
    { principal }: RequestContext,
  ): AuthorizationNeed => ({
    action: `dynamodb:${action}`,
    resources: [`arn:aws:dynamodb::${principal.account}:global-table/${input.GlobalTableName}`],
  });

/** AWS makes and changes none of them any more. */
export const legacyNotSupported = (): AwsError =>
  invalidParameter(
    'DynamoDB global tables version 2017.11.29 is not supported. We recommend using DynamoDB global tables version ' +
      '2019.11.21, instead of version 2017.11.29 (Legacy)',
  );

export const globalTableNotFound = (name: string): AwsError =>
  new AwsError('GlobalTableNotFoundException', `Global table with name: '${name}' does not exist.`);
