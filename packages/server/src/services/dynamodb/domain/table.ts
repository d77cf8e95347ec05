import type { AttributeType } from './attribute-value.js';

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
  readonly tableClass?: 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS';
  /** The stream that is on, or was last. */
  readonly stream?: TableStream;
  /** Where else changes go: a Kinesis stream, the undo log of point-in-time recovery. */
  readonly feeds?: readonly Feed[];
  readonly timeToLive?: { readonly attribute: string };
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
