import { RegistryConflictError } from '@paddock/store';
import type { AuthorizationNeed, RequestContext } from '../../../request-context.js';
import { anyOf, keysOf } from '../../../authorization/need-keys.js';
import type { Versioned } from '../../../runtime/versioned.js';
import type { LambdaContext } from '../context.js';
import { mappingArn } from '../domain/arns.js';
import { noSuchResource } from '../errors.js';
import type { Tagging } from '../tags.js';
import { mappingInUse } from './errors.js';
import type { EventSources } from './index.js';
import { functionArnOf, passingStates, type Mapping } from './mapping.js';
import type { MappingName } from './mapping-store.js';

export const uuidPattern = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The mapping that a request names: of its own account and region. */
export const namedMapping = (
  { UUID }: { readonly UUID: string },
  { principal, region }: Pick<RequestContext, 'principal' | 'region'>,
): MappingName => ({ account: principal.account, region, uuid: UUID.toLowerCase() });

/** The need of operations on one mapping. Changes may be limited to the function that it invokes. */
export const onMapping =
  (action: string, isChange = false) =>
  async (
    context: LambdaContext,
    input: { readonly UUID: string; readonly FunctionName?: string | undefined },
    request: RequestContext,
  ): Promise<AuthorizationNeed> => {
    const named = namedMapping(input, request);
    const found = await context.eventSources.mappings.mapping(named);
    const keys = found && isChange ? keysOf({ 'lambda:functionarn': functionArnOf(found.value) }) : undefined;
    return {
      action: `lambda:${action}`,
      resources: [mappingArn(named.account, named.region, named.uuid)],
      ...(keys === undefined ? {} : { keys: anyOf(keys) }),
    };
  };

/** @throws ResourceNotFoundException */
export async function findMapping(sources: EventSources, named: MappingName): Promise<Versioned<Mapping>> {
  const found = uuidPattern.test(named.uuid) ? await sources.mappings.mapping(named) : undefined;
  if (found === undefined) throw noSuchResource();
  return found;
}

/**
 * Changes a mapping that is at rest: begins a state that passes.
 * @param change asked again when another change came first
 * @throws ResourceNotFoundException; ResourceInUseException while another change is under way
 */
export async function changeMapping(
  sources: EventSources,
  named: MappingName,
  change: (mapping: Mapping) => Mapping | Promise<Mapping>,
): Promise<Mapping> {
  const { mappings, transitions } = sources;
  for (;;) {
    const { value, version } = await findMapping(sources, named);
    if (passingStates.has(value.state)) throw mappingInUse();
    const changed: Mapping = { ...(await change(value)), revision: value.revision + 1 };
    const pair = mappings.isSamePair(value, changed) ? [] : [mappings.leavePair(value), mappings.takePair(changed)];
    try {
      await mappings.registry.commit([mappings.put(changed, version), ...pair, transitions.due(changed)]);
    } catch (error) {
      if (!(error instanceof RegistryConflictError)) throw error;
      await mappings.current(named);
      continue;
    }
    await transitions.begun(changed);
    return changed;
  }
}

/** Where event source mappings keep their tags. */
export function mappingTags(sources: EventSources): Tagging {
  const named = (arn: string): MappingName => {
    const [, , , region = '', account = '', , uuid = ''] = arn.split(':');
    return { region, account, uuid };
  };
  return {
    read: async (arn) => (await findMapping(sources, named(arn))).value.tags,
    async change(arn, edit) {
      const { mappings } = sources;
      for (;;) {
        const { value, version } = await findMapping(sources, named(arn));
        try {
          await mappings.registry.commit([mappings.put({ ...value, tags: edit(value.tags) }, version)]);
          return;
        } catch (error) {
          if (!(error instanceof RegistryConflictError)) throw error;
          await mappings.current(named(arn));
        }
      }
    },
  };
}
