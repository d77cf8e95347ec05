import {
  DescribeStreamSummaryCommand,
  KinesisClient,
  paginateListStreams,
  type StreamDescriptionSummary,
  type StreamSummary,
} from '@aws-sdk/client-kinesis';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { createStreamHref, streamHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { ResourceTable, type Column } from '../../shared/resource-table.js';
import { sharedTexts } from '../../shared/texts.js';
import { collect, useAws } from '../../shared/use-aws.js';
import { DeleteStream } from './delete-stream.js';
import { Mode, Status } from './status.js';
import { streamTexts } from './texts.js';
import { useRetention } from './use-retention.js';
import { streamsKey } from './use-stream.js';

/** All streams of the account in the Region. */
export function StreamsPage() {
  const t = useTexts(streamTexts);
  const shared = useTexts(sharedTexts);
  const format = useFormat();
  const retention = useRetention();
  const streams = useStreams();
  const details = useDetails((streams.data ?? []).map((stream) => stream.StreamName ?? ''));
  const [selected, setSelected] = useState<readonly StreamSummary[]>([]);
  const [deletes, setDeletes] = useState<string>();
  const detail = ({ StreamName = '' }: StreamSummary) => details.data?.get(StreamName);
  const columns: readonly Column<StreamSummary>[] = [
    {
      id: 'name',
      header: t('streams.name'),
      isRowHeader: true,
      cell: ({ StreamName = '' }) => <Link href={streamHref(StreamName)}>{StreamName}</Link>,
      by: ({ StreamName }) => StreamName,
    },
    {
      id: 'status',
      header: t('streams.status'),
      cell: ({ StreamStatus }) => <Status status={StreamStatus} />,
      by: ({ StreamStatus }) => StreamStatus,
    },
    {
      id: 'mode',
      header: t('streams.mode'),
      cell: ({ StreamModeDetails }) => <Mode mode={StreamModeDetails?.StreamMode} />,
      by: ({ StreamModeDetails }) => StreamModeDetails?.StreamMode,
    },
    {
      id: 'shards',
      header: t('streams.shards'),
      cell: (stream) => format.number(detail(stream)?.OpenShardCount),
      by: (stream) => detail(stream)?.OpenShardCount,
    },
    {
      id: 'retention',
      header: t('streams.retention'),
      cell: (stream) => retention(detail(stream)?.RetentionPeriodHours),
      by: (stream) => detail(stream)?.RetentionPeriodHours,
    },
    {
      id: 'encryption',
      header: t('streams.encryption'),
      cell: (stream) => {
        const type = detail(stream)?.EncryptionType;
        return type === undefined ? '–' : type === 'KMS' ? t('encryption.kms') : t('encryption.none');
      },
      by: (stream) => detail(stream)?.EncryptionType,
    },
    {
      id: 'consumers',
      header: t('streams.consumers'),
      cell: (stream) => format.number(detail(stream)?.ConsumerCount),
      by: (stream) => detail(stream)?.ConsumerCount,
    },
    {
      id: 'created',
      header: t('streams.created'),
      cell: ({ StreamCreationTimestamp }) => format.time(StreamCreationTimestamp),
      by: ({ StreamCreationTimestamp }) => StreamCreationTimestamp?.getTime(),
    },
  ];
  const chosen = selected[0]?.StreamName;
  return (
    <Page title={t('streams')} description={t('streams.description')}>
      <ResourceTable
        title={t('streams')}
        things={t('streams.things')}
        items={streams.data}
        columns={columns}
        id={({ StreamName = '' }) => StreamName}
        isLoading={streams.isLoading}
        error={streams.error}
        onRefresh={() => {
          void streams.refetch();
          void details.refetch();
        }}
        selection={{ type: 'single', selected, onSelect: setSelected }}
        empty={<Box>{t('streams.empty')}</Box>}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button disabled={chosen === undefined} onClick={() => setDeletes(chosen)}>
              {shared('action.delete')}
            </Button>
            <Button variant="primary" href={createStreamHref}>
              {t('streams.create')}
            </Button>
          </SpaceBetween>
        }
      />
      {deletes !== undefined && (
        <DeleteStream
          name={deletes}
          onDismiss={() => setDeletes(undefined)}
          onDeleted={() => {
            setDeletes(undefined);
            setSelected([]);
          }}
        />
      )}
    </Page>
  );
}

function useStreams() {
  const kinesis = useClient(KinesisClient);
  return useAws<readonly StreamSummary[]>(
    [...streamsKey, 'list'],
    () =>
      collect(
        paginateListStreams({ client: kinesis }, {}),
        ({ StreamSummaries, StreamNames }) =>
          // Older endpoints say the names only.
          StreamSummaries ?? StreamNames?.map((StreamName) => ({ StreamName }) as StreamSummary),
      ),
    { every: (found) => (found?.some(({ StreamStatus }) => StreamStatus !== 'ACTIVE') ? 2000 : 15_000) },
  );
}

/** Calls at once: AWS allows twenty a second in an account. */
const mostCalls = 4;
/** Beyond that many streams the first ones have details only. */
const mostDetails = 200;

/** What the list itself does not say; what one may not see is left out. */
function useDetails(names: readonly string[]) {
  const kinesis = useClient(KinesisClient);
  return useAws<ReadonlyMap<string, StreamDescriptionSummary>>(
    [...streamsKey, 'details', names],
    async ({ signal }) => {
      const found = new Map<string, StreamDescriptionSummary>();
      const rest = names.slice(0, mostDetails);
      const next = async (): Promise<void> => {
        for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
          const answer = await kinesis
            .send(new DescribeStreamSummaryCommand({ StreamName: name }), { abortSignal: signal })
            .catch(() => undefined);
          if (answer?.StreamDescriptionSummary) found.set(name, answer.StreamDescriptionSummary);
        }
      };
      await Promise.all(Array.from({ length: mostCalls }, next));
      return found;
    },
    { every: 15_000, enabled: names.length > 0, keep: true },
  );
}
