import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { alarmHref, alarmsHref, withQuery } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { MetricGraph } from '../../shared/metrics/metric-graph.js';
import { RangePicker } from '../../shared/metrics/range-picker.js';
import { absoluteRange, readRange } from '../../shared/metrics/range.js';
import { useMetrics } from '../../shared/metrics/use-metrics.js';
import { Page } from '../../shared/page.js';
import { Problem } from '../../shared/problem.js';
import { alarmStates } from './alarms/model.js';
import { State } from './alarms/state.js';
import { useAlarms } from './alarms/use-alarms.js';
import './cloudwatch.css';
import { useCatalog } from './explorer/use-catalog.js';
import { automaticGraphs } from './overview.js';
import { overviewTexts } from './texts.js';

/** Alarms by state, and graphs of what there is data of. */
export function OverviewPage() {
  const t = useTexts(overviewTexts);
  const [parameters, setParameters] = useSearchParams();
  const range = readRange(parameters.get('range'), '1h');
  const catalog = useCatalog(undefined, true);
  const graphs = useMemo(() => automaticGraphs(catalog.data ?? []), [catalog.data]);
  const queries = useMemo(() => graphs.flatMap((graph) => graph.queries), [graphs]);
  const { data, error } = useMetrics(queries, { range });
  const setRange = (next: string): void => setParameters({ range: next }, { replace: true });
  return (
    <Page title="CloudWatch" actions={<RangePicker value={range} onChange={setRange} />}>
      <AlarmCounts />
      <Problem error={catalog.error} onRetry={() => void catalog.refetch()} />
      {catalog.data !== undefined && graphs.length === 0 && (
        <Box color="text-status-inactive" textAlign="center">
          {t('none')}
        </Box>
      )}
      <Grid gridDefinition={graphs.map(() => ({ colspan: { default: 12, s: 6, l: 4 } }))}>
        {graphs.map(({ title, unit, queries: asked }) => (
          <MetricGraph
            key={title}
            title={title}
            data={data}
            error={error}
            unit={unit}
            queries={queries}
            ids={asked.map(({ id }) => id)}
            range={range}
            onZoom={(start, end) => setRange(absoluteRange(start, end))}
          />
        ))}
      </Grid>
    </Page>
  );
}

function AlarmCounts() {
  const t = useTexts(overviewTexts);
  const { data, error, refetch } = useAlarms();
  const ringing = data?.filter(({ state }) => state === 'ALARM') ?? [];
  return (
    <Container header={<Header variant="h2">{t('alarms')}</Header>}>
      <Problem error={error} onRetry={() => void refetch()} />
      <ColumnLayout columns={4} variant="text-grid">
        {alarmStates.map((state) => (
          <div key={state}>
            <div>
              <State state={state} />
            </div>
            <Box variant="awsui-value-large">
              <Link href={withQuery(alarmsHref, { state })} fontSize="heading-xl">
                {data?.filter((alarm) => alarm.state === state).length ?? '–'}
              </Link>
            </Box>
          </div>
        ))}
        <div>
          <Box variant="awsui-key-label">{t('ringing')}</Box>
          {ringing.length === 0
            ? t('silent')
            : ringing.slice(0, 8).map(({ name }) => (
                <div key={name}>
                  <Link href={alarmHref(name)}>{name}</Link>
                </div>
              ))}
        </div>
      </ColumnLayout>
    </Container>
  );
}
