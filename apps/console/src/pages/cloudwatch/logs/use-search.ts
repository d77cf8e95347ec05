import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from '../../../session/use-session.js';
import type { LogLine } from './events.js';

export interface SearchFor {
  readonly group: string;
  readonly pattern: string;
  /** ms since the epoch. */
  readonly start: number;
  readonly end: number;
  /** The beginning of streams' names. */
  readonly prefix?: string;
}

export interface SearchState {
  readonly lines: readonly LogLine[];
  readonly pages: number;
  /** `idle` before the first search. */
  readonly state: 'idle' | 'running' | 'paused' | 'done';
  readonly error: unknown;
}

const idle: SearchState = { lines: [], pages: 0, state: 'idle', error: undefined };

/** So many events are found before one is asked whether to search on. */
const atOnce = 1000;

/** Searches a group, page after page: pages may be empty, since CloudWatch looks through a part of the events for each. */
export function useSearch() {
  const logs = useClient(CloudWatchLogsClient);
  const [state, setState] = useState<SearchState>(idle);
  const now = useRef(idle);
  const running = useRef<AbortController>(undefined);
  const rest = useRef<{ readonly asked: SearchFor; readonly token: string | undefined }>(undefined);
  const put = useCallback((next: Partial<SearchState>) => {
    now.current = { ...now.current, ...next };
    setState(now.current);
  }, []);
  const goOn = useCallback(async (): Promise<void> => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const wanted = now.current.lines.length + atOnce;
    put({ state: 'running', error: undefined });
    try {
      while (rest.current !== undefined && now.current.lines.length < wanted) {
        const { asked, token } = rest.current;
        const page = await logs.send(
          new FilterLogEventsCommand({
            logGroupName: asked.group,
            startTime: asked.start,
            endTime: asked.end,
            ...(asked.pattern.trim() === '' ? {} : { filterPattern: asked.pattern }),
            ...(asked.prefix === undefined ? {} : { logStreamNamePrefix: asked.prefix }),
            limit: atOnce,
            ...(token === undefined ? {} : { nextToken: token }),
          }),
          { abortSignal: controller.signal },
        );
        const found = (page.events ?? []).map(({ eventId = '', timestamp = 0, message = '', logStreamName = '' }) => ({
          id: eventId,
          time: timestamp,
          message,
          stream: logStreamName,
          group: asked.group,
        }));
        rest.current = page.nextToken === undefined ? undefined : { asked, token: page.nextToken };
        put({ lines: [...now.current.lines, ...found], pages: now.current.pages + 1 });
      }
      put({ state: rest.current === undefined ? 'done' : 'paused' });
    } catch (error) {
      if (!controller.signal.aborted) put({ state: 'paused', error });
    }
  }, [logs, put]);
  const run = useCallback(
    (asked: SearchFor): Promise<void> => {
      rest.current = { asked, token: undefined };
      now.current = idle;
      return goOn();
    },
    [goOn],
  );
  const stop = useCallback(() => {
    running.current?.abort();
    put({ state: 'paused' });
  }, [put]);
  useEffect(() => () => running.current?.abort(), []);
  return { ...state, run, goOn, stop };
}
