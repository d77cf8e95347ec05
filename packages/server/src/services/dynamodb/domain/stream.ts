import type { StreamViewType, TableName } from './table.js';

/**
 * A table's stream as the registry keeps it, from when it is enabled until its last record is a day old: longer than the table has it, and longer than
 * there is a table. `name` is the table's.
 */
export interface Stream extends TableName {
  readonly tableId: string;
  /** Its creation time: `2026-01-02T03:04:05.678`. */
  readonly label: string;
  /** The feed that its records are in; no other stream has it. */
  readonly feed: string;
  readonly viewType: StreamViewType;
  readonly keySchema: { readonly hash: string; readonly range?: string };
  /** ms since the epoch */
  readonly created: number;
  /** `DISABLED` is written when the table's fence has been raised, so that no record comes after it. */
  readonly status: StreamStatus;
  /** When it became DISABLED, ms since the epoch. */
  readonly disabledAt?: number;
}

export type StreamStatus = 'ENABLING' | 'ENABLED' | 'DISABLING' | 'DISABLED';

/** What names a stream: its table and its label. */
export interface StreamName extends TableName {
  readonly label: string;
}

const STREAM_ARN = /^arn:aws:dynamodb:([a-z0-9-]+):(\d{12}):table\/([\w.-]{3,255})\/stream\/([\w:.-]+)$/;

/** The stream that an ARN names; undefined for any other text. */
export function parseStreamArn(arn: string): StreamName | undefined {
  const [, region, account, name, label] = STREAM_ARN.exec(arn) ?? [];
  return region && account && name && label ? { account, region, name, label } : undefined;
}
