import type { AttributeType } from './attribute-value.js';
import type { KinesisDestination } from './kinesis-destination.js';

/** A table as the registry keeps it: one document, changed as a whole. */
export interface Table extends TableName {
  /** A UUID: tables of the same name, one after the other, differ by it. */
  readonly id: string;
  /** What its collections are named by: a few letters and digits, never used again. */
  readonly place: string;
  /** ms since the epoch */
  readonly created: number;
  /** Rises with every change that writers of items must know of: keys, indexes, feeds. The table's fence stands at it. */
  readonly revision: number;
  readonly status: TableStatus;
  /** In the order in which they were given. */
  readonly attributes: readonly KeyAttribute[];
  readonly hash: string;
  readonly range?: string;
  readonly billing: Billing;
  readonly globals: readonly GlobalIndex[];
  readonly locals: readonly LocalIndex[];
  /** Counts every index there ever was, so that their places differ. */
  readonly indexesMade: number;
  readonly tags: Readonly<Record<string, string>>;
  readonly deletionProtection: boolean;
  /** What is under way, in the order in which it began; {@link Table.status} follows from it. */
  readonly works: readonly Work[];
  /** Counts every work that ever began, so that they, and the feeds that they make, differ. */
  readonly worksBegun: number;
  /** What it could take at once; it never falls. */
  readonly warm: Throughput;
  /** Absent: AWS's own key. */
  readonly encryption?: Encryption;
  /** Absent: STANDARD, and never changed. */
  readonly tableClass?: { readonly name: TableClass; readonly updated?: number };
  /** When settings were last changed that may not be changed often. */
  readonly changed?: Changed;
  /** What of the keys is counted: by index name, the table itself under an empty one. */
  readonly insights?: Readonly<Record<string, Insights>>;
  /** The stream that is on, or was last. */
  readonly stream?: TableStream;
  /** Where else changes go: a Kinesis stream, the undo log of point-in-time recovery. */
  readonly feeds?: readonly Feed[];
  /** Kinesis streams that its changes go to, or went to lately: the newest first. */
  readonly destinations?: readonly KinesisDestination[];
  /** By which attribute items expire. `place` tells the entries of this time from those of another time that it was on. */
  /** The one of {@link Table.feeds} that copies of earlier moments are made by; there while anything needs it. */
  readonly history?: string;
  /** Present while point-in-time recovery is on. */
  readonly recovery?: Recovery;
  /** Present while its first items are brought from elsewhere. */
  readonly restore?: Restore;
  readonly timeToLive?: { readonly attribute: string; readonly place: string };
}

/** Point-in-time recovery. */
export interface Recovery {
  /** The earliest moment that was ever recorded, ms since the epoch. */
  readonly since: number;
  /** How many days back a table can be had. */
  readonly days: number;
}

/** What a table is being restored from. */
export interface Restore {
  readonly backupArn?: string;
  readonly tableArn?: string;
  /** The moment of the copy, ms since the epoch. */
  readonly at: number;
}

export interface TableName {
  readonly account: string;
  readonly region: string;
  readonly name: string;
}

export type TableStatus =
  | 'CREATING'
  | 'UPDATING'
  | 'ACTIVE'
  | 'DELETING'
  | 'ARCHIVING'
  | 'ARCHIVED'
  | 'INACCESSIBLE_ENCRYPTION_CREDENTIALS';

export type KeyType = Extract<AttributeType, 'S' | 'N' | 'B'>;

export interface KeyAttribute {
  readonly name: string;
  readonly type: KeyType;
}

/** Units a second. */
export interface Throughput {
  readonly read: number;
  readonly write: number;
}

export interface Billing {
  readonly mode: 'PROVISIONED' | 'PAY_PER_REQUEST';
  /** Zero of each when on demand. */
  readonly throughput: Throughput;
  /** The most that an on-demand table may take. */
  readonly maximum?: Partial<Throughput>;
  readonly history?: ThroughputHistory;
  /** When it was last switched to on demand, if it ever was, ms since the epoch. */
  readonly onDemandSince?: number;
}

/** How a provisioned throughput was changed, ms since the epoch. */
export interface ThroughputHistory {
  readonly increased?: number;
  readonly decreased?: number;
  /** Decreases on the UTC day of the last one. */
  readonly decreases?: number;
}

export type TableClass = 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS';

/** With a key of KMS. */
export interface Encryption {
  readonly keyArn: string;
}

