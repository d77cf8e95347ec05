import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import LiveRegion from '@cloudscape-design/components/live-region';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Table from '@cloudscape-design/components/table';
import TextFilter from '@cloudscape-design/components/text-filter';
import ToggleButton from '@cloudscape-design/components/toggle-button';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useSession } from '../../../session/use-session.js';
import { Problem } from '../../../shared/problem.js';
import { sqlTexts } from '../sql/texts.js';
import '../analytics.css';
import { afterLook, rowsWith, type LiveRow, type LiveRows as Rows } from './rows.js';
import type { ApplicationState, InAppStream } from './state.js';
import { useApplicationState } from './use-state.js';

const pageSize = 25;

/** A stream's rows as they come, the newest first. */
export function LiveRows({ application, stream }: { readonly application: string; readonly stream: string }) {
  const t = useTexts(sqlTexts);
  const { isHere } = useSession();
  const [isPaused, setPaused] = useState(false);
  const [text, setText] = useState('');
  const [page, setPage] = useState(1);
  const [rows, setRows] = useState<Rows>();
  const [seen, setSeen] = useState<ApplicationState>();
  const [columns, setColumns] = useState<InAppStream['Columns']>([]);
  const { data, error } = useApplicationState(application, {
    streams: [stream],
    limit: 100,
    every: 1000,
    enabled: !isPaused,
  });
  // Each look adds to what was seen before.
  if (data !== seen && !isPaused) {
    setSeen(data);
    const found = data?.InAppStreams[0];
    if (found !== undefined) {
      setRows(afterLook(rows, found));
      if (JSON.stringify(columns) !== JSON.stringify(found.Columns)) setColumns(found.Columns);
    }
  }
  const shown = rowsWith(rows?.rows ?? [], text);
  const pages = Math.max(1, Math.ceil(shown.length / pageSize));
  const at = Math.min(page, pages);
  const count = rows?.count ?? 0;
  const fresh = rows?.rows.filter(({ isNew }) => isNew).length ?? 0;
  return (
    <SpaceBetween size="s">
      {rows === undefined && <Problem error={error} />}
      {rows === undefined && error !== null && !isHere && <Box>{t('live.elsewhere')}</Box>}
      <LiveRegion hidden>{fresh > 0 ? t('live.new', { count: fresh }) : ''}</LiveRegion>
      <Table
        variant="embedded"
        items={shown.slice((at - 1) * pageSize, at * pageSize)}
        trackBy={({ place }) => String(place)}
        ariaLabels={{ tableLabel: t('live.label', { name: stream }) }}
        resizableColumns={false}
        stickyHeader={false}
        empty={
          text === '' ? (
            isPaused ? (
              t('live.paused')
            ) : (
              <StatusIndicator type="loading">{t('live.waiting')}</StatusIndicator>
            )
          ) : (
            t('live.noMatch')
          )
        }
        header={
          <Header
            variant="h3"
            description={
              <>
                {t('live.rows', { count })}
                {rows !== undefined && rows.missed > 0 && ` · ${t('live.missed', { count: rows.missed })}`}
              </>
            }
            actions={
              <ToggleButton
                pressed={isPaused}
                iconName="pause"
                pressedIconName="play"
                onChange={({ detail }) => setPaused(detail.pressed)}
              >
                {isPaused ? t('live.resume') : t('live.pause')}
              </ToggleButton>
            }
          >
            {stream}
          </Header>
        }
        filter={
          <TextFilter
            filteringText={text}
            filteringPlaceholder={t('live.filter')}
            filteringAriaLabel={t('live.filter')}
            onChange={({ detail }) => setText(detail.filteringText)}
          />
        }
        pagination={
          pages > 1 ? (
            <Pagination
              currentPageIndex={at}
              pagesCount={pages}
              onChange={({ detail }) => setPage(detail.currentPageIndex)}
            />
          ) : undefined
        }
        columnDefinitions={[
          {
            id: 'ROWTIME',
            header: <ColumnHead name="ROWTIME" type="TIMESTAMP" />,
            cell: (row) => <Cell row={row} value={row.time} />,
          },
          ...columns.map(({ Name, SqlType }, index) => ({
            id: `${index}`,
            header: <ColumnHead name={Name} type={SqlType} />,
            cell: (row: LiveRow) => <Cell row={row} value={row.values[index] ?? null} />,
          })),
        ]}
      />
    </SpaceBetween>
  );
}

const ColumnHead = ({ name, type }: { readonly name: string; readonly type: string }) => (
  <>
    <div>{name}</div>
    <Box variant="small" color="text-body-secondary">
      {type}
    </Box>
  </>
);

const Cell = ({ row, value }: { readonly row: LiveRow; readonly value: string | null }) => (
  <span className={row.isNew ? 'analytics-value analytics-row-new' : 'analytics-value'}>
    {value === null ? <span className="analytics-null">NULL</span> : value}
  </span>
);
