import type { Disk } from './segment-files.js';

export interface EmbeddedLogOptions {
  /** Made if it is not there. One process at a time: see `openDataDirectory`. */
  readonly directory: string;
  /** `sync` waits for the disk; `relaxed` survives the process's end, not the machine's. */
  readonly durability: 'sync' | 'relaxed';
  /** Called once, when writing failed for another reason than a full disk. Every later append is refused with that error. */
  readonly onFatal?: (error: Error) => void;
  /** A segment file's size; at least one block each. Default 64 MiB. */
  readonly segmentBytes?: number;
  /** A segment takes records for so many ms. Default an hour. */
  readonly segmentSpan?: number;
  /** A journal file's size; up to four are kept. Default 64 MiB. */
  readonly journalBytes?: number;
  /** Segment files kept open. Default 256. */
  readonly openFiles?: number;
  /** Tests put a failing disk here. */
  readonly disk?: Disk;
}
