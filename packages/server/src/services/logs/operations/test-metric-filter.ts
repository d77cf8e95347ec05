import { list, long, map, required, string, structure } from '@paddock/wire';
import { onAnything } from '../addressing.js';
import { operation } from '../context.js';
import { compilePattern } from '../filter-pattern.js';
import { EventMessage, FilterPattern } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TestMetricFilter.html */
export const testMetricFilter = operation({
  name: 'TestMetricFilter',
  input: structure('TestMetricFilterRequest', {
    filterPattern: required(FilterPattern),
    logEventMessages: required(list(EventMessage, { min: 1, max: 50 })),
  }),
  output: structure('TestMetricFilterResponse', {
    matches: list(
      structure('MetricFilterMatchRecord', {
        eventNumber: long(),
        eventMessage: EventMessage,
        extractedValues: map(string(), string()),
      }),
    ),
  }),
  errors: ['InvalidParameterException', 'ServiceUnavailableException'],
  needs: onAnything('TestMetricFilter'),
  run(_context, input) {
    const pattern = compilePattern(input.filterPattern);
    const matches = input.logEventMessages.flatMap((eventMessage, index) =>
      pattern.matches(eventMessage)
        ? [{ eventNumber: index + 1, eventMessage, extractedValues: pattern.extract(eventMessage) ?? {} }]
        : [],
    );
    return { matches };
  },
});
