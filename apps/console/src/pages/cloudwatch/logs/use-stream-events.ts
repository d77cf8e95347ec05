import { CloudWatchLogsClient, GetLogEventsCommand, type OutputLogEvent } from '@aws-sdk/client-cloudwatch-logs';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from '../../../session/use-session.js';
import type { LogLine } from './events.js';

export interface StreamEvents {
  readonly lines: readonly LogLine[];
  readonly isLoading: boolean;
  readonly error: unknown;
  /** Which of both ends was reached with the last load. */
  readonly atEnd: 'older' | 'newer' | undefined;
  readonly load: (direction: 'older' | 'newer') => Promise<void>;
}

interface Place {
  readonly group: string;
  readonly stream: string;
  readonly begin: 'newest' | 'oldest';
  /** ms since the epoch: begins with the first event from then on. */
  readonly at: number | undefined;
}

const pageSize = 1000;

/** A stream's events from where one begins, in both directions. */
export function useStreamEvents({ group, stream, begin, at }: Place): StreamEvents {
  const logs = useClient(CloudWatchLogsClient);
  const [state, setState] = useState<Omit<StreamEvents, 'load'>>({
    lines: [],
    isLoading: true,
    error: undefined,
    atEnd: undefined,
  });
  const tokens = useRef<{ older?: string | undefined; newer?: string | undefined }>({});
  const running = useRef<AbortController>(undefined);
  const number = useRef(0);

  const read = useCallback(
    async (direction: 'older' | 'newer' | 'first'): Promise<void> => {
      const controller = new AbortController();
      running.current?.abort();
      running.current = controller;
      setState((before) => ({ ...before, isLoading: true, ...(direction === 'first' ? { lines: [] } : {}) }));
      try {
        const token = direction === 'first' ? undefined : tokens.current[direction];
        // `newer` goes on behind the last that is shown, also when the first page was read from the end.
        const isForward = direction === 'newer' || (direction === 'first' && (begin === 'oldest' || at !== undefined));
        const page = await logs.send(
          new GetLogEventsCommand({
            logGroupName: group,
            logStreamName: stream,
            limit: pageSize,
            startFromHead: isForward,
            ...(token === undefined ? {} : { nextToken: token }),
            ...(direction === 'first' && at !== undefined ? { startTime: at } : {}),
          }),
          { abortSignal: controller.signal },
        );
        const found = (page.events ?? []).map((event) => lineOf(event, group, stream, ++number.current));
        if (direction !== 'newer') tokens.current.older = page.nextBackwardToken;
        if (direction !== 'older') tokens.current.newer = page.nextForwardToken;
        setState(({ lines }) => ({
          lines: direction === 'first' ? found : direction === 'older' ? [...found, ...lines] : [...lines, ...found],
          isLoading: false,
          error: undefined,
          atEnd: found.length > 0 || direction === 'first' ? undefined : direction,
        }));
      } catch (error) {
        if (!controller.signal.aborted) setState((before) => ({ ...before, isLoading: false, error }));
      }
    },
    [logs, group, stream, begin, at],
  );
  useEffect(() => {
    tokens.current = {};
    void read('first');
    return () => running.current?.abort();
  }, [read]);
  return { ...state, load: read };
}

const lineOf = (
  { timestamp = 0, message = '' }: OutputLogEvent,
  group: string,
  stream: string,
  number: number,
): LogLine => ({
  id: String(number),
  time: timestamp,
  message,
  group,
  stream,
});
