import { hash } from 'node:crypto';
import type { ChangeRecord, ChangeStream } from '../dynamodb/port.js';
import { recordNumber } from './domain/sequence-number.js';

/** Writes a record as GetRecords answers it. Keys and images are put in as they are stored. */
export function recordJson(stream: ChangeStream, sequence: number, record: ChangeRecord): Buffer {
  const { newImage, oldImage, keys } = record;
  const head =
    `{"eventID":"${eventId(stream.feed, sequence)}","eventName":"${record.event}","eventVersion":"1.1","eventSource":"aws:dynamodb",` +
    `"awsRegion":"${stream.region}","dynamodb":{"ApproximateCreationDateTime":${Math.floor(record.time / 1000)},"Keys":`;
  const tail =
    `,"SequenceNumber":"${recordNumber(sequence)}","SizeBytes":${record.size},"StreamViewType":"${stream.viewType}"}` +
    (record.remover === undefined ? '}' : `,"userIdentity":${EXPIRY}}`);
  const parts = [Buffer.from(head), keys];
  if (newImage) parts.push(NEW, newImage);
  if (oldImage) parts.push(OLD, oldImage);
  parts.push(Buffer.from(tail));
  return Buffer.concat(parts);
}

const [NEW, OLD] = [Buffer.from(',"NewImage":'), Buffer.from(',"OldImage":')];
/** Who it is when nobody asked for it. */
const EXPIRY = '{"PrincipalId":"dynamodb.amazonaws.com","Type":"Service"}';

/** 32 hexadecimal digits; the same whenever the record is read. */
export const eventId = (feed: string, sequence: number): string => hash('md5', `${feed}/${sequence}`);
