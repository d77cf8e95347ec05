import { Md5 } from '@smithy/md5-js';
import { hashKeyOf, parseHashKey } from './hash-range.js';
import { readFields, type Field } from './protobuf.js';

/** One of the records that the Kinesis Producer Library packed into one. */
export interface UserRecord {
  readonly partitionKey: string;
  /** By which it belongs to a shard: of another one than the aggregate is in, consumers leave it out. */
  readonly hashKey: bigint;
  readonly data: Uint8Array;
}

const magic = [0xf3, 0x89, 0x9a, 0xc2];
const digestLength = 16;

/** Whether it begins as an aggregate does: then `deaggregate` finds out. */
export const mayBeAggregate = (data: Uint8Array): boolean =>
  data.length >= magic.length + digestLength && magic.every((byte, index) => data[index] === byte);

/** The records in an aggregate; undefined for what is none, or a broken one. */
export async function deaggregate(data: Uint8Array): Promise<readonly UserRecord[] | undefined> {
  if (!mayBeAggregate(data)) return undefined;
  const message = data.subarray(magic.length, -digestLength);
  const md5 = new Md5();
  md5.update(message);
  const digest = await md5.digest();
  const given = data.subarray(-digestLength);
  if (!digest.every((byte, index) => byte === given[index])) return undefined;
  const fields = readFields(message);
  if (fields === undefined) return undefined;
  const partitionKeys = texts(fields, 1);
  const hashKeys = texts(fields, 2);
  const records: UserRecord[] = [];
  for (const { number, value } of fields) {
    if (number !== 3) continue;
    const record = typeof value === 'number' ? undefined : await userRecord(value, partitionKeys, hashKeys);
    if (record === undefined) return undefined;
    records.push(record);
  }
  return records;
}

async function userRecord(
  bytes: Uint8Array,
  partitionKeys: readonly string[],
  hashKeys: readonly string[],
): Promise<UserRecord | undefined> {
  const fields = readFields(bytes) ?? [];
  const keyIndex = last(fields, 1);
  const hashIndex = last(fields, 2);
  const data = last(fields, 3);
  const partitionKey = typeof keyIndex === 'number' ? partitionKeys[keyIndex] : undefined;
  if (partitionKey === undefined || !(data instanceof Uint8Array)) return undefined;
  if (hashIndex === undefined) return { partitionKey, hashKey: await hashKeyOf(partitionKey), data };
  const hashKey = typeof hashIndex === 'number' ? parseHashKey(hashKeys[hashIndex] ?? '') : undefined;
  return hashKey === undefined ? undefined : { partitionKey, hashKey, data };
}

const last = (fields: readonly Field[], number: number): Field['value'] | undefined =>
  fields.findLast((field) => field.number === number)?.value;

const texts = (fields: readonly Field[], number: number): readonly string[] =>
  fields
    .filter((field) => field.number === number)
    .map(({ value }) => (typeof value === 'number' ? '' : new TextDecoder().decode(value)));
