import { isTagged, logGroupOf, tagMap } from '../names.js';
import { unless } from '../patience.js';
import { absent, arnOf, changes, present } from '../resource.js';
import type { Resource } from '../resource.js';

const RETENTION_DAYS = 14;

/** A function's log group. The function would make it at its first words, but one that never ends and that nobody removes. */
export const logGroupPart = (id: string, functionName: string): Resource => {
  const logGroupName = logGroupOf(functionName);
  return {
    part: { id, title: `log group ${logGroupName}` },
    needs: [],
    inspect: async (context) => {
      const { logs } = context.clients;
      const keep = async (): Promise<void> => {
        await logs.putRetentionPolicy({ logGroupName, retentionInDays: RETENTION_DAYS });
      };
      const { logGroups = [] } = await logs.describeLogGroups({ logGroupNamePrefix: logGroupName });
      const found = logGroups.find((group) => group.logGroupName === logGroupName);
      if (found === undefined) {
        return absent(async () => {
          await unless(['ResourceAlreadyExistsException'], () => logs.createLogGroup({ logGroupName, tags: tagMap }));
          await keep();
        });
      }
      const { tags } = await logs.listTagsForResource({
        resourceArn: arnOf(context, 'logs', `log-group:${logGroupName}`),
      });
      return present({
        ours: isTagged(tags),
        differences: changes({ 'retention in days': [found.retentionInDays, RETENTION_DAYS] }),
        misfits: [],
        update: keep,
        remove: async () => {
          await unless(['ResourceNotFoundException'], () => logs.deleteLogGroup({ logGroupName }));
        },
      });
    },
  };
};
