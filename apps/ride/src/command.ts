import { parseFlags, describeFlags, text } from './flags.js';
import { chooseDestination, connect, realSurroundings } from './client.js';
import { errorLine } from './errors.js';
import type { FlagValues, Flags } from './flags.js';
import type { KinesisClient } from '@aws-sdk/client-kinesis';

/** What a running command has at hand. */
export interface Session {
  readonly client: KinesisClient;
  readonly stream: string;
  /** Where the requests go, for people: `http://127.0.0.1:4566 (us-east-1)`, `AWS (us-east-1)`. */
  readonly where: string;
  /** Aborts at the first Ctrl+C; the second ends the process. */
  readonly signal: AbortSignal;
}

export interface Command<F extends Flags> {
  readonly name: string;
  /** The help's text before the flags. */
  readonly about: string;
  readonly flags: F;
  readonly run: (flags: FlagValues<F>, session: Session) => Promise<void>;
}

/** The flags that say which stream, in every command. */
export const streamFlags = {
  stream: text('name', 'wildrydes', 'the stream (wildrydes)'),
  region: text('name', undefined, 'the region (AWS_REGION, AWS_DEFAULT_REGION, else us-east-1)'),
  endpoint: {
    value: 'url',
    help: 'the service; aws for AWS itself (see below)',
    fallback: undefined,
    read: (given: string): string | undefined => {
      if (given !== '' && given !== 'aws' && !/^https?:\/\/[^/]/.test(given)) {
        throw new Error(`must be aws or a URL such as http://127.0.0.1:4566, not ${JSON.stringify(given)}`);
      }
      return given;
    },
  },
} satisfies Flags;

/** The help's words on where requests go. */
export const WHERE = `Where the requests go, without -endpoint: to AWS_ENDPOINT_URL_KINESIS or AWS_ENDPOINT_URL if set; else to
PADDOCK_ENDPOINT if set, or a Paddock that answers at http://127.0.0.1:4566 (PADDOCK_PORT), with its root key (test/test);
else to AWS with your usual credentials. -endpoint aws goes to AWS whatever is running here.`;

/** Runs a command line to its end and leaves the exit code: 0 well, 1 failed, 2 wrong usage. */
export async function main<F extends Flags & typeof streamFlags>(command: Command<F>): Promise<void> {
  quietlyEndOnClosedPipe();
  const parsed = parseFlags(command.flags, process.argv.slice(2));
  if (parsed.kind === 'help') {
    console.log(`${command.about}\n\nFlags, with one dash or two:\n${describeFlags(command.flags)}\n\n${WHERE}`);
    return;
  }
  if (parsed.kind === 'wrong') {
    console.error(`${command.name}: ${parsed.message} (${command.name} -h shows the flags)`);
    process.exitCode = 2;
    return;
  }
  // F has the stream flags, but its other flags keep the compiler from seeing their values' types.
  const { stream, ...flags } = parsed.values as FlagValues<typeof streamFlags>;
  const destination = await chooseDestination(flags, realSurroundings());
  const { region, endpoint } = destination;
  const client = connect(destination);
  const where = `${endpoint ?? 'AWS'} (${region})`;
  try {
    await command.run(parsed.values, { client, stream, where, signal: interrupted() });
  } catch (error) {
    console.error(`${command.name}: ${errorLine(error, { stream, region, endpoint })}`);
    process.exitCode = 1;
  } finally {
    client.destroy();
  }
}

/** Aborts at the first Ctrl+C, SIGTERM or hang-up; the second ends the process with the shell's code. */
export function interrupted(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(130);
      controller.abort();
    });
  }
  return controller.signal;
}

/** `consumer | head` is over when head has seen enough. */
export function quietlyEndOnClosedPipe(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}
