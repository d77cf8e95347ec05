import { crc32 } from 'node:zlib';

/**
 * A journal file: a header, then frames, each the entries of one commit.
 *
 * header   0  8 bytes  magic and format      frame   0  u32  CRC-32 of everything from byte 4 to the frame's end
 *          8  u32      CRC-32 from byte 12           4  u32  magic
 *         12  u32      flags                         8  u32  bytes after this header
 *         16  f64      the file's number            12  u32  zero
 *         24  f64      number of its first frame    16  f64  the file's number
 *                                                   24  f64  the frame's number
 * entry    0  u32  type; 4  u32  bytes of the body; 8  body
 *
 * Files are numbered 1, 2, … as they are taken into use, and frames 1, 2, … over all files. A recycled file still holds
 * frames of its former number after the newest one: the numbers tell them apart.
 */
export const FILE_HEADER = 32;
export const FRAME_HEADER = 32;
export const ENTRY_HEADER = 8;
const FILE_MAGIC = Buffer.from('PDKJNL\0\x01', 'latin1');
const FRAME_MAGIC = Buffer.from('FRM\0', 'latin1');
const FLAG_RELAXED = 1;

export interface JournalHeader {
  readonly file: number;
  readonly firstFrame: number;
  /** Nothing waited for the disk: after a power failure, frames may be missing anywhere. */
  readonly relaxed: boolean;
}

export function writeFileHeader(target: Buffer, header: JournalHeader): void {
  target.set(FILE_MAGIC, 0);
  target.writeUInt32LE(header.relaxed ? FLAG_RELAXED : 0, 12);
  target.writeDoubleLE(header.file, 16);
  target.writeDoubleLE(header.firstFrame, 24);
  target.writeUInt32LE(crc32(target.subarray(12, FILE_HEADER)), 8);
}

export function readFileHeader(bytes: Buffer): JournalHeader | undefined {
  if (bytes.length < FILE_HEADER || !bytes.subarray(0, 8).equals(FILE_MAGIC)) return undefined;
  if (crc32(bytes.subarray(12, FILE_HEADER)) !== bytes.readUInt32LE(8)) return undefined;
  return {
    file: bytes.readDoubleLE(16),
    firstFrame: bytes.readDoubleLE(24),
    relaxed: (bytes.readUInt32LE(12) & FLAG_RELAXED) !== 0,
  };
}

export function sealFrame(target: Buffer, at: number, end: number, file: number, frame: number): void {
  target.set(FRAME_MAGIC, at + 4);
  target.writeUInt32LE(end - at - FRAME_HEADER, at + 8);
  target.writeUInt32LE(0, at + 12);
  target.writeDoubleLE(file, at + 16);
  target.writeDoubleLE(frame, at + 24);
  target.writeUInt32LE(crc32(target.subarray(at + 4, end)), at);
}

/** The size of the frame that this header announces, if it is one of this file with this number. */
export function frameSize(header: Buffer, at: number, file: number, frame: number): number | undefined {
  const found = frameNumber(header, at, file);
  return found === frame ? FRAME_HEADER + header.readUInt32LE(at + 8) : undefined;
}

export function isFrameIntact(bytes: Buffer, at: number, size: number): boolean {
  return at + size <= bytes.length && crc32(bytes.subarray(at + 4, at + size)) === bytes.readUInt32LE(at);
}

/** Finds an intact frame of the file, numbered above the given one: proof that what lies before it is no torn tail. */
export function findLaterFrame(bytes: Buffer, file: number, above: number): number | undefined {
  for (let hit = bytes.indexOf(FRAME_MAGIC); hit !== -1; hit = bytes.indexOf(FRAME_MAGIC, hit + 1)) {
    const at = hit - 4;
    if (at < 0) continue;
    const frame = frameNumber(bytes, at, file);
    if (frame === undefined || frame <= above) continue;
    if (isFrameIntact(bytes, at, FRAME_HEADER + bytes.readUInt32LE(at + 8))) return at;
  }
  return undefined;
}

function frameNumber(bytes: Buffer, at: number, file: number): number | undefined {
  if (at + FRAME_HEADER > bytes.length || bytes.compare(FRAME_MAGIC, 0, 4, at + 4, at + 8) !== 0) return undefined;
  return bytes.readDoubleLE(at + 16) === file ? bytes.readDoubleLE(at + 24) : undefined;
}

export type EntryVisitor = (type: number, body: Buffer) => void;

/** Calls the visitor for every entry of an intact frame. */
export function visitEntries(frame: Buffer, visit: EntryVisitor): void {
  let at = FRAME_HEADER;
  while (at < frame.length) {
    const end = at + ENTRY_HEADER + frame.readUInt32LE(at + 4);
    visit(frame.readUInt32LE(at), frame.subarray(at + ENTRY_HEADER, end));
    at = end;
  }
}
