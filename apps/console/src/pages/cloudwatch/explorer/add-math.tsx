import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import { useTexts } from '../../../i18n/language.js';
import { freeId, type GraphLine } from '../../../shared/metrics/graph-source.js';
import { explorerTexts } from './texts.js';

/** Begins an expression of the lines that there are. */
export function AddMath({
  lines,
  onAdd,
}: {
  readonly lines: readonly GraphLine[];
  readonly onAdd: (line: GraphLine) => void;
}) {
  const t = useTexts(explorerTexts);
  const metrics = lines.filter(({ expression }) => expression === undefined);
  const [a, b] = metrics.map(({ id }) => id);
  const first = metrics[0];
  const choices: readonly (readonly [id: string, text: string, expression: string])[] = [
    ['empty', t('add.empty'), a ?? '1'],
    ...(a === undefined
      ? []
      : ([
          ['sum', t('add.sum'), 'SUM(METRICS())'],
          ['average', t('add.average'), 'AVG(METRICS())'],
          ['rate', t('add.rate', { id: a }), `${a} / PERIOD(${a})`],
          ['fill', t('add.fill', { id: a }), `FILL(${a}, 0)`],
          ['running', t('add.running', { id: a }), `RUNNING_SUM(${a})`],
        ] as const)),
    ...(a === undefined || b === undefined
      ? []
      : ([['ratio', t('add.ratio', { a, b }), `100 * ${a} / ${b}`]] as const)),
    [
      'search',
      t('add.search'),
      first === undefined
        ? `SEARCH('{AWS/Kinesis,StreamName} MetricName="IncomingRecords"', 'Sum', 60)`
        : `SEARCH('{${[first.namespace, ...Object.keys(first.dimensions ?? {})].join(',')}} MetricName="${first.metric ?? ''}"', '${first.statistic ?? 'Sum'}', 60)`,
    ],
  ];
  return (
    <ButtonDropdown
      expandToViewport
      items={choices.map(([id, text]) => ({ id, text }))}
      onItemClick={({ detail }) => {
        const [, text = '', expression = ''] = choices.find(([id]) => id === detail.id) ?? [];
        onAdd({ id: freeId(lines, 'e'), label: detail.id === 'search' ? '' : text, expression });
      }}
    >
      {t('add.math')}
    </ButtonDropdown>
  );
}
