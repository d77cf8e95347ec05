import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RawClient } from '../harness/raw.js';

const program = fileURLToPath(import.meta.resolve('@paddock/server')).replace(/dist.index\.js$/, 'bin/paddock.js');

/** A server as an operator runs it: a process of its own. */
export class Child {
  readonly raw: RawClient;
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** Settles with the exit code, or with the signal that ended it. */
  readonly exit: Promise<number | NodeJS.Signals>;
  readonly #process: ChildProcess;
  readonly #written: () => string;

  constructor(url: string, process: ChildProcess, exit: Child['exit'], written: () => string) {
    this.url = url;
    this.port = Number(new URL(url).port);
    this.raw = new RawClient(url);
    this.pid = process.pid ?? 0;
    this.exit = exit;
    this.#process = process;
    this.#written = written;
  }

  /** What it has written to its standard error. */
  get log(): string {
    return this.#written();
  }

  get isAlive(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** Resident memory in MiB; 0 where the platform does not say. */
  memory(): number {
    const path = `/proc/${this.pid}/status`;
    const kib = existsSync(path) ? /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(path, 'utf8'))?.[1] : undefined;
    return Number(kib ?? 0) / 1024;
  }

  /** Open file descriptors; 0 where the platform does not say. */
  descriptors(): number {
    const path = `/proc/${this.pid}/fd`;
    return existsSync(path) ? readdirSync(path).length : 0;
  }

  /** Ends it as an operator does, and waits. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | NodeJS.Signals> {
    this.raw.close();
    if (this.isAlive) this.signal(signal);
    return this.exit;
  }
}

/** What became of a start: a server, or what it said before it ended. */
export type Start = Child | { readonly code: number | NodeJS.Signals; readonly log: string };

/**
 * Runs `paddock up`, in memory unless a data directory is given.
 * @param blocks of 512 bytes that a file may grow to: as good as a full disk, and needs no rights
 */
export function launch(flags: readonly string[] = [], dataDir?: string, blocks?: number): Promise<Start> {
  const kept = dataDir === undefined ? ['--ephemeral'] : ['--data-dir', dataDir];
  const port = flags.includes('--port') ? [] : ['--port', '0'];
  const limited = ['-c', `trap '' XFSZ; ulimit -f ${blocks}; exec "$0" "$@"`, process.execPath];
  const [command, ...prefix] = blocks === undefined ? [process.execPath] : ['sh', ...limited];
  const child = spawn(command, [...prefix, program, 'up', ...port, ...kept, '--limits', 'off', ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'] ?? '' },
  });
  let out = '';
  let log = '';
  const exit = new Promise<number | NodeJS.Signals>((resolve) => {
    child.on('close', (code, signal) => resolve(code ?? signal ?? 0));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
  return new Promise((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
      const url = /serves on (\S+)\n/.exec(out)?.[1];
      if (url !== undefined) resolve(new Child(url, child, exit, () => log));
    });
    void exit.then((code) => resolve({ code, log }));
  });
}

/** @throws when the server does not start */
export async function start(flags: readonly string[] = [], dataDir?: string, blocks?: number): Promise<Child> {
  const started = await launch(flags, dataDir, blocks);
  if (started instanceof Child) return started;
  throw new Error(`the server ended with ${started.code}: ${started.log}`);
}

/** A directory for the time of a test. */
export async function temporary(): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'paddock-hostile-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
