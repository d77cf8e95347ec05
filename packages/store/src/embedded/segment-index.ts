import { openSync, closeSync, ftruncateSync, fstatSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { LogCorruptError } from '../log.js';
import { BLOCK_HEADER, readHead } from './segment-block.js';
import { readFullySync, writeFully, type Disk, type FileCache } from './segment-files.js';
import { readIfThere, type Segment } from './segment.js';

/** At most one entry per this many bytes of a segment. */
export const INDEX_STRIDE = 64 * 1024;
const ENTRY = 32;

/**
 * Where blocks begin in a segment, one in every 64 KiB. Its file is derived data: entries carry their own check, whatever is
 * missing at the end is found again by walking the blocks, and nobody waits for its sync.
 */
export class SegmentIndex {
  readonly segment: Segment;
  readonly #offsets: number[] = [];
  readonly #times: number[] = [];
  readonly #positions: number[] = [];
  #written = 0;
  /** The block that comes next has this offset and begins here. */
  nextOffset: number;
  nextPosition: number;

  constructor(segment: Segment, headerSize: number) {
    this.segment = segment;
    this.nextOffset = segment.base;
    this.nextPosition = headerSize;
  }

  /** Takes note of a block, if it is the one that follows those known. */
  note(first: number, count: number, time: number, size: number): void {
    if (first !== this.nextOffset) return;
    const last = this.#positions.at(-1);
    if (last === undefined || this.nextPosition - last >= INDEX_STRIDE) {
      this.#push(this.nextOffset, time, this.nextPosition);
    }
    this.nextOffset += count;
    this.nextPosition += size;
  }

  /** The last indexed block that begins at or before the offset. */
  atOrBefore(offset: number): { offset: number; position: number } {
    return this.#entry(countBelow(this.#offsets, offset + 1) - 1);
  }

  /** The last indexed block that is older than the time. */
  olderThan(time: number): { offset: number; position: number } {
    return this.#entry(countBelow(this.#times, time) - 1);
  }

  /** A position that no block before the offset begins after. */
  upperBound(offset: number): number {
    return this.#positions[countBelow(this.#offsets, offset)] ?? this.nextPosition;
  }

  /** Writes the entries that the file lacks, without a sync. */
  flush(disk: Disk): void {
    const missing = this.#offsets.length - this.#written;
    if (missing === 0) return;
    const bytes = Buffer.alloc(missing * ENTRY);
    for (let i = 0; i < missing; i += 1) {
      const from = this.#written + i;
      bytes.writeDoubleLE(this.#offsets[from] ?? 0, i * ENTRY);
      bytes.writeDoubleLE(this.#times[from] ?? 0, i * ENTRY + 8);
      bytes.writeDoubleLE(this.#positions[from] ?? 0, i * ENTRY + 16);
      bytes.writeUInt32LE(crc32(bytes.subarray(i * ENTRY, i * ENTRY + 24)), i * ENTRY + 24);
    }
    const fd = openSync(this.segment.indexPath, this.#written === 0 ? 'w' : 'r+', 0o600);
    try {
      ftruncateSync(fd, this.#written * ENTRY);
      writeFully(disk, fd, bytes, 0, bytes.length, this.#written * ENTRY);
    } finally {
      closeSync(fd);
    }
    this.#written += missing;
  }

  /** Reads the index file and walks the blocks after its last entry, up to the offset where the segment's records end. */
  static load(segment: Segment, endOffset: number, files: FileCache): SegmentIndex {
    const index = new SegmentIndex(segment, segment.header.size);
    const { fd } = files.open(segment.path, 'existing');
    const size = fstatSync(fd).size;
    index.#readFile(endOffset, size);
    index.#resume(fd);
    index.#walk(fd, endOffset);
    return index;
  }

  #readFile(endOffset: number, size: number): void {
    const bytes = readIfThere(this.segment.indexPath) ?? Buffer.alloc(0);
    let after = -1;
    let position = -1;
    for (let at = 0; at + ENTRY <= bytes.length; at += ENTRY) {
      const entry = {
        offset: bytes.readDoubleLE(at),
        time: bytes.readDoubleLE(at + 8),
        at: bytes.readDoubleLE(at + 16),
      };
      const intact = crc32(bytes.subarray(at, at + 24)) === bytes.readUInt32LE(at + 24);
      if (!intact || entry.offset <= after || entry.at <= position || entry.offset >= endOffset || entry.at >= size)
        break;
      this.#push(entry.offset, entry.time, entry.at);
      after = entry.offset;
      position = entry.at;
    }
    this.#written = this.#offsets.length;
  }

  /** Continues at the last entry that points at the block it names. */
  #resume(fd: number): void {
    const probe = Buffer.alloc(BLOCK_HEADER);
    for (let last = this.#offsets.length - 1; last >= 0; last -= 1) {
      const { offset, position } = this.#entry(last);
      readFullySync(fd, probe, position);
      const head = readHead(probe, 0);
      if (head?.first === offset) {
        this.nextOffset = offset + head.count;
        this.nextPosition = position + head.size;
        return;
      }
      this.#offsets.pop();
      this.#times.pop();
      this.#positions.pop();
      this.#written = last;
    }
  }

  #walk(fd: number, endOffset: number): void {
    let window = Buffer.alloc(0);
    let windowAt = 0;
    while (this.nextOffset < endOffset) {
      if (this.nextPosition < windowAt || this.nextPosition + BLOCK_HEADER > windowAt + window.length) {
        windowAt = this.nextPosition;
        window = Buffer.allocUnsafe(INDEX_STRIDE);
        window = window.subarray(0, readFullySync(fd, window, windowAt));
      }
      const head = readHead(window, this.nextPosition - windowAt);
      if (head === undefined || head.first !== this.nextOffset) {
        throw new LogCorruptError(`${this.segment.path}: no block where one must begin (at byte ${this.nextPosition})`);
      }
      this.note(head.first, head.count, head.time, head.size);
    }
  }

  #push(offset: number, time: number, position: number): void {
    this.#offsets.push(offset);
    this.#times.push(time);
    this.#positions.push(position);
  }

  #entry(index: number): { offset: number; position: number } {
    const offset = this.#offsets[index];
    const position = this.#positions[index];
    if (offset === undefined || position === undefined) {
      return { offset: this.segment.base, position: this.segment.header.size };
    }
    return { offset, position };
  }
}

function countBelow(ascending: readonly number[], limit: number): number {
  return countWhile(ascending.length, (i) => (ascending[i] ?? Number.POSITIVE_INFINITY) < limit);
}

/** How many of the indices 0 … length - 1 hold, when all that do come first. */
export function countWhile(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The indexes of segments in use. */
export class IndexCache {
  readonly #indexes = new Map<string, SegmentIndex>();
  readonly #files: FileCache;
  readonly #disk: Disk;
  readonly #limit: number;

  constructor(files: FileCache, disk: Disk, limit: number) {
    this.#files = files;
    this.#disk = disk;
    this.#limit = limit;
  }

  /** The segment's index, up to the offset at least. */
  get(segment: Segment, endOffset: number): SegmentIndex {
    let index = this.#indexes.get(segment.path);
    if (index === undefined || index.nextOffset < endOffset) {
      index = SegmentIndex.load(segment, endOffset, this.#files);
    }
    this.#indexes.delete(segment.path);
    this.#indexes.set(segment.path, index);
    return index;
  }

  /** An empty index for a segment that is just being made. */
  create(segment: Segment): void {
    this.#indexes.set(segment.path, new SegmentIndex(segment, segment.header.size));
  }

  peek(segment: Segment): SegmentIndex | undefined {
    return this.#indexes.get(segment.path);
  }

  forget(segment: Segment): void {
    this.#indexes.delete(segment.path);
  }

  flush(segment: Segment): void {
    this.#indexes.get(segment.path)?.flush(this.#disk);
  }

  /** Writes out and lets go the least recently used ones over the limit. */
  shrink(): void {
    for (const [path, index] of this.#indexes) {
      if (this.#indexes.size <= this.#limit) return;
      this.#indexes.delete(path);
      try {
        index.flush(this.#disk);
      } catch {
        // Derived data: what is not written now is found again by walking the blocks.
      }
    }
  }
}
