/**
 * The `Registry` port: small, versioned JSON documents in key order, with atomic conditional commits and a change feed.
 * Every resource definition, checkpoint, lease and due task is such a document.
 *
 * Keys are non-empty, well-formed strings of at most 1,024 UTF-8 bytes, ordered by their bytes; by convention they are
 * paths: `kinesis/stream/…`. Any other key, prefix or limit is refused with a RangeError.
 */
export interface Registry {
  get(key: string): Promise<RegistryEntry | undefined>;

  /** Entries whose key begins with the prefix and, if given, is greater than `after`, in key order, at most `limit` (default: all). */
  list(prefix: string, options?: { readonly after?: string; readonly limit?: number }): Promise<RegistryEntry[]>;

  /**
   * Applies all changes in one durable transaction, or none. Resolves once it is on disk and visible, and this process's
   * listeners have been told. Conditions are judged against the state before the commit. Values are taken as they are
   * at the call: changing them later changes nothing here.
   * @returns the version that every written document now has: one number for the commit, greater than any before it.
   * @throws RegistryConflictError when a condition does not hold: nothing was changed, and what it conflicted with can be read.
   * @throws RegistryUnavailableError when it cannot be written (a full disk): nothing was changed.
   * @throws RangeError when a key is written twice; TypeError when a value is not JSON.
   */
  commit(changes: readonly RegistryChange[]): Promise<number>;

  /**
   * Calls the listener, in commit order, for every later change of a document whose key begins with the prefix, whichever
   * process made it, once the change is durable. `reset: true` means that changes may have been missed: forget what is
   * remembered. A listener does not throw.
   * @returns a function that ends the watch; nothing is heard after it returns.
   */
  watch(prefix: string, listener: (event: RegistryEvent) => void): () => void;

  /** Waits for commits under way and releases the store; every later call but this one fails with RegistryClosedError. */
  close(): Promise<void>;
}

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json | undefined };

export interface RegistryEntry {
  readonly key: string;
  readonly version: number;
  readonly value: Json;
}

export type RegistryChange =
  /** Writes a document. `ifVersion: 0` demands that there is none yet; another number, that it has that version. */
  | { readonly put: string; readonly value: Json; readonly ifVersion?: number }
  /** Removes a document; one that is not there is no error unless `ifVersion` says otherwise. */
  | { readonly delete: string; readonly ifVersion?: number }
  /** Only checks. */
  | { readonly check: string; readonly ifVersion: number };

export type RegistryEvent =
  /** `version` is the commit's, `value` undefined when the document was deleted. */
  | { readonly key: string; readonly version: number; readonly value: Json | undefined; readonly reset?: false }
  | { readonly reset: true };

export class RegistryConflictError extends Error {
  override readonly name = 'RegistryConflictError';
  readonly key: string;
  constructor(key: string) {
    super(`the document ${key} has changed`);
    this.key = key;
  }
}
export class RegistryClosedError extends Error {
  override readonly name = 'RegistryClosedError';
  constructor() {
    super('the registry is closed');
  }
}
/** Another process, or another part of this one, has the store open. */
export class RegistryLockedError extends Error {
  override readonly name = 'RegistryLockedError';
}
/** What is stored is not what a registry writes. */
export class RegistryCorruptError extends Error {
  override readonly name = 'RegistryCorruptError';
}
/** The store cannot be opened or written: no permission, no space, a failing disk. */
export class RegistryUnavailableError extends Error {
  override readonly name = 'RegistryUnavailableError';
}
