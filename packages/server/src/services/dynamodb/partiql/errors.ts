import { AwsError } from '@paddock/wire';
import { invalid } from '../errors.js';

/** What the operations that run PartiQL say beside what the statements' own checks do. */

export const duplicateItem = (): AwsError =>
  new AwsError('DuplicateItemException', 'Duplicate primary key exists in table');

export const existsOutsideTransaction = (): AwsError =>
  invalid('EXISTS can only be used in ExecuteTransaction write requests.');

export const tokenUnreadable = (): AwsError => invalid('Invalid NextToken');

export const tokenOfOtherRequest = (): AwsError => invalid('NextToken does not match request');

/** An update that leaves maps and lists in more levels than there may be. AWS says it shorter here than of values. */
export const updatedTooDeep = (): AwsError => invalid('Nesting Levels have exceeded supported limits');

export const mixedStatements = (operation: 'ExecuteTransaction' | 'BatchExecuteStatement'): AwsError =>
  invalid(`${operation} API does not support both read and write operations in the same request.`);

export const selectWithoutKey = (operation: 'ExecuteTransaction' | 'BatchExecuteStatement'): AwsError =>
  invalid(`Select statements within ${operation} must specify the primary key in the where clause.`);

export const indexInTransaction = (): AwsError => invalid('Reads on indices are not supported within transactions.');

export const returningInTransaction = (): AwsError =>
  invalid('RETURNING clause is not supported in ExecuteTransaction.');

export const existsWithoutCondition = (): AwsError =>
  invalid('EXISTS() must contain a single item read with additional condition');

/** What is wrong with one statement of a transaction, which is refused for it. @param at from 0 */
export const inStatement = (at: number, error: unknown): unknown =>
  error instanceof AwsError && error.code === 'ValidationException'
    ? invalid(`Validation failed in TransactStatements[${at}]: ${error.message}`)
    : error;
