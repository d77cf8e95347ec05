/** CRC-32C (Castagnoli), eight bytes at a time: `crc` is what the bytes before these gave, 0 at first. */
export function crc32c(bytes: Uint8Array, crc = 0): number {
  let value = ~crc;
  let at = 0;
  const whole = bytes.length - (bytes.length % 8);
  while (at < whole) {
    value ^=
      byteAt(bytes, at) | (byteAt(bytes, at + 1) << 8) | (byteAt(bytes, at + 2) << 16) | (byteAt(bytes, at + 3) << 24);
    value =
      look(7, value & 0xff) ^
      look(6, (value >>> 8) & 0xff) ^
      look(5, (value >>> 16) & 0xff) ^
      look(4, value >>> 24) ^
      look(3, byteAt(bytes, at + 4)) ^
      look(2, byteAt(bytes, at + 5)) ^
      look(1, byteAt(bytes, at + 6)) ^
      look(0, byteAt(bytes, at + 7));
    at += 8;
  }
  for (; at < bytes.length; at++) value = look(0, (value ^ byteAt(bytes, at)) & 0xff) ^ (value >>> 8);
  return ~value >>> 0;
}

const POLYNOMIAL = 0x82f63b78;
const TABLES = tables();

/** What a byte does to the check sum, `behind` bytes before the end. */
const look = (behind: number, byte: number): number => TABLES[(behind << 8) | byte] as number;
const byteAt = (bytes: Uint8Array, at: number): number => bytes[at] as number;

function tables(): Int32Array {
  const table = new Int32Array(8 * 256);
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
    table[byte] = value;
  }
  for (let at = 256; at < table.length; at++) {
    const before = table[at - 256] ?? 0;
    table[at] = (before >>> 8) ^ (table[before & 0xff] ?? 0);
  }
  return table;
}
