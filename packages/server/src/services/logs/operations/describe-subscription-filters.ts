import { boolean, list, required, structure } from '@paddock/wire';
import { onGroup, ownGroup } from '../addressing.js';
import { operation } from '../context.js';
import { pageOf } from '../listing.js';
import {
  DescribeLimit,
  DestinationArn,
  Distribution,
  EmitSystemFields,
  FieldSelectionCriteria,
  FilterName,
  FilterPattern,
  LogGroupName,
  NextToken,
  RoleArn,
  Timestamp,
} from '../shapes.js';

const defaultLimit = 50;

const SubscriptionFilterShape = structure('SubscriptionFilter', {
  filterName: FilterName,
  logGroupName: LogGroupName,
  filterPattern: FilterPattern,
  destinationArn: DestinationArn,
  roleArn: RoleArn,
  distribution: Distribution,
  applyOnTransformedLogs: boolean,
  creationTime: Timestamp,
  fieldSelectionCriteria: FieldSelectionCriteria,
  emitSystemFields: EmitSystemFields,
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeSubscriptionFilters.html */
export const describeSubscriptionFilters = operation({
  name: 'DescribeSubscriptionFilters',
  input: structure('DescribeSubscriptionFiltersRequest', {
    logGroupName: required(LogGroupName),
    filterNamePrefix: FilterName,
    nextToken: NextToken,
    limit: DescribeLimit,
  }),
  output: structure('DescribeSubscriptionFiltersResponse', {
    subscriptionFilters: list(SubscriptionFilterShape),
    nextToken: NextToken,
  }),
  errors: ['InvalidParameterException', 'ResourceNotFoundException', 'ServiceUnavailableException'],
  needs: onGroup('DescribeSubscriptionFilters'),
  async run(context, input, request) {
    const { group } = await context.groups.find(ownGroup(input.logGroupName, request));
    const { filterNamePrefix: prefix = '' } = input;
    const found = group.subscriptions.filter(({ name }) => name.startsWith(prefix));
    const { page, nextToken } = pageOf(context, 'DescribeSubscriptionFilters', found, ({ name }) => name, {
      limit: input.limit ?? defaultLimit,
      nextToken: input.nextToken,
    });
    return {
      subscriptionFilters: page.map((filter) => ({
        filterName: filter.name,
        logGroupName: group.name,
        filterPattern: filter.pattern,
        destinationArn: filter.destinationArn,
        roleArn: filter.roleArn,
        distribution: filter.distribution,
        applyOnTransformedLogs: filter.applyOnTransformedLogs,
        creationTime: filter.created,
        fieldSelectionCriteria: filter.fieldSelectionCriteria,
        emitSystemFields: filter.emitSystemFields,
      })),
      nextToken,
    };
  },
});
