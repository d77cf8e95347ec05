import { APPEND_BODY, entryTypes } from './log-entries.js';
import { removeSegment, type Shard, type Tail } from './log-shard.js';
import { ENTRY_HEADER } from './journal-frame.js';
import type { Journal } from './journal.js';
import { blockSize, writeBlock, type PendingBlock } from './segment-block.js';
import { writeFully, type Disk, type FileCache } from './segment-files.js';
import type { IndexCache } from './segment-index.js';
import { Segment, segmentHeaderSize, writeSegmentHeader } from './segment.js';

/** Something that waits for a commit. */
export interface Waiting {
  resolve(): void;
  reject(error: unknown): void;
}

/** A seal, drop or trim. */
export interface Control extends Waiting {
  /** The entry to write, decided when the commit is laid out; undefined if there is nothing to do after all. */
  entry(hasBlocks: boolean): { readonly type: number; readonly value?: number } | undefined;
  /** Takes effect: it is durable now. */
  apply(): void;
  /** It will not be. */
  undo(): void;
}

interface ShardPart {
  readonly shard: Shard;
  readonly blocks: PendingBlock[];
  readonly controls: Control[];
}

interface Placed {
  readonly shard: Shard;
  readonly block: PendingBlock;
  readonly size: number;
  readonly isNewSegment: boolean;
  readonly tail: Tail;
}

export interface PlacementRules {
  readonly segmentBytes: number;
  /** A segment takes records for so many ms, so that trimming finds whole ones. */
  readonly segmentSpan: number;
}

/** What will be one commit: blocks and controls by shard, and who waits for them. */
export class Batch {
  bytes = 0;
  readonly parts = new Map<Shard, ShardPart>();
  readonly waiting: Waiting[] = [];
  readonly #placed: Placed[] = [];

  add(
    shard: Shard,
    first: number,
    time: number,
    group: readonly (string | Uint8Array)[],
    dataBytes: number,
    waiting: Waiting,
  ): void {
    const { blocks } = this.#part(shard);
    const last = blocks.at(-1);
    if (last !== undefined && last.time === time) {
      last.groups.push(group);
      last.count += group.length;
      last.dataBytes += dataBytes + 1;
    } else {
      blocks.push({ first, time, count: group.length, dataBytes, groups: [group] });
    }
    this.bytes += dataBytes;
    this.waiting.push(waiting);
  }

  addControl(shard: Shard, control: Control): void {
    this.#part(shard).controls.push(control);
    this.waiting.push(control);
  }

