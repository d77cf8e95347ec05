import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useDeferredValue, useMemo } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { toNdjson } from '../model/export.js';
import { matches, parseFilter } from '../model/record-filter.js';
import { readRow } from '../model/rows.js';
import { RecordList } from './record-list.js';
import type { TailView } from './tail-session.js';
import { TailStatus } from './tail-status.js';
import { viewerTexts } from './texts.js';
import type { Tail } from './use-tail.js';

interface RecordsPanelProps {
  readonly stream: string;
  readonly tail: Tail;
  readonly view: TailView;
  readonly filter: string;
  readonly partitionKey: string;
  readonly onFilter: (filter: string) => void;
  readonly onPartitionKey: (key: string) => void;
}

/** What came, filtered; pause, clear, download. */
export function RecordsPanel({
  stream,
  tail,
  view,
  filter,
  partitionKey,
  onFilter,
  onPartitionKey,
}: RecordsPanelProps) {
  const t = useTexts(viewerTexts);
  const parsed = useMemo(() => parseFilter(filter), [filter]);
  const { records } = view.ring;
  // Typing comes first, thousands of records later.
  const [wanted, key] = [useDeferredValue(parsed), useDeferredValue(partitionKey)];
  const shown = useMemo(
    () => (wanted.is === 'all' && key === '' ? records : records.filter((row) => matches(readRow(row), wanted, key))),
    [records, wanted, key],
  );
  const understood =
    parsed.is === 'text'
      ? t('viewer.filter.text', { text: parsed.text })
      : parsed.is === 'regex'
        ? t('viewer.filter.regex', { regex: String(parsed.regex) })
        : parsed.is === 'path'
          ? t('viewer.filter.path', {
              path: parsed.path.join('.'),
              comparison: parsed.comparison,
              wanted: parsed.wanted,
            })
          : '';
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button
                iconName={tail.isPaused ? 'caret-right-filled' : 'pause'}
                onClick={() => tail.setPaused(!tail.isPaused)}
              >
                {tail.isPaused ? t('viewer.resume') : t('viewer.pause')}
              </Button>
              <Button onClick={tail.clear}>{t('viewer.clear')}</Button>
              <Button
                iconName="download"
                disabled={shown.length === 0}
                onClick={() => download(stream, toNdjson(shown))}
              >
                {t('viewer.download')}
              </Button>
            </SpaceBetween>
          }
        >
          {t('viewer')}
        </Header>
      }
    >
      <SpaceBetween size="s">
        <ColumnLayout columns={2}>
          <FormField
            label={t('viewer.filter')}
            constraintText={understood}
            errorText={parsed.is === 'broken' ? t('viewer.filter.broken', { message: parsed.message }) : ''}
            stretch
          >
            <Input
              type="search"
              value={filter}
              placeholder={t('viewer.filter.placeholder')}
              onChange={({ detail }) => onFilter(detail.value)}
            />
          </FormField>
          <FormField label={t('viewer.key')} stretch>
            <Input type="search" value={partitionKey} onChange={({ detail }) => onPartitionKey(detail.value)} />
          </FormField>
        </ColumnLayout>
        <TailStatus view={view} isPaused={tail.isPaused} shown={shown.length} />
        {shown.length === 0 ? (
          <Box textAlign="center" padding="l" color="text-status-inactive">
            {records.length === 0 ? t('viewer.waiting') : t('viewer.none')}
          </Box>
        ) : (
          <RecordList rows={shown} onPartitionKey={onPartitionKey} />
        )}
      </SpaceBetween>
    </Container>
  );
}

function download(stream: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/x-ndjson' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${stream}.ndjson`;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
