import { isTagged, tagMap } from '../names.js';
import { allPages } from '../pages.js';
import { unless, waitOut, whilePropagating } from '../patience.js';
import { absent, arnOf, changes, present, streamArn } from '../resource.js';
import type { EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import type { Context, Resource, Tell } from '../resource.js';

/** What an event source mapping shall be. */
export interface TriggerWish {
  readonly id: string;
  readonly needs: readonly string[];
  readonly functionName: string;
  readonly stream: string;
  readonly batchSize: number;
  /** Seconds; without windows, undefined. */
  readonly window?: number;
}

/** An event source mapping from a stream to a function, from its newest record on. */
export const triggerPart = (wish: TriggerWish): Resource => ({
  part: { id: wish.id, title: `trigger ${wish.stream} → ${wish.functionName}` },
  needs: wish.needs,
  inspect: async (context) => {
    const { lambda } = context.clients;
    const found = await find(context, wish);
    if (found === undefined || found.State === 'Deleting') {
      return absent(async (tell) => {
        if (found !== undefined) await isGone(context, found.UUID, tell);
        await create(context, wish, tell);
      });
    }
    const { UUID, State } = found;
    context.learned.triggerIds.set(wish.id, UUID ?? '');
    const window = found.TumblingWindowInSeconds ?? 0;
    const isOff = State === 'Disabled' || State === 'Disabling';
    return present({
      ours: await isOurs(context, found),
      differences: [
        ...changes({ 'batch size': [found.BatchSize, wish.batchSize] }),
        ...changes({ 'window in seconds': [window, wish.window ?? 0] }),
        ...(isOff ? ['it is disabled'] : []),
      ],
      misfits: [...changes({ 'window in seconds': [window, wish.window ?? 0] }), ...(isOff ? ['it is disabled'] : [])],
      settle: (tell) => isEnabled(context, UUID, tell),
      update: async (tell) => {
        await isSettled(context, UUID, tell);
        await lambda.updateEventSourceMapping({
          UUID,
          BatchSize: wish.batchSize,
          TumblingWindowInSeconds: wish.window ?? 0,
          Enabled: true,
        });
        await isEnabled(context, UUID, tell);
      },
      remove: async (tell) => {
        await isSettled(context, UUID, tell);
        await unless(['ResourceNotFoundException'], () => lambda.deleteEventSourceMapping({ UUID }));
        await isGone(context, UUID, tell);
      },
    });
  },
});

async function create(context: Context, wish: TriggerWish, tell: Tell): Promise<void> {
  const { UUID } = await whilePropagating(context, tell, isRoleUnknown, async () => {
    const made = await unless(['ResourceConflictException'], () =>
      context.clients.lambda.createEventSourceMapping({
        FunctionName: wish.functionName,
        EventSourceArn: streamArn(context, wish.stream),
        BatchSize: wish.batchSize,
        StartingPosition: 'LATEST',
        Enabled: true,
        Tags: tagMap,
        ...(wish.window !== undefined && { TumblingWindowInSeconds: wish.window }),
      }),
    );
    return made ?? (await find(context, wish)) ?? {};
  });
  if (UUID === undefined) throw new Error('Lambda says that there is one already, and lists none');
  context.learned.triggerIds.set(wish.id, UUID);
  await isEnabled(context, UUID, tell);
}

/** The mapping of this stream to this function: there is one at most. */
export async function find(
  context: Context,
  { functionName, stream }: Pick<TriggerWish, 'functionName' | 'stream'>,
): Promise<EventSourceMappingConfiguration | undefined> {
  const pages = await unless(['ResourceNotFoundException'], () =>
    allPages(
      (Marker) =>
        context.clients.lambda.listEventSourceMappings({
          FunctionName: functionName,
          EventSourceArn: streamArn(context, stream),
          Marker,
        }),
      ({ NextMarker }) => NextMarker,
    ),
  );
  const all = pages?.flatMap(({ EventSourceMappings = [] }) => EventSourceMappings) ?? [];
  return all.find(({ State }) => State !== 'Deleting') ?? all[0];
}

async function isOurs(
  context: Context,
  { UUID, EventSourceMappingArn }: EventSourceMappingConfiguration,
): Promise<boolean> {
  const Resource = EventSourceMappingArn ?? arnOf(context, 'lambda', `event-source-mapping:${UUID}`);
  const { Tags } = await context.clients.lambda.listTags({ Resource });
  return isTagged(Tags);
}

/** While IAM spreads what the role may do, Lambda finds that it may not read the stream. */
const isRoleUnknown = ({ name, message }: Error): boolean =>
  name === 'InvalidParameterValueException' && /role|access/i.test(message);

const stateOf = async ({ clients }: Context, UUID: string | undefined): Promise<string | undefined> =>
  (await unless(['ResourceNotFoundException'], () => clients.lambda.getEventSourceMapping({ UUID })))?.State;

const isEnabled = (context: Context, UUID: string | undefined, tell: Tell): Promise<void> =>
  waitOut(context, tell, async () => {
    const state = (await stateOf(context, UUID)) ?? 'absent';
    return state === 'Enabled' ? undefined : state;
  });

/** While it is being changed it takes no other change. */
const isSettled = (context: Context, UUID: string | undefined, tell: Tell): Promise<void> =>
  waitOut(context, tell, async () => {
    const state = await stateOf(context, UUID);
    return state === undefined || state === 'Enabled' || state === 'Disabled' ? undefined : state;
  });

const isGone = (context: Context, UUID: string | undefined, tell: Tell): Promise<void> =>
  waitOut(context, tell, () => stateOf(context, UUID));