  #part(shard: Shard): ShardPart {
    let part = this.parts.get(shard);
    if (part === undefined) this.parts.set(shard, (part = { shard, blocks: [], controls: [] }));
    return part;
  }

  /**
   * Lays the commit out in the journal's buffer, writes the blocks to their segments and the frame to the journal. Segments
   * first: what they hold behind the last commit is nobody's, so that a full disk leaves nothing to take back.
   * @returns false when there was nothing to write.
   */
  write(journal: Journal, disk: Disk, files: FileCache, indexes: IndexCache, rules: PlacementRules): boolean {
    const controls: { shard: Shard; type: number; value: number | undefined }[] = [];
    let bytes = 0;
    for (const { shard, blocks, controls: own } of this.parts.values()) {
      if (blocks.length > 0) bytes += this.#place(shard, blocks, indexes, rules);
      for (const control of own) {
        const entry = control.entry(blocks.length > 0);
        if (entry === undefined) continue;
        bytes += ENTRY_HEADER + (entry.value === undefined ? 8 : 16);
        controls.push({ shard, type: entry.type, value: entry.value });
      }
      if (!shard.isKnown) bytes += ENTRY_HEADER + 8 + 2 * shard.name.length;
    }
    if (bytes === 0) return false;

    const buffer = journal.begin(bytes);
    for (const { shard } of this.parts.values()) {
      if (shard.isKnown) continue;
      const at = journal.add(entryTypes.create, 8 + 2 * shard.name.length);
      buffer.writeDoubleLE(shard.id, at);
      buffer.write(shard.name, at + 8, 'utf16le');
    }
    for (const placed of this.#placed) this.#layOut(placed, journal, buffer, disk, files, indexes);
    for (const { shard, type, value } of controls) {
      const at = journal.add(type, value === undefined ? 8 : 16);
      buffer.writeDoubleLE(shard.id, at);
      if (value !== undefined) buffer.writeDoubleLE(value, at + 8);
    }
    journal.write();
    return true;
  }

  /** The commit is durable: makes it visible, and adds the segments written to `dirty`. */
  apply(indexes: IndexCache, dirty: Set<Segment>): void {
    for (const { shard, block, size, tail } of this.#placed) {
      shard.advance(tail, block.first + block.count, block.time);
      indexes.peek(tail.segment)?.note(block.first, block.count, block.time, size);
      dirty.add(tail.segment);
    }
    for (const { shard, controls } of this.parts.values()) {
      shard.isKnown = true;
      for (const control of controls) control.apply();
    }
  }

  /** Decides where the blocks go; answers the bytes of their entries. */
  #place(shard: Shard, blocks: PendingBlock[], indexes: IndexCache, rules: PlacementRules): number {
    if (shard.tail !== undefined) indexes.get(shard.tail.segment, shard.end);
    let { tail } = shard;
    let bytes = 0;
    for (const block of blocks) {
      const size = blockSize(block.count, block.dataBytes);
      const isNewSegment =
        tail === undefined ||
        tail.length + size > rules.segmentBytes ||
        block.time - tail.firstTime >= rules.segmentSpan;
      if (tail === undefined || isNewSegment) {
        const segment = new Segment(shard.directory, block.first);
        tail = { segment, length: segmentHeaderSize(shard.name) + size, firstTime: block.time };
        bytes += segmentHeaderSize(shard.name);
      } else {
        tail = { ...tail, length: tail.length + size };
      }
      this.#placed.push({ shard, block, size, isNewSegment, tail });
      bytes += ENTRY_HEADER + APPEND_BODY + size;
    }
    return bytes;
  }

  #layOut(
    { shard, block, size, isNewSegment, tail }: Placed,
    journal: Journal,
    buffer: Buffer,
    disk: Disk,
    files: FileCache,
    indexes: IndexCache,
  ): void {
    const headerBytes = isNewSegment ? segmentHeaderSize(shard.name) : 0;
    const position = tail.length - size - headerBytes;
    const at = journal.add(entryTypes.append, APPEND_BODY + headerBytes + size);
    buffer.writeDoubleLE(shard.id, at);
    buffer.writeDoubleLE(tail.segment.base, at + 8);
    buffer.writeDoubleLE(position, at + 16);
    buffer.writeUInt32LE(headerBytes, at + 24);
    buffer.writeUInt32LE(0, at + 28);
    const data = at + APPEND_BODY;
    if (isNewSegment) {
      const prior = this.#timeBefore(shard, block);
      tail.segment.adopt(writeSegmentHeader(buffer, data, shard.name, tail.segment.base, block.time, prior));
    }
    const end = writeBlock(buffer, data + headerBytes, block);
    const mode = isNewSegment ? 'create' : 'existing';
    writeFully(disk, files.open(tail.segment.path, mode).fd, buffer, data, end, position);
    if (isNewSegment) indexes.create(tail.segment);
  }

  #timeBefore(shard: Shard, block: PendingBlock): number | undefined {
    const blocks = this.parts.get(shard)?.blocks ?? [];
    return blocks[blocks.indexOf(block) - 1]?.time ?? shard.lastTime;
  }

  /** Forgets the segments that the commit, which failed, would have made. */
  abandon(files: FileCache, indexes: IndexCache): void {
    for (const { isNewSegment, tail } of this.#placed) {
      if (!isNewSegment) continue;
      indexes.forget(tail.segment);
      files.forget(tail.segment.path);
      removeSegment(tail.segment);
    }
  }
}
