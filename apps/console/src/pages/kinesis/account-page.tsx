import {
  DescribeAccountSettingsCommand,
  DescribeLimitsCommand,
  KinesisClient,
  UpdateAccountSettingsCommand,
} from '@aws-sdk/client-kinesis';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { streamsHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useClient } from '../../session/use-session.js';
import { useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { Problem } from '../../shared/problem.js';
import { useAction, useAws, type Key } from '../../shared/use-aws.js';
import { settingsTexts } from './settings/texts.js';
import { streamTexts } from './texts.js';

/** What holds for the whole account in the Region. */
export function AccountPage() {
  const t = useTexts(settingsTexts);
  const s = useTexts(streamTexts);
  return (
    <Page title={t('account')} crumbs={[{ text: s('streams'), href: streamsHref }]}>
      <Commitment />
      <Quotas />
    </Page>
  );
}

const settingsKey: Key = ['kinesis', 'account'];

function Commitment() {
  const t = useTexts(settingsTexts);
  const format = useFormat();
  const kinesis = useClient(KinesisClient);
  const { data, error, refetch } = useAws(settingsKey, async ({ signal }) => {
    const answer = await kinesis.send(new DescribeAccountSettingsCommand({}), { abortSignal: signal });
    return answer.MinimumThroughputBillingCommitment ?? { Status: undefined };
  });
  const save = useAction(
    (status: 'ENABLED' | 'DISABLED') =>
      kinesis.send(new UpdateAccountSettingsCommand({ MinimumThroughputBillingCommitment: { Status: status } })),
    { changes: [settingsKey], done: () => t('account.done') },
  );
  const status = (['ENABLED', 'DISABLED', 'ENABLED_UNTIL_EARLIEST_ALLOWED_END'] as const).find(
    (one) => one === data?.Status,
  );
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('account.hint')}
          actions={
            <Button
              disabled={status === undefined}
              loading={save.isRunning}
              onClick={() => void save.run(status === 'ENABLED' ? 'DISABLED' : 'ENABLED')}
            >
              {status === 'ENABLED' ? t('account.disable') : t('account.enable')}
            </Button>
          }
        >
          {t('account.commitment')}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <Problem error={error} onRetry={() => void refetch()} />
        <Problem error={save.error} />
        {data !== undefined && (
          <KeyValuePairs
            columns={4}
            items={[
              { label: t('account.status'), value: status === undefined ? '–' : t(`account.status.${status}`) },
              { label: t('account.started'), value: format.time(data.StartedAt) },
              { label: t('account.earliest'), value: format.time(data.EarliestAllowedEndAt) },
              { label: t('account.ended'), value: format.time(data.EndedAt) },
            ]}
          />
        )}
      </SpaceBetween>
    </Container>
  );
}

function Quotas() {
  const t = useTexts(settingsTexts);
  const kinesis = useClient(KinesisClient);
  const { data, error, refetch } = useAws(['kinesis', 'limits'], ({ signal }) =>
    kinesis.send(new DescribeLimitsCommand({}), { abortSignal: signal }),
  );
  return (
    <Container header={<Header variant="h2">{t('account.quotas')}</Header>}>
      <Problem error={error} onRetry={() => void refetch()} />
      {data !== undefined && (
        <KeyValuePairs
          columns={2}
          items={[
            {
              label: t('account.quota.shards'),
              value: t('account.quota.of', { used: data.OpenShardCount ?? 0, limit: data.ShardLimit ?? 0 }),
            },
            {
              label: t('account.quota.onDemand'),
              value: t('account.quota.of', {
                used: data.OnDemandStreamCount ?? 0,
                limit: data.OnDemandStreamCountLimit ?? 0,
              }),
            },
          ]}
        />
      )}
    </Container>
  );
}
