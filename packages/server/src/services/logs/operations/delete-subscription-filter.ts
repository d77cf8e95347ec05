import { required, structure } from '@paddock/wire';
import { onGroup, ownGroup } from '../addressing.js';
import { operation } from '../context.js';
import { subscriptionFilterNotFound } from '../errors.js';
import { FilterName, LogGroupName } from '../shapes.js';
import { deleteMetricFilter } from './delete-metric-filter.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteSubscriptionFilter.html */
export const deleteSubscriptionFilter = operation({
  name: 'DeleteSubscriptionFilter',
  input: structure('DeleteSubscriptionFilterRequest', {
    logGroupName: required(LogGroupName),
    filterName: required(FilterName),
  }),
  output: undefined,
  errors: deleteMetricFilter.errors,
  needs: onGroup('DeleteSubscriptionFilter'),
  async run({ groups }, { logGroupName, filterName }, request) {
    await groups.changeFeeds(ownGroup(logGroupName, request), (group) => {
      const subscriptions = group.subscriptions.filter(({ name }) => name !== filterName);
      if (subscriptions.length === group.subscriptions.length) throw subscriptionFilterNotFound();
      return { ...group, subscriptions };
    });
  },
});
