import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../../../packages/server/bin/paddock.js', import.meta.url));

/** A server in a process of its own, which can be killed. */
export class ChildServer {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.#child = child;
  }

  /** Starts one on a free port. @throws with what it printed, when it ends instead of serving */
  static start(...flags: string[]): Promise<ChildServer> {
    return ChildServer.#start([], flags);
  }

  /** One on a machine whose clock stands still, from its first moment on; its timers run. @param now ms since the epoch */
  static startAt(now: number, ...flags: string[]): Promise<ChildServer> {
    return ChildServer.#start(['--import', `data:text/javascript,Date.now=()=>${now}`], flags);
  }

  static async #start(node: readonly string[], flags: readonly string[]): Promise<ChildServer> {
    const child = spawn(process.execPath, [...node, cli, 'up', '--port', '0', ...flags], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'] },
    });
    let printed = '';
    const url = await new Promise<string>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          printed += text;
          const found = /http:\/\/127\.0\.0\.1:\d+/.exec(printed);
          if (found) resolve(found[0]);
        });
      }
      child.once('exit', () => reject(new Error(`the server ended: ${printed}`)));
      child.once('error', reject);
    });
    return new ChildServer(url, child);
  }

  /** Ends it as a power cut would. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** Lets it finish. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill(signal);
    await once(this.#child, 'exit');
  }
}
