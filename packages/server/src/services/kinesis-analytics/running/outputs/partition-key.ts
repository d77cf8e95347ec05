/**
 * The partition key of an output record: AWS takes a new string of random characters of all kinds for each record, 20 to 31 of them, so that rows spread over the shards. These are as good as random,
 * but the same whenever the same row is computed again.
 * @param seed names the row: no other row has the same
 */
export function partitionKey(seed: string): string {
  const random = generator(seed);
  const length = 20 + (random() % 12);
  let key = '';
  for (let place = 0; place < length; place++) key += String.fromCodePoint(character(random));
  return key;
}

/** Letters of the larger alphabets, and some beyond the basic plane. */
const ranges: readonly (readonly [first: number, count: number])[] = [
  [0x4e00, 20_000],
  [0xac00, 11_000],
  [0xa000, 1_100],
  [0x1200, 300],
  [0x0c05, 8],
  [0x20000, 20_000],
];

function character(random: () => number): number {
  const [first, count] = ranges[random() % ranges.length] ?? [0x4e00, 20_000];
  return first + (random() % count);
}

/** Whole numbers from 0 to 2^32 - 1: two hashes of the seed drive a small generator (sfc32). */
function generator(seed: string): () => number {
  let a = 0x811c9dc5;
  let b = 0x9e3779b9;
  for (let at = 0; at < seed.length; at++) {
    const unit = seed.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
    b ^= b >>> 13;
  }
  let c = a ^ (b << 7);
  let counter = 1;
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round++) next();
  return next;
}
