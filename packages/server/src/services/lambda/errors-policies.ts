import { AwsError } from '@paddock/wire';
import { conflict, invalidParameter, notFound } from './errors.js';

/** What is wrong with resource policies, in AWS's words. */
export const noPolicyForLatest = (): AwsError =>
  invalidParameter('We currently do not support adding policies for $LATEST.');
export const invalidPrincipal = (): AwsError =>
  invalidParameter('The provided principal was invalid. Please check the principal and try again.');
export const authTypeElsewhere = (): AwsError =>
  invalidParameter('FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action');
export const statementExists = (id: string): AwsError =>
  conflict(
    `The statement id (${id}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
  );
export const statementNotFound = (id: string): AwsError => notFound(`Statement ${id} is not found in resource policy.`);
export const noPolicy = (): AwsError => notFound('No policy is associated with the given resource.');
export const noPolicyFor = (arn: string): AwsError => notFound(`No policy found for: ${arn}`);
export const policyTooLong = (size: number, limit: number): AwsError =>
  new AwsError(
    'PolicyLengthExceededException',
    `The final policy size (${size}) is bigger than the limit (${limit}).`,
    {
      members: { Type: 'User' },
    },
  );
