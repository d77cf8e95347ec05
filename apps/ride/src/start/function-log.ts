import { sdkSettings } from '../client.js';
import { logGroupOf } from '../provision/names.js';
import type { Destination } from '../client.js';

/** What a function's log says of its last error since a time (milliseconds since 1970); undefined when it says nothing. */
export async function causeOf(
  destination: Destination,
  functionName: string,
  since: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  // Few need it: it is loaded when a function has failed.
  const { CloudWatchLogsClient, FilterLogEventsCommand } = await import('@aws-sdk/client-cloudwatch-logs');
  const client = new CloudWatchLogsClient({ ...sdkSettings(destination), maxAttempts: 2 });
  try {
    const { events = [] } = await client.send(
      new FilterLogEventsCommand({
        logGroupName: logGroupOf(functionName),
        startTime: since,
        filterPattern: '?ERROR ?errorMessage ?"Task timed out"',
      }),
      { abortSignal: signal },
    );
    return errorIn(events.at(-1)?.message);
  } finally {
    client.destroy();
  }
}

/** The error in a line of a function's log, as short as it can be said. */
export function errorIn(message: string | undefined): string | undefined {
  if (message === undefined) return undefined;
  const [, told] = /"errorMessage":("(?:[^"\\]|\\.)*")/.exec(message) ?? [];
  const text: unknown = told === undefined ? undefined : JSON.parse(told);
  const [, timeout] = /(Task timed out.*)/.exec(message) ?? [];
  return typeof text === 'string' ? text : (timeout ?? message.split('\t').at(-1)?.trim());
}
