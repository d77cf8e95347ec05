/** Where our shapes of CloudWatch Logs differ from the model on purpose: AWS takes namespaces with colons. */
export const logsDifferences: readonly string[] = [
  'DescribeMetricFilters.input',
  'DescribeMetricFilters.output.metricFilters.[].metricTransformations.[]',
  'PutMetricFilter.input.metricTransformations.[]',
].map((of) => `${of}.metricNamespace.pattern: undefined here, "[^:*$]*" there`);
