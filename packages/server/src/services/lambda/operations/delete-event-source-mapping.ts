import { label, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { changeMapping, namedMapping, onMapping } from '../event-sources/changes.js';
import { mappingView } from '../event-sources/mapping-view.js';
import { noRecords } from '../event-sources/progress.js';
import { text } from '../shapes.js';
import { EventSourceMappingConfiguration } from '../structures-mapping.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_DeleteEventSourceMapping.html */
export const deleteEventSourceMapping = operation({
  name: 'DeleteEventSourceMapping',
  http: { method: 'DELETE', path: '/2015-03-31/event-source-mappings/{UUID}', status: 202 },
  input: structure('DeleteEventSourceMappingRequest', { UUID: required(label(text)) }),
  output: EventSourceMappingConfiguration,
  errors: [
    'ResourceConflictException',
    'ResourceInUseException',
    'InvalidParameterValueException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onMapping('DeleteEventSourceMapping', true),
  async run({ eventSources: sources }, input, request) {
    const named = namedMapping(input, request);
    const [result = noRecords] = await sources.progress.results([named]);
    const mapping = await changeMapping(sources, named, (before) => ({ ...before, state: 'Deleting' }));
    return mappingView(mapping, result);
  },
});
