import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import * as tokens from '@cloudscape-design/design-tokens';
import { useRef, useState } from 'react';
import { useTexts } from '../../i18n/language.js';
import { useClient, useSession } from '../../session/use-session.js';
import { useFormat } from '../../shared/format.js';
import { Problem } from '../../shared/problem.js';
import { useAws } from '../../shared/use-aws.js';
import { VirtualRows } from '../../shared/virtual-rows.js';
import { monitorTexts } from './texts-monitor.js';

interface Line {
  readonly id: string;
  readonly time: number;
  readonly message: string;
}

const mostLines = 5000;
const mostPages = 6;

/** Of a line; the whole one is in the log group. Characters. */
const mostShown = 4000;
const shortened = (message: string): string =>
  message.length > mostShown ? `${message.slice(0, mostShown)}…` : message;

/** The function's log, a second behind it. Whoever may read the log may do this; StartLiveTail asks for a permission of its own. */
export function LiveLog({ group }: { readonly group: string }) {
  const t = useTexts(monitorTexts);
  const format = useFormat();
  const session = useSession();
  const client = useClient(CloudWatchLogsClient);
  const [since, setSince] = useState<number>();
  const [begun, setBegun] = useState(false);
  const [dropped, setDropped] = useState(false);
  // Events of one moment may come in two answers: the last seconds are asked for again, and known ones left out.
  const seen = useRef(new Map<string, Line>());
  const floor = useRef(0);
  const tail = useAws(
    ['logs', 'tail', group, since],
    async ({ signal }) => {
      const known = seen.current;
      const last = [...known.values()].at(-1)?.time ?? 0;
      const startTime = Math.max(since ?? 0, last - 2000, floor.current);
      let token: string | undefined;
      // Answers begin with the oldest, and may be empty before the last: few events a second are in the first.
      for (let page = 0; page < mostPages; page++) {
        const { events = [], nextToken } = await client.send(
          new FilterLogEventsCommand({
            logGroupName: group,
            startTime,
            limit: 5000,
            ...(token === undefined ? {} : { nextToken: token }),
          }),
          { abortSignal: signal },
        );
        for (const { eventId = '', timestamp = 0, message = '' } of events)
          if (!known.has(eventId)) known.set(eventId, { id: eventId, time: timestamp, message: shortened(message) });
        token = nextToken;
        if (token === undefined) break;
      }
      for (const [id, { time }] of known) {
        if (known.size <= mostLines) break;
        known.delete(id);
        // What was left out is not asked for again.
        floor.current = Math.max(floor.current, time + 1);
        setDropped(true);
      }
      return [...known.values()];
    },
    { enabled: since !== undefined, every: since === undefined ? false : 1000, keep: true },
  );
  const lines = begun ? (tail.data ?? []) : undefined;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={t('tail.hint')}
          actions={
            since === undefined ? (
              <Button
                iconName="play"
                onClick={() => {
                  seen.current = new Map();
                  floor.current = 0;
                  setDropped(false);
                  setBegun(true);
                  setSince(session.clock.now() - 2000);
                }}
              >
                {t('tail.start')}
              </Button>
            ) : (
              <Button iconName="pause" onClick={() => setSince(undefined)}>
                {t('tail.stop')}
              </Button>
            )
          }
        >
          {t('tail')}
        </Header>
      }
    >
      <SpaceBetween size="s">
        {since !== undefined && <Problem error={tail.error} />}
        {dropped && <Box color="text-body-secondary">{t('tail.dropped')}</Box>}
        {since !== undefined && lines?.length === 0 && <Box color="text-body-secondary">{t('tail.waiting')}</Box>}
        {lines !== undefined && lines.length > 0 && (
          <VirtualRows
            label={t('tail')}
            items={lines}
            id={({ id }) => id}
            rowHeight={22}
            height={320}
            follows
            row={({ time, message }) => (
              <div className="mono">
                <span style={{ color: tokens.colorTextBodySecondary }}>{format.clock(time)}</span> {message.trimEnd()}
              </div>
            )}
          />
        )}
      </SpaceBetween>
    </Container>
  );
}
