import {
  colorBackgroundContainerContent,
  colorBorderDividerDefault,
  colorChartsPaletteCategorical1,
  colorTextBodyDefault,
  colorTextBodySecondary,
  colorTextLinkDefault,
  colorTextStatusError,
} from '@cloudscape-design/design-tokens';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useMemo, useRef, type CSSProperties } from 'react';
import { useTexts } from '../../i18n/language.js';
import type { Translate } from '../../i18n/texts.js';
import { useWidth } from '../../shared/metrics/use-width.js';
import { EdgeFigures } from './edge-figures.js';
import type { Graph, GraphNode } from './model/graph.js';
import { layoutOf } from './model/layout.js';
import { geometryOf, type Geometry } from './model/geometry.js';
import { homeTexts } from './texts.js';
import type { Measured } from './use-pipeline.js';
import './home.css';

/** One part of the pipeline: boxes and what moves between them. From left to right, where there is room for it; from top to bottom elsewhere. */
export function PipelineGraph({ graph, measured }: { readonly graph: Graph; readonly measured: Measured }) {
  const t = useTexts(homeTexts);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const layout = useMemo(() => layoutOf(graph), [graph]);
  const geometry = useMemo(() => geometryOf(graph, layout, Math.max(0, width - 8)), [graph, layout, width]);
  const edges = graph.edges.map((edge) => ({ edge, figures: measured.of(edge), line: geometry.lines.get(edge.id) }));
  const troubled = new Set(edges.filter(({ figures }) => figures.troubles.length > 0).map(({ edge }) => edge.to));
  return (
    <div ref={box} className="pipeline" style={colours}>
      {width > 0 && (
        <div className="pipeline-plane" style={{ height: geometry.height, width: geometry.width }}>
          <svg width={geometry.width} height={geometry.height} aria-hidden="true">
            {edges.map(({ edge, figures, line }) => {
              if (line === undefined) return null;
              const rate = figures.rate ?? 0;
              const isBad = figures.troubles.length > 0;
              return (
                <g key={edge.id} className={isBad ? 'pipeline-edge pipeline-bad' : 'pipeline-edge'}>
                  <path d={line.path} className="pipeline-way" />
                  {rate > 0 && (
                    <path
                      d={line.path}
                      className="pipeline-flow"
                      style={{ animationDuration: `${secondsFor(rate)}s` }}
                    />
                  )}
                </g>
              );
            })}
          </svg>
          <ul className="pipeline-list" aria-label={t('pipeline.label')}>
            {graph.nodes.map((node) => (
              <NodeBox key={node.id} node={node} geometry={geometry} isTroubled={troubled.has(node.id)} />
            ))}
          </ul>
          {edges.map(
            ({ edge, figures, line }) =>
              line !== undefined && (
                <div key={edge.id} className="pipeline-figures" style={{ ...line.label }}>
                  <EdgeFigures figures={figures} />
                </div>
              ),
          )}
        </div>
      )}
    </div>
  );
}

interface NodeBoxProps {
  readonly node: GraphNode;
  readonly geometry: Geometry;
  readonly isTroubled: boolean;
}

const indicator = { good: 'success', passing: 'in-progress', stopped: 'stopped', bad: 'error' } as const;

function NodeBox({ node, geometry, isTroubled }: NodeBoxProps) {
  const t = useTexts(homeTexts);
  const place = geometry.boxes.get(node.id);
  if (place === undefined) return null;
  const content = (
    <>
      <span className="pipeline-kind">{t(`kind.${node.kind}`)}</span>
      <span className="pipeline-name">{node.name}</span>
      {node.status !== undefined && (
        <span className="pipeline-status">
          <StatusIndicator type={indicator[node.level]}>{statusText(t, node.status)}</StatusIndicator>
        </span>
      )}
    </>
  );
  const look = `pipeline-node pipeline-${node.kind}${isTroubled || node.level === 'bad' ? ' pipeline-glow' : ''}`;
  return (
    <li className={look} style={place}>
      {node.href === undefined ? (
        <span className="pipeline-face">{content}</span>
      ) : (
        <a className="pipeline-face" href={node.href} title={node.name}>
          {content}
        </a>
      )}
    </li>
  );
}

/** As the services' own pages say it; what they leave as it is stays so. */
function statusText(t: Translate<(typeof homeTexts)['en']>, status: string): string {
  const known = (['ACTIVE', 'CREATING', 'UPDATING', 'DELETING'] as const).find((one) => one === status.toUpperCase());
  return known === undefined ? status : t(`status.${known}`);
}

const colours = {
  '--node-back': colorBackgroundContainerContent,
  '--node-line': colorBorderDividerDefault,
  '--node-text': colorTextBodyDefault,
  '--node-quiet': colorTextBodySecondary,
  '--node-link': colorTextLinkDefault,
  '--flow': colorChartsPaletteCategorical1,
  '--bad': colorTextStatusError,
} as CSSProperties;

/** How long a dash takes to its next one's place: the more there is, the faster, but never a blur. */
const secondsFor = (rate: number): number => Math.max(0.15, 1.4 / (1 + Math.log2(1 + rate)));
