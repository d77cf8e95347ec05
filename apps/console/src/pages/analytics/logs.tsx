import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  DeleteApplicationCloudWatchLoggingOptionCommand,
  KinesisAnalyticsClient,
  type ApplicationDetail,
} from '@aws-sdk/client-kinesis-analytics';
import Button from '@cloudscape-design/components/button';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { logStreamHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient, useSession } from '../../session/use-session.js';
import { useFormat } from '../../shared/format.js';
import { Problem } from '../../shared/problem.js';
import { ResourceTable } from '../../shared/resource-table.js';
import { useAction, useAws } from '../../shared/use-aws.js';
import { loggedError, logStreamOf } from './log-stream.js';
import { LoggingForm } from './logging-form.js';
import { RoleLink } from './overview.js';
import { texts } from './texts.js';
import { applicationKey } from './use-application.js';

/** Where an application writes what is wrong with its configuration, and what it wrote. */
export function Logs({ application }: { readonly application: ApplicationDetail }) {
  const option = application.CloudWatchLoggingOptionDescriptions?.[0];
  if (option === undefined) return <LoggingForm application={application} />;
  return (
    <SpaceBetween size="l">
      <LoggingOption application={application} />
      <Messages arn={option.LogStreamARN ?? ''} />
    </SpaceBetween>
  );
}

function LoggingOption({ application }: { readonly application: ApplicationDetail }) {
  const t = useTexts(texts);
  const analytics = useClient(KinesisAnalyticsClient);
  const name = application.ApplicationName ?? '';
  const option = application.CloudWatchLoggingOptionDescriptions?.[0];
  const place = logStreamOf(option?.LogStreamARN ?? '');
  const disable = useAction(
    () =>
      analytics.send(
        new DeleteApplicationCloudWatchLoggingOptionCommand({
          ApplicationName: name,
          CurrentApplicationVersionId: application.ApplicationVersionId,
          CloudWatchLoggingOptionId: option?.CloudWatchLoggingOptionId,
        }),
      ),
    { changes: [applicationKey(name)], done: () => t('logs.disabled') },
  );
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <Button loading={disable.isRunning} onClick={() => void disable.run()}>
              {t('logs.disable')}
            </Button>
          }
        >
          {t('logs.title')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Problem error={disable.error} />
        <KeyValuePairs
          columns={2}
          items={[
            {
              label: t('logs.where'),
              value:
                place === undefined ? (
                  (option?.LogStreamARN ?? '–')
                ) : (
                  <Link href={logStreamHref(place.group, place.stream)}>{`${place.group} / ${place.stream}`}</Link>
                ),
            },
            { label: t('role'), value: <RoleLink arn={option?.RoleARN ?? ''} /> },
          ]}
        />
      </SpaceBetween>
    </Container>
  );
}

function Messages({ arn }: { readonly arn: string }) {
  const t = useTexts(texts);
  const format = useFormat();
  const { clock } = useSession();
  const logs = useClient(CloudWatchLogsClient);
  const place = logStreamOf(arn);
  const events = useAws(
    ['logs', 'analytics', arn],
    async ({ signal }) => {
      const { events: found = [] } = await logs.send(
        new GetLogEventsCommand({
          logGroupName: place?.group,
          logStreamName: place?.stream,
          startTime: clock.now() - 86_400_000,
          limit: 1000,
        }),
        { abortSignal: signal },
      );
      return found.map(({ timestamp = 0, message = '' }, index) => loggedError(String(index), timestamp, message));
    },
    { every: 5000, enabled: place !== undefined },
  );
  return (
    <ResourceTable
      title={t('logs.messages')}
      things={t('logs.things')}
      items={events.data}
      id={({ id }) => id}
      isLoading={events.isPending}
      error={events.error}
      onRefresh={() => void events.refetch()}
      sortedBy="time"
      descending
      empty={<Box color="text-body-secondary">{t('logs.quiet')}</Box>}
      columns={[
        { id: 'time', header: t('logs.time'), by: ({ time }) => time, cell: ({ time }) => format.time(time) },
        { id: 'code', header: t('logs.code'), by: ({ code }) => code, cell: ({ code }) => code },
        { id: 'part', header: t('logs.id'), by: ({ part }) => part, cell: ({ part }) => part },
        {
          id: 'message',
          header: t('logs.message'),
          by: ({ message }) => message,
          cell: ({ message }) => <span className="analytics-value">{message}</span>,
        },
      ]}
    />
  );
}
