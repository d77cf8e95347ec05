import type { StreamDescriptionSummary } from '@aws-sdk/client-kinesis';
import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import Multiselect from '@cloudscape-design/components/multiselect';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { streamHref } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { MetricGraph } from '../../../shared/metrics/metric-graph.js';
import type { Range } from '../../../shared/metrics/range.js';
import { useMetrics } from '../../../shared/metrics/use-metrics.js';
import { shardMetrics, shardMetricUnit, shardQueries, type ShardMetric } from '../model/graphs.js';
import { useShards } from '../use-stream.js';
import { graphTexts } from './texts.js';

interface ShardGraphProps {
  readonly name: string;
  readonly summary: StreamDescriptionSummary | undefined;
  readonly range: Range;
}

/** More lines than these nobody tells apart. */
const most = 10;

/** One shard-level metric, a line for each shard, where enhanced monitoring has it switched on. */
export function ShardGraph({ name, summary, range }: ShardGraphProps) {
  const t = useTexts(graphTexts);
  const [parameters, setParameters] = useSearchParams();
  const enabled = shardMetrics.filter((metric) =>
    summary?.EnhancedMonitoring?.some(({ ShardLevelMetrics }) => ShardLevelMetrics?.includes(metric)),
  );
  const metric = enabled.find((one) => one === parameters.get('metric')) ?? enabled[0];
  const shards = useShards(name, summary?.StreamStatus);
  const chosen = (parameters.get('shards') ?? '').split(',').filter((id) => id !== '');
  const change = (key: string, value: string): void =>
    setParameters(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === '') next.delete(key);
        else next.set(key, value);
        return next;
      },
      { replace: true },
    );
  const ids = (shards.data ?? []).map(({ id }) => id);
  const shown = chosen.length > 0 ? chosen.slice(0, most) : ids.slice(0, most);
  return (
    <SpaceBetween size="m">
      <Header variant="h2">{t('shardLevel')}</Header>
      {metric === undefined ? (
        <Box>
          {t('shardLevel.off')} <Link href={streamHref(name, 'settings')}>{t('shardLevel.configure')}</Link>
        </Box>
      ) : (
        <SpaceBetween size="m">
          <ColumnLayout columns={2}>
            <FormField label={t('shardLevel.metric')}>
              <Select
                selectedOption={{ value: metric, label: metric }}
                options={enabled.map((value) => ({ value, label: value }))}
                onChange={({ detail }) => change('metric', detail.selectedOption.value ?? '')}
              />
            </FormField>
            <FormField label={t('shardLevel.shards')}>
              <Multiselect
                selectedOptions={chosen.map((value) => ({ value, label: value }))}
                options={ids.map((value) => ({ value, label: value }))}
                placeholder={t('shardLevel.choose')}
                filteringType="auto"
                virtualScroll
                onChange={({ detail }) =>
                  change('shards', detail.selectedOptions.map(({ value }) => value ?? '').join(','))
                }
              />
            </FormField>
          </ColumnLayout>
          {chosen.length === 0 && ids.length > most && <Box>{t('shardLevel.first', { count: most })}</Box>}
          <Lines name={name} metric={metric} shards={shown} range={range} />
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}

interface LinesProps {
  readonly name: string;
  readonly metric: ShardMetric;
  readonly shards: readonly string[];
  readonly range: Range;
}

function Lines({ name, metric, shards, range }: LinesProps) {
  const key = shards.join(' ');
  const queries = useMemo(() => shardQueries(name, metric, key === '' ? [] : key.split(' ')), [name, metric, key]);
  const { data, error } = useMetrics(queries, { range });
  return <MetricGraph title={metric} data={data} error={error} unit={shardMetricUnit(metric)} height={260} />;
}
