/**
 * The `Objects` port: blobs by key, of any size, written whole and never changed in place.
 *
 * Keys are non-empty, well-formed strings of at most 1,024 UTF-8 bytes, ordered by their bytes. Any other key, prefix, range or limit is a
 * RangeError. An object is never held in memory as a whole unless its writer gave it so.
 *
 * Several processes may write to one store; whether they can is the adapter's matter (the embedded one has its directory for itself).
 */
export interface Objects {
  /**
   * Stores an object under the key, in place of the one there: whoever reads sees the old one or the new one, whole. Resolves when it is
   * durable and visible to every reader. Bytes are not to be changed before that; a stream is read to its end, or ended early (`return`) when it is of no use.
   * @throws ObjectsConflictError when the condition does not hold when the object is complete; it may be thrown before that.
   * @throws ObjectsFullError when the disk is full, ObjectsClosedError after close, what the stream throws. Nothing was changed in all these cases.
   */
  put(key: string, body: Uint8Array | AsyncIterable<Uint8Array>, condition?: ObjectCondition): Promise<ObjectHead>;

  /**
   * The object, or a range of it, as it is now: replacing or deleting it does not touch what was opened here. Read the body to its end, leave its
   * loop early, or call `discard`: it may hold a file open.
   * @throws RangeError when the range begins behind the object's end (at the end is right: no bytes). ObjectsCorruptError, from here or from the body, when what is stored is not what was written.
   */
  get(key: string, range?: ObjectRange): Promise<OpenObject | undefined>;

  /** What is known about the object without reading it. */
  head(key: string): Promise<ObjectHead | undefined>;

  /**
   * Removes the object, durably. One that is not there is no error unless the condition says otherwise.
   * @throws ObjectsConflictError when the condition does not hold: nothing was changed. ObjectsFullError, ObjectsClosedError.
   */
  delete(key: string, condition?: ObjectCondition): Promise<void>;

  /** Objects whose key begins with the prefix and, if given, is greater than `after`, in key order, at most `limit` (1 to 1,000, which is the default). */
  list(prefix: string, options?: { readonly after?: string; readonly limit?: number }): Promise<ObjectEntry[]>;

  /** Waits for writes under way and releases the store; every later call but this one fails with ObjectsClosedError. Bodies that are open can be read on. */
  close(): Promise<void>;
}

export interface ObjectEntry {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** Opaque; another one after every put, never one that this key had before. */
  readonly version: string;
}

export interface ObjectHead extends ObjectEntry {
  /** Of the content, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
}

/** From `start` (inclusive, 0 by default) to `end` (exclusive, the object's end by default and at most). */
export interface ObjectRange {
  readonly start?: number;
  readonly end?: number;
}

/** Only if there is no object yet, or if it has this version. */
export type ObjectCondition = { readonly ifAbsent: true } | { readonly ifVersion: string };

/** An object's bytes, to be read once: chunk by chunk in a `for await`, or all at once. */
export interface OpenObject extends AsyncIterable<Uint8Array> {
  readonly head: ObjectHead;
  /** All that was asked for, in memory. */
  bytes(): Promise<Uint8Array>;
  /** Lets go of what was not read. */
  discard(): Promise<void>;
}

export const LONGEST_OBJECT_KEY = 1024;
export const LONGEST_OBJECT_LIST = 1000;

export class ObjectsConflictError extends Error {
  override readonly name = 'ObjectsConflictError';
  readonly key: string;
  constructor(key: string) {
    super(`the object ${key} is not as it was expected`);
    this.key = key;
  }
}
export class ObjectsClosedError extends Error {
  override readonly name = 'ObjectsClosedError';
  constructor() {
    super('the objects are closed');
  }
}
export class ObjectsFullError extends Error {
  override readonly name = 'ObjectsFullError';
}
/** The stored data is not what was written. */
export class ObjectsCorruptError extends Error {
  override readonly name = 'ObjectsCorruptError';
}
