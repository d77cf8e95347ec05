import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { LogGroup, SubscriptionFilter } from '../domain/log-group.js';

/** An event as subscribers get it. */
export interface DeliveredEvent {
  readonly id: string;
  /** ms since the epoch */
  readonly timestamp: number;
  readonly message: string;
  readonly extractedFields?: Readonly<Record<string, string>>;
}

/** What is sent for events of one stream. */
export const dataMessage = (
  group: LogGroup,
  stream: string,
  filter: SubscriptionFilter,
  events: readonly DeliveredEvent[],
): string =>
  JSON.stringify({
    messageType: 'DATA_MESSAGE',
    owner: group.account,
    logGroup: group.name,
    logStream: stream,
    subscriptionFilters: [filter.name],
    logEvents: events,
  });

/** What Kinesis gets when a filter is made. @param now ms since the epoch */
export const controlMessage = (now: number): string =>
  JSON.stringify({
    messageType: 'CONTROL_MESSAGE',
    owner: 'CloudwatchLogs',
    logGroup: '',
    logStream: '',
    subscriptionFilters: [],
    logEvents: [
      { id: '', timestamp: now, message: 'CWL CONTROL MESSAGE: Checking health of destination Kinesis stream.' },
    ],
  });

const compress = promisify(gzip);
export const packed = (message: string): Promise<Uint8Array> => compress(message);
