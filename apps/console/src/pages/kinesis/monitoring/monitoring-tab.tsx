import type { StreamDescriptionSummary } from '@aws-sdk/client-kinesis';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { RangePicker } from '../../../shared/metrics/range-picker.js';
import { streamGraphs } from '../model/graphs.js';
import { GraphsGrid } from './graphs-grid.js';
import { ShardGraph } from './shard-graph.js';
import { graphTexts } from './texts.js';
import { useRange } from './use-range.js';

interface MonitoringTabProps {
  readonly name: string;
  readonly summary: StreamDescriptionSummary | undefined;
}

export function MonitoringTab({ name, summary }: MonitoringTabProps) {
  const t = useTexts(graphTexts);
  const [range, setRange] = useRange();
  const dimensions = useMemo(() => ({ StreamName: name }), [name]);
  return (
    <SpaceBetween size="l">
      <Header
        variant="h2"
        description={t('monitoring.hint')}
        actions={<RangePicker value={range} onChange={setRange} />}
      >
        {t('monitoring')}
      </Header>
      <GraphsGrid graphs={streamGraphs} dimensions={dimensions} range={range} />
      <ShardGraph name={name} summary={summary} range={range} />
    </SpaceBetween>
  );
}
