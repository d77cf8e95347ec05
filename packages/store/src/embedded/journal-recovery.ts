import { closeSync, fstatSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LogCorruptError } from '../log.js';
import {
  FILE_HEADER,
  FRAME_HEADER,
  findLaterFrame,
  frameSize,
  isFrameIntact,
  readFileHeader,
  visitEntries,
  type EntryVisitor,
  type JournalHeader,
} from './journal-frame.js';
import { readFullySync } from './segment-files.js';

/** Where replay begins: the file and the frame that come next. */
export interface JournalPosition {
  readonly file: number;
  readonly frame: number;
}

export interface JournalFile {
  readonly path: string;
  /** Undefined when the file never got a readable header: it is free, or its first frame was torn. */
  readonly header: JournalHeader | undefined;
}

const WINDOW = 1024 * 1024;

export function listJournal(directory: string): JournalFile[] {
  return readdirSync(directory)
    .filter((name) => /^journal-\d+$/.test(name))
    .map((name) => {
      const path = join(directory, name);
      return { path, header: withFile(path, (fd) => readFileHeader(readAt(fd, 0, FILE_HEADER))) };
    });
}

/**
 * Replays every frame from the position on and answers where the next one goes, which is always a new file.
 * A frame that does not check ends the journal if it was the last one; a later intact one says that data was damaged.
 * @throws LogCorruptError
 */
export function replayJournal(
  files: readonly JournalFile[],
  from: JournalPosition,
  visit: EntryVisitor,
): JournalPosition {
  const live = files
    .flatMap(({ path, header }) => (header !== undefined && header.file >= from.file ? [{ path, header }] : []))
    .sort((a, b) => a.header.file - b.header.file);
  let { file, frame } = from;
  for (const [i, { path, header }] of live.entries()) {
    if (header.file !== file || header.firstFrame !== frame) {
      throw new LogCorruptError(
        `${path}: the journal lacks frames ${frame} to ${header.firstFrame - 1} of file ${file} (at byte 0)`,
      );
    }
    frame = replayFile(path, header, i === live.length - 1, visit);
    file += 1;
  }
  for (const { path, header } of files) {
    // A torn first frame took its header with it; an intact one did not.
    if (header === undefined && withFile(path, (fd) => holdsLater(fd, 0, file, frame - 1))) {
      throw new LogCorruptError(`${path}: the journal file's header is damaged (at byte 0)`);
    }
  }
  return { file, frame };
}

function replayFile(path: string, header: JournalHeader, isLast: boolean, visit: EntryVisitor): number {
  return withFile(path, (fd) => {
    const size = fstatSync(fd).size;
    let frame = header.firstFrame;
    let position = FILE_HEADER;
    let window: Buffer = Buffer.alloc(0);
    let windowAt = 0;
    for (;;) {
      if (position + FRAME_HEADER > windowAt + window.length) {
        window = readAt(fd, position, WINDOW);
        windowAt = position;
      }
      const length = frameSize(window, position - windowAt, header.file, frame);
      if (length === undefined || position + length > size) break;
      if (position + length > windowAt + window.length) {
        window = readAt(fd, position, Math.max(WINDOW, length));
        windowAt = position;
      }
      const at = position - windowAt;
      if (!isFrameIntact(window, at, length)) break;
      visitEntries(window.subarray(at, at + length), visit);
      frame += 1;
      position += length;
    }
    // Only one frame is ever under way, so a torn one has no successor, unless nothing waited for the disk.
    if (isLast && !header.relaxed && holdsLater(fd, position, header.file, frame)) {
      throw new LogCorruptError(`${path}: frame ${frame} of the journal is damaged (at byte ${position})`);
    }
    return frame;
  });
}

function holdsLater(fd: number, position: number, file: number, above: number): boolean {
  return findLaterFrame(readAt(fd, position, fstatSync(fd).size - position), file, above) !== undefined;
}

function readAt(fd: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafeSlow(length);
  return bytes.subarray(0, readFullySync(fd, bytes, position));
}

function withFile<T>(path: string, use: (fd: number) => T): T {
  const fd = openSync(path, 'r');
  try {
    return use(fd);
  } finally {
    closeSync(fd);
  }
}
