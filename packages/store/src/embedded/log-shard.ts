import { ftruncateSync, fstatSync, mkdirSync, readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { LogCorruptError, type Extent } from '../log.js';
import { codeOf, type FileCache } from './segment-files.js';
import { countWhile } from './segment-index.js';
import { Segment, segmentBase } from './segment.js';

/** The segment that a shard's next block goes to, as far as committed. */
export interface Tail {
  readonly segment: Segment;
  /** Bytes that count; whatever stands behind them was never committed. */
  readonly length: number;
  readonly firstTime: number;
}

/** What the checkpoint keeps of a shard: everything that is needed before its directory is looked at. */
export interface ShardState {
  readonly id: number;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly lastTime: number | undefined;
  readonly sealed: boolean;
  readonly tail: { readonly base: number; readonly length: number; readonly firstTime: number } | undefined;
}

/**
 * One shard. Its directory is named by a number that is never used again, so nothing of a dropped shard can come back in
 * one of the same name.
 */
export class Shard {
  readonly id: number;
  readonly name: string;
  readonly directory: string;
  start: number;
  end: number;
  lastTime: number | undefined;
  sealed: boolean;
  tail: Tail | undefined;
  /** Where appends that are under way will end, and the time of the last one. */
  nextOffset: number;
  nextTime: number;
  isSealing = false;
  isDropped = false;
  /** Whether the journal or the checkpoint knows the shard. */
  isKnown: boolean;
  #segments: Segment[] | undefined;
  /** Whether `prepareToWrite` was done. */
  isWritable = false;

  constructor(directory: string, state: ShardState, isKnown: boolean) {
    this.id = state.id;
    this.name = state.name;
    this.directory = shardDirectory(directory, state.id);
    this.start = state.start;
    this.end = state.end;
    this.lastTime = state.lastTime;
    this.sealed = state.sealed;
    this.nextOffset = state.end;
    this.nextTime = state.lastTime ?? Number.NEGATIVE_INFINITY;
    this.isKnown = isKnown;
    if (state.tail !== undefined) {
      const { base, length, firstTime } = state.tail;
      this.tail = { segment: new Segment(this.directory, base), length, firstTime };
    }
  }

  get extent(): Extent {
    return { start: this.start, end: this.end, lastTime: this.lastTime, sealed: this.sealed };
  }

  get state(): ShardState {
    const { id, name, start, end, lastTime, sealed, tail } = this;
    return {
      id,
      name,
      start,
      end,
      lastTime,
      sealed,
      tail: tail && { base: tail.segment.base, length: tail.length, firstTime: tail.firstTime },
    };
  }

  /** Kept segments in order. Files that no commit stands behind, or that were trimmed, are removed on the way. */
  get segments(): readonly Segment[] {
    this.#segments ??= this.#list();
    return this.#segments;
  }

  /** The segments, if anybody asked for them: only those can be in use. */
  get listedSegments(): readonly Segment[] {
    return this.#segments ?? [];
  }

  /** The segment that holds the offset, and the offset where its records end. */
  segmentOf(offset: number): { segment: Segment; end: number; isTail: boolean } {
    const segments = this.segments;
    const index = countWhile(segments.length, (i) => (segments[i]?.base ?? 0) <= offset);
    const segment = segments[index - 1];
    if (segment === undefined) throw new LogCorruptError(`${this.directory}: no segment holds record ${offset}`);
    return { segment, end: segments[index]?.base ?? this.end, isTail: index === segments.length };
  }

  /** Makes the directory and cuts what a crash left behind the last commit. */
  prepareToWrite(files: FileCache): void {
    mkdirSync(this.directory, { recursive: true, mode: 0o700 });
    void this.segments;
    if (this.tail !== undefined) {
      const { segment, length } = this.tail;
      const { fd } = files.open(segment.path, 'existing');
      const size = fstatSync(fd).size;
      if (size < length) throw new LogCorruptError(`${segment.path}: the segment ends too early (at byte ${size})`);
      if (size > length) ftruncateSync(fd, length);
    }
    this.isWritable = true;
  }

  /** Takes over a committed tail. */
  advance(tail: Tail, end: number, lastTime: number): void {
    if (this.tail?.segment !== tail.segment) this.#segments = [...this.segments, tail.segment];
    this.tail = tail;
    this.end = end;
    this.lastTime = lastTime;
  }

  /**
   * Where the shard would begin if records older than the time went, whole segments at a time.
   * @param keepTail when records for the last segment are under way.
   */
  startAfterTrim(before: number, keepTail: boolean): number {
    const segments = this.segments;
    let start = this.start;
    for (const [i, segment] of segments.entries()) {
      const following = segments[i + 1];
      const lastTime = following === undefined ? this.lastTime : following.header.priorTime;
      if (segment.base > start || lastTime === undefined || lastTime >= before) break;
      if (following === undefined && keepTail) break;
      start = following?.base ?? this.end;
    }
    return start;
  }

  /** Moves the start; answers the segments that are not needed any more. */
  trimTo(start: number): Segment[] {
    const gone = this.segments.filter((segment, i) => (this.segments[i + 1]?.base ?? this.end) <= start);
    this.#segments = this.segments.slice(gone.length);
    this.start = start;
    if (this.#segments.length === 0) this.tail = undefined;
    return gone;
  }

  #list(): Segment[] {
    let names: string[];
    try {
      names = readdirSync(this.directory);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      names = [];
    }
    const bases = names.flatMap((name) => segmentBase(name) ?? []).sort((a, b) => a - b);
    const kept: Segment[] = [];
    for (const [i, base] of bases.entries()) {
      const segment = base === this.tail?.segment.base ? this.tail.segment : new Segment(this.directory, base);
      const isAhead = this.tail === undefined || base > this.tail.segment.base;
      const isTrimmed = (bases[i + 1] ?? Number.POSITIVE_INFINITY) <= this.start;
      if (isAhead || isTrimmed) removeSegment(segment);
      else kept.push(segment);
    }
    if (this.tail !== undefined && (kept.at(-1) !== this.tail.segment || kept[0]?.base !== this.start)) {
      throw new LogCorruptError(
        `${this.directory}: a segment is missing between records ${this.start} and ${this.end}`,
      );
    }
    return kept;
  }
}

export function shardDirectory(directory: string, id: number): string {
  return join(directory, 'shards', String(id));
}

export function removeSegment(segment: Segment): void {
  for (const path of [segment.path, segment.indexPath]) {
    try {
      unlinkSync(path);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
    }
  }
}
