import { boolean, required, structure, type Infer } from '@paddock/wire';
import { onGroup, ownGroup } from '../addressing.js';
import { operation } from '../context.js';
import type { MetricFilter } from '../domain/log-group.js';
import { byName } from '../domain/by-name.js';
import { dimensionsAndDefault, limitExceeded, tooManyDimensions, wrongClass } from '../errors.js';
import { checkRegexFilters, compilePattern } from '../filter-pattern.js';
import {
  EmitSystemFields,
  FieldSelectionCriteria,
  FilterName,
  FilterPattern,
  LogGroupName,
  MetricTransformations,
} from '../shapes.js';

const mostDimensions = 3;

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html */
export const putMetricFilter = operation({
  name: 'PutMetricFilter',
  input: structure('PutMetricFilterRequest', {
    logGroupName: required(LogGroupName),
    filterName: required(FilterName),
    filterPattern: required(FilterPattern),
    metricTransformations: required(MetricTransformations),
    applyOnTransformedLogs: boolean,
    fieldSelectionCriteria: FieldSelectionCriteria,
    emitSystemFieldDimensions: EmitSystemFields,
  }),
  output: undefined,
  errors: [
    'InvalidParameterException',
    'ResourceNotFoundException',
    'OperationAbortedException',
    'LimitExceededException',
    'ServiceUnavailableException',
    'InvalidOperationException',
  ],
  needs: onGroup('PutMetricFilter'),
  async run({ groups, quotas, clock }, input, request) {
    compilePattern(input.filterPattern);
    const transformation = checkedTransformation(input.metricTransformations);
    await groups.change(ownGroup(input.logGroupName, request), (group) => {
      if (group.class !== 'STANDARD') throw wrongClass();
      const others = group.metricFilters.filter(({ name }) => name !== input.filterName);
      if (others.length >= quotas.metricFilters) throw limitExceeded();
      const filter: MetricFilter = {
        name: input.filterName,
        pattern: input.filterPattern,
        created: clock.now(),
        transformation,
        applyOnTransformedLogs: input.applyOnTransformedLogs === true,
        ...(input.fieldSelectionCriteria === undefined ? {} : { fieldSelectionCriteria: input.fieldSelectionCriteria }),
        ...(input.emitSystemFieldDimensions === undefined
          ? {}
          : { emitSystemFieldDimensions: input.emitSystemFieldDimensions }),
      };
      const changed = { ...group, metricFilters: [...others, filter].sort(byName) };
      checkRegexFilters(changed, quotas.regexFilters);
      return changed;
    });
  },
});

/** @throws InvalidParameterException */
function checkedTransformation([given]: Infer<typeof MetricTransformations>): MetricFilter['transformation'] {
  // The shape demands exactly one.
  if (given === undefined) throw new Error('a metric filter without a transformation');
  const { metricName, metricNamespace, metricValue, defaultValue, dimensions, unit } = given;
  const count = Object.keys(dimensions ?? {}).length;
  if (count > 0 && defaultValue !== undefined) throw dimensionsAndDefault();
  if (count > mostDimensions) throw tooManyDimensions();
  return {
    metricName,
    metricNamespace,
    metricValue,
    ...(defaultValue === undefined ? {} : { defaultValue }),
    ...(dimensions === undefined ? {} : { dimensions }),
    ...(unit === undefined ? {} : { unit }),
  };
}
