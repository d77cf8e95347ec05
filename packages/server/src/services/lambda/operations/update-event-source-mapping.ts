import { label, required, structure } from '@paddock/wire';
import { assertOwn, namedFunction } from '../addressing.js';
import { operation } from '../context.js';
import { changeMapping, namedMapping, onMapping } from '../event-sources/changes.js';
import { assertDestination, assertFunction, assertReadable, nameOf } from '../event-sources/checks.js';
import { mappingExists } from '../event-sources/errors.js';
import type { Mapping, MappingState } from '../event-sources/mapping.js';
import { mappingView } from '../event-sources/mapping-view.js';
import { noRecords } from '../event-sources/progress.js';
import { changedSettings, settingMembers } from '../event-sources/settings.js';
import { NamespacedFunctionName, text } from '../shapes.js';
import { EventSourceMappingConfiguration } from '../structures-mapping.js';

/** https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html */
export const updateEventSourceMapping = operation({
  name: 'UpdateEventSourceMapping',
  http: { method: 'PUT', path: '/2015-03-31/event-source-mappings/{UUID}', status: 202 },
  input: structure('UpdateEventSourceMappingRequest', {
    UUID: required(label(text)),
    FunctionName: NamespacedFunctionName,
    ...settingMembers,
  }),
  output: EventSourceMappingConfiguration,
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ResourceInUseException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs: onMapping('UpdateEventSourceMapping', true),
  async run({ eventSources: sources, clock }, input, request) {
    const { FunctionName } = input;
    const target = FunctionName === undefined ? undefined : namedFunction({ FunctionName }, request);
    if (target !== undefined) assertOwn(target, request);
    const mapping = await changeMapping(sources, namedMapping(input, request), async (before) => {
      const { qualifier, ...rest } = changedSettings(before, input, before.sourceKind);
      const { name, qualifier: version } = target ?? { name: before.functionName, qualifier };
      const changed: Mapping = {
        ...rest,
        functionName: name,
        ...(version === undefined ? {} : { qualifier: version }),
        lastModified: clock.now(),
        state: passingState(before.enabled, input.Enabled),
      };
      if (target !== undefined || input.DestinationConfig !== undefined) {
        const role = await assertFunction(sources, changed);
        if (target !== undefined) await assertReadable(sources, changed, role);
        await assertDestination(sources, changed, role);
      }
      const other = await sources.mappings.pairOwner(changed);
      if (other !== undefined && other !== changed.uuid)
        throw mappingExists(changed.eventSourceArn, nameOf({ name: changed.functionName }, changed.qualifier), other);
      return changed;
    });
    const [result = noRecords] = await sources.progress.results([mapping]);
    return mappingView(mapping, result, true);
  },
});

function passingState(before: boolean, after: boolean | undefined): MappingState {
  if (after === undefined || after === before) return 'Updating';
  return after ? 'Enabling' : 'Disabling';
}
