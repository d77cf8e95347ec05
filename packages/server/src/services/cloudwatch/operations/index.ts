import type { AnyOperation } from '../../../operation.js';
import type { CloudWatchContext } from '../context.js';
import { deleteDashboards } from './delete-dashboards.js';
import { getDashboard } from './get-dashboard.js';
import { getMetricData } from './get-metric-data.js';
import { getMetricStatistics } from './get-metric-statistics.js';
import { listDashboards } from './list-dashboards.js';
import { listMetrics } from './list-metrics.js';
import { listTagsForResource } from './list-tags-for-resource.js';
import { putDashboard } from './put-dashboard.js';
import { putMetricData } from './put-metric-data.js';
import { tagResource } from './tag-resource.js';
import { untagResource } from './untag-resource.js';

/** The operations of metrics, dashboards and tags; those of alarms are in alarms/. */
export const operations: readonly AnyOperation<CloudWatchContext>[] = [
  deleteDashboards,
  getDashboard,
  getMetricData,
  getMetricStatistics,
  listDashboards,
  listMetrics,
  listTagsForResource,
  putDashboard,
  putMetricData,
  tagResource,
  untagResource,
];
