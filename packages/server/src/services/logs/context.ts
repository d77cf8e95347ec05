import type { Tables } from '@paddock/store';
import { operationsOf } from '../../operation.js';
import type { Clock } from '../../runtime/clock.js';
import type { Ids } from '../../runtime/ids.js';
import type { Logger } from '../../runtime/log.js';
import type { DestinationStore } from './destination-store.js';
import type { Destinations } from './delivery/destinations.js';
import type { Streams } from './events/streams.js';
import type { Groups } from './groups.js';
import type { Ingestion } from './ingestion.js';
import type { LiveTails } from './live-tail.js';
import type { Retention } from './loops/retention.js';
import type { LogsMetrics } from './metrics.js';
import type { Queries } from './queries.js';
import type { Quotas } from './quotas.js';
import type { StoredBytes } from './stored-bytes.js';
import type { LogsStore } from './store.js';
import type { Tokens } from './tokens.js';

/** What the operations of Logs work with. */
export interface LogsContext {
  readonly store: LogsStore;
  readonly tables: Tables;
  readonly streams: Streams;
  readonly groups: Groups;
  readonly ingestion: Ingestion;
  readonly retention: Retention;
  readonly destinations: Destinations;
  readonly logicalDestinations: DestinationStore;
  readonly tails: LiveTails;
  readonly queries: Queries;
  readonly storedBytes: StoredBytes;
  readonly tokens: Tokens;
  readonly metrics: LogsMetrics;
  readonly quotas: Quotas;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
}

export const operation = operationsOf<LogsContext>();
