/**
 * The `Tables` port: ordered entries in collections, read-modify-write transactions over any of them, and feeds of changes that are
 * written in the same transaction.
 *
 * A collection is named by 1 to 64 printable ASCII characters and comes into being with its first entry. A key is a string of bytes: each character stands for one byte
 * (U+0000 to U+00FF), so that strings compare as their bytes do; 0 to {@link LONGEST_KEY} of them. A value is 0 to {@link LONGEST_VALUE} bytes.
 * Anything else is a RangeError. What a call costs depends on what it reads and writes, not on how much is stored.
 *
 * Several processes may write to one store; whether they can is the adapter's matter (the embedded one has its directory for itself).
 */
export interface Tables {
  /**
   * The values at the keys, all as they were at one moment; undefined where there is none.
   * The bytes belong to the caller as long as it likes, but are not to be changed.
   */
  read(places: readonly Place[]): Promise<(Uint8Array | undefined)[]>;

  /**
   * Visits the entries of a collection in the order of their keys, all as they were at one moment, until the visitor answers false.
   * The visitor does not wait, does not call the store, and does not keep the bytes: they may change after it returns. It may be called again from the start when the adapter has to begin anew; it is told by `restart`.
   */
  scan(collection: string, range: Range, visitor: Visitor): Promise<void>;

  /**
   * One atomic, durable read-modify-write. `decide` is given the values at the places, in their order, and says what is to be written; what it
   * answers is the result. An adapter that loses a race calls it again with newer values, so it has no effects but through `writes`, which end with it; it does not wait.
   * The values are its to keep. Transactions are serializable: the values are those that every earlier transaction left, of which some may still be on their way to
   * the disk. Resolves when what was written is durable and visible to every reader; one that writes nothing, or whose `decide` throws, waits until
   * what it saw is durable. Concurrent transactions share one sync.
   * What `decide` throws is thrown, and nothing is written.
   * @throws TablesFencedError when a fence has been raised above the revision that is given for it
   * @throws TablesFullError when the disk is full, TablesClosedError after close: nothing was written. Any other error is the store's own: whether it was
   *   written is unknown until the store is opened again.
   */
  transact<T>(places: readonly Place[], decide: Decide<T>, fences?: readonly Fence[]): Promise<T>;

  /**
   * Raises a fence, durably: transactions that give a lower revision for its name fail from now on, and none of them is under way when it resolves.
   * Revisions are whole numbers from 1; a fence never falls, and one that was never raised stands at 0. By it, a change of a definition reaches every writer before anything relies on it.
   */
  raiseFence(name: string, revision: number): Promise<void>;

  /**
   * Forgets the collection's entries whose keys are below the bound, durably; all of them, and the collection, without one. Costs the same however many there are: the space is freed in the background.
   * Without a bound it is for collections whose names are not used again.
   */
  clear(collection: string, below?: string): Promise<void>;

  /** Calls the listener, soon, after entries were appended to the feed and became visible, whichever process wrote them. Answers how to stop. */
  watch(feed: string, listener: () => void): () => void;

  /** Waits for transactions under way and releases the store. */
  close(): Promise<void>;
}

/** One entry's place. */
export interface Place {
  readonly collection: string;
  readonly key: string;
}

/** Which keys: from `from` (inclusive) or `after` (exclusive) up to `below` (exclusive) or `upTo` (inclusive); all when absent. In reverse the greatest come first; the bounds stay lower and upper. */
export interface Range {
  readonly from?: string;
  readonly after?: string;
  readonly below?: string;
  readonly upTo?: string;
  readonly reverse?: boolean;
}

export interface Visitor {
  /** @returns whether to go on */
  visit(key: string, value: Uint8Array): boolean;
  /** What was visited so far is void. Absent when it does not matter. */
  restart?(): void;
}

export type Decide<T> = (values: readonly (Uint8Array | undefined)[], writes: Writes) => T;

export interface Writes {
  /** Written last wins. The bytes belong to the store from now on. */
  put(collection: string, key: string, value: Uint8Array): void;
  delete(collection: string, key: string): void;
  /**
   * Adds an entry at the end of a feed: a collection whose keys the store makes, {@link feedKey} of a sequence number that rises with every
   * entry of every feed over the whole store, in the order of the transactions, not always by one, and is never reused. Once an entry can be read, none with a
   * lower number appears any more.
   */
  append(feed: string, value: Uint8Array): void;
}

export interface Fence {
  readonly name: string;
  readonly revision: number;
}

/** A partition key and a sort key of AWS's longest, escaped, with their index's. */
export const LONGEST_KEY = 3_600;
/** An item of 400 KB in its longest form. */
export const LONGEST_VALUE = 16 * 1024 * 1024;

/** The key of a feed's entry: 8 bytes, the sequence number (a safe integer) with the most significant byte first. */
export function feedKey(sequence: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(sequence));
  return bytes.toString('latin1');
}

/** The sequence number of a feed's key. */
export const feedSequence = (key: string): number => Number(Buffer.from(key, 'latin1').readBigUInt64BE());

export class TablesFencedError extends Error {
  override readonly name = 'TablesFencedError';
  readonly fence: string;
  constructor(fence: string) {
    super(`the fence ${fence} has been raised`);
    this.fence = fence;
  }
}
export class TablesClosedError extends Error {
  override readonly name = 'TablesClosedError';
}
export class TablesFullError extends Error {
  override readonly name = 'TablesFullError';
}
/** The stored data is not what was written. */
export class TablesCorruptError extends Error {
  override readonly name = 'TablesCorruptError';
}
