import { AwsError, validationError } from '@paddock/wire';

/**
 * The errors of DynamoDB Streams, one factory for each text. Where no answer of AWS's is on public record for a case, the text is ours, in its manner;
 * docs/services/dynamodb-streams.md lists those.
 */
const notFound = (what: string): AwsError =>
  new AwsError('ResourceNotFoundException', `Requested resource not found: ${what}`);

export const streamNotFound = (arn: string): AwsError => notFound(`Stream: ${arn} not found`);

export const shardNotFound = (): AwsError => notFound('Shard does not exist');

export const trimmed = (): AwsError =>
  new AwsError('TrimmedDataAccessException', 'The data you are trying to access has been trimmed');

export const expiredIterator = (): AwsError =>
  new AwsError('ExpiredIteratorException', 'The provided iterator exceeds the maximum age allowed');

export const invalidStreamArn = (): AwsError => validationError('Invalid StreamArn');

export const invalidIterator = (iterator: string): AwsError => validationError(`Invalid ShardIterator: ${iterator}`);

export const sequenceNumberMissing = (type: string): AwsError =>
  validationError(`SequenceNumber must be specified when ShardIteratorType is ${type}`);

export const sequenceNumberUnwanted = (type: string): AwsError =>
  validationError(`SequenceNumber must not be specified when ShardIteratorType is ${type}`);

export const invalidSequenceNumber = (sequenceNumber: string): AwsError =>
  validationError(`Invalid SequenceNumber: ${sequenceNumber}`);

export const filterIncomplete = (): AwsError => validationError('ShardFilter must have both Type and ShardId');

/** Bounds that AWS's model does not have. */
export const limitTooGreat = (limit: number, bound: number): AwsError =>
  validationError(
    `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: ` +
      `Member must have value less than or equal to ${bound}`,
  );
