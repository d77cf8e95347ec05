import { isTagged, tagMap } from '../names.js';
import { unless, waitOut } from '../patience.js';
import { absent, present } from '../resource.js';
import type { Context, Resource, Tell } from '../resource.js';

/** A Kinesis stream of one shard. One that was resharded since stays as it is: people do that to learn. */
export const streamPart = (id: string, name: string): Resource => ({
  part: { id, title: `Kinesis stream ${name}` },
  needs: [],
  inspect: async (context) => {
    const { kinesis } = context.clients;
    const summary = await describe(context, name);
    const status = summary?.StreamStatus;
    const settle = (tell: Tell): Promise<void> => becomes(context, name, tell, ['ACTIVE', 'UPDATING']);
    if (summary === undefined || status === 'DELETING') {
      return absent(async (tell) => {
        if (status === 'DELETING') await isGone(context, name, tell);
        const made = await unless(['ResourceInUseException'], () =>
          kinesis.createStream({ StreamName: name, ShardCount: 1, Tags: tagMap }),
        );
        await settle(tell);
        // CreateStream takes tags since 2024 only; an endpoint that is older ignores them.
        const isOurs = async (): Promise<boolean> =>
          isTagged((await kinesis.listTagsForStream({ StreamName: name })).Tags);
        if (made !== undefined && !(await isOurs())) {
          await kinesis.addTagsToStream({ StreamName: name, Tags: tagMap });
        }
      });
    }
    const { Tags = [] } = await kinesis.listTagsForStream({ StreamName: name });
    return present({
      ours: isTagged(Tags),
      differences: [],
      update: settle,
      settle,
      remove: async (tell) => {
        // A stream that is still being made cannot be deleted.
        await becomes(context, name, tell, ['ACTIVE', undefined]);
        await unless(['ResourceNotFoundException', 'ResourceInUseException'], () =>
          kinesis.deleteStream({ StreamName: name, EnforceConsumerDeletion: true }),
        );
        await isGone(context, name, tell);
      },
    });
  },
});

const describe = async ({ clients }: Context, StreamName: string) =>
  (await unless(['ResourceNotFoundException'], () => clients.kinesis.describeStreamSummary({ StreamName })))
    ?.StreamDescriptionSummary;

const becomes = (context: Context, name: string, tell: Tell, wanted: readonly (string | undefined)[]): Promise<void> =>
  waitOut(context, tell, async () => {
    const status = (await describe(context, name))?.StreamStatus;
    return wanted.includes(status) ? undefined : (status ?? 'absent');
  });

const isGone = (context: Context, name: string, tell: Tell): Promise<void> => becomes(context, name, tell, [undefined]);
