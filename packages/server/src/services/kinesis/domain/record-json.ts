import type { Blob } from '@paddock/wire';
import { eachSequenceNumber } from './sequence-number.js';
import type { Shard } from './stream.js';

/** A record as its producer sends it. */
export interface NewRecord {
  readonly Data: Blob;
  readonly PartitionKey: string;
}

export interface EncodedRecords {
  /** What GetRecords answers for each record, in ASCII: the log keeps them so. */
  readonly json: string[];
  readonly sequenceNumbers: string[];
}

/** Writes records as GetRecords answers them. They stand in the shard from the offset on and arrived at the time (ms). */
export function encodeRecords(
  records: readonly NewRecord[],
  shard: Shard,
  firstOffset: number,
  time: number,
  encrypted: boolean,
): EncodedRecords {
  const json: string[] = [];
  const sequenceNumbers: string[] = [];
  const arrived = `","ApproximateArrivalTimestamp":${secondsOf(time)},"Data":"`;
  const end = encrypted ? ',"EncryptionType":"KMS"}' : '}';
  eachSequenceNumber(shard, firstOffset, records.length, Math.floor(time / 1000), (sequenceNumber, index) => {
    const record = records[index];
    if (record === undefined) return;
    sequenceNumbers.push(sequenceNumber);
    json.push(
      `{"SequenceNumber":"${sequenceNumber}${arrived}${record.Data.base64()}","PartitionKey":${asciiJson(record.PartitionKey)}${end}`,
    );
  });
  return { json, sequenceNumbers };
}

/** Seconds with three decimals, always: records of equal content have equal length. */
const secondsOf = (ms: number): string => `${Math.floor(ms / 1000)}.${String(ms % 1000).padStart(3, '0')}`;

function asciiJson(text: string): string {
  const json = JSON.stringify(text);
  if (!/[^ -~]/.test(json)) return json;
  let ascii = '';
  for (let at = 0; at < json.length; at++) {
    const unit = json.charCodeAt(at);
    ascii += unit >= 0x20 && unit <= 0x7e ? json[at] : `\\u${bytes[unit >> 8]}${bytes[unit & 0xff]}`;
  }
  return ascii;
}

/** In hexadecimal. */
const bytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** What stands around the data and the partition key of every stored record, its comma included, bytes. */
export const recordOverhead =
  `{"SequenceNumber":"${'0'.repeat(56)}","ApproximateArrivalTimestamp":1700000000.000,"Data":"","PartitionKey":""},`
    .length;

/**
 * About how many bytes of data and keys stand in so many bytes of stored records. Base64 padding and the share of the keys are not known without
 * reading them all, so this is within a few bytes a record of the truth.
 */
export const payloadBytes = (storedBytes: number, count: number): number =>
  Math.max(0, Math.floor(((storedBytes - count * recordOverhead) * 3) / 4));

/** How many stored bytes hold the payload: the inverse of `payloadBytes` for large records. */
export const storedBytes = (payload: number): number => Math.ceil((payload * 4) / 3);
