import { boolean, list, structure, type Infer } from '@paddock/wire';
import type { AuthorizationNeed, RequestContext } from '../../../request-context.js';
import { onAllGroups, onGroup, ownGroup } from '../addressing.js';
import { operation, type LogsContext } from '../context.js';
import type { LogGroup, MetricFilter } from '../domain/log-group.js';
import { metricNameAlone } from '../errors.js';
import { pageOf } from '../listing.js';
import {
  DescribeLimit,
  EmitSystemFields,
  FieldSelectionCriteria,
  FilterName,
  FilterPattern,
  LogGroupName,
  MetricName,
  MetricNamespace,
  MetricTransformations,
  NextToken,
  StandardUnit,
  Timestamp,
} from '../shapes.js';

const defaultLimit = 50;

const MetricFilterShape = structure('MetricFilter', {
  filterName: FilterName,
  filterPattern: FilterPattern,
  metricTransformations: MetricTransformations,
  creationTime: Timestamp,
  logGroupName: LogGroupName,
  applyOnTransformedLogs: boolean,
  fieldSelectionCriteria: FieldSelectionCriteria,
  emitSystemFieldDimensions: EmitSystemFields,
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeMetricFilters.html */
export const describeMetricFilters = operation({
  name: 'DescribeMetricFilters',
  input: structure('DescribeMetricFiltersRequest', {
    logGroupName: LogGroupName,
    filterNamePrefix: FilterName,
    nextToken: NextToken,
    limit: DescribeLimit,
    metricName: MetricName,
    metricNamespace: MetricNamespace,
  }),
  output: structure('DescribeMetricFiltersResponse', {
    metricFilters: list(MetricFilterShape),
    nextToken: NextToken,
  }),
  errors: ['InvalidParameterException', 'ResourceNotFoundException', 'ServiceUnavailableException'],
  needs: (context, input, request): AuthorizationNeed =>
    (input.logGroupName === undefined ? onAllGroups : onGroup)('DescribeMetricFilters')(context, input, request),
  async run(context, input, request) {
    const { metricName, metricNamespace, filterNamePrefix: prefix = '' } = input;
    if ((metricName === undefined) !== (metricNamespace === undefined)) throw metricNameAlone();
    const groups = await searched(context, input.logGroupName, request);
    const found = groups.flatMap((group) =>
      group.metricFilters
        .filter(({ name, transformation }) => {
          const isMeant =
            metricName === undefined ||
            (transformation.metricName === metricName && transformation.metricNamespace === metricNamespace);
          return isMeant && name.startsWith(prefix);
        })
        .map((filter) => ({ group, filter })),
    );
    const { page, nextToken } = pageOf(
      context,
      'DescribeMetricFilters',
      found,
      ({ group, filter }) => `${group.name}\0${filter.name}`,
      { limit: input.limit ?? defaultLimit, nextToken: input.nextToken },
    );
    return { metricFilters: page.map(({ group, filter }) => describe(group, filter)), nextToken };
  },
});

async function searched(
  { groups, store }: LogsContext,
  name: string | undefined,
  request: RequestContext,
): Promise<readonly LogGroup[]> {
  if (name === undefined) return store.groups(request.principal.account, request.region);
  return [(await groups.find(ownGroup(name, request))).group];
}

const describe = (group: LogGroup, filter: MetricFilter): Infer<typeof MetricFilterShape> => ({
  filterName: filter.name,
  filterPattern: filter.pattern,
  metricTransformations: [{ ...filter.transformation, unit: unitOf(filter) }],
  creationTime: filter.created,
  logGroupName: group.name,
  applyOnTransformedLogs: filter.applyOnTransformedLogs,
  fieldSelectionCriteria: filter.fieldSelectionCriteria,
  emitSystemFieldDimensions: filter.emitSystemFieldDimensions,
});

const unitOf = ({ transformation: { unit } }: MetricFilter): Infer<typeof StandardUnit> | undefined =>
  StandardUnit.values?.find((known) => known === unit);
