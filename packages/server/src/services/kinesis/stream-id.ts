import type { Random } from '../../runtime/random.js';

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A new StreamId: 20 characters, a hyphen, 3 characters. */
export function makeStreamId(random: Random): string {
  const text = Array.from(random.bytes(23), (byte) => letters[byte % letters.length] ?? 'a').join('');
  return `${text.slice(0, 20)}-${text.slice(20)}`;
}
