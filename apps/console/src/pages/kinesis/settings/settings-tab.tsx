import type { StreamDescriptionSummary } from '@aws-sdk/client-kinesis';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useFormat } from '../../../shared/format.js';
import { Problem } from '../../../shared/problem.js';
import { ResourcePolicy } from '../consumers/resource-policy.js';
import { Mode } from '../status.js';
import { streamTexts } from '../texts.js';
import { useRetention } from '../use-retention.js';
import { EncryptionDialog } from './encryption-dialog.js';
import { MetricsDialog } from './metrics-dialog.js';
import { ModeDialog } from './mode-dialog.js';
import { NumberDialog } from './number-dialogs.js';
import { ShardCountDialog } from './shard-count-dialog.js';
import { settingsTexts } from './texts.js';

interface SettingsTabProps {
  readonly name: string;
  readonly arn: string;
  readonly summary: StreamDescriptionSummary | undefined;
  readonly error: unknown;
}

const sharing = [
  'kinesis:DescribeStreamSummary',
  'kinesis:GetRecords',
  'kinesis:GetShardIterator',
  'kinesis:ListShards',
];

/** What of a stream can be changed, each part with its dialog. */
export function SettingsTab({ name, arn, summary, error }: SettingsTabProps) {
  return (
    <SpaceBetween size="l">
      {summary === undefined ? <Problem error={error} /> : <Settings name={name} arn={arn} summary={summary} />}
      <ResourcePolicy name={name} arn={arn} actions={sharing} />
    </SpaceBetween>
  );
}

type Dialog = 'mode' | 'shards' | 'warm' | 'encryption' | 'retention' | 'record' | 'metrics';

function Settings({
  name,
  arn,
  summary,
}: Omit<SettingsTabProps, 'error' | 'summary'> & { readonly summary: StreamDescriptionSummary }) {
  const t = useTexts(settingsTexts);
  const s = useTexts(streamTexts);
  const format = useFormat();
  const retention = useRetention();
  const [dialog, setDialog] = useState<Dialog>();
  const close = (): void => setDialog(undefined);
  const isOnDemand = summary.StreamModeDetails?.StreamMode === 'ON_DEMAND';
  const isBusy = summary.StreamStatus !== 'ACTIVE';
  const metrics = summary.EnhancedMonitoring?.flatMap(({ ShardLevelMetrics = [] }) => ShardLevelMetrics) ?? [];
  const warm = summary.WarmThroughput;
  const edit = (which: Dialog, label: string): ReactNode => (
    <Button key={which} disabled={isBusy} onClick={() => setDialog(which)}>
      {label}
    </Button>
  );
  const given = { name, onClose: close };
  return (
    <SpaceBetween size="l">
      {isBusy && <Alert type="info">{t('busy', { status: summary.StreamStatus ?? '' })}</Alert>}
      <Part
        title={t('capacity')}
        actions={[
          edit('mode', t('capacity.edit.mode')),
          isOnDemand ? edit('warm', t('warm.edit')) : edit('shards', t('capacity.edit.shards')),
        ]}
        items={[
          { label: s('streams.mode'), value: <Mode mode={summary.StreamModeDetails?.StreamMode} /> },
          { label: s('streams.shards'), value: format.number(summary.OpenShardCount) },
          ...(isOnDemand
            ? [
                {
                  label: t('warm'),
                  value:
                    warm?.TargetMiBps === undefined
                      ? t('warm.none')
                      : t('warm.now', { target: warm.TargetMiBps, current: warm.CurrentMiBps ?? 0 }),
                },
              ]
            : []),
        ]}
      />
      <Part
        title={t('encryption')}
        actions={edit('encryption', t('encryption.edit'))}
        items={[
          {
            label: s('streams.encryption'),
            value: summary.EncryptionType === 'KMS' ? s('encryption.kms') : s('encryption.none'),
          },
          ...(summary.KeyId === undefined ? [] : [{ label: t('encryption.key'), value: summary.KeyId }]),
        ]}
      />
      <Part
        title={t('retention')}
        actions={edit('retention', t('retention.edit'))}
        items={[{ label: s('streams.retention'), value: retention(summary.RetentionPeriodHours) }]}
      />
      <Part
        title={t('record')}
        actions={edit('record', t('record.edit'))}
        items={[{ label: t('record'), value: format.bytes((summary.MaxRecordSizeInKiB ?? 1024) * 1024) }]}
      />
      <Part
        title={t('metrics')}
        actions={edit('metrics', t('metrics.edit'))}
        items={[{ label: t('metrics.enabled'), value: metrics.length === 0 ? t('metrics.none') : metrics.join(', ') }]}
      />
      {dialog === 'mode' && <ModeDialog {...given} arn={arn} isOnDemand={isOnDemand} />}
      {dialog === 'shards' && <ShardCountDialog {...given} open={summary.OpenShardCount ?? 1} />}
      {dialog === 'encryption' && <EncryptionDialog {...given} keyId={summary.KeyId} />}
      {dialog === 'metrics' && <MetricsDialog {...given} enabled={metrics} />}
      {(dialog === 'warm' || dialog === 'retention' || dialog === 'record') && (
        <NumberDialog {...given} what={dialog} arn={arn} summary={summary} />
      )}
    </SpaceBetween>
  );
}

interface PartProps {
  readonly title: string;
  readonly actions: ReactNode;
  readonly items: readonly { readonly label: string; readonly value: ReactNode }[];
}

const Part = ({ title, actions, items }: PartProps) => (
  <Container
    header={
      <Header
        variant="h2"
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            {actions}
          </SpaceBetween>
        }
      >
        {title}
      </Header>
    }
  >
    <KeyValuePairs columns={3} items={items} />
  </Container>
);
