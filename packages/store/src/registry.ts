/**
 * The `Registry` port: small, versioned JSON documents in key order, with atomic conditional commits and a change feed.
 * Every resource definition, checkpoint, lease and due task is such a document.
 *
 * Keys are non-empty strings of at most 1,024 UTF-8 bytes, ordered by their bytes; by convention they are paths: `kinesis/stream/…`.
 */
export interface Registry {
  get(key: string): Promise<RegistryEntry | undefined>;

  /** Entries whose key begins with the prefix and, if given, is greater than `after`, in key order, at most `limit` (default: all). */
  list(prefix: string, options?: { readonly after?: string; readonly limit?: number }): Promise<RegistryEntry[]>;

  /**
   * Applies all changes in one durable transaction, or none. Resolves once it is on disk and visible.
   * @returns the version that every written document now has: one number for the commit, greater than any before it.
   * @throws RegistryConflictError when a condition does not hold: nothing was changed.
   */
  commit(changes: readonly RegistryChange[]): Promise<number>;

  /**
   * Calls the listener, in commit order, for every later change of a document whose key begins with the prefix, whichever
   * process made it. `reset: true` means that changes may have been missed: forget what is remembered.
   */
  watch(prefix: string, listener: (event: RegistryEvent) => void): () => void;

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
