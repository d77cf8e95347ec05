import { memo, useCallback, useState } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useFormat, type Format } from '../../../shared/format.js';
import { VirtualRows } from '../../../shared/virtual-rows.js';
import { readRow, type Row } from '../model/rows.js';
import { shortShardId } from '../model/shard.js';
import { RecordDetail } from './record-detail.js';
import { viewerTexts } from './texts.js';
import '../kinesis.css';

interface RecordListProps {
  readonly rows: readonly Row[];
  readonly onPartitionKey: (key: string) => void;
}

/** The records, those in view drawn; a click on one opens it. */
export function RecordList({ rows, onPartitionKey }: RecordListProps) {
  const t = useTexts(viewerTexts);
  const format = useFormat();
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const toggle = useCallback(
    (id: number) =>
      setOpen((before) => {
        const next = new Set(before);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
  return (
    <div>
      <div className="record record-head" aria-hidden="true">
        <span>{t('viewer.column.arrival')}</span>
        <span>{t('viewer.column.key')}</span>
        <span>{t('viewer.column.sequence')}</span>
        <span>{t('viewer.column.size')}</span>
        <span>{t('viewer.column.shard')}</span>
        <span>{t('viewer.column.data')}</span>
      </div>
      <VirtualRows
        label={t('viewer')}
        items={rows}
        id={({ id }) => id}
        rowHeight={29}
        height={480}
        follows={open.size === 0}
        row={(row) => (
          <Record
            row={row}
            format={format}
            isOpen={open.has(row.id)}
            onToggle={toggle}
            onPartitionKey={onPartitionKey}
          />
        )}
      />
    </div>
  );
}

interface RecordProps {
  readonly row: Row;
  readonly format: Format;
  readonly isOpen: boolean;
  readonly onToggle: (id: number) => void;
  readonly onPartitionKey: (key: string) => void;
}

const Record = memo(function Record({ row, format, isOpen, onToggle, onPartitionKey }: RecordProps) {
  const { id, arrival, partitionKey, sequence, size, shard } = row;
  return (
    <>
      <button type="button" className="record" aria-expanded={isOpen} onClick={() => onToggle(id)}>
        <span>{format.clock(arrival)}</span>
        <span title={partitionKey}>{partitionKey}</span>
        <span title={sequence}>…{sequence.slice(-12)}</span>
        <span>{format.bytes(size)}</span>
        <span title={shard}>{shortShardId(shard)}</span>
        <span className="record-preview">{readRow(row).preview}</span>
      </button>
      {isOpen && <RecordDetail row={row} onPartitionKey={onPartitionKey} />}
    </>
  );
});
