import { label, required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { changeMapping, findMapping, namedMapping, onMapping } from '../event-sources/changes.js';
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
    // Only of one that is there: any text may be given for its UUID.
    const { value } = await findMapping(sources, named);
    const [result = noRecords] = await sources.progress.results([value]);
    const mapping = await changeMapping(sources, named, (before) => ({ ...before, state: 'Deleting' }));
    return mappingView(mapping, result);
  },
});
