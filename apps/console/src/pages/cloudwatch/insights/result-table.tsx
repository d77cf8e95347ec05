import { CloudWatchLogsClient, GetLogRecordCommand } from '@aws-sdk/client-cloudwatch-logs';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useClient } from '../../../session/use-session.js';
import { ProblemText } from '../../../shared/problem.js';
import { useAws } from '../../../shared/use-aws.js';
import { prettyJson } from '../logs/events.js';
import { columnsOf, type ResultRow } from './results.js';
import { insightsTexts } from './texts.js';

const pageSize = 100;

/** A query's results; a row opens to all that is known of its event. */
export function ResultTable({ rows }: { readonly rows: readonly ResultRow[] }) {
  const t = useTexts(insightsTexts);
  const [page, setPage] = useState(1);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const columns = columnsOf(rows);
  const pages = Math.ceil(rows.length / pageSize);
  const current = Math.min(page, Math.max(pages, 1));
  const toggle = (id: string): void => {
    const next = new Set(open);
    if (!next.delete(id)) next.add(id);
    setOpen(next);
  };
  return (
    <SpaceBetween size="xs">
      <section className="cw-results" aria-label={t('results.page')} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">#</th>
              {columns.map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice((current - 1) * pageSize, current * pageSize).map((row) => (
              <Row key={row.id} row={row} columns={columns} isOpen={open.has(row.id)} onToggle={toggle} />
            ))}
          </tbody>
        </table>
      </section>
      {pages > 1 && (
        <Pagination
          currentPageIndex={current}
          pagesCount={pages}
          onChange={({ detail }) => setPage(detail.currentPageIndex)}
        />
      )}
    </SpaceBetween>
  );
}

interface RowProps {
  readonly row: ResultRow;
  readonly columns: readonly string[];
  readonly isOpen: boolean;
  readonly onToggle: (id: string) => void;
}

function Row({ row, columns, isOpen, onToggle }: RowProps) {
  const t = useTexts(insightsTexts);
  const number = Number(row.id) + 1;
  return (
    <>
      <tr>
        <td>
          <button
            type="button"
            className="cw-line-toggle"
            aria-expanded={isOpen}
            aria-label={t('results.expand', { number })}
            onClick={() => onToggle(row.id)}
          >
            {isOpen ? '▾' : '▸'} {number}
          </button>
        </td>
        {columns.map((name) => (
          <td key={name} className="mono">
            {row.values[name]}
          </td>
        ))}
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={columns.length + 1}>
            <Record row={row} />
          </td>
        </tr>
      )}
    </>
  );
}

/** All fields of a row's event, or of the row where it is none. */
function Record({ row }: { readonly row: ResultRow }) {
  const logs = useClient(CloudWatchLogsClient);
  const { data, error } = useAws(
    ['logs', 'record', row.pointer],
    async ({ signal }) =>
      (await logs.send(new GetLogRecordCommand({ logRecordPointer: row.pointer ?? '' }), { abortSignal: signal }))
        .logRecord ?? {},
    { enabled: row.pointer !== undefined },
  );
  return (
    <>
      {error !== null && <ProblemText error={error} />}
      <dl className="cw-record">
        {Object.entries(data ?? row.values)
          .filter(([name]) => name !== '@ptr')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="mono">{prettyJson(value) ?? value}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}
