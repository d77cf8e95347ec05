import type { AwsError } from '@paddock/wire';
import { conflict, inUse, invalidParameter } from '../errors.js';
import type { SourceKind } from './mapping.js';

/** What is wrong with event source mappings, in AWS's words where they are on record; docs/services/lambda.md says where not. */
export const noStartingPosition = (): AwsError =>
  invalidParameter(
    "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
  );
export const positionOfTables = (arn: string): AwsError =>
  invalidParameter(`Unsupported starting position for arn type: ${arn}`);
export const timestampUnwanted = (): AwsError =>
  invalidParameter('Timestamp only valid with StartingPosition AT_TIMESTAMP');
export const timestampMissing = (): AwsError =>
  invalidParameter('Timestamp must be provided with StartingPosition AT_TIMESTAMP');
export const timestampInFuture = (): AwsError =>
  invalidParameter('StartingPositionTimestamp must not be in the future');
export const timestampNegative = (): AwsError =>
  invalidParameter(
    'Received Exception while reading from provided stream. class java.lang.Long can not be converted to a Timestamp',
  );
export const badRecordAge = (): AwsError =>
  invalidParameter('MaximumRecordAgeInSeconds must be either -1 (forever) or between 60 and 604800 (inclusive)');
export const windowInParallel = (): AwsError =>
  invalidParameter('Parallelization factor must be equal to 1 when tumbling window period is configured');
export const windowFiltered = (): AwsError =>
  invalidParameter('Filter criteria is not supported when tumbling window period is configured');
/** @param parameter as the request has it: `ScalingConfig` */
export const unsupportedParameter = (parameter: string): AwsError =>
  invalidParameter(`Unsupported ${parameter} parameter for given event source mapping type.`);
export const noOnSuccess = (): AwsError =>
  invalidParameter('OnSuccess configuration is not supported for event source mappings.');
export const unrecognizedSource = (): AwsError => invalidParameter('Unrecognized event source.');
/** Ours: AWS has them. @param service `sqs` */
export const sourceNotHere = (service: string): AwsError =>
  invalidParameter(
    `Event sources of ${service} are not available here: a mapping reads a Kinesis stream, a consumer of one, or a DynamoDB stream.`,
  );
export const differentRegions = (): AwsError => invalidParameter("The provided ARNs don't belong to the same region.");
export const noSuchFunction = (): AwsError => invalidParameter('Function does not exist');
export const noSuchStream = (arn: string): AwsError => invalidParameter(`Stream not found: ${arn}`);

/** The function's role may not read the stream. */
export function noAccess(kind: SourceKind, arn: string): AwsError {
  switch (kind) {
    case 'dynamodb':
      return invalidParameter(
        `Cannot access stream ${arn}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, and ListStreams Actions on your stream in IAM.`,
      );
    case 'stream':
      return invalidParameter(
        `Cannot access stream ${arn}. Please ensure the role can perform the GetRecords, GetShardIterator, DescribeStream, DescribeStreamSummary, ListShards, and ListStreams Actions on your stream.`,
      );
    case 'consumer':
      return invalidParameter(
        `Cannot access event source ${arn}. Please ensure the role can perform the DescribeStreamSummary, ListShards, GetShardIterator and GetRecords actions on your stream and SubscribeToShard on your consumer.`,
      );
  }
}

export const roleMayNotCall = (call: string, service: string): AwsError =>
  invalidParameter(`The provided execution role does not have permissions to call ${call} on ${service}`);
/** Ours: AWS has queues and topics. */
export const destinationNotHere = (arn: string): AwsError =>
  invalidParameter(`The destination ${arn} is not available here: failed records can be kept in an S3 bucket.`);
export const invalidDestination = (arn: string): AwsError =>
  invalidParameter(
    `The provided destination config DestinationConfig(OnFailure=OnFailure(Destination=${arn})) is invalid.`,
  );

export const mappingExists = (arn: string, functionName: string, uuid: string): AwsError =>
  conflict(
    `The event source arn (" ${arn} ") and function (" ${functionName} ") provided mapping already exists. Please update or delete the existing mapping with UUID ${uuid}`,
  );
export const mappingInUse = (): AwsError => inUse('Cannot update the event source mapping because it is in use.');
