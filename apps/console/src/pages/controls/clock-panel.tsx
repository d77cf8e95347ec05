import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useSession } from '../../session/use-session.js';
import { useFormat } from '../../shared/format.js';
import { Problem } from '../../shared/problem.js';
import { useAction } from '../../shared/use-aws.js';
import { controlsTexts } from './texts.js';
import { readDuration, readTime } from './time.js';

export interface ClockStatus {
  /** ms since the epoch. */
  readonly now: number;
  readonly iso: string;
  readonly frozen: boolean;
  /** ms ahead of the real time. */
  readonly offset: number;
  readonly timers: number;
}

type Turn =
  | { readonly action: 'freeze'; readonly at?: number }
  | { readonly action: 'advance'; readonly ms: number }
  | { readonly action: 'release' };

const presets = [
  ['clock.1s', 1000],
  ['clock.1m', 60_000],
  ['clock.5m', 300_000],
  ['clock.1h', 3_600_000],
  ['clock.24h', 86_400_000],
] as const;

/** The server's clock: stopped, turned on, let go. */
export function ClockPanel({ status }: { readonly status: ClockStatus }) {
  const t = useTexts(controlsTexts);
  const format = useFormat();
  const session = useSession();
  const queries = useQueryClient();
  const turn = useAction(async (input: Turn) => {
    await session.control('/_paddock/clock', { method: 'POST', body: input });
    await session.clock.refresh();
    // Whatever is shown may be something else by the new time.
    await queries.invalidateQueries();
    return true;
  });
  const { frozen, offset, iso, now, timers } = status;
  const isShifted = Math.abs(offset) >= 1000;
  const shift = `${offset < 0 ? '−' : '+'}${format.duration(Math.abs(offset))}`;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('clock.release.hint')}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <Button disabled={frozen || turn.isRunning} onClick={() => void turn.run({ action: 'freeze' })}>
                {t('clock.freeze')}
              </Button>
              <Button disabled={!frozen || turn.isRunning} onClick={() => void turn.run({ action: 'release' })}>
                {t('clock.release')}
              </Button>
            </SpaceBetween>
          }
        >
          {t('clock')}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <KeyValuePairs
          columns={4}
          items={[
            {
              label: t('clock.now'),
              value: (
                <time dateTime={iso} title={iso}>
                  {format.time(now)}
                </time>
              ),
            },
            {
              label: t('clock.state'),
              value: (
                <StatusIndicator type={frozen ? 'stopped' : 'success'}>
                  {frozen ? t('clock.frozen') : t('clock.running')}
                </StatusIndicator>
              ),
            },
            { label: t('clock.offset'), value: isShifted ? shift : t('clock.none') },
            { label: t('clock.timers'), value: format.number(timers) },
          ]}
        />
        <Problem error={turn.error} />
        <section aria-label={t('clock.presets')}>
          <SpaceBetween size="xs">
            <Box variant="awsui-key-label">{t('clock.presets')}</Box>
            <SpaceBetween direction="horizontal" size="xs">
              {presets.map(([name, ms]) => (
                <Button
                  key={name}
                  disabled={turn.isRunning}
                  ariaLabel={`${t('clock.advance')}: ${t(name)}`}
                  onClick={() => void turn.run({ action: 'advance', ms })}
                >
                  {t(name)}
                </Button>
              ))}
            </SpaceBetween>
            <Box color="text-body-secondary">{t('clock.advance.hint')}</Box>
          </SpaceBetween>
        </section>
        <Typed
          label={t('clock.own')}
          hint={t('clock.own.hint')}
          bad={t('clock.own.bad')}
          button={t('clock.advance')}
          read={readDuration}
          isRunning={turn.isRunning}
          onSubmit={(ms) => turn.run({ action: 'advance', ms })}
        />
        <Typed
          label={t('clock.at')}
          hint={t('clock.at.hint')}
          bad={t('clock.at.bad')}
          button={t('clock.at.button')}
          read={readTime}
          isRunning={turn.isRunning}
          onSubmit={(at) => turn.run({ action: 'freeze', at })}
        />
      </SpaceBetween>
    </Container>
  );
}

interface TypedProps {
  readonly label: string;
  readonly hint: string;
  readonly bad: string;
  readonly button: string;
  /** Undefined for what it cannot read. */
  readonly read: (text: string) => number | undefined;
  readonly isRunning: boolean;
  /** Undefined when it failed: then the text stays. */
  readonly onSubmit: (value: number) => Promise<unknown>;
}

/** One field and its button. */
function Typed({ label, hint, bad, button, read, isRunning, onSubmit }: TypedProps) {
  const [text, setText] = useState('');
  const [isTried, setTried] = useState(false);
  const value = read(text);
  const submit = async (): Promise<void> => {
    setTried(value === undefined);
    if (value === undefined || isRunning) return;
    if ((await onSubmit(value)) !== undefined) setText('');
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <FormField
        label={label}
        constraintText={hint}
        errorText={isTried && value === undefined ? bad : undefined}
        secondaryControl={
          <Button formAction="submit" disabled={isRunning}>
            {button}
          </Button>
        }
      >
        <Input value={text} onChange={({ detail }) => setText(detail.value)} />
      </FormField>
    </form>
  );
}
