import type { DiscoverInputSchemaResponse } from '@aws-sdk/client-kinesis-analytics';
import Box from '@cloudscape-design/components/box';
import Table from '@cloudscape-design/components/table';
import Tabs from '@cloudscape-design/components/tabs';
import { useTexts } from '../../../i18n/language.js';
import { sourceTexts } from './texts.js';
import '../analytics.css';

interface Row {
  readonly id: number;
  /** What does not fit its column's type is null. */
  readonly values: readonly (string | null)[];
}

/** What discovery looked at: as rows of the schema, as it was, and as the function made it. */
export function Sample({ found }: { readonly found: DiscoverInputSchemaResponse }) {
  const t = useTexts(sourceTexts);
  const { ParsedInputRecords: rows, RawInputRecords: raw = [], ProcessedInputRecords: processed } = found;
  const columns = found.InputSchema?.RecordColumns ?? [];
  const tabs = [
    ...(rows === undefined
      ? []
      : [
          {
            id: 'formatted',
            label: t('sample.formatted'),
            content: (
              <Table
                variant="embedded"
                ariaLabels={{ tableLabel: t('sample.rows') }}
                items={rows.slice(0, 20).map((values, id): Row => ({ id, values }))}
                trackBy={({ id }) => String(id)}
                empty={t('sample.none')}
                columnDefinitions={columns.map(({ Name = '', SqlType = '' }, index) => ({
                  id: String(index),
                  header: (
                    <>
                      <div>{Name}</div>
                      <Box variant="small" color="text-body-secondary">
                        {SqlType}
                      </Box>
                    </>
                  ),
                  cell: ({ values }: Row) => {
                    const value = values[index] ?? null;
                    return value === null ? <span className="analytics-null">NULL</span> : value;
                  },
                }))}
              />
            ),
          },
        ]),
    ...(processed === undefined
      ? []
      : [{ id: 'processed', label: t('sample.processed'), content: <Raw records={processed} /> }]),
    { id: 'raw', label: t('sample.raw'), content: <Raw records={raw} /> },
  ];
  return <Tabs tabs={tabs} />;
}

function Raw({ records }: { readonly records: readonly string[] }) {
  const t = useTexts(sourceTexts);
  if (records.length === 0) return <Box color="text-body-secondary">{t('sample.none')}</Box>;
  return (
    <section className="analytics-raw" tabIndex={0} aria-label={t('sample.raw')}>
      <Box variant="code" display="block">
        <pre className="analytics-json">{records.slice(0, 50).join('\n').slice(0, 100_000)}</pre>
      </Box>
    </section>
  );
}
