import type { JSX } from 'preact';
import type { Connection } from '../contracts.js';
import { useConnection, useDesk } from './context.js';
import { Icon, type IconName } from './icons.js';

const icons: Readonly<Record<Connection['kind'], IconName>> = {
  idle: 'idle',
  connecting: 'connecting',
  reading: 'live',
  denied: 'denied',
  'missing-stream': 'missing',
  'missing-pool': 'missing',
  'no-guests': 'denied',
  throttled: 'slow',
  unreachable: 'unreachable',
  failed: 'failed',
};

/** Less than this behind the end of the stream is live. */
const BEHIND_MILLIS = 10_000;

/** How it goes, in a word or two. */
export function ConnectionPill(): JSX.Element {
  const { t, format } = useDesk();
  const connection = useConnection();
  const { kind } = connection;
  const behind = kind === 'reading' && connection.behindMillis >= BEHIND_MILLIS ? connection.behindMillis : undefined;
  const words = behind === undefined ? t(`pill.${kind}`) : t('pill.behind', { time: format.span(behind) });
  return (
    <p class={`pill pill-${behind === undefined ? kind : 'behind'}`} title={words}>
      <Icon name={icons[kind]} size={16} />
      <span class="pill-words">{words}</span>
    </p>
  );
}
