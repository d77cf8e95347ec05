import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';

const KEPT_LINES = 8;

/** The server as a child process of its own, so that the riders cannot slow it down. */
export class ServerProcess {
  /** Resolves with the URL that the server says it serves on. Rejects when it ends before. */
  readonly ready: Promise<{ readonly url: string; readonly version: string }>;
  /** Resolves when the process has ended, with what ended it. */
  readonly ended: Promise<string>;
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  #isStopping = false;

  /** `script` is the launcher; the environment passes on, and with it every PADDOCK_ variable. */
  constructor(script: string, args: readonly string[], onComplaint: (line: string) => void) {
    const preload = new URL('./watch-parent.js', import.meta.url).href;
    const child = spawn(process.execPath, ['--import', preload, script, ...args], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Out of the terminal's reach: Ctrl+C comes to the riders first, and then as one signal from here.
      detached: process.platform !== 'win32',
    });
    this.#child = child;
    this.ended = new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      // 'close' comes after the last line of output.
      child.once('close', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`));
    });
    this.ready = new Promise((resolve, reject) => {
      eachLine(child.stdout, (line) => {
        const [, version, url] = /Paddock (\S+) serves on (https?:\/\/\S+)/.exec(line) ?? [];
        if (version !== undefined && url !== undefined) resolve({ version, url: reachable(url) });
      });
      void this.ended.then((why) => reject(new Error(`the server ended before it served (${why})`)));
    });
    this.ready.catch(() => undefined); // whoever awaits it hears of it
    eachLine(child.stderr, (line) => {
      this.#lines.push(line);
      this.#lines.splice(0, this.#lines.length - KEPT_LINES);
      if (!this.#isStopping) onComplaint(line);
    });
  }

  /** The last lines that the server wrote to stderr. */
  get lastWords(): readonly string[] {
    return this.#lines;
  }

  /** Asks the server to stop, once, and waits until it has. */
  async stop(): Promise<void> {
    if (!this.#isStopping) {
      this.#isStopping = true;
      this.#child.kill('SIGTERM');
    }
    await this.ended;
  }

  /** Ends the server at once. */
  kill(): void {
    this.#isStopping = true;
    this.#child.kill('SIGKILL');
  }
}

function eachLine(stream: Readable | null, take: (line: string) => void): void {
  if (stream !== null) createInterface({ input: stream, crlfDelay: Infinity }).on('line', take);
}

/** A server that listens on every address is reached on this machine's own. */
function reachable(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
}
