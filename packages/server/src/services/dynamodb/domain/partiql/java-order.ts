const FEWEST_BUCKETS = 16;

/** Names in the order in which a hash set of Java's has them, which is that of some of AWS's lists. Each comes once. */
export function hashSetOrder(names: Iterable<string>): readonly string[] {
  const distinct = [...new Set(names)];
  let buckets = FEWEST_BUCKETS;
  while (distinct.length > buckets * 0.75) buckets *= 2;
  return distinct
    .map((name) => ({ name, bucket: spread(hashCode(name)) & (buckets - 1) }))
    .sort((one, other) => one.bucket - other.bucket)
    .map(({ name }) => name);
}

function hashCode(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

const spread = (hash: number): number => hash ^ (hash >>> 16);
