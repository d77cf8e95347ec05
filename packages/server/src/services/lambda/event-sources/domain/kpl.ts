import { hash } from 'node:crypto';
import { asciiJson } from './ascii-json.js';
import { KinesisRecord } from '../../../../kinesis-records.js';
import { Fields } from './protobuf.js';

/** First and last hash key of a shard, 32 lower-case hexadecimal digits: they compare as strings. */
export interface HashRange {
  readonly startHash: string;
  readonly endHash: string;
}

/**
 * The records that the Kinesis Producer Library packed into one; the record itself when it is none of its aggregates, or a broken one.
 * They keep the aggregate's sequence number and time. When the hash key of one of them lies outside the shard, where the
 * aggregate only came by a reshard, nothing of the aggregate is delivered here.
 */
export function deaggregate(record: KinesisRecord, shard: HashRange): readonly KinesisRecord[] {
  if (!record.data.startsWith(MAGIC_BASE64)) return [record];
  const inner = unpack(Buffer.from(record.data, 'base64'));
  if (inner === undefined) return [record];
  if (inner.some(({ hashKey }) => hashKey < shard.startHash || hashKey > shard.endHash)) return [];
  return inner.map(
    ({ partitionKey, data }) =>
      new KinesisRecord(record.sequenceNumber, data.toString('base64'), asciiJson(partitionKey), record.arrivalJson),
  );
}

const MAGIC = Buffer.from('f3899ac2', 'hex');
/** Of the magic's first 30 bits. */
const MAGIC_BASE64 = '84maw';
const DIGEST_BYTES = 16;

interface Inner {
  readonly partitionKey: string;
  /** 32 hexadecimal digits. */
  readonly hashKey: string;
  readonly data: Buffer;
}

function unpack(bytes: Buffer): Inner[] | undefined {
  if (bytes.length < MAGIC.length + DIGEST_BYTES || !bytes.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  const message = bytes.subarray(MAGIC.length, -DIGEST_BYTES);
  if (hash('md5', message, 'hex') !== bytes.toString('hex', bytes.length - DIGEST_BYTES)) return undefined;
  const fields = Fields.read(message);
  if (fields === undefined) return undefined;
  const partitionKeys = fields.texts(1);
  const hashKeys = fields.texts(2);
  const records: Inner[] = [];
  for (const part of fields.blobs(3)) {
    const inner = readInner(part, partitionKeys, hashKeys);
    if (inner === undefined) return undefined;
    records.push(inner);
  }
  return records;
}

function readInner(part: Buffer, partitionKeys: readonly string[], hashKeys: readonly string[]): Inner | undefined {
  const fields = Fields.read(part);
  const keyIndex = fields?.lastNumber(1);
  const hashIndex = fields?.lastNumber(2);
  const data = fields?.blobs(3).at(-1);
  const partitionKey = keyIndex === undefined ? undefined : partitionKeys[keyIndex];
  if (partitionKey === undefined || data === undefined) return undefined;
  const explicit = hashIndex === undefined ? undefined : hashKeys[hashIndex];
  if (hashIndex === undefined) return { partitionKey, data, hashKey: hash('md5', partitionKey) };
  if (explicit === undefined || !/^\d{1,39}$/.test(explicit)) return undefined;
  return { partitionKey, data, hashKey: BigInt(explicit).toString(16).padStart(32, '0') };
}
