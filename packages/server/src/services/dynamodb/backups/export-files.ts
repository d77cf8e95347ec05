import { createHash } from 'node:crypto';
import { tableArn } from '../domain/table.js';
import { StoredItem } from '../stored-item.js';
import { decodeChangedItem, type ChangedItem } from './changed-item.js';
import { exportArn, type Export } from './documents.js';

/** A line of a data file, and the size of what it tells as AWS counts it. */
export interface ExportedLine {
  readonly text: string;
  readonly bytes: number;
}

export function itemLine(value: Buffer): ExportedLine {
  const stored = new StoredItem(value);
  return { text: `{"Item":${stored.json.toString()}}\n`, bytes: stored.size };
}

/** Undefined for an item that came and went. */
export function changeLine(value: Buffer, view: 'NEW_IMAGE' | 'NEW_AND_OLD_IMAGES'): ExportedLine | undefined {
  const changed: ChangedItem = decodeChangedItem(value);
  if (changed.old === undefined && changed.new === undefined) return undefined;
  const parts = [
    `"Metadata":{"WriteTimestampMicros":{"N":"${changed.time * 1000}"}}`,
    `"Keys":${changed.keys.toString()}`,
    ...(changed.old !== undefined && view !== 'NEW_IMAGE' ? [`"OldImage":${changed.old.toString()}`] : []),
    ...(changed.new === undefined ? [] : [`"NewImage":${changed.new.toString()}`]),
  ];
  const text = `{${parts.join(',')}}\n`;
  return { text, bytes: Buffer.byteLength(text) };
}

/** One of an export's data files, as its manifest lists it. */
export interface DataFile {
  readonly itemCount: number;
  readonly md5Checksum: string;
  readonly etag: string;
  readonly dataFileS3Key: string;
}

const folder = ({ prefix = '' }: Export): string =>
  `${prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`}AWSDynamoDB/`;

/** Incremental exports of one bucket have their data files in one place. */
export function dataFileKey(exported: Export, number: number): string {
  const data = `${folder(exported)}${exported.changes === undefined ? `${exported.id}/` : ''}data/`;
  const hash = createHash('sha256')
    .update(`${exportArn(exported)}/${number}`)
    .digest();
  return `${data}${base32(hash.subarray(0, 16))}.json.gz`;
}

export const startedKey = (exported: Export): string => `${folder(exported)}${exported.id}/_started`;
export const manifestKey = (exported: Export, name: string): string => `${folder(exported)}${exported.id}/${name}`;
export const summaryKey = (exported: Export): string => manifestKey(exported, 'manifest-summary.json');

/** @param ended ms since the epoch */
export function summaryOf(exported: Export, counts: { items: number; bytes: number }, ended: number): string {
  const { changes } = exported;
  const time = (ms: number): string => new Date(ms).toISOString();
  return JSON.stringify({
    version: changes === undefined ? '2020-06-30' : '2023-08-01',
    exportArn: exportArn(exported),
    startTime: time(exported.started),
    endTime: time(ended),
    tableArn: tableArn(exported.table),
    tableId: exported.table.id,
    ...(changes === undefined
      ? { exportTime: time(exported.time) }
      : { exportFromTime: time(changes.from), exportToTime: time(changes.to) }),
    s3Bucket: exported.bucket,
    s3Prefix: exported.prefix ?? null,
    s3SseAlgorithm: exported.encryption,
    s3SseKmsKeyId: exported.keyId ?? null,
    manifestFilesS3Key: manifestKey(exported, 'manifest-files.json'),
    billedSizeBytes: counts.bytes,
    itemCount: counts.items,
    outputFormat: 'DYNAMODB_JSON',
    ...(changes && { outputView: changes.view, exportType: 'INCREMENTAL_EXPORT' }),
  });
}

export const md5 = (bytes: Uint8Array | string): Buffer => createHash('md5').update(bytes).digest();

function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => 'abcdefghijklmnopqrstuvwxyz234567'[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}
