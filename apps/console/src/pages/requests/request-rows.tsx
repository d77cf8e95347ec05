import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { memo } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useFormat } from '../../shared/format.js';
import { VirtualRows } from '../../shared/virtual-rows.js';
import { isDenied, isError, shortPrincipal, type RequestEntry } from './model.js';
import { requestsTexts } from './texts.js';

interface RequestRowsProps {
  readonly rows: readonly RequestEntry[];
  readonly chosen: string | undefined;
  readonly follows: boolean;
  readonly onChoose: (requestId: string) => void;
}

/** Each call in a row, which is a button that opens it. */
export function RequestRows({ rows, chosen, follows, onChoose }: RequestRowsProps) {
  const t = useTexts(requestsTexts);
  return (
    <div className="rq-list">
      <div className="rq-row rq-head" aria-hidden="true">
        <span>{t('time')}</span>
        <span>{t('operation')}</span>
        <span className="rq-who">{t('principal')}</span>
        <span className="rq-status">{t('status')}</span>
        <span className="rq-error">{t('error')}</span>
        <span className="rq-latency">{t('latency')}</span>
        <span className="rq-decision">{t('decision')}</span>
      </div>
      <VirtualRows
        label={t('title')}
        items={rows}
        id={({ requestId }) => requestId}
        rowHeight={31}
        height={560}
        follows={follows}
        row={(entry) => <Row entry={entry} isChosen={entry.requestId === chosen} onChoose={onChoose} />}
      />
    </div>
  );
}

interface RowProps {
  readonly entry: RequestEntry;
  readonly isChosen: boolean;
  readonly onChoose: (requestId: string) => void;
}

const Row = memo(
  function Row({ entry, isChosen, onChoose }: RowProps) {
    const t = useTexts(requestsTexts);
    const format = useFormat();
    const { time, principal, service, operation, asked, status, error, latency } = entry;
    const at = new Date(time);
    return (
      <button type="button" className="rq-row" aria-current={isChosen} onClick={() => onChoose(entry.requestId)}>
        <time className="rq-time" dateTime={time} title={format.time(at)}>
          {format.clock(at)}
        </time>
        <span title={operation === '' ? asked : `${service} ${operation}`}>
          <strong>{operation === '' ? t('no.operation') : operation}</strong>{' '}
          <span className="rq-service">{service}</span>
        </span>
        <span className="rq-who" title={principal}>
          {principal === undefined ? t('unsigned') : shortPrincipal(principal)}
        </span>
        <span className="rq-status rq-number">{isError(entry) ? <strong>{status}</strong> : status}</span>
        <span className="rq-error" title={error}>
          {error}
        </span>
        <span className="rq-latency rq-number">{format.duration(latency)}</span>
        <span className="rq-decision">
          <DecisionMark entry={entry} />
        </span>
      </button>
    );
  },
  (before, after) => before.entry === after.entry && before.isChosen === after.isChosen,
);

/** Whether policies let it happen. */
export function DecisionMark({ entry }: { readonly entry: RequestEntry }) {
  const t = useTexts(requestsTexts);
  if (isDenied(entry)) return <StatusIndicator type="error">{t('decision.denied')}</StatusIndicator>;
  if (entry.decisions.length > 0) return <StatusIndicator type="success">{t('decision.allowed')}</StatusIndicator>;
  return <span title={t('decision.none')}>–</span>;
}
