import type { Random } from '../../runtime/random.js';

/** A UUID (version 4). */
export function newTableId(random: Random): string {
  const bytes = random.bytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** What a table's collections are named by: short, for every key begins with it, and of 52 random bits. */
export const newTablePlace = (random: Random): string =>
  Math.floor(random.number() * 36 ** 10)
    .toString(36)
    .padStart(10, '0');
