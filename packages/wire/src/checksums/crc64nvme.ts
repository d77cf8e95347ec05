/** A check sum of 64 bits in two halves, unsigned. */
export interface Crc64 {
  readonly high: number;
  readonly low: number;
}

export const CRC64_START: Crc64 = { high: 0, low: 0 };

/** CRC-64/NVME, eight bytes at a time, without BigInt, which would be ten times as slow. */
export function crc64nvme(bytes: Uint8Array, before: Crc64 = CRC64_START): Crc64 {
  let high = ~before.high;
  let low = ~before.low;
  let at = 0;
  const whole = bytes.length - (bytes.length % 8);
  while (at < whole) {
    low ^=
      byteAt(bytes, at) | (byteAt(bytes, at + 1) << 8) | (byteAt(bytes, at + 2) << 16) | (byteAt(bytes, at + 3) << 24);
    high ^=
      byteAt(bytes, at + 4) |
      (byteAt(bytes, at + 5) << 8) |
      (byteAt(bytes, at + 6) << 16) |
      (byteAt(bytes, at + 7) << 24);
    const a = 0x700 | (low & 0xff);
    const b = 0x600 | ((low >>> 8) & 0xff);
    const c = 0x500 | ((low >>> 16) & 0xff);
    const d = 0x400 | (low >>> 24);
    const e = 0x300 | (high & 0xff);
    const f = 0x200 | ((high >>> 8) & 0xff);
    const g = 0x100 | ((high >>> 16) & 0xff);
    const h = high >>> 24;
    low = lowAt(a) ^ lowAt(b) ^ lowAt(c) ^ lowAt(d) ^ lowAt(e) ^ lowAt(f) ^ lowAt(g) ^ lowAt(h);
    high = highAt(a) ^ highAt(b) ^ highAt(c) ^ highAt(d) ^ highAt(e) ^ highAt(f) ^ highAt(g) ^ highAt(h);
    at += 8;
  }
  for (; at < bytes.length; at++) {
    const index = (low ^ byteAt(bytes, at)) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ lowAt(index);
    high = (high >>> 8) ^ highAt(index);
  }
  return { high: ~high >>> 0, low: ~low >>> 0 };
}

/** Reversed, as the bits are taken from the lowest. */
export const CRC64_POLYNOMIAL = { high: 0x9a6c9329, low: 0xac4bc9b5 };
const HIGH = new Int32Array(8 * 256);
const LOW = new Int32Array(8 * 256);
fill();

const highAt = (index: number): number => HIGH[index] as number;
const lowAt = (index: number): number => LOW[index] as number;
const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] as number;

function fill(): void {
  for (let byte = 0; byte < 256; byte++) {
    let [high, low] = [0, byte];
    for (let bit = 0; bit < 8; bit++) {
      const isOdd = (low & 1) === 1;
      low = (low >>> 1) | (high << 31);
      high >>>= 1;
      if (!isOdd) continue;
      high ^= CRC64_POLYNOMIAL.high;
      low ^= CRC64_POLYNOMIAL.low;
    }
    HIGH[byte] = high;
    LOW[byte] = low;
  }
  for (let at = 256; at < HIGH.length; at++) {
    const [high, low] = [HIGH[at - 256] ?? 0, LOW[at - 256] ?? 0];
    LOW[at] = ((low >>> 8) | (high << 24)) ^ (LOW[low & 0xff] ?? 0);
    HIGH[at] = (high >>> 8) ^ (HIGH[low & 0xff] ?? 0);
  }
}
