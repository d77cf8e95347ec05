import type { Random } from './random.js';

export interface Ids {
  /** A random UUID (version 4), in lower case, as AWS numbers requests. */
  requestId(): string;
  /** A request's number as DynamoDB's answers have it: 52 letters and digits, the last half of which never changes. */
  longRequestId(): string;
  /** What some of AWS's services send as `x-amz-id-2`: 72 random bytes in base64. */
  extendedRequestId(): string;
  /** Random lower-case hexadecimal digits. @param length how many, at least 1 */
  hex(length: number): string;
}

const UUIDS_AT_ONCE = 256;
const EXTENDED_BYTES = 72;
const EXTENDED_AT_ONCE = 64;
const LONG_DIGITS = 26;
const LONG_AT_ONCE = 256;
const LONG_END = 'VV4KQNSO5AEMVJF66Q9ASUAAJG';
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function createIds(random: Random): Ids {
  let pool: Uint8Array = new Uint8Array(0);
  let next = 0;
  let longPool = Buffer.alloc(0);
  let nextLong = 0;
  let extendedPool = Buffer.alloc(0);
  let nextExtended = 0;
  return {
    requestId() {
      if (next === pool.length) {
        pool = random.bytes(16 * UUIDS_AT_ONCE);
        next = 0;
      }
      const id = uuid(pool, next);
      next += 16;
      return id;
    },
    longRequestId() {
      if (nextLong === longPool.length) {
        // Digits of 5 bits, all at once.
        longPool = Buffer.from(random.bytes(LONG_DIGITS * LONG_AT_ONCE));
        for (let at = 0; at < longPool.length; at++) longPool[at] = digit((longPool[at] ?? 0) & 31);
        nextLong = 0;
      }
      const start = nextLong;
      nextLong += LONG_DIGITS;
      return longPool.toString('latin1', start, nextLong) + LONG_END;
    },
    extendedRequestId() {
      if (nextExtended === extendedPool.length) {
        extendedPool = Buffer.from(random.bytes(EXTENDED_BYTES * EXTENDED_AT_ONCE));
        nextExtended = 0;
      }
      const start = nextExtended;
      nextExtended += EXTENDED_BYTES;
      return extendedPool.toString('base64', start, nextExtended);
    },
    hex: (length) =>
      Buffer.from(random.bytes(Math.ceil(length / 2)))
        .toString('hex')
        .slice(0, length),
  };
}

/** The character code of a digit of base 32: 0 to 9, then A to V. */
const digit = (value: number): number => (value < 10 ? 48 : 55) + value;

function uuid(bytes: Uint8Array, at: number): string {
  const hex = (offset: number): string => HEX[bytes[at + offset] ?? 0] ?? '';
  const version = HEX[((bytes[at + 6] ?? 0) & 0x0f) | 0x40] ?? '';
  const variant = HEX[((bytes[at + 8] ?? 0) & 0x3f) | 0x80] ?? '';
  return (
    `${hex(0)}${hex(1)}${hex(2)}${hex(3)}-${hex(4)}${hex(5)}-${version}${hex(7)}-` +
    `${variant}${hex(9)}-${hex(10)}${hex(11)}${hex(12)}${hex(13)}${hex(14)}${hex(15)}`
  );
}
