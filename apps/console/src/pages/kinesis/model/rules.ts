/** What AWS's console checks before it calls. */

export const isStreamName = (name: string): boolean => /^[a-zA-Z0-9_.-]{1,128}$/.test(name);
export const isConsumerName = isStreamName;

/** KiB */
export const recordSizes = { least: 1024, most: 10_240 } as const;
/** Hours: a day to a year. */
export const retentionHours = { least: 24, most: 8760 } as const;
export const mostShards = 10_000;
/** MiB/s */
export const mostWarmThroughput = 10_240;

/** What a provisioned stream of so many shards takes and gives in a second. */
export const capacityOf = (shards: number) => ({
  writeBytes: shards * 1024 * 1024,
  writeRecords: shards * 1000,
  readBytes: shards * 2 * 1024 * 1024,
});

/** A whole number within bounds, both included; undefined for anything else. */
export function wholeNumber(text: string, least: number, most: number): number | undefined {
  if (!/^\d{1,15}$/.test(text.trim())) return undefined;
  const value = Number(text);
  return value >= least && value <= most ? value : undefined;
}

/** What UpdateShardCount takes: half to double of the open shards. */
export const scalingBounds = (open: number) => ({
  least: Math.max(1, Math.ceil(open / 2)),
  most: Math.min(mostShards, open * 2),
});

/** UTF-8, up to 256 characters. */
export const isPartitionKey = (key: string): boolean => key.length > 0 && Array.from(key).length <= 256;

/** What is wrong with a tag's key, if anything is. */
export function tagKeyProblem(key: string): 'empty' | 'long' | 'reserved' | 'characters' | undefined {
  if (key === '') return 'empty';
  if (key.length > 128) return 'long';
  if (/^aws:/i.test(key)) return 'reserved';
  return /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(key) ? undefined : 'characters';
}

export const isTagValue = (value: string): boolean =>
  value.length <= 256 && /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(value);
