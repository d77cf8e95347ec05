import type { TableName } from '../domain/table.js';
import type { BackupName, Failure, ImportCounts } from './documents.js';

/** Work that goes through many items, in slices: where it has come to is written down, so that it goes on after a crash. */
export type Job = BackupJob | RestoreJob | ExportJob | ImportJob;

interface Common {
  readonly id: string;
  /** Which table's items it goes by: while it is there, their history is kept. Of those that go by no table's, any id of their own. */
  readonly owner: string;
  /** Counts those who took it up; only the last one may write. */
  readonly step: number;
  /** Where its phase has come to: the key of an entry. */
  readonly at?: string;
}

export interface BackupJob extends Common {
  readonly kind: 'backup';
  readonly phase: 'mark' | 'copy' | 'undo' | 'count' | 'end';
  readonly backup: BackupName;
  readonly history: string;
  /** The last change before the moment of the backup. */
  readonly mark?: string;
  readonly items: number;
  readonly bytes: number;
}

export interface RestoreJob extends Common {
  readonly kind: 'restore';
  readonly phase: 'copy' | 'undo' | 'index' | 'end';
  /** The collection whose items are brought in. */
  readonly from: string;
  readonly target: TableName & { readonly id: string };
  /** Either from a backup, */
  readonly backup?: BackupName;
  /** or from another table as it was. */
  readonly past?: {
    readonly table: TableName & { readonly id: string };
    readonly history: string;
    readonly time: number;
  };
}

export interface ExportJob extends Common {
  readonly kind: 'export';
  readonly phase: 'open' | 'copy' | 'undo' | 'gather' | 'write' | 'close' | 'end';
  readonly export: BackupName;
  readonly history: string;
  /** A collection of its own. */
  readonly to: string;
  readonly files: number;
  readonly items: number;
  readonly bytes: number;
  /** When everything was written, ms since the epoch. */
  readonly ended?: number;
  readonly failure?: Failure;
}

export interface ImportJob extends Common {
  readonly kind: 'import';
  readonly phase: 'open' | 'load' | 'index' | 'end';
  readonly import: BackupName;
  readonly counts: ImportCounts;
  readonly failure?: Failure;
}

export type JobName = Pick<Job, 'owner' | 'id'>;
