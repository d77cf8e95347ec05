import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Link from '@cloudscape-design/components/link';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo, useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { Copyable } from '../../../shared/copy.js';
import { useFormat } from '../../../shared/format.js';
import { sharedTexts } from '../../../shared/texts.js';
import { hexDump } from '../model/decode.js';
import { prettyTokens } from '../model/json-tokens.js';
import { readRow, type Row } from '../model/rows.js';
import { viewerTexts } from './texts.js';

type Look = 'pretty' | 'text' | 'hex';
/** Characters; more of them are shown as they are. */
const mostPretty = 200_000;
/** Pieces; more of them are shown without colours. */
const mostColoured = 10_000;

interface RecordDetailProps {
  readonly row: Row;
  readonly onPartitionKey: (key: string) => void;
}

/** One record whole. */
export function RecordDetail({ row, onPartitionKey }: RecordDetailProps) {
  const t = useTexts(viewerTexts);
  const shared = useTexts(sharedTexts);
  const format = useFormat();
  const { kind, isGzip, bytes, text } = readRow(row);
  const isJson = kind === 'json' || kind === 'cbor';
  const looks: readonly Look[] = isJson ? ['pretty', 'text', 'hex'] : kind === 'text' ? ['text', 'hex'] : ['hex'];
  const [chosen, setChosen] = useState<Look>(looks[0] ?? 'hex');
  const tokens = useMemo(() => tokensOf(row), [row]);
  const written =
    chosen === 'hex' ? hexDump(bytes) : chosen === 'text' ? text : tokens.map((token) => token.text).join('') || text;
  const name = t(`detail.format.${kind}`);
  return (
    <div className="record-detail">
      <SpaceBetween size="s">
        <KeyValuePairs
          columns={3}
          items={[
            {
              label: t('viewer.column.key'),
              value: (
                <>
                  <Copyable text={row.partitionKey} />{' '}
                  <Link onFollow={() => onPartitionKey(row.partitionKey)}>{t('detail.onlyKey')}</Link>
                </>
              ),
            },
            { label: t('viewer.column.sequence'), value: <Copyable text={row.sequence} /> },
            { label: t('viewer.column.shard'), value: row.shard },
            { label: t('viewer.column.arrival'), value: `${format.time(row.arrival)} (${format.clock(row.arrival)})` },
            {
              label: t('detail.format'),
              value: isGzip
                ? t('detail.gzip', {
                    format: name,
                    packed: format.bytes(row.size),
                    unpacked: format.bytes(bytes.length),
                  })
                : name,
            },
            ...(row.packed === undefined
              ? []
              : [
                  {
                    label: t('detail.packed'),
                    value: (
                      <>
                        {t('detail.kpl', { place: row.packed.place, of: row.packed.of })}
                        {row.packed.isElsewhere && <Box color="text-status-warning">{t('detail.kpl.elsewhere')}</Box>}
                      </>
                    ),
                  },
                ]),
          ]}
        />
        <SpaceBetween direction="horizontal" size="s" alignItems="center">
          <SegmentedControl
            label={t('detail.view')}
            selectedId={chosen}
            options={looks.map((id) => ({ id, text: t(`detail.${id}`) }))}
            onChange={({ detail }) => setChosen(looks.find((look) => look === detail.selectedId) ?? 'hex')}
          />
          <CopyToClipboard
            copyButtonText={t('detail.copy')}
            copySuccessText={shared('action.copied')}
            copyErrorText={shared('action.copyFailed')}
            textToCopy={written}
          />
        </SpaceBetween>
        {chosen === 'hex' && bytes.length > 16_384 && (
          <Box>{t('detail.cut', { size: format.bytes(bytes.length) })}</Box>
        )}
        <section className="record-data" tabIndex={0} aria-label={t('detail.data', { sequence: row.sequence })}>
          <pre className={chosen === 'hex' ? 'mono hex' : 'mono'}>
            {chosen === 'pretty' && tokens.length > 0 && tokens.length <= mostColoured
              ? tokens.map(({ kind: of, text: part }, index) => (
                  <span key={index} className={`json-${of}`}>
                    {part}
                  </span>
                ))
              : written}
          </pre>
        </section>
      </SpaceBetween>
    </div>
  );
}

function tokensOf(row: Row): ReturnType<typeof prettyTokens> {
  const { kind, text } = readRow(row);
  return (kind === 'json' || kind === 'cbor') && text.length <= mostPretty ? prettyTokens(text) : [];
}
