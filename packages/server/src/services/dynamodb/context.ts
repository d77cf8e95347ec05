import type { Tables } from '@paddock/store';
import type { EntryFault } from '../../control/faults.js';
import { operationsOf } from '../../operation.js';
import type { Clock } from '../../runtime/clock.js';
import type { DueTasks } from '../../runtime/due-tasks.js';
import type { Logger } from '../../runtime/log.js';
import type { Random } from '../../runtime/random.js';
import type { Backups } from './backups/backups.js';
import type { Items } from './items.js';
import type { KinesisDestinations } from './loops/kinesis-destinations.js';
import type { TokenRetention } from './loops/tokens.js';
import type { Transitions } from './loops/transitions.js';
import type { DynamoDbMetrics } from './metrics.js';
import type { DynamoDbStore } from './store.js';
import type { TableCounts } from './table-counts.js';
import type { Throughput } from './throughput.js';

/** What the operations of DynamoDB work with. */
export interface DynamoDbContext {
  readonly store: DynamoDbStore;
  readonly tables: Tables;
  readonly items: Items;
  readonly throughput: Throughput;
  /** Ends the states that tables pass through. */
  readonly transitions: Transitions;
  /** Looks after the Kinesis streams that changes go to. */
  readonly destinations: KinesisDestinations;
  /** Backups, exports and imports. */
  readonly backups: Backups;
  /** Forgets the tokens of transactions. */
  readonly tokens: TokenRetention;
  /** How many items tables and indexes have. */
  readonly counts: TableCounts;
  /** Whether AWS's rates hold, and the intervals in which settings may not be changed again. */
  readonly limits: boolean;
  /** How entries of a batch fail where a fault rule says so; undefined when none does. */
  readonly partialFault: (
    operation: string,
    resources: readonly string[],
  ) => ((index: number) => EntryFault | undefined) | undefined;
  readonly metrics: DynamoDbMetrics;
  readonly clock: Clock;
  readonly random: Random;
  readonly dueTasks: DueTasks;
  readonly logger: Logger;
}

export const operation = operationsOf<DynamoDbContext>();
