import { hash } from 'node:crypto';
import type { ChangeRecord } from './change-record.js';
import type { Precision } from './domain/kinesis-destination.js';
import type { TableName } from './domain/table.js';

/** A record as DynamoDB puts it into a Kinesis stream. */
export interface KinesisRecord {
  readonly data: Buffer;
  readonly partitionKey: string;
}

/** @param sequence the store's number of the record in its feed: the record's id comes from it, and is the same when it is sent again */
export function kinesisRecord(
  table: TableName,
  feed: string,
  sequence: number,
  record: ChangeRecord,
  precision: Precision | undefined,
): KinesisRecord {
  const { keys, newImage, oldImage } = record;
  const time = precision === 'MICROSECOND' ? record.time * 1000 : record.time;
  const head =
    `{"awsRegion":"${table.region}","eventID":"${eventId(feed, sequence)}","eventName":"${record.event}",` +
    `"userIdentity":${record.remover === undefined ? 'null' : EXPIRY},"recordFormat":"application/json","tableName":"${table.name}",` +
    `"dynamodb":{"ApproximateCreationDateTime":${time},"Keys":`;
  const tail =
    `,"SizeBytes":${record.size}` +
    (precision === undefined ? '' : `,"ApproximateCreationDateTimePrecision":"${precision}"`) +
    '},"eventSource":"aws:dynamodb"}';
  const parts = [Buffer.from(head), keys];
  if (newImage) parts.push(NEW, newImage);
  if (oldImage) parts.push(OLD, oldImage);
  parts.push(Buffer.from(tail));
  return { data: Buffer.concat(parts), partitionKey: hash('md5', keys).toUpperCase() };
}

const [NEW, OLD] = [Buffer.from(',"NewImage":'), Buffer.from(',"OldImage":')];
const EXPIRY = '{"type":"Service","principalId":"dynamodb.amazonaws.com"}';

/** In the form of a UUID. */
function eventId(feed: string, sequence: number): string {
  const digits = hash('md5', `${feed}/${sequence}`);
  return [0, 8, 12, 16, 20].map((from, i, starts) => digits.slice(from, starts[i + 1])).join('-');
}
