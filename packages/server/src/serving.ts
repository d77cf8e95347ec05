import { createFrontDoor, type Handler } from '@paddock/wire';
import type { Config } from './config.js';
import type { LocalEndpoint } from './endpoint.js';
import { handlerError, refusalAnswer } from './front-door-answers.js';
import type { Identifier } from './identify.js';
import type { Clock } from './runtime/clock.js';
import type { DueTasks } from './runtime/due-tasks.js';
import type { Ids } from './runtime/ids.js';
import type { Logger } from './runtime/log.js';
import { oneAfterTheOther, snapshotControl, type SnapshotControl } from './snapshot-control.js';
import type { Replacement, SnapshotInfo, Snapshots } from './storage/storage.js';

/** Requests under way get so long to finish when the server stops, ms. */
const graceMs = 3_000;
/** The largest body that an operation takes which says nothing of its own: PutRecords, 10 MiB of data in base64. */
const largestBody = 16 * 1024 * 1024;

export interface PaddockServer {
  /** Begins to serve. @throws when the port cannot be had */
  listen(): Promise<{ readonly url: string; readonly port: number }>;
  /** Finishes what is under way and closes the stores. */
  close(): Promise<void>;
}

/** The server between two resets. */
export interface Running {
  readonly handler: Handler;
  readonly identifier: Identifier;
  readonly dueTasks: DueTasks;
  /** Resolves when what time has brought is done. */
  settled(): Promise<void>;
  /** The server listens: what services do by themselves begins. */
  listening(): void;
  drain(): Promise<void>;
  /** Writes what would be written later. */
  flush(): Promise<void>;
  /** Closes the stores; removes what is in them; or puts a snapshot in its place. */
  stop(how: 'close' | 'destroy' | Replacement): Promise<void>;
}

/** What the front door stands before. */
export interface Served {
  readonly config: Config;
  /** The machine's. */
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly endpoint: LocalEndpoint;
  /** Starts the services anew, on what the stores hold. */
  readonly start: () => Promise<Running>;
  readonly snapshots: Snapshots;
  /** What the clock that tests may set says. */
  readonly clockStatus: () => SnapshotInfo['clock'];
}

/** A server that has started, and how to begin anew. */
export interface Serving extends PaddockServer {
  reset(): Promise<void>;
  readonly snapshots: SnapshotControl;
  /** Undefined while it is being reset, or a snapshot is being loaded. */
  readonly running: Running | undefined;
  connections(): number;
}

/** Puts the front door before a server, through its resets. */
export function serve(first: Running, served: Served): Serving {
  const { config, clock, ids, logger, endpoint, start } = served;
  let running: Running | undefined = first;
  const alone = oneAfterTheOther();
  const door = createFrontDoor({
    handler: (request) => (running?.handler ?? unavailable)(request),
    after: (ms, run) => {
      const timer = clock.after(ms, run);
      return () => timer.cancel();
    },
    bodyLimit: (head) => running?.identifier.bodyLimit(head) ?? largestBody,
    refuse: (refusal, head) => {
      const requestId = ids.requestId();
      const worded = refusal.status === 413 && head ? running?.identifier.bodyTooLarge(head, requestId) : undefined;
      return worded
        ? { ...worded, headers: { ...worded.headers, 'x-amzn-RequestId': requestId } }
        : refusalAnswer(refusal, head);
    },
    onError: handlerError(logger),
  });
  return {
    connections: () => door.connections(),
    get running() {
      return running;
    },
    reset: () =>
      alone(async () => {
        const before = running;
        if (before === undefined) return;
        running = undefined;
        await before.stop('destroy');
        running = await start();
        running.listening();
      }),
    snapshots: snapshotControl(served, {
      alone,
      running: () => running,
      become: (next) => (running = next),
    }),
    listen: async () => {
      const { port } = await door.listen(config.port, config.host);
      endpoint.listening(port);
      running?.listening();
      const host = config.host.includes(':') ? `[${config.host}]` : config.host;
      return { url: `http://${host}:${port}`, port };
    },
    close: async () => {
      endpoint.closed();
      await running?.drain();
      await door.close(graceMs);
      await running?.stop('close');
      running = undefined;
    },
  };
}

const unavailable: Handler = () => ({
  status: 503,
  headers: { 'content-type': 'text/plain' },
  body: 'The server is being reset, or loads a snapshot.\n',
});
