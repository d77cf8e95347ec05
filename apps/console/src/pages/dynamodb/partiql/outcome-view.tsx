import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Pagination from '@cloudscape-design/components/pagination';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { Problem } from '../../../shared/problem.js';
import { Cell } from '../items/cell.js';
import { columnsOf } from '../items/columns.js';
import { itemTexts } from '../items/texts.js';
import type { Item } from '../values/attribute.js';
import { dynamoJsonText } from '../values/dynamo-json.js';
import { plainJsonText } from '../values/plain-json.js';
import type { Outcome } from './run.js';
import { partiqlTexts } from './texts.js';

interface OutcomeViewProps {
  readonly outcome: Outcome;
  readonly number: number;
  readonly place: { readonly row: number; readonly column: number } | undefined;
  readonly onMore: () => void;
}

const views = ['table', 'dynamo', 'plain'] as const;
const size = 50;

/** What a statement gave: rows, JSON, or what was wrong with it and where. */
export function OutcomeView({ outcome, number, place, onMore }: OutcomeViewProps) {
  const t = useTexts(partiqlTexts);
  const words = useTexts(itemTexts);
  const [view, setView] = useState<(typeof views)[number]>('table');
  const [page, setPage] = useState(1);
  const { items, error, next, isSkipped, statement } = outcome;
  const shown = items.slice((page - 1) * size, page * size);
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={<code>{statement.text.length > 200 ? `${statement.text.slice(0, 200)}…` : statement.text}</code>}
          {...(items.length > 0 ? { counter: `(${items.length}${next === undefined ? '' : '+'})` } : {})}
          actions={
            items.length > 0 && (
              <SegmentedControl
                label={t('view')}
                selectedId={view}
                options={views.map((id) => ({ id, text: t(`view.${id}`) }))}
                onChange={({ detail }) => setView(views.find((one) => one === detail.selectedId) ?? 'table')}
              />
            )
          }
        >
          {t('outcome', { number })}
        </Header>
      }
    >
      <SpaceBetween size="m">
        {error !== undefined && place && (
          <Box color="text-status-error">{t('outcome.at', { line: place.row + 1, column: place.column + 1 })}</Box>
        )}
        <Problem error={error} />
        {isSkipped && <StatusIndicator type="stopped">{t('outcome.skipped')}</StatusIndicator>}
        {error === undefined && !isSkipped && (
          <StatusIndicator type="success">
            {items.length === 0 && next === undefined ? t('outcome.done') : t('outcome.items', { count: items.length })}
          </StatusIndicator>
        )}
        {shown.length > 0 && view === 'table' && (
          <Table<Item>
            variant="embedded"
            ariaLabels={{ tableLabel: t('outcome', { number }) }}
            items={shown}
            columnDefinitions={columnsOf(items, []).map((name, column) => ({
              id: name,
              header: name,
              isRowHeader: column === 0,
              cell: (item) => <Cell value={Object.hasOwn(item, name) ? item[name] : undefined} />,
            }))}
          />
        )}
        {shown.length > 0 && view !== 'table' && (
          <pre className="mono">
            {shown.map((item) => (view === 'plain' ? plainJsonText(item) : dynamoJsonText(item))).join('\n')}
          </pre>
        )}
        <SpaceBetween direction="horizontal" size="m">
          {items.length > size && (
            <Pagination
              currentPageIndex={page}
              pagesCount={Math.ceil(items.length / size)}
              ariaLabels={{
                paginationLabel: words('pages'),
                nextPageLabel: words('pages.next'),
                previousPageLabel: words('pages.previous'),
                pageLabel: (one) => words('pages.page', { number: one }),
              }}
              onChange={({ detail }) => setPage(detail.currentPageIndex)}
            />
          )}
          {next !== undefined && <Button onClick={onMore}>{t('more')}</Button>}
        </SpaceBetween>
      </SpaceBetween>
    </Container>
  );
}
