import { closeSync, fstatSync, openSync, statSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import {
  ENTRY_HEADER,
  FILE_HEADER,
  FRAME_HEADER,
  sealFrame,
  writeFileHeader,
  type EntryVisitor,
} from './journal-frame.js';
import { listJournal, replayJournal, type JournalPosition } from './journal-recovery.js';
import { codeOf, dataSync, isDiskFull, makeDirectory, syncDirectory, writeFully, type Disk } from './segment-files.js';

export interface JournalOptions {
  readonly directory: string;
  readonly disk: Disk;
  /** `relaxed`: nothing waits for the disk. */
  readonly durability: 'sync' | 'relaxed';
  /** A file is full when its end passes this many bytes. */
  readonly fileBytes: number;
  /** So many files may wait for a checkpoint; then writing must wait. At least 2. */
  readonly maxFiles: number;
}

/** Files kept for the next use, though no frame in them is needed any more. */
const SPARE_FILES = 2;
/** New files are filled with zeros this far ahead: a sync of bytes that have their place is twice as fast. */
const FILL = 1024 * 1024;
const FILL_FOR_FRAMES_BELOW = 256 * 1024;
const KEEP_BUFFER_BELOW = 16 * 1024 * 1024;
/**
 * A sync off the event loop costs two thread switches, and one on it stalls everybody: so it is done there for one who waits alone, unless
 * that takes more milliseconds than this.
 */
const QUICK_SYNC = 1.5;
/** A disk that was slow is tried again after so many syncs. */
const TRY_AGAIN = 256;
const QUICK_SYNC_BELOW = 128 * 1024;

/**
 * A write-ahead log of opaque, typed entries. A commit is one frame, one write and one sync; `begin`, `add` its entries,
 * `write`, `sync`, and only then begin the next.
 */
export class Journal {
  readonly #options: JournalOptions;
  /** Paths of files whose frames nobody needs. */
  #free: string[];
  /** Files that hold frames since the last release, oldest first; the current one is the last. */
  #live: { readonly number: number; readonly path: string }[];
  #fd: number | undefined;
  #file: number;
  #frame: number;
  #position = 0;
  #filled = 0;
  /** Whether the next frame begins a new file. */
  #turn = true;
  #buffer = Buffer.allocUnsafeSlow(256 * 1024);
  #end = 0;
  #frameAt = 0;
  /** Of those on the event loop, ms. */
  #typicalSync = 0;
  #syncsOff = 0;

  /** Replays what was written since the position, then is ready to write. @throws LogCorruptError */
  static open(options: JournalOptions, from: JournalPosition, visit: EntryVisitor): Journal {
    makeDirectory(options.directory);
    const files = listJournal(options.directory);
    const next = replayJournal(files, from, visit);
    const live: { number: number; path: string }[] = [];
    const free: string[] = [];
    for (const { path, header } of files) {
      if (header === undefined || header.file < from.file) free.push(path);
      else live.push({ number: header.file, path });
    }
    live.sort((a, b) => a.number - b.number);
    return new Journal(options, next, live, free);
  }

  private constructor(
    options: JournalOptions,
    next: JournalPosition,
    live: { number: number; path: string }[],
    free: string[],
  ) {
    this.#options = options;
    this.#file = next.file - 1;
    this.#frame = next.frame;
    this.#live = live;
    this.#free = free;
  }

  /** A checkpoint is due: a file is full, or frames of a former run are still needed. */
  get wantsCheckpoint(): boolean {
    return this.#live.length > 1 || (this.#live.length === 1 && this.#turn);
  }

  /** Writing must wait until `release` has freed a file. */
  get mustWait(): boolean {
    return this.#turn && this.#live.length >= this.#options.maxFiles;
  }

  get isEmpty(): boolean {
    return this.#live.length === 0;
  }

  /** The place of the next frame, which will begin a new file: a checkpoint taken now makes all before it needless. */
  turn(): JournalPosition {
    const isBegun = this.#position > 0;
    if (!this.#turn && !isBegun) return { file: this.#file, frame: this.#frame };
    this.#turn = true;
    return { file: this.#file + 1, frame: this.#frame };
  }

  /** Frees the files before the position: a durable checkpoint replaces them. */
  release(position: JournalPosition): void {
    for (const { number, path } of this.#live) {
      if (number < position.file) this.#free.push(path);
    }
    this.#live = this.#live.filter(({ number }) => number >= position.file);
    for (const path of this.#free.splice(SPARE_FILES)) unlinkSync(path);
  }

  /** The files that hold frames now, the oldest first, and how many bytes of each; all of it is there until a release. */
  extent(): { readonly path: string; readonly bytes: number }[] {
    return this.#live.map(({ path, number }) => ({
      path,
      bytes: number === this.#file ? this.#position : statSync(path).size,
    }));
  }

  /** Begins a frame whose entries take `bytes` with their headers; they are laid out in the buffer answered. */
  begin(bytes: number): Buffer {
    this.#frameAt = this.#turn || this.#position === 0 ? FILE_HEADER : 0;
    const size = this.#frameAt + FRAME_HEADER + bytes;
    if (size > this.#buffer.length || this.#buffer.length > KEEP_BUFFER_BELOW) {
      this.#buffer = Buffer.allocUnsafeSlow(Math.max(256 * 1024, 2 ** Math.ceil(Math.log2(size))));
    }
    this.#end = this.#frameAt + FRAME_HEADER;
    return this.#buffer;
  }

  /** Adds an entry; answers where in the buffer its body goes. */
  add(type: number, bodyBytes: number): number {
    this.#buffer.writeUInt32LE(type, this.#end);
    this.#buffer.writeUInt32LE(bodyBytes, this.#end + 4);
    const at = this.#end + ENTRY_HEADER;
    this.#end = at + bodyBytes;
    return at;
  }

  /** Writes the frame. After an error nothing of it will be found, and the next one takes its place. */
  write(): void {
    if (this.#turn) this.#nextFile();
    const fd = this.#current();
    if (this.#position === 0) {
      const relaxed = this.#options.durability === 'relaxed';
      writeFileHeader(this.#buffer, { file: this.#file, firstFrame: this.#frame, relaxed });
    }
    sealFrame(this.#buffer, this.#frameAt, this.#end, this.#file, this.#frame);
    writeFully(this.#options.disk, fd, this.#buffer, 0, this.#end, this.#position);
    this.#position += this.#end;
    this.#frame += 1;
    this.#fillAhead(fd, this.#end);
    if (this.#position >= this.#options.fileBytes) this.#turn = true;
  }

  /**
   * Makes the frame durable; done at once unless it answers a promise. An error means that nothing is known.
   * @param alone whether only one waits for it
   */
  sync(alone: boolean): Promise<void> | undefined {
    if (this.#options.durability === 'relaxed') return undefined;
    const fd = this.#current();
    const isQuick = this.#typicalSync <= QUICK_SYNC || this.#syncsOff >= TRY_AGAIN;
    if (!alone || !isQuick || this.#end >= QUICK_SYNC_BELOW) {
      this.#syncsOff += 1;
      return dataSync(this.#options.disk, fd);
    }
    const started = performance.now();
    this.#options.disk.fdatasyncSync(fd);
    this.#typicalSync += (performance.now() - started - this.#typicalSync) / 8;
    this.#syncsOff = 0;
    return undefined;
  }

  close(): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
    this.#fd = undefined;
  }

  #current(): number {
    if (this.#fd === undefined) throw new Error('the journal has no file');
    return this.#fd;
  }

  #nextFile(): void {
    const recycled = this.#free[0];
    const path = recycled ?? join(this.#options.directory, `journal-${this.#unusedSlot()}`);
    const fd = openSync(path, recycled === undefined ? 'wx' : 'r+', 0o600);
    if (recycled === undefined) syncDirectory(this.#options.directory);
    else this.#free.shift();
    this.close();
    this.#fd = fd;
    this.#file += 1;
    this.#live.push({ number: this.#file, path });
    this.#position = 0;
    this.#filled = fstatSync(fd).size;
    this.#turn = false;
  }

  #unusedSlot(): number {
    const used = new Set([...this.#live.map(({ path }) => path), ...this.#free]);
    let slot = 1;
    while (used.has(join(this.#options.directory, `journal-${slot}`))) slot += 1;
    return slot;
  }

  /** Growing a file costs every sync a write of its metadata: grow in steps, while frames are small. */
  #fillAhead(fd: number, frameBytes: number): void {
    const end = this.#position;
    if (end + frameBytes < this.#filled) return;
    this.#filled = Math.max(this.#filled, end);
    if (frameBytes >= FILL_FOR_FRAMES_BELOW) return;
    const bytes = Math.min(FILL, this.#options.fileBytes - this.#filled);
    if (bytes <= 0) return;
    try {
      writeFully(this.#options.disk, fd, Buffer.alloc(bytes), 0, bytes, this.#filled);
      this.#filled += bytes;
    } catch (error) {
      if (!isDiskFull(error) && codeOf(error) !== 'EFBIG') throw error;
    }
  }
}
