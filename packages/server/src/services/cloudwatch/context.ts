import { operationsOf } from '../../operation.js';
import type { Clock } from '../../runtime/clock.js';
import type { MetricArchive } from './archive/metric-archive.js';
import type { DashboardStore } from './dashboards.js';
import type { EvaluateExpression } from './query-types.js';
import type { CloudWatchReader } from './reader.js';
import type { TagHolder } from './tags.js';

/** What the operations of CloudWatch work with. */
export interface CloudWatchContext {
  readonly metrics: CloudWatchReader;
  readonly archive: MetricArchive;
  readonly dashboards: DashboardStore;
  /** What can be tagged: dashboards and alarms. */
  readonly tagged: readonly TagHolder[];
  readonly evaluate: EvaluateExpression;
  readonly clock: Clock;
}

export const operation = operationsOf<CloudWatchContext>();
