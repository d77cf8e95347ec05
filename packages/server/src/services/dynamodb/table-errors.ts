import { AwsError } from '@paddock/wire';

/** What operations on tables refuse once they have looked: states, quotas, and what is not there. Texts of single checks stand beside the checks. */
export const inUse = (message: string): AwsError =>
  new AwsError('ResourceInUseException', `Attempt to change a resource which is still in use: ${message}`);

/** Without the words that begin most of them. */
export const resourceInUse = (message: string): AwsError => new AwsError('ResourceInUseException', message);

export const tableExists = (name: string): AwsError => resourceInUse(`Table already exists: ${name}`);

export const tableBeingCreated = (name: string): AwsError => inUse(`Table is being created: ${name}`);

export const tableBeingDeleted = (name: string): AwsError => inUse(`Table is being deleted: ${name}`);

export const limitExceeded = (message: string): AwsError => new AwsError('LimitExceededException', message);

export const subscriberLimit = (message: string): AwsError => limitExceeded(`Subscriber limit exceeded: ${message}`);

export const throttled = (message: string): AwsError => new AwsError('ThrottlingException', message);

export const resourceNotFound = (message: string): AwsError =>
  new AwsError('ResourceNotFoundException', `Requested resource not found: ${message}`);

export const arnNotFound = (arn: string): AwsError => resourceNotFound(`ResourceArn: ${arn} not found`);

export const accessDenied = (): AwsError => new AwsError('AccessDeniedException', 'Access is denied');
