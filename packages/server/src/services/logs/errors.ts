import { AwsError, validationError } from '@paddock/wire';

/**
 * Logs' errors, one factory for each text. Where no answer of AWS's is on public record for a case, the code is the one that its API
 * reference declares and the text is ours, in its manner; docs/services/logs.md lists those.
 */
export const resourceNotFound = (message: string): AwsError => new AwsError('ResourceNotFoundException', message);
export const alreadyExists = (message: string): AwsError => new AwsError('ResourceAlreadyExistsException', message);
export const invalidParameter = (message: string): AwsError => validationError(message, 'InvalidParameterException');

export const groupNotFound = (): AwsError => resourceNotFound('The specified log group does not exist.');
export const streamNotFound = (): AwsError => resourceNotFound('The specified log stream does not exist.');
export const groupExists = (): AwsError => alreadyExists('The specified log group already exists');
export const streamExists = (): AwsError => alreadyExists('The specified log stream already exists');
export const resourceMissing = (): AwsError => resourceNotFound('The specified resource does not exist.');
export const metricFilterNotFound = (): AwsError => resourceNotFound('The specified metric filter does not exist.');
export const subscriptionFilterNotFound = (): AwsError =>
  resourceNotFound('The specified subscription filter does not exist.');
export const policyNotFound = (name?: string): AwsError =>
  resourceNotFound(
    name === undefined ? 'The specified resource policy does not exist.' : `Policy with name [${name}] does not exist.`,
  );
export const queryNotFound = (id: string): AwsError => resourceNotFound(`Query id ${id} not found`);
export const queryDefinitionNotFound = (): AwsError =>
  resourceNotFound('The specified query definition does not exist.');
export const recordNotFound = (): AwsError => resourceNotFound('The specified log record does not exist.');
export const destinationNotFound = (): AwsError => resourceNotFound('The specified destination does not exist.');

export const limitExceeded = (): AwsError => new AwsError('LimitExceededException', 'Resource limit exceeded.');
export const tooManyTags = (arn: string): AwsError =>
  new AwsError('TooManyTagsException', `The resource ${arn} can have no more than 50 tags.`);
export const tooManyTagsOfGroup = (): AwsError => invalidParameter('A log group can have no more than 50 tags.');
export const reservedTag = (key: string): AwsError =>
  invalidParameter(`Tag key ${key} is invalid: keys that begin with aws: are reserved.`);
export const operationAborted = (): AwsError =>
  new AwsError(
    'OperationAbortedException',
    'A conflicting operation is currently in progress against this resource. Please try again.',
  );
export const deletionProtected = (): AwsError =>
  validationError('The specified log group has deletion protection enabled and cannot be deleted.');

export const invalidNextToken = (): AwsError => invalidParameter('The specified nextToken is invalid.');
export const prefixAndPattern = (): AwsError =>
  invalidParameter('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');
export const identifiersAndFilters = (): AwsError =>
  invalidParameter('LogGroup identifiers and other filters are mutually exclusive parameters.');
export const nameAndIdentifier = (): AwsError =>
  validationError('LogGroup name and LogGroup ARN are mutually exclusive parameters.');
export const neitherNameNorIdentifier = (): AwsError =>
  validationError('Either LogGroup name or LogGroup ARN must be provided.');
export const invalidArn = (arn: string): AwsError => invalidParameter(`Invalid ARN: ${arn}`);
export const orderWithPrefix = (): AwsError =>
  invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
export const namesAndPrefix = (): AwsError =>
  invalidParameter('LogStreamNames and LogStreamNamePrefix are mutually exclusive parameters.');
export const invalidFilterPattern = (): AwsError => invalidParameter('Invalid filter pattern');

export const notChronological = (): AwsError =>
  invalidParameter('Log events in a single PutLogEvents request must be in chronological order.');
export const spansTooLong = (): AwsError =>
  invalidParameter('The batch of log events in a single PutLogEvents request cannot span more than 24 hours.');
export const uploadTooLarge = (bytes: number, limit: number): AwsError =>
  invalidParameter(`Upload too large: ${bytes} bytes exceeds limit of ${limit}`);
export const eventTooLarge = (bytes: number, limit: number): AwsError =>
  invalidParameter(`Log event too large: ${bytes} bytes exceeds limit of ${limit}`);

export const dimensionsAndDefault = (): AwsError =>
  invalidParameter('Invalid metric transformation: dimensions and default value are mutually exclusive properties.');
export const tooManyDimensions = (): AwsError =>
  invalidParameter('Invalid metric transformation: no more than 3 dimensions are allowed.');
export const metricNameAlone = (): AwsError =>
  invalidParameter('Metric name and metric namespace must be provided together.');
