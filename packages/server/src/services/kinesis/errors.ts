import { AwsError, validationError } from '@paddock/wire';

/**
 * Kinesis's errors, one factory for each text. Where no answer of AWS's is on public record for a case, the code is the one that its API
 * reference declares and the text is ours, in its manner; docs/services/kinesis.md lists those.
 */
export const resourceNotFound = (message: string): AwsError => new AwsError('ResourceNotFoundException', message);
export const resourceInUse = (message: string): AwsError => new AwsError('ResourceInUseException', message);
export const invalidArgument = (message: string): AwsError => new AwsError('InvalidArgumentException', message);
export const limitExceeded = (message: string): AwsError => new AwsError('LimitExceededException', message);
export const throughputExceeded = (message: string): AwsError =>
  new AwsError('ProvisionedThroughputExceededException', message);

/** What AWS answers where a stream's key cannot be used. Declared, as AWS's model has them; without a KMS none of them occurs here. */
export const kmsErrorCodes = [
  'KMSDisabledException',
  'KMSInvalidStateException',
  'KMSAccessDeniedException',
  'KMSNotFoundException',
  'KMSOptInRequired',
  'KMSThrottlingException',
] as const;

export interface Named {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

export const streamNotFound = ({ name, account }: Named): AwsError =>
  resourceNotFound(`Stream ${name} under account ${account} not found.`);

export const streamExists = ({ name, account }: Named): AwsError =>
  resourceInUse(`Stream ${name} under account ${account} already exists.`);

export const streamNotActive = ({ name, account }: Named, status: string): AwsError =>
  resourceInUse(`Stream ${name} under account ${account} not ACTIVE, instead in state ${status}`);

export const streamNotNamed = (): AwsError => invalidArgument('Either StreamName or StreamARN must be provided.');

export const streamNamedTwice = (name: string, arn: string): AwsError =>
  invalidArgument(`StreamName ${name} does not match the stream name in StreamARN ${arn}.`);

export const foreignRegion = (arn: string, region: string): AwsError =>
  invalidArgument(`The ARN ${arn} does not name a resource in the region ${region}.`);

export const malformedArn = (arn: string): AwsError => invalidArgument(`Invalid ARN: ${arn}`);

export const tooManyTransitions = (account: string, limit: number): AwsError =>
  limitExceeded(
    'This request would have exceed the limit on the number of streams that can simultaneously be in CREATING or DELETING ' +
      `for the account ${account}. Limit: ${limit}.`,
  );

export const shardQuota = (
  { account, region }: { readonly account: string; readonly region: string },
  counts: { readonly current: number; readonly limit: number; readonly additional: number },
): AwsError =>
  limitExceeded(
    `This request would exceed the shard limit for the account ${account} in ${region}. Current shard count for the account: ` +
      `${counts.current}. Limit: ${counts.limit}. Number of additional shards that would have resulted from this request: ` +
      `${counts.additional}. Refer to the AWS Service Limits page ` +
      '(http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for current limits and how to request higher limits.',
  );

export const onDemandQuota = (
  { account, region }: { readonly account: string; readonly region: string },
  current: number,
  limit: number,
): AwsError =>
  limitExceeded(
    `This request would exceed the limit on the number of On-Demand streams for the account ${account} in ${region}. ` +
      `Current On-Demand streams count: ${current}. Limit: ${limit}.`,
  );

export const hasConsumers = ({ name, account }: Named): AwsError =>
  resourceInUse(
    `DeleteStream can\u2019t delete ${account}:${name} because there are consumers associated with this data stream. ` +
      `To delete ${name} anyway, set the EnforceConsumerDeletion parameter to true to force the deletion of all the consumers ` +
      'that are associated with it.',
  );

export const onDemand = ({ name, account }: Named): AwsError =>
  validationError(`Request is invalid. Stream ${name} under account ${account} is in On-Demand mode.`);

export const rateExceeded = (account: string): AwsError => limitExceeded(`Rate exceeded for account ${account}.`);
export const streamRateExceeded = ({ name, account }: Named): AwsError =>
  limitExceeded(`Rate exceeded for stream ${name} under account ${account}.`);

export const invalidNextToken = (): AwsError => invalidArgument('The NextToken provided is invalid.');
export const expiredNextToken = (): AwsError =>
  new AwsError('ExpiredNextTokenException', 'The NextToken provided has expired.');

export const couldNotFindShard = (shardId: string, { name, account }: Named): AwsError =>
  resourceNotFound(`Could not find shard ${shardId} in stream ${name} under account ${account}.`);

export const shardDoesNotExist = (shardId: string, { name, account }: Named): AwsError =>
  resourceNotFound(`Shard ${shardId} in stream ${name} under account ${account} does not exist`);

export const shardNotOpen = (shardId: string, { name, account }: Named): AwsError =>
  invalidArgument(
    `Shard ${shardId} in stream ${name} under account ${account} has already been merged or split, and thus is not eligible ` +
      'for merging or splitting.',
  );

export const shardWriteThrottled = (shardId: string, { name, account }: Named): AwsError =>
  throughputExceeded(`Rate exceeded for shard ${shardId} in stream ${name} under account ${account}.`);

export const shardReadThrottled = (shardId: string, { name, account }: Named): AwsError =>
  throughputExceeded(`Rate exceeded for Shard - ${account}/${name}/${shardId}`);

/** The path names the member, as validation errors do; the limit is the stream's, in bytes. */
export const recordTooLarge = (path: string, length: number, limit: number): AwsError =>
  validationError(
    `1 validation error detected: Value 'java.nio.HeapByteBuffer[pos=0 lim=${length} cap=${length}]' at '${path}' failed to satisfy ` +
      `constraint: Member must have length less than or equal to ${limit}`,
  );

export const recordsTooLarge = (): AwsError => invalidArgument('Records size exceeds 10 MB limit');

/** What AWS answers to a request that would have succeeded, and was only to be tried. The text is EC2's for the same flag. */
export const dryRun = (): AwsError =>
  new AwsError('DryRunOperationException', 'Request would have succeeded, but DryRun flag is set.');

export const explicitHashKeyTooLarge = (key: string): AwsError =>
  invalidArgument(
    `Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified value was ${key}`,
  );

export const invalidIterator = (): AwsError => invalidArgument('Invalid ShardIterator.');

export const expiredIterator = (created: number, now: number): AwsError =>
  new AwsError(
    'ExpiredIteratorException',
    `Iterator expired. The iterator was created at time ${javaDate(created)} while right now it is ${javaDate(now)} which is ` +
      'further in the future than the tolerated delay of 300000 milliseconds.',
  );

export const consumerNotFound = (nameOrArn: string, account: string): AwsError =>
  resourceNotFound(`Consumer ${nameOrArn}, account ${account} not found.`);

export const consumerExists = (consumer: string, { name, account }: Named): AwsError =>
  resourceInUse(`Consumer ${consumer} under stream ${name} and account ${account} already exists.`);

export const consumerQuota = ({ name, account }: Named, limit: number): AwsError =>
  limitExceeded(
    `This request would exceed the limit on the number of consumers of stream ${name} under account ${account}. Limit: ${limit}.`,
  );

export const tooManyConsumersCreating = ({ name, account }: Named, limit: number): AwsError =>
  limitExceeded(
    'This request would exceed the limit on the number of consumers that can simultaneously be in CREATING for stream ' +
      `${name} under account ${account}. Limit: ${limit}.`,
  );

interface CreatedConsumer {
  readonly account: string;
  readonly stream: string;
  readonly name: string;
  /** ms since the epoch */
  readonly created: number;
}

export const consumerNotActive = ({ name, stream, account, created }: CreatedConsumer): AwsError =>
  resourceInUse(
    `Consumer ${name} with creation timestamp ${Math.floor(created / 1000)} under stream ${stream} and account ${account} is not in ` +
      'ACTIVE status.',
  );

/** The same, in SubscribeToShard's words. */
export const consumerNotSubscribable = ({ name, stream, account, created }: CreatedConsumer): AwsError =>
  resourceInUse(
    `Consumer ${name} with creation timestamp ${Math.floor(created / 1000)} under stream: ${stream} , account ${account} is not in ` +
      'ACTIVE status.',
  );

export const consumerNotNamed = (): AwsError =>
  invalidArgument('Either ConsumerARN or both StreamARN and ConsumerName must be provided.');

export const consumerNamedTwice = (member: string, value: string, arn: string): AwsError =>
  invalidArgument(`${member} ${value} does not match ConsumerARN ${arn}.`);

export const anotherSubscription = ({ account, stream, name }: CreatedConsumer, shardId: string): AwsError =>
  resourceInUse(`Another active subscription exists for this consumer: ${account}:${stream}:${shardId}:${name}`);

export const subscribeRateExceeded = ({ account, stream, name }: CreatedConsumer, shardId: string): AwsError =>
  limitExceeded(
    `Rate exceeded for consumer ${name} and shard ${shardId} in stream ${stream} under account ${account}.`,
  );

export const noResourcePolicy = (arn: string): AwsError =>
  resourceNotFound(`No resource policy found for resource ARN ${arn}`);

export const invalidPolicy = (reason: string): AwsError => invalidArgument(`The resource policy is invalid: ${reason}`);

export const reservedTag = (key: string): AwsError =>
  invalidArgument(`Tag key ${key} is invalid: keys that begin with aws: are reserved.`);

/** Whether what was looked for is gone: loops that come too late have nothing to do. */
export const isNotFound = (error: unknown): boolean =>
  error instanceof AwsError && error.code === 'ResourceNotFoundException';

/** As Java prints a date: Thu Jan 22 01:22:02 UTC 2015. */
function javaDate(ms: number): string {
  const [day, date, month, year, time] = new Date(ms).toUTCString().replace(',', '').split(' ');
  return `${day} ${month} ${date} ${time} UTC ${year}`;
}
