import { fileURLToPath } from 'node:url';
import { realTime } from '../time.js';
import { Ride } from './ride.js';
import { ServerProcess } from './server-process.js';
import { readSettings, whoHasThePort } from './settings.js';

const SERVER = fileURLToPath(new URL('../../../../packages/server/bin/paddock.js', import.meta.url));
const COMPLAINT_MATTERS_FOR = 10_000;

/**
 * `npm start`: the server, the system, a small fleet and their status, until Ctrl+C. Sets the exit code.
 * @param page resolves when the map's page has been built, if it is being built; rejects when it could not be
 */
export async function run({ page }: { readonly page?: Promise<void> } = {}): Promise<void> {
  const problem = await start(page);
  if (problem === undefined) return;
  console.error(problem);
  process.exitCode = 1;
}

/** Answers what went wrong, or undefined after a clean end. */
async function start(page: Promise<void> | undefined): Promise<string | undefined> {
  const settings = readSettings(process.env, process.stdout.isTTY);
  const taken = await whoHasThePort(settings);
  if (taken !== undefined) return taken;

  let complaint = { text: '', at: -Infinity };
  const server = new ServerProcess(SERVER, serverArguments(), (line) => {
    complaint = { text: line, at: realTime.elapsed() };
    if (!settings.isLive) console.error(line);
  });
  const stopping = new AbortController();
  let death: string | undefined;
  void server.ended.then((why) => {
    if (!stopping.signal.aborted) death = why;
    stopping.abort();
  });
  const interrupt = (): void => {
    if (stopping.signal.aborted) {
      server.kill();
      process.exit(130);
    }
    stopping.abort();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, interrupt);

  const { signal } = stopping;
  const isRecent = (): boolean => realTime.elapsed() - complaint.at < COMPLAINT_MATTERS_FOR;
  const ride = new Ride({
    server,
    settings,
    time: realTime,
    signal,
    interrupt,
    complaint: () => (isRecent() ? complaint.text : undefined),
    page,
  });
  const failure = await ride.run().then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  const wasAsked = signal.aborted && death === undefined;
  stopping.abort();
  const restore = ride.end();
  if (wasAsked) console.log('Stopping …');
  await server.stop();
  restore();
  if (death !== undefined) {
    const lastWords = settings.isLive ? server.lastWords : [];
    return [`The server ended by itself (${death}).`, ...lastWords].join('\n');
  }
  if (failure !== undefined && !wasAsked) return failure;
  console.log(`Stopped. Data: ${settings.data}; npm start carries on.`);
  return undefined;
}

function serverArguments(): string[] {
  return (process.env.PADDOCK_LOG_LEVEL ?? '') === '' ? ['up', '--log-level', 'warn'] : ['up'];
}
