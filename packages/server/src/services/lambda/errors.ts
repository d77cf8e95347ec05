import { AwsError } from '@paddock/wire';

/**
 * Lambda's errors, one factory for each text that operations share; those of one family stand in its `errors-….ts`. Most tell whose fault they are in `Type`,
 * and some spell `Message` large. docs/services/lambda.md says which texts are on no public record.
 */
const user = { members: { Type: 'User' } } as const;

export const invalidParameter = (message: string): AwsError =>
  new AwsError('InvalidParameterValueException', message, user);
/** Where AWS leaves `Type` away. */
export const invalidParameterUntyped = (message: string): AwsError =>
  new AwsError('InvalidParameterValueException', message);
export const notFound = (message: string): AwsError =>
  new AwsError('ResourceNotFoundException', message, { ...user, status: 404, capitalMessage: true });
export const conflict = (message: string): AwsError =>
  new AwsError('ResourceConflictException', message, { ...user, status: 409 });
export const inUse = (message: string): AwsError =>
  new AwsError('ResourceInUseException', message, { ...user, capitalMessage: true });
export const preconditionFailed = (message: string): AwsError =>
  new AwsError('PreconditionFailedException', message, { ...user, status: 412 });
export const invalidRequestContent = (message: string): AwsError =>
  new AwsError('InvalidRequestContentException', message, user);
export const requestTooLarge = (message: string): AwsError =>
  new AwsError('RequestTooLargeException', message, { ...user, status: 413 });
/** Of a body that is larger than its operation takes. AWS names Invoke by its action. */
export const requestEntityTooLarge = (operation: string, limit: number): AwsError =>
  new AwsError(
    'RequestEntityTooLargeException',
    `Request must be smaller than ${limit} bytes for the ${operation === 'Invoke' ? 'InvokeFunction' : operation} operation`,
    { status: 413 },
  );
/** What broke is ours, or the platform's. */
export const serviceFailure = (message: string): AwsError =>
  new AwsError('ServiceException', message, { status: 500, capitalMessage: true, members: { Type: 'Service' } });
/** @param reason which limit, as AWS names it: `ReservedFunctionConcurrentInvocationLimitExceeded` */
export const tooManyRequests = (reason: string, message = 'Rate Exceeded.'): AwsError =>
  new AwsError('TooManyRequestsException', message, { status: 429, members: { Type: 'User', Reason: reason } });

/** @param arn with the qualifier where AWS tells it */
export const functionNotFound = (arn: string): AwsError => notFound(`Function not found: ${arn}`);
export const aliasArnNotFound = (arn: string): AwsError => notFound(`Cannot find alias arn: ${arn}`);
export const noSuchResource = (): AwsError => notFound('The resource you requested does not exist.');
export const otherRegion = (named: string, here: string): AwsError =>
  notFound(`Functions from '${named}' are not reachable in this region ('${here}')`);
export const qualifiersDiffer = (): AwsError =>
  invalidParameter('The derived qualifier from the function name does not match the specified qualifier.');
/** @param call the operation that tells the latest revision: `GetFunction/GetAlias` */
export const revisionMismatch = (call: string): AwsError =>
  preconditionFailed(
    `The Revision Id provided does not match the latest Revision Id. Call the ${call} API to retrieve the latest Revision Id`,
  );
/** AWS's denial: 403, with a large `Message`. */
export const accessDenied = (message: string): AwsError =>
  new AwsError('AccessDeniedException', message, { status: 403, capitalMessage: true });
