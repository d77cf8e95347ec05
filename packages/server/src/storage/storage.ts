import type { Log, Objects, Registry, Tables } from '@paddock/store';

/** The engines behind the ports, opened together. */
export interface Stores {
  readonly log: Log;
  readonly registry: Registry;
  readonly tables: Tables;
  readonly objects: Objects;
  close(): Promise<void>;
  /** Closes, and removes all that was kept; snapshots stay. */
  destroy(): Promise<void>;
  /** Closes, and puts a snapshot in the place of all that was kept. */
  replace(replacement: Replacement): Promise<void>;
}

/** Where a server keeps everything: the data directory, or memory. */
export interface Storage {
  /**
   * Opens what is kept; once at a time.
   * @throws the store's errors, one clear line each: locked, corrupt, newer, no space
   */
  open(): Promise<Stores>;
  readonly snapshots: Snapshots;
}

/** A snapshot as those who manage them see it. */
export interface SnapshotInfo {
  readonly name: string;
  /** When it was saved, by the machine's clock: ms since the epoch. */
  readonly saved: number;
  /** Of all that is in it. Much of it shares its place on the disk with other snapshots, and with the data. */
  readonly bytes: number;
  /** What the server's clock said, which tests may have set: ms since the epoch, and whether it stood still. */
  readonly clock: { readonly now: number; readonly frozen: boolean };
}

/** Copies of all that a server keeps, by name. They are asked one thing at a time. */
export interface Snapshots {
  /** By name. */
  list(): Promise<SnapshotInfo[]>;
  /**
   * Saves what is in the stores that are open, as it is at one moment, in place of a snapshot of the same name, which goes only when this one is whole.
   * @throws what the disk says: then nothing was saved
   */
  save(about: Omit<SnapshotInfo, 'bytes'>): Promise<SnapshotInfo>;
  /** Whether there was one. */
  remove(name: string): Promise<boolean>;
  /**
   * Makes all ready for what is in it to take the place of what is in the stores. Undefined when there is no such snapshot.
   * @throws what the disk says
   */
  prepare(name: string): Promise<Replacement | undefined>;
}

/** A snapshot that is about to take the place of all that is kept: see `Stores.replace`. */
export interface Replacement {
  readonly snapshot: SnapshotInfo;
  /** Puts it there, while the stores are closed and still this process's. */
  putIn(): Promise<void>;
  /** Puts back what was there before; the stores are closed. */
  putBack(): Promise<void>;
  /** Removes what was there before; or what was made ready, if it was not put in. */
  finish(): Promise<void>;
}

/** Letters, digits, dots, dashes and underscores, up to 64 of them, of which the first is no dot. */
export const isSnapshotName = (name: unknown): name is string =>
  typeof name === 'string' && /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$/.test(name);
