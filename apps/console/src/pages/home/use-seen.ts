import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { useClient } from '../../session/use-session.js';
import { isCode } from '../../shared/aws-problem.js';
import { useMetrics } from '../../shared/metrics/use-metrics.js';
import { stored } from '../../shared/stored.js';
import { useAws } from '../../shared/use-aws.js';
import { workshop, type Seen } from './model/checklist.js';
import type { Facts } from './model/facts.js';

/** Whether somebody went to the live map from here: the one step that no API tells. */
export const mapOpened = stored<boolean>(
  'map-opened',
  () => false,
  (value) => (typeof value === 'boolean' ? value : undefined),
);

const streams = [workshop.stream, workshop.summary];

/** What the checklist needs beside the facts. */
export function useSeen(facts: Facts, enabled: boolean): Seen {
  const iam = useClient(IAMClient);
  const dynamodb = useClient(DynamoDBClient);
  const opened = mapOpened.use();
  const incoming = useMetrics(
    streams.map((name, index) => ({
      id: `incoming${index}`,
      label: name,
      namespace: 'AWS/Kinesis',
      metric: 'IncomingRecords',
      dimensions: { StreamName: name },
    })),
    { range: '15m', period: 60, every: 10_000, enabled },
  );
  const role = useAws(
    ['home', 'processor-role'],
    ({ signal }) =>
      iam.send(new GetRoleCommand({ RoleName: workshop.role }), { abortSignal: signal }).then(
        () => true,
        (error: unknown) => {
          if (isCode(error, 'NoSuchEntity', 'NoSuchEntityException')) return false;
          throw error;
        },
      ),
    { every: (found) => (found === true ? 60_000 : 10_000), enabled },
  );
  const hasTable = facts.tables.some(({ name }) => name === workshop.table);
  const items = useAws(
    ['home', 'table-items'],
    async ({ signal }) => {
      const { Count = 0 } = await dynamodb.send(
        new ScanCommand({ TableName: workshop.table, Limit: 1, Select: 'COUNT' }),
        { abortSignal: signal },
      );
      return Count > 0;
    },
    { every: (found) => (found === true ? 60_000 : 10_000), enabled: enabled && hasTable },
  );
  return {
    incoming: Object.fromEntries(
      (incoming.data?.lines ?? []).map(({ label, points }) => [label, points.reduce((sum, { y }) => sum + y, 0)]),
    ),
    mapOpened: opened,
    processorRole: role.data ?? (role.error === null ? false : undefined),
    tableHasItems: hasTable ? (items.data ?? (items.error === null ? false : undefined)) : false,
  };
}
