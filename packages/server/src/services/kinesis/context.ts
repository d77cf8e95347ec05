import type { Log } from '@paddock/store';
import type { EntryFault } from '../../control/faults.js';
import { operationsOf } from '../../operation.js';
import type { Clock } from '../../runtime/clock.js';
import type { Random } from '../../runtime/random.js';
import type { Iterators } from './iterators.js';
import type { Demand } from './loops/on-demand.js';
import type { Transitions } from './loops/transitions.js';
import type { KinesisMetrics } from './metrics.js';
import type { Quotas } from './quotas.js';
import type { KinesisStore } from './store.js';
import type { StreamCounts } from './stream-counts.js';
import type { Subscriptions } from './subscriptions.js';
import type { Throttles } from './throttles.js';
import type { Tokens } from './tokens.js';

/** What the operations of Kinesis work with. */
export interface KinesisContext {
  readonly store: KinesisStore;
  readonly log: Log;
  readonly clock: Clock;
  readonly random: Random;
  readonly iterators: Iterators;
  readonly tokens: Tokens;
  readonly transitions: Transitions;
  readonly throttles: Throttles;
  readonly counts: StreamCounts;
  readonly subscriptions: Subscriptions;
  /** Counts what is written to on-demand streams. */
  readonly demand: Demand;
  readonly metrics: KinesisMetrics;
  readonly quotas: Quotas;
  /** How entries of a batch fail where a fault rule says so; undefined when none does. */
  readonly partialFault: (
    operation: string,
    resources: readonly string[],
  ) => ((index: number) => EntryFault | undefined) | undefined;
}

export const operation = operationsOf<KinesisContext>();
