import {
  CloudWatchLogsClient,
  GetQueryResultsCommand,
  StartQueryCommand,
  StopQueryCommand,
  type QueryStatistics,
} from '@aws-sdk/client-cloudwatch-logs';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useClient } from '../../../session/use-session.js';
import { rowsOf, type ResultRow } from './results.js';

export interface QueryFor {
  readonly query: string;
  readonly groups: readonly string[];
  /** ms since the epoch. */
  readonly start: number;
  readonly end: number;
}

export const statuses = ['Scheduled', 'Running', 'Complete', 'Failed', 'Cancelled', 'Timeout', 'Unknown'] as const;
export type QueryStatus = (typeof statuses)[number];

interface QueryState {
  readonly asked: QueryFor | undefined;
  readonly status: QueryStatus | undefined;
  readonly rows: readonly ResultRow[] | undefined;
  readonly statistics: QueryStatistics | undefined;
  /** ms since it was started. */
  readonly duration: number;
  readonly error: unknown;
}

const idle: QueryState = {
  asked: undefined,
  status: undefined,
  rows: undefined,
  statistics: undefined,
  duration: 0,
  error: undefined,
};

const isOver = (status: QueryStatus): boolean => status !== 'Scheduled' && status !== 'Running';

/** A query that is started, followed until it is over, and can be stopped. */
export function useQuery() {
  const logs = useClient(CloudWatchLogsClient);
  const [state, setState] = useState<QueryState>(idle);
  const running = useRef<{ readonly controller: AbortController; queryId?: string }>(undefined);
  const cancel = useCallback(() => {
    const { controller, queryId } = running.current ?? {};
    controller?.abort();
    running.current = undefined;
    // What it found until then stays; that it could not be stopped makes no difference here.
    if (queryId !== undefined) void logs.send(new StopQueryCommand({ queryId })).catch(() => undefined);
    setState((before) => ({ ...before, status: before.status && isOver(before.status) ? before.status : 'Cancelled' }));
  }, [logs]);
  const run = useCallback(
    async (asked: QueryFor): Promise<void> => {
      if (running.current) cancel();
      const controller = new AbortController();
      const mine: { readonly controller: AbortController; queryId?: string } = { controller };
      running.current = mine;
      const began = performance.now();
      setState({ ...idle, asked, status: 'Scheduled' });
      try {
        const { queryId = '' } = await logs.send(
          new StartQueryCommand({
            queryString: asked.query,
            logGroupNames: [...asked.groups],
            startTime: Math.floor(asked.start / 1000),
            endTime: Math.floor(asked.end / 1000),
          }),
          { abortSignal: controller.signal },
        );
        mine.queryId = queryId;
        for (let wait = 100; !controller.signal.aborted; wait = Math.min(wait * 1.5, 1000)) {
          const found = await logs.send(new GetQueryResultsCommand({ queryId }), { abortSignal: controller.signal });
          const status = statuses.find((one) => one === found.status) ?? 'Unknown';
          setState({
            asked,
            status,
            rows: rowsOf(found.results ?? []),
            statistics: found.statistics,
            duration: performance.now() - began,
            error: undefined,
          });
          if (isOver(status)) break;
          await new Promise((resolve) => setTimeout(resolve, wait));
        }
      } catch (error) {
        if (!controller.signal.aborted) setState({ ...idle, asked, status: 'Failed', error });
      } finally {
        if (running.current === mine) running.current = undefined;
      }
    },
    [logs, cancel],
  );
  useEffect(() => () => running.current?.controller.abort(), []);
  return { ...state, isRunning: state.status !== undefined && !isOver(state.status), run, cancel };
}
