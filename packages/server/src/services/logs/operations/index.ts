import type { AnyOperation } from '../../../operation.js';
import type { LogsContext } from '../context.js';
import { associateKmsKey } from './associate-kms-key.js';
import { createLogGroup } from './create-log-group.js';
import { createLogStream } from './create-log-stream.js';
import { deleteDestination } from './delete-destination.js';
import { deleteLogGroup } from './delete-log-group.js';
import { deleteLogStream } from './delete-log-stream.js';
import { deleteMetricFilter } from './delete-metric-filter.js';
import { deleteQueryDefinition } from './delete-query-definition.js';
import { deleteResourcePolicy } from './delete-resource-policy.js';
import { deleteRetentionPolicy } from './delete-retention-policy.js';
import { deleteSubscriptionFilter } from './delete-subscription-filter.js';
import { describeDestinations } from './describe-destinations.js';
import { describeLogGroups } from './describe-log-groups.js';
import { describeLogStreams } from './describe-log-streams.js';
import { describeMetricFilters } from './describe-metric-filters.js';
import { describeQueries } from './describe-queries.js';
import { describeQueryDefinitions } from './describe-query-definitions.js';
import { describeResourcePolicies } from './describe-resource-policies.js';
import { describeSubscriptionFilters } from './describe-subscription-filters.js';
import { disassociateKmsKey } from './disassociate-kms-key.js';
import { filterLogEvents } from './filter-log-events.js';
import { getLogEvents } from './get-log-events.js';
import { getLogGroupFields } from './get-log-group-fields.js';
import { getLogRecord } from './get-log-record.js';
import { getQueryResults } from './get-query-results.js';
import { listLogGroups } from './list-log-groups.js';
import { listTagsForResource } from './list-tags-for-resource.js';
import { listTagsLogGroup } from './list-tags-log-group.js';
import { putDestinationPolicy } from './put-destination-policy.js';
import { putDestination } from './put-destination.js';
import { putLogEvents } from './put-log-events.js';
import { putLogGroupDeletionProtection } from './put-log-group-deletion-protection.js';
import { putMetricFilter } from './put-metric-filter.js';
import { putQueryDefinition } from './put-query-definition.js';
import { putResourcePolicy } from './put-resource-policy.js';
import { putRetentionPolicy } from './put-retention-policy.js';
import { putSubscriptionFilter } from './put-subscription-filter.js';
import { startLiveTail } from './start-live-tail.js';
import { startQuery } from './start-query.js';
import { stopQuery } from './stop-query.js';
import { tagLogGroup } from './tag-log-group.js';
import { tagResource } from './tag-resource.js';
import { testMetricFilter } from './test-metric-filter.js';
import { untagLogGroup } from './untag-log-group.js';
import { untagResource } from './untag-resource.js';

/** Every operation of the service. */
export const operations: readonly AnyOperation<LogsContext>[] = [
  associateKmsKey,
  createLogGroup,
  createLogStream,
  deleteDestination,
  deleteLogGroup,
  deleteLogStream,
  deleteMetricFilter,
  deleteQueryDefinition,
  deleteResourcePolicy,
  deleteRetentionPolicy,
  deleteSubscriptionFilter,
  describeDestinations,
  describeLogGroups,
  describeLogStreams,
  describeMetricFilters,
  describeQueries,
  describeQueryDefinitions,
  describeResourcePolicies,
  describeSubscriptionFilters,
  disassociateKmsKey,
  filterLogEvents,
  getLogEvents,
  getLogGroupFields,
  getLogRecord,
  getQueryResults,
  listLogGroups,
  listTagsForResource,
  listTagsLogGroup,
  putDestinationPolicy,
  putDestination,
  putLogEvents,
  putLogGroupDeletionProtection,
  putMetricFilter,
  putQueryDefinition,
  putResourcePolicy,
  putRetentionPolicy,
  putSubscriptionFilter,
  startLiveTail,
  startQuery,
  stopQuery,
  tagLogGroup,
  tagResource,
  testMetricFilter,
  untagLogGroup,
  untagResource,
];
