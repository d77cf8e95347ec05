import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import LineChart from '@cloudscape-design/components/line-chart';
import type { ReactNode } from 'react';
import { useLanguage, useTexts } from '../../i18n/language.js';
import { useFormat } from '../format.js';
import { problemOf } from '../aws-problem.js';
import { sharedTexts } from '../texts.js';
import type { MetricData } from './use-metrics.js';

export type MetricUnit = 'count' | 'bytes' | 'ms' | 'percent' | 'none';

interface MetricGraphProps {
  readonly title: string;
  readonly data: MetricData | undefined;
  /** Of the data's lines those that it shows; all when absent. */
  readonly ids?: readonly string[];
  readonly error?: unknown;
  readonly unit?: MetricUnit;
  /** px, of the plot. */
  readonly height?: number;
  readonly actions?: ReactNode;
}

/** Lines over time, in a container of their own. */
export function MetricGraph({ title, data, ids, error, unit = 'count', height = 180, actions }: MetricGraphProps) {
  const t = useTexts(sharedTexts);
  const format = useFormat();
  const language = useLanguage();
  const lines = (data?.lines ?? []).filter(({ id }) => ids === undefined || ids.includes(id));
  const value = (y: number): string => {
    if (unit === 'bytes') return format.bytes(y);
    if (unit === 'ms') return format.duration(y);
    if (unit === 'percent') return `${format.number(y)} %`;
    return format.number(y);
  };
  const time = (x: Date): string =>
    x.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const most = Math.max(0, ...lines.flatMap(({ points }) => points.map(({ y }) => y)));
  const least = Math.min(0, ...lines.flatMap(({ points }) => points.map(({ y }) => y)));
  return (
    <Container
      header={
        <Header variant="h3" actions={actions}>
          {title}
        </Header>
      }
      fitHeight
    >
      <LineChart
        ariaLabel={title}
        height={height}
        hideFilter
        hideLegend={lines.length < 2}
        statusType={
          error !== undefined && error !== null && data === undefined
            ? 'error'
            : data === undefined
              ? 'loading'
              : 'finished'
        }
        errorText={problemOf(error).message}
        loadingText={t('graph.loading')}
        empty={<Box color="text-status-inactive">{t('graph.none')}</Box>}
        xScaleType="time"
        {...(data === undefined ? {} : { xDomain: [new Date(data.window.start), new Date(data.window.end)] })}
        yDomain={[least, most === 0 ? 1 : most * 1.1]}
        xTickFormatter={time}
        yTickFormatter={value}
        series={lines
          .filter(({ points }) => points.length > 0)
          .map(({ label, points }) => ({
            title: label,
            type: 'line' as const,
            data: points.map(({ x, y }) => ({ x: new Date(x), y })),
            valueFormatter: value,
          }))}
      />
    </Container>
  );
}
