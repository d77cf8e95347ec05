import { AwsError } from '@paddock/wire';

/**
 * The errors of Kinesis Data Analytics, one factory for each text. Where no answer of AWS's is on public record for a case, the code is the one that its API
 * reference declares and the text is ours, in its manner; docs/services/kinesis-analytics.md lists those.
 */
export const invalidArgument = (message: string): AwsError => new AwsError('InvalidArgumentException', message);
export const resourceInUse = (message: string): AwsError => new AwsError('ResourceInUseException', message);
export const unsupported = (message: string): AwsError => new AwsError('UnsupportedOperationException', message);
export const limitExceeded = (message: string): AwsError => new AwsError('LimitExceededException', message);

export const applicationNotFound = (name: string): AwsError =>
  new AwsError('ResourceNotFoundException', `Could not find the application: ${name}`);
/** As AWS words it. */
export const applicationExists = (): AwsError => resourceInUse('Application already exists.');
export const applicationsLimit = (most: number): AwsError =>
  limitExceeded(`The account already has ${most} applications in this region, which is the most that it can have`);
export const madeByNewerApi = (name: string): AwsError =>
  unsupported(
    `${name} was created/updated by kinesisanalyticsv2 SDK. Please use kinesisanalyticsv2 SDK to make changes to ${name}.`,
  );
export const staleVersion = (given: number, current: number): AwsError =>
  new AwsError(
    'ConcurrentModificationException',
    `Conflict detected: given application version ${given}, but the current version is ${current}`,
  );
export const changedMeanwhile = (name: string): AwsError =>
  new AwsError(
    'ConcurrentModificationException',
    `Application ${name} is being changed by another request. Please retry.`,
  );
export const wrongState = (name: string, status: string, doing: string): AwsError =>
  resourceInUse(`Application ${name} is in ${status} state and cannot be ${doing}`);
/** DeleteApplication of the older API declares no InvalidArgumentException. */
export const wrongCreation = (name: string): AwsError =>
  new AwsError(
    'ConcurrentModificationException',
    `The given create timestamp does not match that of application ${name}`,
  );
export const codeInvalid = (message: string): AwsError =>
  new AwsError('CodeValidationException', `SQL error: ${message}`);
export const configurationInvalid = (message: string): AwsError =>
  new AwsError('InvalidApplicationConfigurationException', message);
export const roleNotAssumable = (): AwsError =>
  invalidArgument("Kinesis Analytics service doesn't have sufficient privileges to assume the role");
export const lambdaNotInvokable = (role: string, lambda: string): AwsError =>
  invalidArgument(
    `Given IAM role arn : ${role} does not provide Invoke permissions on the Lambda resource : ${lambda}`,
  );
export const objectNotReadable = (): AwsError =>
  invalidArgument(
    'Kinesis Analytics is not able to read the S3 object. Please check the role provided or validity of S3 location you provided',
  );
export const firehoseNotHere = (arn: string): AwsError =>
  invalidArgument(`Delivery stream ${arn} is not available: Firehose is not part of this server`);
export const tooManyTags = (): AwsError =>
  new AwsError('TooManyTagsException', 'Application has too many tags: at most 50 are allowed.');
