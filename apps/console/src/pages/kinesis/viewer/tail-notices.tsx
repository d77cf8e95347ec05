import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { ReactNode } from 'react';
import { useTexts } from '../../../i18n/language.js';
import { useFormat } from '../../../shared/format.js';
import { Problem } from '../../../shared/problem.js';
import type { TailView } from './tail-session.js';
import { viewerTexts } from './texts.js';

const most = 3;

/** In words what is not as one would think: gaps, waits, shards that ended. */
export function TailNotices({ view: { ring, notices } }: { readonly view: TailView }) {
  const t = useTexts(viewerTexts);
  const format = useFormat();
  const lines: ReactNode[] = [];
  const some = <T,>(all: readonly T[], say: (one: T) => string): void => {
    lines.push(...all.slice(-most).map(say));
    if (all.length > most) lines.push(t('viewer.more', { count: all.length - most }));
  };
  if (notices.throttled > 0)
    lines.push(t('gap.throttled', { count: notices.throttled, wait: format.duration(notices.wait) }));
  if (notices.expired > 0) lines.push(t('gap.expired', { count: notices.expired }));
  some(notices.trimmed, (shard) => t('gap.trimmed', { shard }));
  some(
    notices.ended.filter(({ children }) => children.length > 0),
    ({ shard, children, isFollowed }) =>
      t(isFollowed ? 'gap.ended.followed' : 'gap.ended', { shard, children: children.join(', ') }),
  );
  return (
    <>
      {notices.failed.slice(-most).map(({ shard, error }) => (
        <Problem key={shard} error={error} />
      ))}
      {(lines.length > 0 || ring.dropped > 0) && (
        <Alert type="info">
          <SpaceBetween size="xxs">
            <LiveRegion>
              {lines.map((line, index) => (
                <Box key={index}>{line}</Box>
              ))}
            </LiveRegion>
            {/* A number that runs is not read out. */}
            {ring.dropped > 0 && <Box>{t('gap.dropped', { count: ring.dropped })}</Box>}
          </SpaceBetween>
        </Alert>
      )}
    </>
  );
}
