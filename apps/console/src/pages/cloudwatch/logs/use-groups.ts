import { CloudWatchLogsClient, DescribeLogGroupsCommand, type LogGroup } from '@aws-sdk/client-cloudwatch-logs';
import { useClient } from '../../../session/use-session.js';
import { useAws } from '../../../shared/use-aws.js';

/** All log groups; or those whose names begin so. */
export function useGroups({
  prefix,
  every = 15_000,
}: { readonly prefix?: string; readonly every?: number | false } = {}) {
  const logs = useClient(CloudWatchLogsClient);
  return useAws(
    ['logs', 'groups', prefix],
    async ({ signal }) => {
      const found: LogGroup[] = [];
      let nextToken: string | undefined;
      do {
        const page = await logs.send(
          new DescribeLogGroupsCommand({
            limit: 50,
            ...(prefix === undefined ? {} : { logGroupNamePrefix: prefix }),
            ...(nextToken === undefined ? {} : { nextToken }),
          }),
          { abortSignal: signal },
        );
        found.push(...(page.logGroups ?? []));
        ({ nextToken } = page);
      } while (nextToken !== undefined && found.length < 5000);
      return found;
    },
    { every, keep: true },
  );
}

/** The group itself; undefined when there is none. */
export function useGroup(name: string) {
  const groups = useGroups({ prefix: name });
  return { ...groups, group: groups.data?.find(({ logGroupName }) => logGroupName === name) };
}
