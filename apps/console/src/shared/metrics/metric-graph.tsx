import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { saveText } from '../save.js';
import { csvOf } from './csv.js';
import { Enlarged } from './enlarged.js';
import { explorerHref, withReferences } from './graph-source.js';
import { MetricPlot, useLines, type MetricGraphProps } from './metric-plot.js';
import { metricsTexts } from './texts.js';

export type { MetricGraphProps } from './metric-plot.js';
export type { MetricUnit } from './units.js';

/** Lines over time, in a container of their own. */
export function MetricGraph(props: MetricGraphProps) {
  const { title, data, ids, actions, queries, range } = props;
  const t = useTexts(metricsTexts);
  const [isLarge, setIsLarge] = useState(false);
  const lines = useLines(data, ids);
  const act = (id: string): void => {
    if (id === 'enlarge') setIsLarge(true);
    if (id === 'csv') saveText(`${title}.csv`, csvOf(lines), 'text/csv');
  };
  const explored = queries && ids ? withReferences(queries, ids) : queries;
  const menu = (
    <ButtonDropdown
      variant="icon"
      ariaLabel={t('graph.actions', { title })}
      expandToViewport
      onItemClick={({ detail }) => act(detail.id)}
      items={[
        { id: 'enlarge', text: t('graph.enlarge') },
        ...(explored === undefined
          ? []
          : [
              {
                id: 'explore',
                text: t('graph.explore'),
                href: explorerHref(explored, { title, ...(range === undefined ? {} : { range }) }),
              },
            ]),
        { id: 'csv', text: t('graph.csv'), disabled: lines.every(({ points }) => points.length === 0) },
      ]}
    />
  );
  return (
    <Container
      fitHeight
      header={
        actions === undefined ? (
          // Not the heading's own action: that goes below a long title.
          <div style={{ alignItems: 'flex-start', display: 'flex', justifyContent: 'space-between' }}>
            <Header variant="h3">{title}</Header>
            {menu}
          </div>
        ) : (
          <Header
            variant="h3"
            actions={
              <SpaceBetween direction="horizontal" size="xxs">
                {actions}
                {menu}
              </SpaceBetween>
            }
          >
            {title}
          </Header>
        )
      }
    >
      <MetricPlot {...props} />
      {isLarge && <Enlarged {...props} lines={lines} onDismiss={() => setIsLarge(false)} />}
    </Container>
  );
}
