import { label, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { findMapping, namedMapping, onMapping } from '../event-sources/changes.js';
import { mappingView } from '../event-sources/mapping-view.js';
import { noRecords } from '../event-sources/progress.js';
import { text } from '../shapes.js';
import { EventSourceMappingConfiguration } from '../structures-mapping.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_GetEventSourceMapping.html */
export const getEventSourceMapping = operation({
  name: 'GetEventSourceMapping',
  http: { method: 'GET', path: '/2015-03-31/event-source-mappings/{UUID}', status: 200 },
  input: structure('GetEventSourceMappingRequest', { UUID: required(label(text)) }),
  output: EventSourceMappingConfiguration,
  errors: [
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onMapping('GetEventSourceMapping'),
  async run({ eventSources: sources }, input, request) {
    const { value } = await findMapping(sources, namedMapping(input, request));
    const [result = noRecords] = await sources.progress.results([value]);
    return mappingView(value, result);
  },
});
