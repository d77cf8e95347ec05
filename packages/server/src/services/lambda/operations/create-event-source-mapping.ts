import { RegistryConflictError } from '@paddock/store';
import { required, structure, timestamp, type Infer } from '@paddock/wire';
import { anyOf, keysOf, requestTags } from '../../../authorization/need-keys.js';
import { assertOwn, namedFunction, type NamedFunction } from '../addressing.js';
import { operation } from '../context.js';
import { mappingArn, qualifiedArn } from '../domain/arns.js';
import { assertDestination, assertFunction, assertReadable, nameOf, sourceKindOf } from '../event-sources/checks.js';
import {
  mappingExists,
  noStartingPosition,
  positionOfTables,
  timestampInFuture,
  timestampMissing,
  timestampNegative,
  timestampUnwanted,
  unsupportedParameter,
} from '../event-sources/errors.js';
import type { EventSources } from '../event-sources/index.js';
import type { Mapping, SourceKind } from '../event-sources/mapping.js';
import { mappingView } from '../event-sources/mapping-view.js';
import { noRecords, type Checkpoint } from '../event-sources/progress.js';
import { changedSettings, defaultSettings, settingMembers, StartingPosition } from '../event-sources/settings.js';
import type { SourceShard } from '../event-sources/sources/source.js';
import { Arn, NamespacedFunctionName } from '../shapes.js';
import { Tags } from '../structures.js';
import { EventSourceMappingConfiguration, Queues, SelfManagedEventSource, Topics } from '../structures-mapping.js';
import { assertTagCount } from '../tags.js';

const input = structure('CreateEventSourceMappingRequest', {
  EventSourceArn: Arn,
  FunctionName: required(NamespacedFunctionName),
  ...settingMembers,
  StartingPosition,
  StartingPositionTimestamp: timestamp,
  Tags,
  Topics,
  Queues,
  SelfManagedEventSource,
});
type Input = Infer<typeof input>;

/** https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
export const createEventSourceMapping = operation({
  name: 'CreateEventSourceMapping',
  http: { method: 'POST', path: '/2015-03-31/event-source-mappings', status: 202 },
  input,
  output: EventSourceMappingConfiguration,
  errors: [
    'InvalidParameterValueException',
    'ResourceConflictException',
    'ServiceException',
    'TooManyRequestsException',
    'ResourceNotFoundException',
  ],
  needs(_context, given, request) {
    const named = namedFunction(given, request);
    const tags = requestTags(given.Tags);
    const keys = anyOf(tags, keysOf({ 'lambda:functionarn': qualifiedArn(named, named.qualifier) }));
    const create = { action: 'lambda:CreateEventSourceMapping', resources: ['*'], keys };
    if (Object.keys(given.Tags ?? {}).length === 0) return create;
    const any = mappingArn(named.account, named.region, '*');
    return [create, { action: 'lambda:TagResource', resources: [any], keys: tags }];
  },
  async run({ eventSources: sources, clock, ids }, given, request) {
    const named = namedFunction(given, request);
    assertOwn(named, request);
    const now = clock.now();
    const mapping = newMapping(given, named, ids.requestId(), now);
    const role = await assertFunction(sources, mapping);
    const shards = await assertReadable(sources, mapping, role);
    await assertDestination(sources, mapping, role);
    await assertNone(sources, mapping);
    if (mapping.startingPosition === 'LATEST') await beginAtEnd(sources, mapping, shards);
    const { mappings, transitions } = sources;
    try {
      const changes = [mappings.put(mapping, 0), mappings.takePair(mapping), transitions.due(mapping)];
      await mappings.registry.commit(changes);
    } catch (error) {
      await sources.progress.forget(mapping);
      if (error instanceof RegistryConflictError) await assertNone(sources, mapping);
      throw error;
    }
    await transitions.begun(mapping);
    return mappingView(mapping, noRecords, true);
  },
});

function newMapping(
  given: Input,
  { account, region, name, qualifier }: NamedFunction,
  uuid: string,
  now: number,
): Mapping {
  const arn = given.EventSourceArn;
  const kind = sourceKindOf(arn, region);
  for (const other of ['Topics', 'Queues', 'SelfManagedEventSource'] as const)
    if (given[other] !== undefined) throw unsupportedParameter(other);
  const startingPosition = assertPosition(given, arn ?? '', kind, now);
  assertTagCount(given.Tags ?? {});
  return {
    ...changedSettings(defaultSettings, given, kind),
    uuid,
    account,
    region,
    functionName: name,
    ...(qualifier === undefined ? {} : { qualifier }),
    eventSourceArn: arn ?? '',
    sourceKind: kind,
    startingPosition,
    ...(given.StartingPositionTimestamp === undefined ? {} : { startingTimestamp: given.StartingPositionTimestamp }),
    tags: given.Tags ?? {},
    created: now,
    lastModified: now,
    state: 'Creating',
    stateReason: 'User action',
    revision: 1,
  };
}

function assertPosition(
  { StartingPosition: position, StartingPositionTimestamp: time }: Input,
  arn: string,
  kind: SourceKind,
  now: number,
): Mapping['startingPosition'] {
  if (position === undefined) throw noStartingPosition();
  if (position !== 'AT_TIMESTAMP') {
    if (time !== undefined) throw timestampUnwanted();
    return position;
  }
  if (kind === 'dynamodb') throw positionOfTables(arn);
  if (time === undefined) throw timestampMissing();
  if (time < 0) throw timestampNegative();
  if (time > now) throw timestampInFuture();
  return position;
}

/** @throws ResourceConflictException when the function has a mapping of the same source */
async function assertNone({ mappings }: EventSources, mapping: Mapping): Promise<void> {
  const other = await mappings.pairOwner(mapping);
  if (other === undefined) return;
  throw mappingExists(mapping.eventSourceArn, nameOf({ name: mapping.functionName }, mapping.qualifier), other);
}

/** What is there already is not for this mapping: so it stays, whatever happens before it is polled. */
async function beginAtEnd(sources: EventSources, mapping: Mapping, shards: readonly SourceShard[]): Promise<void> {
  const source = sources.source(mapping);
  const found = await Promise.all(
    shards.map(async (shard): Promise<[string, Checkpoint]> => {
      const end = await source.position(shard, 'LATEST');
      return [shard.key, { lanes: [end ?? 0] }];
    }),
  );
  await sources.progress.begin(mapping, new Map(found));
}
