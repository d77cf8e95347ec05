import type { ComponentChildren, JSX } from 'preact';
import type { Connection, Source } from '../contracts.js';
import { useCell } from './cell.js';
import { useConnection, useDesk, usePulse } from './context.js';
import { Copyable } from './copyable.js';
import { Icon, type IconName } from './icons.js';
import type { Notice } from './notice.js';
import { useNotice } from './use-notice.js';
import { allowing } from './policy-statement.js';

/** What stands in the way, what it means and what to do about it. */
export function StateNotice(): JSX.Element | null {
  const { ride } = useDesk();
  // The ages in it go on.
  usePulse(4);
  const connection = useConnection();
  const source = useCell(ride.source);
  const notice = useNotice();
  if (notice === undefined) return null;
  return (
    <Frame notice={notice}>
      {notice.about === 'no-unicorns' ? (
        <NoUnicorns source={source} />
      ) : (
        <About connection={connection} source={source} />
      )}
    </Frame>
  );
}

function Frame({ notice, children }: { readonly notice: Notice; readonly children: ComponentChildren }): JSX.Element {
  return (
    <section class={`notice notice-${notice.place} notice-${notice.about} surface`} aria-labelledby="notice-title">
      {children}
    </section>
  );
}

interface AboutProps {
  readonly connection: Connection;
  readonly source: Source | undefined;
}

function About({ connection, source }: AboutProps): JSX.Element | null {
  const { t, format } = useDesk();
  switch (connection.kind) {
    case 'idle':
      return (
        <Words icon="idle" title={t('state.idle.title')} text={t('state.idle.text')}>
          <Ways canRetry={false} />
        </Words>
      );
    case 'connecting':
      return <Connecting step={connection.step} stream={source?.streamName ?? ''} />;
    case 'denied':
      return <Denied connection={connection} source={source} />;
    case 'missing-stream': {
      const { stream, region } = connection;
      return (
        <Words
          icon="missing"
          title={t('state.missing-stream.title', { stream })}
          text={t('state.missing-stream.text', { region })}
        >
          <Copyable text={createStream(source, connection.stream)} />
          <Ways />
        </Words>
      );
    }
    case 'missing-pool':
      return (
        <Words
          icon="missing"
          title={t('state.missing-pool.title')}
          text={t('state.missing-pool.text', { pool: connection.pool })}
        >
          <Copyable text="npx paddock ride status" />
          <Said message={connection.message} />
          <Ways />
        </Words>
      );
    case 'no-guests':
      return (
        <Words
          icon="denied"
          title={t('state.no-guests.title')}
          text={t('state.no-guests.text', { pool: connection.pool })}
        >
          <Copyable text="npx paddock ride deploy" />
          <Said message={connection.message} />
          <Ways />
        </Words>
      );
    case 'throttled':
      return <Words icon="slow" title={t('state.throttled.title')} text={t('state.throttled.text')} />;
    case 'unreachable': {
      const { since, endpoint } = connection;
      const values = { time: format.clock(since), ago: format.ago(Date.now() - since) };
      return (
        <Words
          icon="unreachable"
          title={t('state.unreachable.title', { endpoint })}
          text={t('state.unreachable.text', values)}
        >
          {URL.canParse(endpoint) && new URL(endpoint).origin !== location.origin && (
            <p>{t('state.unreachable.elsewhere')}</p>
          )}
          <Ways />
        </Words>
      );
    }
    case 'failed':
      return (
        <Words icon="failed" title={t('state.failed.title')} text={t('state.failed.text')}>
          <Said message={connection.message} isOpen />
          <Ways />
        </Words>
      );
    default:
      return null;
  }
}

function Connecting({
  step,
  stream,
}: {
  readonly step: 'credentials' | 'shards';
  readonly stream: string;
}): JSX.Element {
  const { t } = useDesk();
  const steps = ['credentials', 'shards', 'readings'] as const;
  const now = steps.indexOf(step);
  const stateOf = (index: number) => (index < now ? 'done' : index === now ? 'now' : 'next');
  return (
    <Words icon="connecting" title={t('state.connecting.title', { stream })}>
      <ol class="steps">
        {steps.map((name, index) => (
          <li key={name} class={`step step-${stateOf(index)}`} aria-current={index === now ? 'step' : undefined}>
            <Icon name={index < now ? 'check' : index === now ? 'connecting' : 'idle'} size={16} />
            <span>{t(`state.connecting.${name}`)}</span>
            <span class="visually-hidden">{t(`state.step.${stateOf(index)}`)}</span>
          </li>
        ))}
      </ol>
    </Words>
  );
}

interface DeniedProps {
  readonly connection: Extract<Connection, { kind: 'denied' }>;
  readonly source: Source | undefined;
}

function Denied({ connection, source }: DeniedProps): JSX.Element {
  const { t } = useDesk();
  const { action, resource, principal, message } = connection;
  const facts = [
    [t('state.denied.action'), action],
    [t('state.denied.resource'), resource],
    [t('state.denied.principal'), principal],
  ] as const;
  return (
    <Words icon="denied" title={t('state.denied.title')} text={t('state.denied.text')}>
      <dl class="denied-facts">
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value === '' ? <em>{t('state.denied.unnamed')}</em> : <code>{value}</code>}</dd>
          </div>
        ))}
      </dl>
      {source !== undefined && <Copyable text={allowing(connection, source)} label={t('state.denied.statement')} />}
      <Said message={message} />
      <Ways />
    </Words>
  );
}

function NoUnicorns({ source }: { readonly source: Source | undefined }): JSX.Element {
  const { t } = useDesk();
  const stream = source?.streamName ?? '';
  const isUsual = stream === 'wildrydes';
  return (
    <Words icon="unicorn" title={t('state.no-unicorns.title')} text={t('state.no-unicorns.text', { stream })}>
      <Copyable text={`npx producer -name Shadowfax${isUsual ? '' : ` -stream ${stream}`}`} />
      <Ways canRetry={false} />
    </Words>
  );
}

interface WordsProps {
  readonly icon: IconName;
  readonly title: string;
  readonly text?: string;
  readonly children?: ComponentChildren;
}

function Words({ icon, title, text, children }: WordsProps): JSX.Element {
  return (
    <>
      <div class="notice-head">
        <Icon name={icon} size={22} />
        <div>
          <h2 id="notice-title">{title}</h2>
          {text !== undefined && <p>{text}</p>}
        </div>
      </div>
      {children}
    </>
  );
}

/** The service's own words, for those who look further. */
function Said({
  message,
  isOpen = false,
}: {
  readonly message: string;
  readonly isOpen?: boolean;
}): JSX.Element | null {
  const { t } = useDesk();
  if (message === '') return null;
  return (
    <details class="said" open={isOpen}>
      <summary>{t('state.message')}</summary>
      <p>{message}</p>
    </details>
  );
}

function Ways({ canRetry = true }: { readonly canRetry?: boolean }): JSX.Element {
  const { t, ride, open } = useDesk();
  return (
    <div class="ways">
      {canRetry && (
        <button type="button" class="main-button" onClick={() => ride.retry()}>
          {t('action.retry')}
        </button>
      )}
      <button type="button" class="quiet-button" onClick={() => open('source')}>
        {t('action.source')}
      </button>
    </div>
  );
}

const createStream = (source: Source | undefined, stream: string): string =>
  [
    'aws kinesis create-stream',
    `--stream-name ${stream}`,
    '--shard-count 1',
    source !== undefined && `--region ${source.region}`,
    source?.endpoint !== undefined && `--endpoint-url ${source.endpoint}`,
  ]
    .filter((part) => part !== false)
    .join(' \\\n  ');
