import Alert from '@cloudscape-design/components/alert';
import Link from '@cloudscape-design/components/link';
import { applicationHref, functionHref, streamHref, tableHref } from '../../hrefs.js';
import { useTexts } from '../../i18n/language.js';
import { useFormat } from '../../shared/format.js';
import type { Trouble } from './model/figures.js';
import type { Graph, GraphNode } from './model/graph.js';
import { homeTexts } from './texts.js';
import type { Measured } from './use-pipeline.js';

/** What does not go as it should, in words, with where to look. */
export function Troubles({ graphs, measured }: { readonly graphs: readonly Graph[]; readonly measured: Measured }) {
  const t = useTexts(homeTexts);
  const format = useFormat();
  const nodes = new Map(graphs.flatMap((graph) => graph.nodes.map((node) => [node.id, node])));
  const all = graphs.flatMap((graph) =>
    graph.edges.flatMap((edge) =>
      measured.of(edge).troubles.map((trouble) => ({
        key: `${edge.id} ${trouble.kind}`,
        trouble,
        from: nodes.get(edge.from),
        to: nodes.get(edge.to),
      })),
    ),
  );
  const nameOf = (node: GraphNode | undefined): string => node?.name || (node ? t(`kind.${node.kind}`) : '');
  const words = (trouble: Trouble, from: GraphNode | undefined, to: GraphNode | undefined): string => {
    const { kind, value } = trouble;
    const isTime = kind === 'age' || kind === 'ageRises';
    const said = isTime && typeof value === 'number' ? format.duration(value) : value;
    const key =
      kind === 'throttles' && to?.kind === 'stream' ? 'trouble.throttles.stream' : (`trouble.${kind}` as const);
    return t(key, { from: nameOf(from), to: nameOf(to), value: said });
  };
  return (
    <div aria-live="polite">
      {all.length > 0 && (
        <Alert type="error" header={t('problems')}>
          <ul>
            {all.map(({ key, trouble, from, to }) => {
              const href = whereToLook(trouble, from, to);
              return (
                <li key={key}>
                  {words(trouble, from, to)} {href !== undefined && <Link href={href}>{t('trouble.look')}</Link>}
                </li>
              );
            })}
          </ul>
        </Alert>
      )}
    </div>
  );
}

/** The page on which it can be seen, or mended. */
function whereToLook({ kind }: Trouble, from: GraphNode | undefined, to: GraphNode | undefined): string | undefined {
  const application = [from, to].find((node) => node?.kind === 'application');
  if (application !== undefined) return applicationHref(application.name, kind === 'stopped' ? 'sql' : 'monitoring');
  if (to?.kind === 'function') return functionHref(to.name, kind === 'disabled' ? 'configuration' : 'monitor');
  if (to?.kind === 'stream') return streamHref(to.name, 'shards');
  return to?.kind === 'table' ? tableHref(to.name, 'monitoring') : to?.href;
}
