import { hash } from 'node:crypto';
import type { ChangeStream } from '../dynamodb/port.js';
import { recordNumber } from './domain/sequence-number.js';
import type { NumberedRecord } from './reader.js';

const NEW = ',"NewImage":';
const OLD = ',"OldImage":';
/** Who it is when nobody asked for it. */
const EXPIRY = ',"userIdentity":{"PrincipalId":"dynamodb.amazonaws.com","Type":"Service"}';

/** More than what stands in a record beside its keys and images: all of it is ASCII, and only the region's name has a length of its own. */
const FRAME = 640;

/** Writes records as GetRecords answers them, with commas between them. Keys and images are put in as they are stored. */
export function recordsJson(stream: ChangeStream, records: readonly NumberedRecord[]): Buffer {
  let bound = 0;
  for (const { record } of records) bound += FRAME + stream.region.length + record.byteLength;
  const json = Buffer.allocUnsafe(bound);
  let at = 0;
  for (const { sequence, record } of records) {
    const { newImage, oldImage, keys } = record;
    if (at > 0) at += json.write(',', at, 'latin1');
    const head =
      `{"eventID":"${eventId(stream.feed, sequence)}","eventName":"${record.event}","eventVersion":"1.1","eventSource":"aws:dynamodb",` +
      `"awsRegion":"${stream.region}","dynamodb":{"ApproximateCreationDateTime":${Math.floor(record.time / 1000)},"Keys":`;
    at += json.write(head, at, 'latin1');
    at += keys.copy(json, at);
    if (newImage) {
      at += json.write(NEW, at, 'latin1');
      at += newImage.copy(json, at);
    }
    if (oldImage) {
      at += json.write(OLD, at, 'latin1');
      at += oldImage.copy(json, at);
    }
    const tail = `,"SequenceNumber":"${recordNumber(sequence)}","SizeBytes":${record.size},"StreamViewType":"${stream.viewType}"}`;
    at += json.write(`${tail}${record.remover === undefined ? '' : EXPIRY}}`, at, 'latin1');
  }
  return json.subarray(0, at);
}

/** 32 hexadecimal digits; the same whenever the record is read. */
const eventId = (feed: string, sequence: number): string => hash('md5', `${feed}/${sequence}`);
