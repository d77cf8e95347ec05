/**
 * The partition key of an output record: AWS takes a new string of random characters of all kinds for each record, 20 to 31 of them, so that rows spread over the shards. These are as good as random,
 * but the same whenever the same row is computed again. Two hashes of the seed drive a small generator (sfc32).
 * @param seed names the row: no other row has the same
 */
export function partitionKey(seed: string): string {
  let a = 0x811c9dc5 | 0;
  let b = 0x9e3779b9 | 0;
  for (let at = 0; at < seed.length; at++) {
    const unit = seed.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x85ebca6b);
    b ^= b >>> 13;
  }
  let c = a ^ (b << 7);
  let counter = 1;
  let length = fewest;
  let end = 0;
  for (let place = -warmUp; place < length; place++) {
    const random = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + random) | 0;
    if (place < 0) {
      if (place === -1) length = fewest + ((random >>> 3) % 12);
      continue;
    }
    const range = (random & 0xfff) % firsts.length;
    const point = (firsts[range] ?? 0) + ((random >>> 12) % (counts[range] ?? 1));
    if (point < 0x10000) end = put(point, end);
    else end = put(0xdc00 + ((point - 0x10000) & 0x3ff), put(0xd800 + ((point - 0x10000) >> 10), end));
  }
  return utf16.toString('utf16le', 0, end);
}

function put(unit: number, at: number): number {
  utf16[at] = unit & 0xff;
  utf16[at + 1] = unit >> 8;
  return at + 2;
}

const fewest = 20;
/** Numbers that are left out, until the generator has mixed the seed. */
const warmUp = 13;
/** Letters of the larger alphabets, and some beyond the basic plane. */
const firsts = [0x4e00, 0xac00, 0xa000, 0x1200, 0x0c05, 0x20000];
const counts = [20_000, 11_000, 1_100, 300, 8, 20_000];
/** Of one key. */
const utf16 = Buffer.alloc(2 * 2 * 31);
