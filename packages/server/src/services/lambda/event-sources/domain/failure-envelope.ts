import { wholeSeconds, windowJson, type Window } from './windows.js';

/** Why records were given up. */
export type FailureCondition = 'RetryAttemptsExhausted' | 'RecordAgeExceeded';

/** A batch that was given up, as an on-failure destination is told of it. */
export interface FailedBatch {
  readonly source: 'kinesis' | 'dynamodb';
  /** Of the last invocation, or of the one that would have been. */
  readonly requestId: string;
  /** With the qualifier that the mapping has. */
  readonly functionArn: string;
  readonly condition: FailureCondition;
  readonly approximateInvokeCount: number;
  /** Undefined when the function was never invoked. */
  readonly response: FailedResponse | undefined;
  /** When it was given up, ms since the epoch. */
  readonly time: number;
  readonly shardId: string;
  /** The stream's ARN, or the consumer's that the mapping names. */
  readonly streamArn: string;
  /** Undefined for the last invocation of a window, which has no records. */
  readonly records: FailedRecords | undefined;
  readonly window: FailedWindow | undefined;
}

export interface FailedResponse {
  /** The version that ran: `$LATEST`, or a number. */
  readonly executedVersion: string;
  /** Null when the function answered that items of the batch failed. */
  readonly functionError: string | null;
}

export interface FailedRecords {
  readonly first: FailedRecord;
  readonly last: FailedRecord;
  readonly count: number;
}

export interface FailedRecord {
  readonly sequenceNumber: string;
  /** When it arrived (Kinesis) or its item changed (DynamoDB), ms since the epoch. */
  readonly time: number;
}

export interface FailedWindow {
  readonly window: Window;
  readonly isFinal: boolean;
  readonly isTerminatedEarly: boolean;
}

/**
 * The document that a destination gets.
 * @param event the invocation's event, which S3 gets as well, as a text; queues and topics do not
 */
export function failureDocument(batch: FailedBatch, event?: string): string {
  const { requestId, functionArn, condition, approximateInvokeCount, response } = batch;
  return JSON.stringify({
    requestContext: { requestId, functionArn, condition, approximateInvokeCount },
    ...(response && {
      responseContext: {
        statusCode: 200,
        executedVersion: response.executedVersion,
        functionError: response.functionError,
      },
    }),
    version: '1.0',
    ...(event !== undefined && { payload: event }),
    timestamp: new Date(batch.time).toISOString(),
    [batch.source === 'kinesis' ? 'KinesisBatchInfo' : 'DDBStreamBatchInfo']: batchInfo(batch),
    ...(batch.window && { timeWindowInfo: windowInfo(batch.window) }),
  });
}

function batchInfo({ source, shardId, streamArn, records }: FailedBatch): object {
  if (records === undefined) return { shardId, streamArn };
  const { first, last, count } = records;
  // Streams of tables tell time in seconds.
  const timeText = source === 'kinesis' ? (ms: number) => new Date(ms).toISOString() : wholeSeconds;
  return {
    shardId,
    startSequenceNumber: first.sequenceNumber,
    endSequenceNumber: last.sequenceNumber,
    approximateArrivalOfFirstRecord: timeText(first.time),
    approximateArrivalOfLastRecord: timeText(last.time),
    batchSize: count,
    streamArn,
  };
}

const windowInfo = ({ window, isFinal, isTerminatedEarly }: FailedWindow): object => ({
  window: JSON.parse(windowJson(window)) as object,
  isFinalInvokeForWindow: isFinal,
  isWindowTerminatedEarly: isTerminatedEarly,
});

/**
 * The key of the object that a bucket gets.
 * @param time ms since the epoch
 * @param id a random UUID
 */
export function failureObjectKey(mappingId: string, shardId: string, time: number, id: string): string {
  const [date = '', clock = ''] = wholeSeconds(time).slice(0, -1).split('T');
  return `aws/lambda/${mappingId}/${shardId}/${date.replaceAll('-', '/')}/${date}T${clock.replaceAll(':', '.')}-${id}`;
}
