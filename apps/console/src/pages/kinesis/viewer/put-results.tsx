import Alert from '@cloudscape-design/components/alert';
import { useTexts } from '../../../i18n/language.js';
import { ResourceTable } from '../../../shared/resource-table.js';
import { putTexts } from './put-texts.js';

/** What became of one record. */
export interface PutResult {
  readonly shard: string | undefined;
  readonly sequence: string | undefined;
  readonly error: string | undefined;
}

export function PutResults({ results }: { readonly results: readonly PutResult[] }) {
  const t = useTexts(putTexts);
  const [first] = results;
  if (first === undefined) return null;
  if (results.length === 1 && first.error === undefined) {
    return <Alert type="success">{t('put.done', { shard: first.shard ?? '', sequence: first.sequence ?? '' })}</Alert>;
  }
  const rows = results.map((result, index) => ({ ...result, line: index + 1 }));
  const done = results.filter(({ error }) => error === undefined).length;
  return (
    <>
      <Alert type={done === results.length ? 'success' : 'warning'}>
        {t('put.done.many', { done, all: results.length })}
      </Alert>
      <ResourceTable
        title={t('put.results')}
        things={t('put.results')}
        variant="embedded"
        headingLevel="h3"
        items={rows}
        isLoading={false}
        id={({ line }) => String(line)}
        pageSize={10}
        columns={[
          { id: 'line', header: t('put.result.line'), cell: ({ line }) => line, by: ({ line }) => line },
          { id: 'shard', header: t('put.result.shard'), cell: ({ shard }) => shard ?? '–', by: ({ shard }) => shard },
          { id: 'sequence', header: t('put.result.sequence'), cell: ({ sequence }) => sequence ?? '–' },
          { id: 'error', header: t('put.result.error'), cell: ({ error }) => error ?? '–', by: ({ error }) => error },
        ]}
      />
    </>
  );
}
