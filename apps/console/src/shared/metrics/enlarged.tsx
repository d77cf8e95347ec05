import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import { useTexts } from '../../i18n/language.js';
import { useFormat } from '../format.js';
import { sharedTexts } from '../texts.js';
import { rowsOf } from './csv.js';
import type { ChartLine } from './layout.js';
import { MetricPlot, type MetricGraphProps } from './metric-plot.js';
import { metricsTexts } from './texts.js';
import { valueText } from './units.js';

interface EnlargedProps extends MetricGraphProps {
  readonly lines: readonly ChartLine[];
  readonly onDismiss: () => void;
}

/** A graph as large as the window, with its data points as a table. */
export function Enlarged({ lines, onDismiss, ...graph }: EnlargedProps) {
  const t = useTexts(sharedTexts);
  const m = useTexts(metricsTexts);
  return (
    <Modal visible size="max" header={graph.title} closeAriaLabel={t('action.close')} onDismiss={onDismiss}>
      <SpaceBetween size="m">
        <MetricPlot {...graph} height={Math.max(240, Math.round(innerHeight * 0.5))} />
        <ExpandableSection headerText={m('graph.points')}>
          <PointsTable title={graph.title} lines={lines} unit={graph.unit ?? 'count'} />
        </ExpandableSection>
      </SpaceBetween>
    </Modal>
  );
}

interface PointsTableProps {
  readonly title: string;
  readonly lines: readonly ChartLine[];
  readonly unit: NonNullable<MetricGraphProps['unit']>;
}

/** What a graph shows, in numbers: the newest 500 moments. */
export function PointsTable({ title, lines, unit }: PointsTableProps) {
  const t = useTexts(sharedTexts);
  const m = useTexts(metricsTexts);
  const format = useFormat();
  const rows = rowsOf(lines).slice(0, 500);
  return (
    <Table
      variant="embedded"
      contentDensity="compact"
      items={[...rows]}
      trackBy={({ x }) => String(x)}
      ariaLabels={{ tableLabel: title }}
      empty={t('graph.none')}
      footer={rows.length === 500 ? m('graph.newest', { count: 500 }) : undefined}
      columnDefinitions={[
        { id: 'time', header: m('graph.time'), cell: ({ x }) => format.time(x) },
        ...lines.map((line, index) => ({
          id: line.id,
          header: line.label,
          cell: ({ values }: (typeof rows)[number]) => {
            const value = values[index];
            return value === undefined ? t('empty.value') : valueText(value, unit, format);
          },
        })),
      ]}
    />
  );
}
