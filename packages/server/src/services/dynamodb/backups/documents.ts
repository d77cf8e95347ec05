import type { Principal } from '../../../identity/principal.js';
import type { Random } from '../../../runtime/random.js';
import { tableArn, type Table, type TableName } from '../domain/table.js';

/** A copy of a table's items, with the table as it was. */
export interface Backup {
  /** Like those of exports and imports: the time, and what is random. */
  readonly id: string;
  readonly name: string;
  readonly type: 'USER' | 'SYSTEM';
  readonly status: 'CREATING' | 'AVAILABLE';
  /** ms since the epoch */
  readonly created: number;
  /** When the service removes it, ms since the epoch. */
  readonly expires?: number;
  readonly table: Table;
  /** Where the store has the items. */
  readonly collection: string;
  readonly items: number;
  readonly bytes: number;
  /** The table that is being restored from it. */
  readonly restoring?: string;
}

export type BackupName = TableName & Pick<Backup, 'id'>;

export const backupName = ({ table: { account, region, name }, id }: Pick<Backup, 'table' | 'id'>): BackupName => ({
  account,
  region,
  name,
  id,
});

export const backupArn = (backup: BackupName): string => `${tableArn(backup)}/backup/${backup.id}`;

/** A table's items, or their changes, written into a bucket. */
export interface Export {
  readonly id: string;
  readonly table: Table;
  readonly status: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  /** ms since the epoch, as every time here */
  readonly started: number;
  readonly ended?: number;
  /** The moment that is exported; of changes, where they end. */
  readonly time: number;
  readonly token: string;
  readonly bucket: string;
  readonly bucketOwner?: string;
  readonly prefix?: string;
  readonly encryption: 'AES256' | 'KMS';
  readonly keyId?: string;
  /** Told only where the request said it. */
  readonly type?: 'FULL_EXPORT' | 'INCREMENTAL_EXPORT';
  /** Who asked for it: what they may not write is not written. */
  readonly caller?: Principal;
  readonly changes?: { readonly from: number; readonly to: number; readonly view: 'NEW_IMAGE' | 'NEW_AND_OLD_IMAGES' };
  readonly failure?: Failure;
  readonly items?: number;
  readonly bytes?: number;
}

/** Why an export or an import came to nothing. */
export interface Failure {
  readonly code: string;
  readonly message: string;
}

export const exportArn = ({ table, id }: Pick<Export, 'table' | 'id'>): string => `${tableArn(table)}/export/${id}`;

/** A table made of what is in a bucket. */
export interface Import {
  readonly id: string;
  /** The table as it is to be, CREATING; it is there once the bucket was found. */
  readonly table: Table;
  readonly status: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED';
  readonly started: number;
  readonly ended?: number;
  readonly token: string;
  readonly bucket: string;
  readonly bucketOwner: string;
  readonly prefix?: string;
  readonly format: 'DYNAMODB_JSON' | 'CSV' | 'ION';
  readonly csv?: { readonly delimiter?: string; readonly header?: readonly string[] };
  readonly compression: 'NONE' | 'GZIP' | 'ZSTD';
  /** Who asked for it: what they may not read is not read. */
  readonly caller?: Principal;
  readonly failure?: Failure;
  readonly counts?: ImportCounts;
}

export interface ImportCounts {
  /** Bytes as they are in the bucket. */
  readonly bytes: number;
  readonly processed: number;
  readonly imported: number;
  readonly errors: number;
}

export const importArn = ({ table, id }: Pick<Import, 'table' | 'id'>): string => `${tableArn(table)}/import/${id}`;

/** The id of a backup, an export or an import. @param suffix eight hexadecimal digits @param now ms since the epoch */
export const newId = (now: number, suffix: string): string => `${String(now).padStart(14, '0')}-${suffix}`;

/** The random part of an id. */
export const newSuffix = (random: Random): string => Buffer.from(random.bytes(4)).toString('hex');
