import type { Command } from './cli/paddock.js';
import type { Terminal } from './cli/terminal.js';
import { parseConfig, type Config } from './config.js';
import { awaitEnd, type Ending, type ProcessEvents } from './ending.js';
import { systemClock, type Clock } from './runtime/clock.js';
import { createLogger, type Logger } from './runtime/log.js';
import { withHelp } from './settings.js';
import { startUpProblem } from './start-up-problem.js';
import { welcome } from './welcome.js';

/** How long the server may take to finish what is under way when it is told to stop, ms. */
const PATIENCE = 5_000;

/** `paddock up`: serves until it is told to stop. */
export const up: Command = async (argv, terminal) => {
  const config = parseConfig(argv, terminal.env);
  if ('problem' in config) {
    terminal.err(`paddock up: ${withHelp(config.problem, 'paddock help up')}`);
    return 2;
  }
  const { createServer } = await import('./create-server.js');
  return serve(config, { terminal, process, clock: systemClock(), createServer });
};

export interface ServeParts {
  readonly terminal: Terminal;
  readonly process: ProcessEvents;
  readonly clock: Clock;
  readonly createServer: (
    config: Config,
    parts: { readonly logger: Logger; readonly onFatal: (error: Error) => void },
  ) => Promise<Server>;
}

interface Server {
  listen(): Promise<{ readonly url: string; readonly port: number }>;
  close(): Promise<void>;
}

/** Starts a server, and stops it when a signal comes or when it cannot go on. Gives the code to exit with. */
export async function serve(config: Config, { terminal, process, clock, createServer }: ServeParts): Promise<number> {
  const logger = createLogger({
    level: config.logLevel,
    stream: { write: (text: string) => terminal.err(text.trimEnd()) },
    clock,
  });
  const ending = awaitEnd({ process, clock, logger });
  let server: Server | undefined;
  try {
    const starting = start(config, createServer, { logger, onFatal: ending.fatal }, (made) => (server = made));
    const begun = await Promise.race([starting, ending.first]);
    if ('url' in begun) {
      terminal.out(welcome(config, begun));
      await ending.first;
    }
    return await stop(server, ending, { terminal, clock });
  } catch (error) {
    terminal.err(`paddock up: ${startUpProblem(error, config)}`);
    await server?.close().catch(() => undefined);
    return 1;
  } finally {
    ending.dispose();
  }
}

async function start(
  config: Config,
  createServer: ServeParts['createServer'],
  parts: Parameters<ServeParts['createServer']>[1],
  made: (server: Server) => void,
): Promise<{ url: string; port: number }> {
  const server = await createServer(config, parts);
  made(server);
  return server.listen();
}

async function stop(
  server: Server | undefined,
  ending: Ending,
  { terminal, clock }: Pick<ServeParts, 'terminal' | 'clock'>,
): Promise<number> {
  const { code, reason } = await ending.first;
  if (reason !== undefined) terminal.out(reason);
  const late = new Promise<'late'>((resolve) => clock.after(PATIENCE, () => resolve('late')));
  try {
    const closed = await Promise.race([server?.close(), late]);
    if (closed !== 'late') return code;
    terminal.err(`paddock up: could not finish within ${PATIENCE / 1000} s; everything acknowledged is on disk`);
  } catch (error) {
    terminal.err(`paddock up: could not close: ${error instanceof Error ? error.message : String(error)}`);
  }
  return code === 0 ? 1 : code;
}
