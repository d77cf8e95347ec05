const largestIndex = 2_147_483_647;

/** `shardId-000000000012`, as AWS writes the index 12. */
export const shardId = (index: number): string => `shardId-${String(index).padStart(12, '0')}`;

/**
 * The index that a request's shard id names. AWS takes what follows the first hyphen, or the whole text, as a decimal number: `shardId-0`
 * and `0` are the first shard. Undefined when it is no number or too large.
 */
export function shardIndex(id: string): number | undefined {
  const hyphen = id.indexOf('-');
  const digits = hyphen < 0 ? id : id.slice(hyphen + 1).split('-', 1)[0];
  if (digits === undefined || !/^\d+$/.test(digits)) return undefined;
  const index = Number(digits);
  return index <= largestIndex ? index : undefined;
}
