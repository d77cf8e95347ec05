import { crc32 } from 'node:zlib';

/**
 * A block: the records that one commit gave one shard at one time.
 *
 *   0  u32  CRC-32 of everything from byte 8 to the end
 *   4  u32  CRC-32 of byte 8 to the end of the lengths: enough to trust a cut
 *   8  u32  magic
 *  12  u32  count
 *  16  f64  first offset
 *  24  f64  time
 *  32  u32  data bytes, without the closing comma
 *  36  u32  zero
 *  40       count × u32 lengths of the records, unless count is 1
 *           the records, each followed by a comma
 */
export const BLOCK_HEADER = 40;
const MAGIC = 0x004b4c42;
const COMMA = 0x2c;

/** Records that will become a block. */
export interface PendingBlock {
  readonly first: number;
  readonly time: number;
  count: number;
  /** Bytes of the records and of the commas between them. */
  dataBytes: number;
  readonly groups: (readonly (string | Uint8Array)[])[];
}

export interface BlockHead {
  readonly count: number;
  readonly first: number;
  readonly time: number;
  readonly dataBytes: number;
  /** From the block's start to its data. */
  readonly dataAt: number;
  /** All of the block, with the closing comma. */
  readonly size: number;
}

export function blockSize(count: number, dataBytes: number): number {
  return BLOCK_HEADER + (count === 1 ? 0 : 4 * count) + dataBytes + 1;
}

/** Bytes of the records and of the commas between them. */
export function joinedBytes(records: readonly (string | Uint8Array)[]): number {
  let bytes = records.length - 1;
  for (const record of records) bytes += partLength(record);
  return bytes;
}

function partLength(part: string | Uint8Array): number {
  return typeof part === 'string' ? part.length : part.byteLength;
}

/** Writes the block and returns where it ends. */
export function writeBlock(target: Buffer, at: number, block: PendingBlock): number {
  target.writeUInt32LE(MAGIC, at + 8);
  target.writeUInt32LE(block.count, at + 12);
  target.writeDoubleLE(block.first, at + 16);
  target.writeDoubleLE(block.time, at + 24);
  target.writeUInt32LE(block.dataBytes, at + 32);
  target.writeUInt32LE(0, at + 36);
  const dataAt = at + BLOCK_HEADER + (block.count === 1 ? 0 : 4 * block.count);
  let table = block.count === 1 ? -1 : at + BLOCK_HEADER;
  let to = dataAt;
  for (const group of block.groups) {
    for (const part of group) {
      const length = partLength(part);
      if (table !== -1) table = target.writeUInt32LE(length, table);
      if (typeof part === 'string') target.write(part, to, 'latin1');
      else target.set(part, to);
      to += length;
      target[to] = COMMA;
      to += 1;
    }
  }
  const head = crc32(target.subarray(at + 8, dataAt));
  target.writeUInt32LE(head, at + 4);
  target.writeUInt32LE(crc32(target.subarray(dataAt, to), head), at);
  return to;
}

/** The header at this place, or undefined if there is none. It is not verified: see the two checks. */
export function readHead(bytes: Buffer, at: number): BlockHead | undefined {
  if (at + BLOCK_HEADER > bytes.length || bytes.readUInt32LE(at + 8) !== MAGIC) return undefined;
  const count = bytes.readUInt32LE(at + 12);
  if (count === 0) return undefined;
  const dataBytes = bytes.readUInt32LE(at + 32);
  return {
    count,
    first: bytes.readDoubleLE(at + 16),
    time: bytes.readDoubleLE(at + 24),
    dataBytes,
    dataAt: BLOCK_HEADER + (count === 1 ? 0 : 4 * count),
    size: blockSize(count, dataBytes),
  };
}

export function isBlockIntact(bytes: Buffer, at: number, head: BlockHead): boolean {
  return crc32(bytes.subarray(at + 8, at + head.size)) === bytes.readUInt32LE(at);
}

/** Whether header and lengths are as written; says nothing about the records. */
export function isHeadIntact(bytes: Buffer, at: number, head: BlockHead): boolean {
  return crc32(bytes.subarray(at + 8, at + head.dataAt)) === bytes.readUInt32LE(at + 4);
}

/** The length of the record with this index in the block. */
export function recordLength(bytes: Buffer, at: number, head: BlockHead, index: number): number {
  return head.count === 1 ? head.dataBytes : bytes.readUInt32LE(at + BLOCK_HEADER + 4 * index);
}
