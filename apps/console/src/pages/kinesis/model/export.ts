import { prettyTokens } from './json-tokens.js';
import { toBase64 } from './put-entries.js';
import { readRow, type Row } from './rows.js';

/** A line for each record; JSON as it is, text as text, anything else in base64. */
export const toNdjson = (rows: readonly Row[]): string => rows.map((row) => `${line(row)}\n`).join('');

function line(row: Row): string {
  const { kind, text, bytes } = readRow(row);
  const head = JSON.stringify({
    shardId: row.shard,
    sequenceNumber: row.sequence,
    partitionKey: row.partitionKey,
    approximateArrivalTimestamp: new Date(row.arrival).toISOString(),
  }).slice(0, -1);
  // The data itself and not what a JavaScript number makes of it.
  if (kind === 'json' || kind === 'cbor') return `${head},"data":${compact(text)}}`;
  if (kind === 'binary') return `${head},"dataBase64":${JSON.stringify(toBase64(bytes))}}`;
  return `${head},"data":${JSON.stringify(text)}}`;
}

const compact = (json: string): string =>
  prettyTokens(json)
    .filter(({ kind }) => kind !== 'space')
    .map(({ text }) => text.trim())
    .join('');
