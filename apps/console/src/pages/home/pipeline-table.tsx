import Link from '@cloudscape-design/components/link';
import Table from '@cloudscape-design/components/table';
import { useTexts } from '../../i18n/language.js';
import { useFormat } from '../../shared/format.js';
import { Sparkline } from './edge-figures.js';
import type { Graph, GraphNode } from './model/graph.js';
import { homeTexts } from './texts.js';
import type { Measured } from './use-pipeline.js';

/** The graph's figures for who would rather read them. */
export function PipelineTable({
  graphs,
  measured,
}: {
  readonly graphs: readonly Graph[];
  readonly measured: Measured;
}) {
  const t = useTexts(homeTexts);
  const format = useFormat();
  const nodes = new Map(graphs.flatMap((graph) => graph.nodes.map((node) => [node.id, node])));
  const items = graphs.flatMap((graph) => graph.edges.map((edge) => ({ edge, figures: measured.of(edge) })));
  const name = (id: string) => <NodeName node={nodes.get(id)} />;
  return (
    <Table
      variant="embedded"
      items={items}
      trackBy={({ edge }) => edge.id}
      ariaLabels={{ tableLabel: t('pipeline') }}
      columnDefinitions={[
        { id: 'from', header: t('column.from'), cell: ({ edge }) => name(edge.from), isRowHeader: true },
        { id: 'to', header: t('column.to'), cell: ({ edge }) => name(edge.to) },
        {
          id: 'rate',
          header: t('column.rate'),
          cell: ({ figures: { rate, rateOf } }) =>
            rate === undefined ? '–' : t(`figure.${rateOf}`, { rate: format.number(rate) }),
        },
        { id: 'bytes', header: t('column.bytes'), cell: ({ figures }) => format.bytes(figures.bytes) },
        { id: 'age', header: t('column.age'), cell: ({ figures }) => format.duration(figures.age) },
        { id: 'errors', header: t('column.errors'), cell: ({ figures }) => format.number(figures.errors) },
        { id: 'throttles', header: t('column.throttles'), cell: ({ figures }) => format.number(figures.throttles) },
        { id: 'history', header: t('column.history'), cell: ({ figures }) => <Sparkline values={figures.history} /> },
      ]}
    />
  );
}

function NodeName({ node }: { readonly node: GraphNode | undefined }) {
  const t = useTexts(homeTexts);
  if (node === undefined) return null;
  const text = node.name === '' ? t(`kind.${node.kind}`) : `${t(`kind.${node.kind}`)} ${node.name}`;
  return node.href === undefined ? text : <Link href={node.href}>{text}</Link>;
}