/** ms since the epoch */
export interface Changed {
  readonly deletionProtection?: number;
  readonly tags?: number;
  readonly timeToLive?: number;
  /** The last ones. */
  readonly tableClass?: readonly number[];
  readonly encryption?: readonly number[];
  /** The resource policies of the table and its streams, also when one was removed: by ARN. */
  readonly policies?: Readonly<Record<string, number>>;
}

export interface Insights {
  readonly status: 'ENABLING' | 'ENABLED' | 'DISABLING' | 'DISABLED';
  readonly mode: InsightsMode;
  readonly updated: number;
}

export type InsightsMode = 'ACCESSED_AND_THROTTLED_KEYS' | 'THROTTLED_KEYS';

/** A change that takes its time on AWS. A due task ends it. */
export type Work = { readonly id: number } & WorkToDo;

export type WorkToDo =
  /** `fill` is a creation with items from a backup, another table or a bucket; it has no due task of its own. */
  | { readonly kind: 'create' | 'delete' | 'fill' }
  /** Throughput, the table's and of indexes beside it; with or without a switch of the mode. */
  | { readonly kind: 'throughput'; readonly billing: Billing; readonly indexes: readonly IndexThroughput[] }
  | { readonly kind: 'stream'; readonly operation: 'ENABLE' | 'DISABLE'; readonly label: string }
  | { readonly kind: 'class'; readonly to: TableClass }
  /** Until its items are brought in; the index itself is CREATING for longer. */
  | { readonly kind: 'index-create' | 'index-delete'; readonly index: string }
  | { readonly kind: 'index-update'; readonly to: IndexThroughput }
  | { readonly kind: 'encryption'; readonly to: Encryption | null }
  | { readonly kind: 'warm'; readonly index?: string; readonly to: Throughput }
  | { readonly kind: 'insights'; readonly index: string };

/** What an index is to have; what is absent stays. */
export interface IndexThroughput {
  readonly index: string;
  readonly throughput?: Throughput;
}

export interface Projection {
  readonly type: 'ALL' | 'KEYS_ONLY' | 'INCLUDE';
  /** Beside the keys, with INCLUDE. */
  readonly attributes?: readonly string[];
}

export interface LocalIndex {
  readonly name: string;
  /** Tells its collection from those of the table's other indexes. */
  readonly place: string;
  readonly range: string;
  readonly projection: Projection;
}

export interface GlobalIndex {
  readonly name: string;
  readonly place: string;
  /** One to four attributes each; no range attribute is an index by partition alone. */
  readonly hash: readonly string[];
  readonly range: readonly string[];
  readonly projection: Projection;
  readonly status: 'CREATING' | 'UPDATING' | 'ACTIVE' | 'DELETING';
  /** Whether items that were there before are still being brought in. */
  readonly backfilling?: boolean;
  readonly throughput: Throughput;
  readonly maximum?: Partial<Throughput>;
  readonly history?: ThroughputHistory;
  readonly warm: Throughput;
}

export type StreamViewType = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';

export interface TableStream {
  readonly enabled: boolean;
  /** The stream's label, its creation time: `2026-01-02T03:04:05.678`. */
  readonly label: string;
  readonly viewType: StreamViewType;
  /** The feed that its records are in. */
  readonly feed: string;
}

/** A stream that is on, or was on less than a day ago: a document of its own, for it outlives the table. */
export interface ChangeStream {
  readonly account: string;
  readonly region: string;
  readonly table: string;
  readonly tableId: string;
  readonly label: string;
  readonly feed: string;
  readonly viewType: StreamViewType;
  /** ms since the epoch */
  readonly created: number;
  readonly enabled: boolean;
  /** When it was switched off, or its table deleted, ms since the epoch. */
  readonly disabledAt?: number;
  /** The table's keys. */
  readonly hash: string;
  readonly range?: string;
}

/** Changes of the table's items, written with them in one transaction. */
export interface Feed {
  /** A collection of the store. */
  readonly feed: string;
  readonly images: StreamViewType;
}

export const tableArn = ({ account, region, name }: TableName): string =>
  `arn:aws:dynamodb:${region}:${account}:table/${name}`;

export const indexArn = (table: TableName, index: string): string => `${tableArn(table)}/index/${index}`;

export const streamArn = (table: TableName, label: string): string => `${tableArn(table)}/stream/${label}`;
