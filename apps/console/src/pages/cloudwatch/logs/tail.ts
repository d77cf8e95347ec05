import {
  FilterLogEventsCommand,
  StartLiveTailCommand,
  type CloudWatchLogsClient,
} from '@aws-sdk/client-cloudwatch-logs';
import { problemOf } from '../../../shared/aws-problem.js';
import type { LogLine } from './events.js';

export interface TailFor {
  /** Names, of their ARNs' own account and region. */
  readonly groups: readonly { readonly name: string; readonly arn: string }[];
  readonly pattern: string;
}

export interface TailUpdate {
  readonly lines: readonly LogLine[];
  readonly isSampled: boolean;
  /** Whether events are asked for, since the endpoint has no live tail. */
  readonly isPolled: boolean;
}

/** What the endpoint says that has the operation not, or cannot be reached by its name. */
const absent = /^(UnknownOperationException|InvalidAction|NotImplemented|TypeError|SyntaxError)$/;

let number = 0;

/**
 * Updates as events come in, about one a second, until the signal. @throws what StartLiveTail, or FilterLogEvents in its place, answers
 * @param now ms since the epoch, by the server's clock
 */
export async function* tail(
  logs: CloudWatchLogsClient,
  asked: TailFor,
  now: () => number,
  signal: AbortSignal,
): AsyncGenerator<TailUpdate> {
  const stream = await logs
    .send(
      new StartLiveTailCommand({
        logGroupIdentifiers: asked.groups.map(({ arn }) => arn),
        ...(asked.pattern.trim() === '' ? {} : { logEventFilterPattern: asked.pattern }),
      }),
      { abortSignal: signal },
    )
    .then(({ responseStream }) => responseStream)
    .catch((error: unknown) => {
      if (!signal.aborted && absent.test(problemOf(error).code)) return undefined;
      throw error;
    });
  if (stream === undefined) return yield* polled(logs, asked, now, signal);
  const names = new Map(asked.groups.map(({ name, arn }) => [arn.replace(/^arn:aws[\w-]*:logs:[^:]*:/, ''), name]));
  for await (const { sessionUpdate, SessionTimeoutException, SessionStreamingException } of stream) {
    if (signal.aborted) return;
    const failed = SessionTimeoutException ?? SessionStreamingException;
    if (failed !== undefined) throw failed;
    if (sessionUpdate === undefined) continue;
    yield {
      isSampled: sessionUpdate.sessionMetadata?.sampled === true,
      isPolled: false,
      lines: (sessionUpdate.sessionResults ?? []).map(
        ({ timestamp = 0, message = '', logStreamName = '', logGroupIdentifier = '' }) => ({
          id: `tail-${++number}`,
          time: timestamp,
          message,
          stream: logStreamName,
          // `123456789012:/aws/lambda/f`
          group: names.get(logGroupIdentifier) ?? logGroupIdentifier.replace(/^\d+:/, ''),
        }),
      ),
    };
  }
}

async function* polled(
  logs: CloudWatchLogsClient,
  { groups, pattern }: TailFor,
  now: () => number,
  signal: AbortSignal,
): AsyncGenerator<TailUpdate> {
  // Some seconds back each time, since events may come late; those that were there are known by their IDs.
  let since = now();
  const seen = new Set<string>();
  while (!signal.aborted) {
    const from = since - 5000;
    since = now();
    const pages = await Promise.all(
      groups.map(async ({ name }) => {
        const { events = [] } = await logs.send(
          new FilterLogEventsCommand({
            logGroupName: name,
            startTime: from,
            ...(pattern.trim() === '' ? {} : { filterPattern: pattern }),
          }),
          { abortSignal: signal },
        );
        return events.map(({ eventId = '', timestamp = 0, message = '', logStreamName = '' }) => ({
          id: eventId,
          time: timestamp,
          message,
          stream: logStreamName,
          group: name,
        }));
      }),
    );
    const lines = pages
      .flat()
      .filter(({ id }) => !seen.has(id))
      .toSorted((a, b) => a.time - b.time);
    for (const { id } of lines) seen.add(id);
    yield { lines, isSampled: false, isPolled: true };
    await pause(2000, signal);
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
