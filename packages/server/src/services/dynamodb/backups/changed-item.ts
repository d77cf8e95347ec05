import type { ChangeRecord } from '../change-record.js';

/** What became of an item between two moments: parts are JSON, as in the changes that it is made of. */
export interface ChangedItem {
  /** Of the last change, ms since the epoch. */
  readonly time: number;
  readonly keys: Buffer;
  readonly old: Buffer | undefined;
  readonly new: Buffer | undefined;
}

/** @param earlier what became of the same item before */
export function withChange(earlier: ChangedItem | undefined, record: ChangeRecord): ChangedItem {
  return {
    time: record.time,
    keys: record.keys,
    old: earlier === undefined ? record.oldImage : earlier.old,
    new: record.newImage,
  };
}

/** Time, 6 bytes; lengths of keys and old image, 4 each; then keys, old image, new image. */
const [KEYS_LENGTH, OLD_LENGTH, BODY] = [6, 10, 14];
const nothing = Buffer.alloc(0);

export function encodeChangedItem({ time, keys, old = nothing, new: now = nothing }: ChangedItem): Buffer {
  const head = Buffer.alloc(BODY);
  head.writeUIntLE(time, 0, 6);
  head.writeUInt32LE(keys.length, KEYS_LENGTH);
  head.writeUInt32LE(old.length, OLD_LENGTH);
  return Buffer.concat([head, keys, old, now]);
}

export function decodeChangedItem(value: Uint8Array): ChangedItem {
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  const oldStart = BODY + bytes.readUInt32LE(KEYS_LENGTH);
  const newStart = oldStart + bytes.readUInt32LE(OLD_LENGTH);
  const some = (part: Buffer): Buffer | undefined => (part.length === 0 ? undefined : part);
  return {
    time: bytes.readUIntLE(0, 6),
    keys: bytes.subarray(BODY, oldStart),
    old: some(bytes.subarray(oldStart, newStart)),
    new: some(bytes.subarray(newStart)),
  };
}
