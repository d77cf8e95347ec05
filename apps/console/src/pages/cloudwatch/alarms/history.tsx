import { CloudWatchClient, DescribeAlarmHistoryCommand, type AlarmHistoryItem } from '@aws-sdk/client-cloudwatch';
import { useLanguage, useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { useFormat } from '../../../shared/format.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import { useAws } from '../../../shared/use-aws.js';
import { alarmTexts } from './texts.js';

const kinds = ['StateUpdate', 'ConfigurationUpdate', 'Action'] as const;

/** What happened to an alarm: the newest hundred entries. */
export function AlarmHistory({ name }: { readonly name: string }) {
  const t = useTexts(alarmTexts);
  const format = useFormat();
  const language = useLanguage();
  const cloudwatch = useClient(CloudWatchClient);
  const { data, error, refetch, isPending } = useAws(
    ['cloudwatch', 'history', name],
    async ({ signal }) => {
      const { AlarmHistoryItems = [] } = await cloudwatch.send(
        new DescribeAlarmHistoryCommand({ AlarmName: name, MaxRecords: 100, ScanBy: 'TimestampDescending' }),
        { abortSignal: signal },
      );
      return AlarmHistoryItems.map((item, index) => ({ ...item, index }));
    },
    { every: 15_000 },
  );
  return (
    <ResourceTable<AlarmHistoryItem & { readonly index: number }>
      title={t('page.history')}
      things={t('history.things')}
      items={data}
      id={({ index }) => String(index)}
      isLoading={isPending}
      error={error}
      onRefresh={() => void refetch()}
      sortedBy="date"
      descending
      pageSize={20}
      columns={[
        {
          id: 'date',
          header: t('history.date'),
          cell: ({ Timestamp }) => format.time(Timestamp),
          by: ({ Timestamp }) => Timestamp?.getTime(),
        },
        {
          id: 'type',
          header: t('history.type'),
          cell: ({ HistoryItemType }) => {
            const kind = kinds.find((one) => one === HistoryItemType);
            return kind === undefined ? HistoryItemType : t(`history.type.${kind}`);
          },
          by: ({ HistoryItemType }) => HistoryItemType,
        },
        {
          id: 'summary',
          header: t('history.summary'),
          cell: ({ HistorySummary }) => <span lang={language === 'en' ? undefined : 'en'}>{HistorySummary}</span>,
          by: ({ HistorySummary }) => HistorySummary,
        },
      ]}
    />
  );
}
