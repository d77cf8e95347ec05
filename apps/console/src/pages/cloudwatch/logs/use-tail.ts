import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient, useSession } from '../../../session/use-session.js';
import { withNewer, type LogLine } from './events.js';
import { tail, type TailFor } from './tail.js';

interface TailState {
  readonly lines: readonly LogLine[];
  readonly isRunning: boolean;
  readonly isPaused: boolean;
  /** Events that came while it was paused. */
  readonly waiting: readonly LogLine[];
  readonly dropped: number;
  /** Events in the last update, which comes each second. */
  readonly rate: number;
  readonly isSampled: boolean;
  readonly isPolled: boolean;
  readonly error: unknown;
}

const idle: TailState = {
  lines: [],
  isRunning: false,
  isPaused: false,
  waiting: [],
  dropped: 0,
  rate: 0,
  isSampled: false,
  isPolled: false,
  error: undefined,
};

/** More lines than these are not kept in the page. */
const mostLines = 10_000;

/** A live tail that is started and stopped. */
export function useTail() {
  const logs = useClient(CloudWatchLogsClient);
  const { clock } = useSession();
  const [state, setState] = useState(idle);
  const running = useRef<AbortController>(undefined);
  const stop = useCallback(() => {
    running.current?.abort();
    setState((before) => ({ ...before, isRunning: false, rate: 0 }));
  }, []);
  const start = useCallback(
    async (asked: TailFor): Promise<void> => {
      running.current?.abort();
      const controller = new AbortController();
      running.current = controller;
      setState({ ...idle, isRunning: true });
      try {
        for await (const { lines, isSampled, isPolled } of tail(logs, asked, () => clock.now(), controller.signal)) {
          if (controller.signal.aborted) return;
          setState((before) => ({ ...taken(before, lines), rate: lines.length, isSampled, isPolled }));
        }
        setState((before) => (running.current === controller ? { ...before, isRunning: false, rate: 0 } : before));
      } catch (error) {
        if (!controller.signal.aborted) setState((before) => ({ ...before, isRunning: false, rate: 0, error }));
      }
    },
    [logs, clock],
  );
  const pause = useCallback(
    (isPaused: boolean) =>
      setState((before) =>
        isPaused ? { ...before, isPaused } : { ...taken({ ...before, isPaused }, before.waiting), waiting: [] },
      ),
    [],
  );
  const clear = useCallback(() => setState((before) => ({ ...before, lines: [], waiting: [], dropped: 0 })), []);
  useEffect(() => () => running.current?.abort(), []);
  return { ...state, start, stop, pause, clear };
}

function taken(state: TailState, newer: readonly LogLine[]): TailState {
  if (state.isPaused) return { ...state, waiting: withNewer(state.waiting, newer, mostLines).lines };
  const { lines, dropped } = withNewer(state.lines, newer, mostLines);
  return { ...state, lines, dropped: state.dropped + dropped };
}