export const wrongClass = (): AwsError =>
  new AwsError('InvalidOperationException', 'This operation is not supported for the class of the log group.');

export const crossAccountLambda = (): AwsError =>
  new AwsError(
    'AccessDeniedException',
    'Cross-account lambda invocation passing is not allowed. You must use DestinationPolicies to create cross account lambda triggers.',
  );
export const lambdaNotAllowed = (): AwsError =>
  invalidParameter(
    'Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function.',
  );
export const noRoleFor = (vendor: string): AwsError =>
  invalidParameter(`destinationArn for vendor ${vendor} cannot be used without roleArn`);
export const roleNotAllowed = (vendor: string): AwsError =>
  invalidParameter(`destinationArn for vendor ${vendor} cannot be used with roleArn`);
export const roleNotAssumable = (): AwsError =>
  invalidParameter(
    'Could not assume the specified role. Make sure that the role exists and that CloudWatch Logs is allowed to assume it.',
  );
export const unknownVendor = (vendor: string): AwsError =>
  invalidParameter(`PutSubscriptionFilter operation cannot work with destinationArn for vendor ${vendor}`);
export const testMessageFailed = (vendor: string): AwsError => {
  if (vendor === 'firehose')
    return invalidParameter(
      'Could not deliver test message to specified Firehose stream. Check if the given Firehose stream is in ACTIVE state.',
    );
  if (vendor === 'kinesis')
    return invalidParameter(
      'Could not deliver test message to specified Kinesis stream. Check if the given kinesis stream is in ACTIVE state.',
    );
  return invalidParameter(
    'Could not deliver test message to specified destination. Check if the destination is valid.',
  );
};

export const queryIsOver = (): AwsError => invalidParameter('Query is not Running or Scheduled');
export const queryGroupNotFound = (name: string, account: string, requestId: string): AwsError =>
  resourceNotFound(
    `Log group '${name}' does not exist for account ID '${account}' (Service: AWSLogs; Status Code: 400; Error Code: ` +
      `ResourceNotFoundException; Request ID: ${requestId}; Proxy: null)`,
  );
export const oneOfTheGroups = (): AwsError =>
  invalidParameter('Exactly one of logGroupName, logGroupNames and logGroupIdentifiers must be provided.');
export const unsupportedLanguage = (language: string): AwsError =>
  invalidParameter(`Query language ${language} is not supported.`);
export const endBeforeStart = (): AwsError =>
  invalidParameter('Query end time cannot be before the start time of the query.');

/** Whether what was looked for is gone: loops that come too late have nothing to do. */
export const isNotFound = (error: unknown): boolean =>
  error instanceof AwsError && error.code === 'ResourceNotFoundException';

/** Whether what was to be made is there already. */
export const isExists = (error: unknown): boolean =>
  error instanceof AwsError && error.code === 'ResourceAlreadyExistsException';

export const sessionTimedOut = (): AwsError =>
  new AwsError('SessionTimeoutException', 'The live tail session has ended after three hours.');
export const arnRequired = (): AwsError => invalidParameter('Only log group ARNs are allowed in logGroupIdentifiers.');
export const streamsOfOneGroup = (): AwsError =>
  invalidParameter('Log streams can be given only when exactly one log group is given.');
export const streamNamesAndPrefixes = (): AwsError =>
  invalidParameter('logStreamNames and logStreamNamePrefixes are mutually exclusive parameters.');
export const notARetention = (days: number, allowed: readonly number[]): AwsError =>
  invalidParameter(
    `1 validation error detected: Value '${days}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value ` +
      `set: [${allowed.join(', ')}]`,
  );
export const eitherNameOrResource = (): AwsError =>
  invalidParameter('Exactly one of logGroupName and resourceIdentifier must be provided.');
export const malformedQuery = (
  message: string,
  { start, end, message: told }: { readonly start: number; readonly end: number; readonly message: string },
  requestId: string,
): AwsError =>
  new AwsError(
    'MalformedQueryException',
    `${message} (Service: AWSLogs; Status Code: 400; Error Code: MalformedQueryException; Request ID: ${requestId}; Proxy: null)`,
    { members: { queryCompileError: { location: { startCharOffset: start, endCharOffset: end }, message: told } } },
  );
export const policyNotNamed = (): AwsError =>
  invalidParameter('Exactly one of policyName and resourceArn must be provided.');
export const policyNameTooLong = (): AwsError => invalidParameter('A policy name has 255 characters at most.');
export const invalidPolicy = (reason: string): AwsError => invalidParameter(`Policy Document is not valid: ${reason}`);
export const otherRevision = (): AwsError =>
  invalidParameter('The expected revision id does not match the revision of the resource policy.');
export const destinationNameTooLong = (): AwsError => invalidParameter('The name of the destination is too long.');
