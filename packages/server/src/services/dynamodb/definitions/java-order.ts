/**
 * Names in the order in which Java's hash tables have them, which AWS's messages tell.
 * @param capacity of the table before it grows; when absent, what holds so many names without growing
 */
export function javaOrder(names: readonly string[], capacity = 1): string[] {
  let size = capacity;
  const unique = [...new Set(names)];
  while (unique.length > size * LOAD) size *= 2;
  const bucket = (name: string): number => spread(hashCode(name)) & (size - 1);
  return unique
    .map((name) => ({ name, bucket: bucket(name) }))
    .sort((a, b) => a.bucket - b.bucket)
    .map(({ name }) => name);
}

/** A set that nobody told how large it will be. */
export const defaultCapacity = 16;

const LOAD = 0.75;
const spread = (hash: number): number => hash ^ (hash >>> 16);

function hashCode(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  return hash;
}
