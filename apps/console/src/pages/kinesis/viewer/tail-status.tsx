import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Popover from '@cloudscape-design/components/popover';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useTexts } from '../../../i18n/language.js';
import { useFormat } from '../../../shared/format.js';
import { shortShardId } from '../model/shard.js';
import type { ShardLag, TailView } from './tail-session.js';
import { viewerTexts } from './texts.js';

interface TailStatusProps {
  readonly view: TailView;
  readonly isPaused: boolean;
  readonly shown: number;
}

/** Counts, rates and how far behind. */
export function TailStatus({ view, isPaused, shown }: TailStatusProps) {
  const t = useTexts(viewerTexts);
  const format = useFormat();
  const behind = Math.max(0, ...view.shards.map((shard) => shard.behind ?? 0));
  const kept = view.ring.records.length;
  return (
    <SpaceBetween direction="horizontal" size="l" alignItems="center">
      <StatusIndicator type={isPaused ? 'stopped' : view.isRunning ? 'in-progress' : 'pending'}>
        {isPaused ? t('viewer.paused') : t('viewer.live')}
      </StatusIndicator>
      <Box>{t('viewer.came', { count: view.records })}</Box>
      <Box>{shown === kept ? t('viewer.shown', { shown }) : t('viewer.matching', { shown, kept })}</Box>
      <Box>
        {t('viewer.rate', {
          records: format.number(view.recordsPerSecond, 1),
          bytes: format.bytes(Math.round(view.bytesPerSecond)),
        })}
      </Box>
      <Popover
        header={t('viewer.lag.shards')}
        size="large"
        triggerType="custom"
        content={<Lags shards={view.shards} />}
      >
        <Button variant="inline-link">
          {behind === 0 ? t('viewer.lag.none') : t('viewer.lag', { lag: format.duration(behind) })}
        </Button>
      </Popover>
    </SpaceBetween>
  );
}

const most = 20;

/** The shards that are furthest behind. */
function Lags({ shards }: { readonly shards: readonly ShardLag[] }) {
  const t = useTexts(viewerTexts);
  const format = useFormat();
  const first = shards.toSorted((a, b) => (b.behind ?? 0) - (a.behind ?? 0)).slice(0, most);
  return (
    <ul className="lags">
      {first.map(({ id, state, behind }) => (
        <li key={id}>
          {shortShardId(id)}: {t(`viewer.state.${state}`)}
          {state === 'reading' && behind !== undefined && (
            <>, {behind === 0 ? t('viewer.lag.none') : t('viewer.lag', { lag: format.duration(behind) })}</>
          )}
        </li>
      ))}
      {shards.length > most && <li>{t('viewer.more', { count: shards.length - most })}</li>}
    </ul>
  );
}
