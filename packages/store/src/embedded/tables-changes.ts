import { ENTRY_HEADER } from './journal-frame.js';
import type { Journal } from './journal.js';

/** What the journal's entries are; written to disk, so never renumbered. */
export const changeTypes = {
  put: 1,
  /** A put whose key was made from the sequence. */
  append: 2,
  delete: 3,
  /** Of the whole collection. */
  clear: 4,
  /** Of what is below the key. */
  trim: 5,
  /** The name is the fence's, in UTF-8; the value is its revision, a 64-bit float. */
  fence: 6,
} as const;

export type ChangeType = (typeof changeTypes)[keyof typeof changeTypes];

/** One thing that a transaction does. One shape for all, because there are many of them. */
export interface Change {
  readonly type: ChangeType;
  /** The collection's, one character a byte. */
  readonly name: string;
  readonly key: string;
  readonly value: Uint8Array;
}

export const NO_VALUE = new Uint8Array(0);

export function fenceChange(name: string, revision: number): Change {
  const value = Buffer.alloc(8);
  value.writeDoubleLE(revision);
  return { type: changeTypes.fence, name: Buffer.from(name).toString('latin1'), key: '', value };
}

export function fenceOf({ name, value }: Change): { readonly name: string; readonly revision: number } {
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.length);
  return { name: Buffer.from(name, 'latin1').toString(), revision: bytes.readDoubleLE() };
}

/*
 * An entry's body: 0 u16 bytes of the name; 2 u16 bytes of the key; 4 name, key, value.
 */
const BODY_HEADER = 4;

/** What the change takes in the journal. */
export function changeSize({ name, key, value }: Change): number {
  return ENTRY_HEADER + BODY_HEADER + name.length + key.length + value.length;
}

/** Writes one frame with all of the changes. @throws what the disk says: then nothing of it was written */
export function writeChanges(journal: Journal, changes: readonly Change[]): void {
  let bytes = 0;
  for (const change of changes) bytes += changeSize(change);
  const buffer = journal.begin(bytes);
  for (const { type, name, key, value } of changes) {
    const at = journal.add(type, BODY_HEADER + name.length + key.length + value.length);
    buffer.writeUInt16LE(name.length, at);
    buffer.writeUInt16LE(key.length, at + 2);
    const keyAt = at + BODY_HEADER + name.length;
    buffer.write(name, at + BODY_HEADER, 'latin1');
    buffer.write(key, keyAt, 'latin1');
    buffer.set(value, keyAt + key.length);
  }
  journal.write();
}

/** Reads an entry of the journal; the value is a view of the body. Undefined if it is none of ours. */
export function readChange(type: number, body: Buffer): Change | undefined {
  const known = Object.values(changeTypes).find((one) => one === type);
  if (known === undefined || body.length < BODY_HEADER) return undefined;
  const keyAt = BODY_HEADER + body.readUInt16LE(0);
  const valueAt = keyAt + body.readUInt16LE(2);
  if (valueAt > body.length) return undefined;
  return {
    type: known,
    name: body.toString('latin1', BODY_HEADER, keyAt),
    key: body.toString('latin1', keyAt, valueAt),
    value: body.subarray(valueAt),
  };
}
