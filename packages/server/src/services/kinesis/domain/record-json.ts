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
  const longest = json.length * '\\uffff'.length;
  const into = longest <= scratch.length ? scratch : Buffer.allocUnsafe(longest);
  let end = 0;
  for (let at = 0; at < json.length; at++) {
    const unit = json.charCodeAt(at);
    if (unit >= 0x20 && unit <= 0x7e) into[end++] = unit;
    else {
      into[end++] = 0x5c;
      into[end++] = 0x75;
      for (let shift = 12; shift >= 0; shift -= 4) into[end++] = digits[(unit >> shift) & 15] ?? 0;
    }
  }
  return into.toString('latin1', 0, end);
}

/** As long as any partition key becomes. */
const scratch = Buffer.allocUnsafeSlow(258 * 6);
const digits = Buffer.from('0123456789abcdef');

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
