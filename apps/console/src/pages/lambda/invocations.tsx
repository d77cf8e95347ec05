import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { logGroupHref, logStreamHref, withQuery } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient, useSession } from '../../session/use-session.js';
import { isCode } from '../../shared/aws-problem.js';
import { useFormat } from '../../shared/format.js';
import { lengthOf, momentsOf, type Range } from '../../shared/metrics/range.js';
import { ResourceTable } from '../../shared/resource-table.js';
import { useAws } from '../../shared/use-aws.js';
import { invocationPattern, invocationsOf, type Invocation, type LogLine } from './report.js';
import { monitorTexts } from './texts-monitor.js';

const most = 200;
const mostPages = 12;

/** What the function's REPORT lines say of its last invocations. */
export function Invocations({ group, range }: { readonly group: string; readonly range: Range }) {
  const t = useTexts(monitorTexts);
  const format = useFormat();
  const session = useSession();
  const client = useClient(CloudWatchLogsClient);
  const found = useAws(
    ['logs', 'invocations', group, range],
    async ({ signal }) => {
      const end = momentsOf(range)?.end ?? session.clock.now();
      return lastInvocations(client, group, end, lengthOf(range), signal);
    },
    { every: 5000, keep: true },
  );
  if (isCode(found.error, 'ResourceNotFoundException'))
    return (
      <Alert type="info" header={t('recent')}>
        {t('recent.none')}
      </Alert>
    );
  const stream = ({ stream: name, time }: Invocation): string =>
    withQuery(logStreamHref(group, name), { start: Math.round(time) });
  return (
    <ResourceTable
      title={t('recent')}
      things={t('recent.things')}
      description={t('recent.hint')}
      items={found.data}
      isLoading={found.isLoading}
      error={found.error}
      onRefresh={() => void found.refetch()}
      actions={<Button href={logGroupHref(group)}>{t('jump')}</Button>}
      id={({ requestId, time }) => `${requestId} ${time}`}
      sortedBy="time"
      descending
      pageSize={20}
      columns={[
        {
          id: 'time',
          header: t('time'),
          isRowHeader: true,
          by: ({ time }) => time,
          cell: (one) => <Link href={stream(one)}>{format.time(one.time)}</Link>,
        },
        {
          id: 'result',
          header: t('result'),
          by: ({ hasFailed }) => (hasFailed ? 0 : 1),
          cell: ({ hasFailed, status, errorType }) =>
            hasFailed ? (
              <StatusIndicator type="error">{errorType ?? status ?? t('failed')}</StatusIndicator>
            ) : (
              <StatusIndicator type="success">{t('succeeded')}</StatusIndicator>
            ),
        },
        {
          id: 'duration',
          header: t('duration'),
          by: ({ durationMs }) => durationMs,
          cell: ({ durationMs }) => format.duration(durationMs),
        },
        {
          id: 'billed',
          header: t('billed'),
          by: ({ billedMs }) => billedMs,
          cell: ({ billedMs }) => format.duration(billedMs),
        },
        {
          id: 'memory',
          header: t('memory'),
          by: ({ maxMemoryMb }) => maxMemoryMb,
          cell: ({ maxMemoryMb, memoryMb }) => `${format.number(maxMemoryMb)} / ${format.number(memoryMb)} MB`,
        },
        {
          id: 'init',
          header: t('init'),
          by: ({ initMs }) => initMs,
          cell: ({ initMs }) => format.duration(initMs),
        },
        {
          id: 'requestId',
          header: t('requestId'),
          by: ({ requestId }) => requestId,
          cell: ({ requestId }) => <span className="mono">{requestId}</span>,
        },
      ]}
    />
  );
}

/**
 * FilterLogEvents begins with the oldest: so a short while is looked at first, and longer ones as long as there is too little.
 * @param length ms
 */
async function lastInvocations(
  client: CloudWatchLogsClient,
  group: string,
  end: number,
  length: number,
  signal: AbortSignal,
): Promise<Invocation[]> {
  let found: Invocation[] = [];
  for (const back of [60_000, 900_000, length]) {
    const lines: LogLine[] = [];
    let token: string | undefined;
    for (let page = 0; page < mostPages; page++) {
      const answer = await client.send(
        new FilterLogEventsCommand({
          logGroupName: group,
          filterPattern: invocationPattern,
          startTime: Math.max(0, Math.floor(end - Math.min(back, length))),
          endTime: Math.ceil(end) + 60_000,
          ...(token === undefined ? {} : { nextToken: token }),
        }),
        { abortSignal: signal },
      );
      for (const { timestamp = 0, logStreamName = '', message = '' } of answer.events ?? [])
        lines.push({ time: timestamp, stream: logStreamName, message });
      token = answer.nextToken;
      if (token === undefined) break;
    }
    found = invocationsOf(lines).slice(0, most);
    if (found.length >= 50 || back >= length) break;
  }
  return found;
}
