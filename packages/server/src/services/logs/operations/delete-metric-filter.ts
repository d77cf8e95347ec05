import { required, structure } from '@paddock/wire';
import { onGroup, ownGroup } from '../addressing.js';
import { operation } from '../context.js';
import { metricFilterNotFound } from '../errors.js';
import { FilterName, LogGroupName } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DeleteMetricFilter.html */
export const deleteMetricFilter = operation({
  name: 'DeleteMetricFilter',
  input: structure('DeleteMetricFilterRequest', {
    logGroupName: required(LogGroupName),
    filterName: required(FilterName),
  }),
  output: undefined,
  errors: [
    'InvalidParameterException',
    'ResourceNotFoundException',
    'OperationAbortedException',
    'ServiceUnavailableException',
  ],
  needs: onGroup('DeleteMetricFilter'),
  async run({ groups }, { logGroupName, filterName }, request) {
    await groups.change(ownGroup(logGroupName, request), (group) => {
      const metricFilters = group.metricFilters.filter(({ name }) => name !== filterName);
      if (metricFilters.length === group.metricFilters.length) throw metricFilterNotFound();
      return { ...group, metricFilters };
    });
  },
});
