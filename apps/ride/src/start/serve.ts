import { connect } from '../client.js';
import { errorLine } from '../errors.js';
import { Riders } from './riders.js';
import { Screen } from './screen.js';
import { plainLine, statusLines } from './status.js';
import { ensureStream } from './stream.js';
import type { ServerProcess } from './server-process.js';
import type { Settings } from './settings.js';
import type { Status } from './status.js';
import type { Time } from '../time.js';

const STREAM = 'wildrydes';
const SERIES_SECONDS = 40;
const PLAIN_EVERY = 5_000;

export interface Serving {
  readonly server: ServerProcess;
  readonly settings: Settings;
  readonly time: Time;
  /** Aborts when it is time to stop. */
  readonly signal: AbortSignal;
  /** Ctrl+C, as the live status reads it. */
  readonly interrupt: () => void;
  /** The server's latest complaint, while it matters. */
  readonly complaint: () => string | undefined;
}

/**
 * Waits for the server, makes sure of the stream, rides and shows how it goes until the signal aborts. Answers what
 * restores the terminal. Throws an Error whose message is one line.
 */
export async function serve(serving: Serving): Promise<() => void> {
  const { server, settings, time, signal } = serving;
  const { region } = settings;
  const { url, version } = await server.ready;
  const place = { stream: STREAM, region, endpoint: url };
  const client = connect({ region, endpoint: url, credentials: 'paddock' });
  try {
    const created = await ensureStream(client, STREAM, time);
    const riders = new Riders(client, place, time);
    const startedAt = time.elapsed();
    const stopShowing = show(serving, { created, url, version }, () => ({
      version,
      url,
      region,
      stream: STREAM,
      data: settings.data,
      upMillis: time.elapsed() - startedAt,
      series: riders.meter.series(time.epoch(), SERIES_SECONDS),
      total: riders.meter.total,
      unicorns: riders.meter.unicorns(time.epoch()),
      shards: riders.shards,
      ...riders.trouble,
      note: riders.obstacle ?? serving.complaint(),
    }));
    await riders.run(signal);
    return stopShowing();
  } catch (error) {
    throw new Error(errorLine(error, place), { cause: error });
  } finally {
    client.destroy();
  }
}

/** Shows the status until the answer is called, which answers what restores the terminal. */
function show(
  { settings, interrupt }: Serving,
  { created, url, version }: { created: boolean; url: string; version: string },
  status: () => Status,
): () => () => void {
  const { isLive, region, data, hasColor } = settings;
  if (!isLive) {
    console.log(`Paddock ${version} serves on ${url}; data: ${data}`);
    console.log(
      `The stream ${STREAM} in ${region} ${created ? 'is new' : 'carries on'}, three unicorns ride. Ctrl+C stops.`,
    );
    const timer = setInterval(() => console.log(plainLine(status())), PLAIN_EVERY);
    return () => {
      clearInterval(timer);
      return () => undefined;
    };
  }
  const screen = new Screen(process.stdout, process.stdin, interrupt);
  const draw = (): void => screen.draw(statusLines(status(), { width: screen.width, color: hasColor }));
  draw();
  const timer = setInterval(draw, 1_000);
  return () => {
    clearInterval(timer);
    return () => screen.close();
  };
}
