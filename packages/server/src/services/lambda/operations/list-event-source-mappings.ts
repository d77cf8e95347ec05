import { query, structure } from '@paddock/wire';
import { namedFunction, onAnything } from '../addressing.js';
import { operation } from '../context.js';
import { mappingView } from '../event-sources/mapping-view.js';
import { noRecords } from '../event-sources/progress.js';
import { pageFrom } from '../paging.js';
import { Arn, MaxListItems, NamespacedFunctionName, text } from '../shapes.js';
import { EventSourceMappingsList } from '../structures-mapping.js';

const mostItems = 100;

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html */
export const listEventSourceMappings = operation({
  name: 'ListEventSourceMappings',
  http: { method: 'GET', path: '/2015-03-31/event-source-mappings', status: 200 },
  input: structure('ListEventSourceMappingsRequest', {
    EventSourceArn: query('EventSourceArn', Arn),
    FunctionName: query('FunctionName', NamespacedFunctionName),
    Marker: query('Marker', text),
    MaxItems: query('MaxItems', MaxListItems),
  }),
  output: structure('ListEventSourceMappingsResponse', {
    NextMarker: text,
    EventSourceMappings: EventSourceMappingsList,
  }),
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onAnything('ListEventSourceMappings'),
  async run({ eventSources: sources }, input, request) {
    const { EventSourceArn: arn, FunctionName, Marker, MaxItems = mostItems } = input;
    const named = FunctionName === undefined ? undefined : namedFunction({ FunctionName }, request);
    const all = await sources.mappings.mappings(request.principal.account, request.region);
    const meant = all.filter(
      ({ eventSourceArn, functionName, qualifier, account }) =>
        (arn === undefined || eventSourceArn === arn) &&
        (named === undefined ||
          (functionName === named.name && qualifier === named.qualifier && account === named.account)),
    );
    const { items, NextMarker } = await pageFrom(
      { Marker, MaxItems },
      (after, limit) => meant.filter(({ uuid }) => after === undefined || uuid > after).slice(0, limit),
      ({ uuid }) => uuid,
      mostItems,
    );
    const results = await sources.progress.results(items);
    return {
      ...(NextMarker === undefined ? {} : { NextMarker }),
      EventSourceMappings: items.map((mapping, index) => {
        const { FilterCriteria, ...view } = mappingView(mapping, results[index] ?? noRecords);
        // What is encrypted is told by Get alone.
        return mapping.kmsKeyArn === undefined && FilterCriteria !== undefined ? { ...view, FilterCriteria } : view;
      }),
    };
  },
});
