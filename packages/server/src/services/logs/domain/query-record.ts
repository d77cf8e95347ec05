import type { GroupName } from './arn.js';

export type QueryState = 'Scheduled' | 'Running' | 'Complete' | 'Failed' | 'Cancelled' | 'Timeout';

/** A query that was started, as it is kept for a week. */
export interface QueryRecord {
  readonly id: string;
  readonly account: string;
  readonly region: string;
  readonly groups: readonly GroupName[];
  /** As it was given, and as DescribeQueries tells it. */
  readonly text: string;
  readonly told: string;
  /** Of the events that are looked through, ms since the epoch; both inclusive. */
  readonly from: number;
  readonly upTo: number;
  readonly limit?: number;
  /** ms since the epoch */
  readonly created: number;
  readonly userIdentity: string;
  readonly status: QueryState;
  /** ms; of one that is over. */
  readonly duration?: number;
  readonly statistics: QueryFigures;
}

export interface QueryFigures {
  readonly recordsMatched: number;
  readonly recordsScanned: number;
  readonly bytesScanned: number;
}

export const noFigures: QueryFigures = { recordsMatched: 0, recordsScanned: 0, bytesScanned: 0 };

/** What GetLogRecord finds an event by. */
export function pointerOf(group: GroupName, eventId: string): string {
  return Buffer.from(JSON.stringify([group.account, group.region, group.name, eventId])).toString('base64url');
}

/** What a pointer stands for; undefined for any other text. */
export function parsePointer(pointer: string): { readonly group: GroupName; readonly eventId: string } | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(pointer, 'base64url').toString());
    if (!Array.isArray(parts) || parts.length !== 4) return undefined;
    const [account, region, name, eventId] = parts.map(String) as [string, string, string, string];
    return { group: { account, region, name }, eventId };
  } catch {
    return undefined;
  }
}
