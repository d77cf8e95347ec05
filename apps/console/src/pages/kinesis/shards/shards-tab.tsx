import type { StreamDescriptionSummary } from '@aws-sdk/client-kinesis';
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Grid from '@cloudscape-design/components/grid';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useTexts } from '../../../i18n/language.js';
import { useFormat } from '../../../shared/format.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import { shareOf } from '../model/hash-range.js';
import { lineageOf } from '../model/lineage.js';
import { neighboursOf, shortShardId, type ShardInfo } from '../model/shard.js';
import { useShards } from '../use-stream.js';
import { LineageView } from './lineage-view.js';
import { MergeDialog } from './merge-dialog.js';
import { ShardDetails } from './shard-details.js';
import { SplitDialog } from './split-dialog.js';
import { shardTexts } from './texts.js';

interface ShardsTabProps {
  readonly name: string;
  readonly summary: StreamDescriptionSummary | undefined;
}

const none: readonly ShardInfo[] = [];

/** The stream's history as a drawing and as a list; what can be done with the chosen shard. */
export function ShardsTab({ name, summary }: ShardsTabProps) {
  const t = useTexts(shardTexts);
  const format = useFormat();
  const [parameters, setParameters] = useSearchParams();
  const { data, error, isLoading, refetch } = useShards(name, summary?.StreamStatus);
  const [dialog, setDialog] = useState<'split' | 'merge'>();
  const shards = data ?? none;
  const lineage = useMemo(() => lineageOf(shards), [shards]);
  const open = useMemo(() => shards.filter(({ isOpen }) => isOpen).length, [shards]);
  const chosen = shards.find(({ id }) => id === parameters.get('shard'));
  const choose = (shard: ShardInfo | undefined): void =>
    setParameters(shard === undefined ? {} : { shard: shard.id }, { replace: true });
  const isOnDemand = summary?.StreamModeDetails?.StreamMode === 'ON_DEMAND';
  const isBusy = summary !== undefined && summary.StreamStatus !== 'ACTIVE';
  const isFixed = chosen?.isOpen !== true || isOnDemand || isBusy;
  const share = (shard: ShardInfo): string => `${format.number(shareOf(shard) * 100, 3)}%`;
  const list = (
    <ResourceTable
      title={t('shards')}
      things={t('shards.things')}
      description={data && t('shards.counts', { open, closed: shards.length - open })}
      items={data}
      columns={[
        { id: 'id', header: t('shard.id'), cell: ({ id }) => id, by: ({ id }) => id, isRowHeader: true },
        {
          id: 'state',
          header: t('shard.state'),
          cell: ({ isOpen }) => (
            <StatusIndicator type={isOpen ? 'success' : 'stopped'}>
              {isOpen ? t('shard.open') : t('shard.closed')}
            </StatusIndicator>
          ),
          by: ({ isOpen }) => (isOpen ? t('shard.open') : t('shard.closed')),
        },
        {
          id: 'parents',
          header: t('shard.parents'),
          cell: ({ parents }) => parents.map(shortShardId).join(', ') || '–',
          by: ({ parents }) => parents.join(' '),
        },
        { id: 'share', header: t('shard.share'), cell: share, by: (shard) => shareOf(shard) },
      ]}
      id={({ id }) => id}
      isLoading={isLoading}
      error={error}
      onRefresh={() => void refetch()}
      pageSize={15}
      selection={{
        type: 'single',
        selected: chosen === undefined ? none : [chosen],
        onSelect: (selected) => choose(selected[0]),
      }}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button disabled={isFixed} onClick={() => setDialog('split')}>
            {t('split')}
          </Button>
          <Button disabled={isFixed || neighboursOf(chosen, shards).length === 0} onClick={() => setDialog('merge')}>
            {t('merge')}
          </Button>
        </SpaceBetween>
      }
    />
  );
  const close = (): void => setDialog(undefined);
  return (
    <SpaceBetween size="l">
      {isOnDemand && <Alert type="info">{t('onDemand')}</Alert>}
      <Grid gridDefinition={[{ colspan: { default: 12, m: 6 } }, { colspan: { default: 12, m: 6 } }]}>
        {list}
        <LineageView lineage={lineage} open={open} chosen={chosen?.id} onChoose={choose} />
      </Grid>
      {chosen !== undefined && <ShardDetails stream={name} shard={chosen} />}
      {dialog === 'split' && chosen !== undefined && <SplitDialog stream={name} shard={chosen} onClose={close} />}
      {dialog === 'merge' && chosen !== undefined && (
        <MergeDialog stream={name} shard={chosen} neighbours={neighboursOf(chosen, shards)} onClose={close} />
      )}
    </SpaceBetween>
  );
}
