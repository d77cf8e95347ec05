import Button from '@cloudscape-design/components/button';
import Link from '@cloudscape-design/components/link';
import { memo, useState } from 'react';
import { logStreamHref, withQuery } from '../../../hrefs.js';
import { useTexts } from '../../../i18n/language.js';
import { useFormat } from '../../../shared/format.js';
import { VirtualRows } from '../../../shared/virtual-rows.js';
import { marked, prettyJson, type LogLine } from './events.js';
import { logsTexts } from './texts.js';

interface LinesProps {
  readonly label: string;
  readonly lines: readonly LogLine[];
  readonly terms?: readonly string[];
  readonly wraps?: boolean;
  readonly isPretty?: boolean;
  readonly follows?: boolean;
  /** px */
  readonly height?: number;
  /** ms since the epoch: events of this moment stand out. */
  readonly at?: number | undefined;
}

const noTerms: readonly string[] = [];

/** Log events, each in its line; a click shows all of one. */
export function Lines({
  label,
  lines,
  terms = noTerms,
  wraps = false,
  isPretty = false,
  follows = false,
  height = 480,
  at,
}: LinesProps) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string): void =>
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <VirtualRows
      label={label}
      items={lines}
      id={({ id }) => id}
      rowHeight={26}
      height={height}
      follows={follows}
      row={(line) => (
        <Line
          line={line}
          terms={terms}
          wraps={wraps}
          isPretty={isPretty}
          isOpen={open.has(line.id)}
          isMarked={line.time === at}
          onToggle={toggle}
        />
      )}
    />
  );
}

interface LineProps {
  readonly line: LogLine;
  readonly terms: readonly string[];
  readonly wraps: boolean;
  readonly isPretty: boolean;
  readonly isOpen: boolean;
  readonly isMarked: boolean;
  readonly onToggle: (id: string) => void;
}

const Line = memo(function Line({ line, terms, wraps, isPretty, isOpen, isMarked, onToggle }: LineProps) {
  const t = useTexts(logsTexts);
  const format = useFormat();
  const { id, time, message, stream, group } = line;
  const text = isOpen || isPretty ? (prettyJson(message) ?? message) : message;
  return (
    <div className={isMarked ? 'cw-line cw-line-marked' : 'cw-line'}>
      <button
        type="button"
        className="cw-line-toggle"
        aria-expanded={isOpen}
        aria-label={`${t('events.expand')}: ${format.clock(time)}`}
        onClick={() => onToggle(id)}
      >
        {isOpen ? '▾' : '▸'}
      </button>
      <time dateTime={new Date(time).toISOString()} title={format.time(time)}>
        {format.clock(time)}
      </time>
      <div className={isOpen || wraps || isPretty ? 'cw-message mono' : 'cw-message cw-message-one mono'}>
        <Marked text={text} terms={terms} />
        {isOpen && (
          <div className="cw-line-more">
            <span>{format.time(time)}</span>
            <Button
              variant="inline-icon"
              iconName="copy"
              ariaLabel={t('events.copy')}
              onClick={() => void navigator.clipboard?.writeText(message)}
            />
            {stream !== undefined && group !== undefined && (
              <>
                <Link href={logStreamHref(group, stream)}>{stream}</Link>
                <Link href={withQuery(logStreamHref(group, stream), { at: time })}>{t('events.link')}</Link>
              </>
            )}
          </div>
        )}
      </div>
    </div>
  );
});

function Marked({ text, terms }: { readonly text: string; readonly terms: readonly string[] }) {
  if (terms.length === 0) return text;
  return marked(text, terms).map((piece, index) =>
    // Pieces have no names but their places.
    // eslint-disable-next-line react/no-array-index-key
    index % 2 === 1 ? <mark key={index}>{piece}</mark> : piece,
  );
}
