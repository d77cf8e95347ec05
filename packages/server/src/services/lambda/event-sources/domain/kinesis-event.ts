import type { KinesisRecord } from '../../../../kinesis-records.js';

/** What the records of one shard and one mapping have in common. */
export interface KinesisEventSource {
  readonly shardId: string;
  readonly region: string;
  /** The mapping's EventSourceArn: a consumer's ARN for enhanced fan-out. */
  readonly eventSourceArn: string;
  /** The function's execution role. */
  readonly roleArn: string;
}

/** Writes records as functions get them, in ASCII: the length of what it answers is its bytes. */
export function kinesisEventWriter(source: KinesisEventSource): (record: KinesisRecord) => string {
  const { shardId, region, eventSourceArn, roleArn } = source;
  const middle = `},"eventSource":"aws:kinesis","eventVersion":"1.0","eventID":"${shardId}:`;
  const tail = `","eventName":"aws:kinesis:record","invokeIdentityArn":"${roleArn}","awsRegion":"${region}","eventSourceARN":"${eventSourceArn}"}`;
  return ({ sequenceNumber, data, partitionKeyJson, arrivalJson }) =>
    `{"kinesis":{"kinesisSchemaVersion":"1.0","partitionKey":${partitionKeyJson},"sequenceNumber":"${sequenceNumber}",` +
    `"data":"${data}","approximateArrivalTimestamp":${arrivalJson}${middle}${sequenceNumber}${tail}`;
}
