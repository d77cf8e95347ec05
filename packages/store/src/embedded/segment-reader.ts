import { LogCorruptError } from '../log.js';
import { BLOCK_HEADER, isBlockIntact, isHeadIntact, readHead, recordLength, type BlockHead } from './segment-block.js';
import { readFully, readFullySync, type OpenFile } from './segment-files.js';
import { INDEX_STRIDE, type SegmentIndex } from './segment-index.js';
import type { SliceBuilder } from './segment-slice.js';

/** Reads this small, of data this recent, are in the page cache: asking another thread would cost more than reading. */
const READ_AT_ONCE = 128 * 1024;
const RECENT = 4 * 1024 * 1024;
/** Cutting a block larger than this reads and checks its lengths and the records taken, not all of it. */
const CHECK_WHOLE = 64 * 1024;

/** Adds the segment's records from the slice's next offset on, up to the offset `end` or the slice's limits. */
export async function readSegment(
  file: OpenFile,
  index: SegmentIndex,
  end: number,
  isTail: boolean,
  slice: SliceBuilder,
): Promise<void> {
  const from = slice.next;
  const start = index.atOrBefore(from);
  const stop = index.upperBound(Math.min(end, from + slice.recordsLeft));
  const bytes = new Window(file, index.nextPosition, isTail ? stop - RECENT : Number.POSITIVE_INFINITY);
  let { offset, position } = start;
  /** Reads so much at least, and what the slice will want besides; at first only enough to find where it begins. */
  let isFirst = true;
  const fill = (at: number, length: number): Promise<void> | undefined => {
    const ahead = isFirst ? Math.min(INDEX_STRIDE, stop - at) : readAhead(slice, stop - at);
    isFirst = false;
    return bytes.fill(at, Math.max(length, ahead));
  };
  while (offset < end && !slice.full) {
    if (!bytes.has(position, BLOCK_HEADER)) {
      const filled = fill(position, BLOCK_HEADER);
      if (filled !== undefined) await filled;
    }
    const head = readHead(bytes.buffer, position - bytes.position);
    if (head === undefined || head.first !== offset) throw damaged(file, position);
    const next = offset + head.count;
    if (next > slice.next) {
      const skip = slice.next - offset;
      const whole = skip === 0 && slice.fitsWhole(head);
      if (whole || head.size <= CHECK_WHOLE) {
        if (!bytes.has(position, head.size)) {
          const filled = fill(position, head.size);
          if (filled !== undefined) await filled;
        }
        const at = position - bytes.position;
        if (!isBlockIntact(bytes.buffer, at, head)) throw damaged(file, position);
        if (whole) {
          const recordBytes = head.dataBytes - (head.count - 1);
          slice.add(bytes.buffer, at + head.dataAt, at + head.size, head.count, recordBytes, head.time);
        } else {
          const cut = cutBlock(bytes.buffer, at, head, skip, slice);
          takeCut(bytes.buffer, at + head.dataAt, cut, head.time, slice);
        }
      } else {
        if (!bytes.has(position, head.dataAt)) {
          const filled = bytes.fill(position, head.dataAt);
          if (filled !== undefined) await filled;
        }
        const at = position - bytes.position;
        if (!isHeadIntact(bytes.buffer, at, head)) throw damaged(file, position);
        const cut = cutBlock(bytes.buffer, at, head, skip, slice);
        const dataAt = position + head.dataAt;
        if (!bytes.has(dataAt + cut.start, cut.end - cut.start)) {
          const filled = bytes.fill(dataAt + cut.start, cut.end - cut.start);
          if (filled !== undefined) await filled;
        }
        takeCut(bytes.buffer, dataAt - bytes.position, cut, head.time, slice);
      }
    }
    offset = next;
    position += head.size;
  }
}

interface Cut {
  /** Within the block's data; the end is behind the last record's comma. */
  readonly start: number;
  readonly end: number;
  readonly count: number;
  readonly recordBytes: number;
  /** A record was left behind because of the limits. */
  readonly stopped: boolean;
}

function cutBlock(bytes: Buffer, at: number, head: BlockHead, skip: number, slice: SliceBuilder): Cut {
  let start = 0;
  for (let i = 0; i < skip; i += 1) start += recordLength(bytes, at, head, i) + 1;
  let count = 0;
  let recordBytes = 0;
  for (let i = skip; i < head.count; i += 1) {
    const length = recordLength(bytes, at, head, i);
    if (!slice.fitsRecord(count, recordBytes, length)) break;
    count += 1;
    recordBytes += length;
  }
  return { start, end: start + recordBytes + count, count, recordBytes, stopped: skip + count < head.count };
}

function takeCut(bytes: Buffer, dataAt: number, cut: Cut, time: number, slice: SliceBuilder): void {
  if (cut.count > 0) slice.add(bytes, dataAt + cut.start, dataAt + cut.end, cut.count, cut.recordBytes, time);
  if (cut.stopped) slice.close();
}

/** How much to read for what the slice still wants: its bytes, and some for headers and lengths. */
function readAhead(slice: SliceBuilder, available: number): number {
  return Math.min(available, Math.ceil(Math.max(0, slice.bytesLeft) * 1.0625) + 4096);
}

function damaged(file: OpenFile, position: number): LogCorruptError {
  return new LogCorruptError(`${file.path}: the block's check sum or place is wrong (at byte ${position})`);
}

/** The part of the file that is in memory. Every fill takes a new buffer: the slice keeps pieces of the old ones. */
class Window {
  buffer: Buffer = Buffer.alloc(0);
  position = 0;
  readonly #file: OpenFile;
  readonly #size: number;
  readonly #recentFrom: number;

  constructor(file: OpenFile, size: number, recentFrom: number) {
    this.#file = file;
    this.#size = size;
    this.#recentFrom = recentFrom;
  }

  has(position: number, length: number): boolean {
    return position >= this.position && position + length <= this.position + this.buffer.length;
  }

  /** Done at once unless it answers a promise. */
  fill(position: number, length: number): Promise<void> | undefined {
    if (position + length > this.#size) throw damaged(this.#file, position);
    const buffer = Buffer.allocUnsafeSlow(length);
    if (length <= READ_AT_ONCE && position >= this.#recentFrom) {
      this.#take(buffer, position, readFullySync(this.#file.fd, buffer, position));
      return undefined;
    }
    return readFully(this.#file.fd, buffer, position).then((got) => this.#take(buffer, position, got));
  }

  #take(buffer: Buffer, position: number, got: number): void {
    if (got !== buffer.length) {
      throw new LogCorruptError(`${this.#file.path}: the segment ends too early (at byte ${position + got})`);
    }
    this.buffer = buffer;
    this.position = position;
  }
}

/** The offset of the first block that is not older than the time; `end` if there is none before it. */
export async function seekSegment(file: OpenFile, index: SegmentIndex, end: number, time: number): Promise<number> {
  let { offset, position } = index.olderThan(time);
  const bytes = new Window(file, index.nextPosition, Number.POSITIVE_INFINITY);
  while (offset < end) {
    if (!bytes.has(position, BLOCK_HEADER)) {
      await bytes.fill(position, Math.min(INDEX_STRIDE, index.nextPosition - position));
    }
    const head = readHead(bytes.buffer, position - bytes.position);
    if (head === undefined || head.first !== offset) throw damaged(file, position);
    if (head.time >= time) return offset;
    offset += head.count;
    position += head.size;
  }
  return end;
}
