import { discoverCsv } from './discover-csv.js';
import { discoverJson } from './discover-json.js';
import type { DiscoveredSchema } from './discovered-schema.js';
import { parsedRecords } from './parsed-records.js';

/**
 * Infers format, columns and types from records of a source, as DiscoverInputSchema does. undefined: they are neither JSON nor CSV.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/dev/sch-dis.html
 */
export function discoverSchema(records: readonly Uint8Array[]): DiscoveredSchema | undefined {
  const decoder = new TextDecoder();
  const texts = records.map((record) => decoder.decode(record)).filter((text) => text.trim() !== '');
  const found = discoverJson(texts) ?? discoverCsv(texts);
  if (found === undefined) return undefined;
  return { ...found, encoding: 'UTF-8', parsed: parsedRecords(texts, found.format, found.columns) };
}
