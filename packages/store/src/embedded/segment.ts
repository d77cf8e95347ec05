import { readFileSync, openSync, closeSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { LogCorruptError } from '../log.js';
import { codeOf, readFullySync } from './segment-files.js';

/** One file of consecutive blocks of one shard, and what its header says once somebody asked. */
export class Segment {
  readonly path: string;
  /** Offset of its first record. */
  readonly base: number;
  /** It was trimmed or dropped: its file is being removed, and must not be opened again. */
  isGone = false;
  #header: SegmentHeader | undefined;

  constructor(directory: string, base: number) {
    this.base = base;
    this.path = join(directory, segmentFile(base));
  }

  get indexPath(): string {
    return `${this.path.slice(0, -SUFFIX.length)}.idx`;
  }

  /** Read from the file the first time. @throws LogCorruptError */
  get header(): SegmentHeader {
    this.#header ??= readSegmentHeader(this.path, this.base);
    return this.#header;
  }

  /** Takes the header that is just being written. */
  adopt(header: SegmentHeader): void {
    this.#header = header;
  }
}

/**
 * The start of a segment file. It repeats the shard's name, so that a file that lost its surroundings still says whose it is.
 *
 *   0  8 bytes  magic and format
 *   8  u32      CRC-32 of everything from byte 12 on
 *  12  u32      size of this header
 *  16  f64      first offset
 *  24  f64      time of the first record
 *  32  f64      time of the last record before this segment; NaN if there was none
 *  40           the shard's name, UTF-16 little endian
 */
export interface SegmentHeader {
  readonly size: number;
  readonly firstTime: number;
  readonly priorTime: number | undefined;
}

const SUFFIX = '.log';
const MAGIC = Buffer.from('PDKSEG\0\x01', 'latin1');
const FIXED = 40;

export function segmentHeaderSize(shard: string): number {
  return FIXED + 2 * shard.length;
}

export function writeSegmentHeader(
  target: Buffer,
  at: number,
  shard: string,
  base: number,
  firstTime: number,
  priorTime: number | undefined,
): SegmentHeader {
  const size = segmentHeaderSize(shard);
  target.set(MAGIC, at);
  target.writeUInt32LE(size, at + 12);
  target.writeDoubleLE(base, at + 16);
  target.writeDoubleLE(firstTime, at + 24);
  target.writeDoubleLE(priorTime ?? Number.NaN, at + 32);
  target.write(shard, at + FIXED, 'utf16le');
  target.writeUInt32LE(crc32(target.subarray(at + 12, at + size)), at + 8);
  return { size, firstTime, priorTime };
}

export function segmentFile(base: number): string {
  return `${String(base).padStart(16, '0')}${SUFFIX}`;
}

/** The base of a segment file's name; undefined for other files. */
export function segmentBase(file: string): number | undefined {
  return /^\d{16}\.log$/.test(file) ? Number(file.slice(0, 16)) : undefined;
}

function readSegmentHeader(path: string, base: number): SegmentHeader {
  const bytes = readStart(path);
  const size = bytes.length < FIXED ? 0 : bytes.readUInt32LE(12);
  if (
    size < FIXED ||
    size > bytes.length ||
    !bytes.subarray(0, 8).equals(MAGIC) ||
    crc32(bytes.subarray(12, size)) !== bytes.readUInt32LE(8) ||
    bytes.readDoubleLE(16) !== base
  ) {
    throw new LogCorruptError(`${path}: the segment's header is damaged (at byte 0)`);
  }
  const prior = bytes.readDoubleLE(32);
  return { size, firstTime: bytes.readDoubleLE(24), priorTime: Number.isNaN(prior) ? undefined : prior };
}

function readStart(path: string): Buffer {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new LogCorruptError(`${path}: the segment is missing`);
    throw error;
  }
  try {
    const bytes = Buffer.alloc(FIXED + 2 * 512);
    return bytes.subarray(0, readFullySync(fd, bytes, 0));
  } finally {
    closeSync(fd);
  }
}

export function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}
