import { spawn, type ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { nextTurn } from '../../../runtime/next-turn.js';
import { FrameReader } from './frames.js';
import type { Isolation } from './isolation.js';
import type { Place } from './layout.js';
import { LineSplitter } from './line-splitter.js';
import { inodeOfPeer, isOpenIn, type Connection } from './peer.js';
import { memoryOf, peakMemoryOf, processesWith, processTree, signal } from './process-tree.js';
import { NOT_FOR_EXTENSIONS } from './variables.js';

export interface SandboxEvents {
  /** A line that the runtime printed. */
  readonly line: (text: string) => void;
  /** A message that it handed over in one piece, with its own time (ms), or 0. */
  readonly message: (text: string, timestamp: number) => void;
  readonly extensionLine: (text: string) => void;
  extensionExited(name: string, status: number): void;
  /** The runtime's first process has ended. @param status as a shell tells it */
  exited(status: number): void;
}

/**
 * The first process of an environment: it mounts, starts extensions, starts the runtime, tells on its error output how that ended, and kills
 * everything when its control pipe ends, as it does when this server dies. Descriptors: 0 control in, 2 control out, 1 the runtime's output,
 * 3 its log messages, 4 the extensions' output, 9 the control pipe from then on.
 */
const FIRST = `
exec 9<&0 </dev/null
mounter=$1 fstab=$2 unprivileged=$3 home=$4 left=$5; extensions=$5; shift 5
if [ -n "$fstab" ]; then "$mounter" -a -T "$fstab" || exit 125; fi
cd "$home" || exit 125
ulimit -n 1024 2>/dev/null
while [ "$left" -gt 0 ]; do
  ( unset ${NOT_FOR_EXTENSIONS.join(' ')}; $unprivileged "$1" >&4 2>&4 3>&- 4>&- 9<&-; echo "extension $? $1" >&2 ) &
  shift; left=$((left-1))
done
if [ "$extensions" -gt 0 ]; then read -r word <&9 || exit 0; fi
$unprivileged "$@" 2>&1 4>&- 9<&- &
runtime=$!
( while read -r word <&9; do kill "-$word" $runtime; done
  if [ $$ = 1 ]; then kill -KILL -1; else kill -KILL 0; fi ) >/dev/null 2>&1 3>&- 4>&- &
wait $runtime
echo "exit $?" >&2
if [ "$extensions" -gt 0 ]; then wait; fi
`;

/** The processes of one environment. */
export class Sandbox {
  readonly #child: ChildProcess;
  readonly #isolation: Isolation;
  readonly #marker: string;
  readonly #closed: Promise<void>;
  #seen = 0;
  #exited = false;
  #gone = false;
  #frozen: readonly number[] = [];
  #runtime: number | undefined;
  #complaints = '';
  readonly #splitters: LineSplitter[] = [];

  constructor(
    isolation: Isolation,
    place: Place,
    extensions: readonly string[],
    command: readonly string[],
    variables: Readonly<Record<string, string>>,
    events: SandboxEvents,
  ) {
    this.#isolation = isolation;
    this.#marker = `AWS_LAMBDA_RUNTIME_API=${variables['AWS_LAMBDA_RUNTIME_API'] ?? ''}`;
    const files = extensions.map((name) => `${place.paths.opt}/extensions/${name}`);
    const words = [
      isolation.mountProgram,
      place.fstab ?? '',
      isolation.unprivileged,
      place.paths.task,
      String(files.length),
      ...files,
      ...command,
    ];
    const [program, ...before] = [...isolation.prefix, '/bin/sh'] as const;
    const others = extensions.length > 0 ? 'pipe' : 'ignore';
    const child = spawn(program, [...before, '-c', FIRST, 'environment', ...words], {
      cwd: '/',
      env: { ...variables },
      // A group of its own, so that all of it can be signalled.
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe', 'pipe', others],
    });
    this.#child = child;
    this.#read(child.stdout, events.line);
    const frames = new FrameReader(events.message);
    this.#listen(child.stdio[3] as Readable, (chunk) => frames.push(chunk));
    if (extensions.length > 0) this.#read(child.stdio[4] as Readable, events.extensionLine);
    const exited = (status: number): void => {
      if (this.#exited) return;
      this.#exited = true;
      events.exited(status);
    };
    this.#read(child.stderr, (line) => {
      const [, what, status, name = ''] = /^(exit|extension) (\d+)(?: (.*))?\n$/.exec(line) ?? [];
      if (what === 'exit') exited(Number(status));
      else if (what === 'extension') events.extensionExited(name.slice(name.lastIndexOf('/') + 1), Number(status));
      else this.#complaints = (this.#complaints + line).slice(-2000);
    });
    child.stdin?.on('error', () => {});
    this.#closed = new Promise((resolve) => {
      child.once('error', (error) => {
        this.#complaints += error.message;
        this.#gone = true;
        exited(127);
        resolve();
      });
      child.once('exit', (status, name) => {
        this.#gone = true;
        exited(status ?? (name === 'SIGKILL' ? 137 : 143));
      });
      child.once('close', () => {
        for (const splitter of this.#splitters) splitter.flush();
        resolve();
      });
    });
  }

  /** What went wrong before the runtime could start; empty when nothing did. */
  get complaints(): string {
    return this.#complaints.trim();
  }

  /** Lets the runtime start, once all extensions have registered. */
  startRuntime(): void {
    this.#control.write('go\n');
  }

  /** @param name `TERM` or `KILL` */
  signalRuntime(name: string): void {
    this.#control.write(`${name}\n`);
  }

  /** Resolves when all that was printed so far has been read, and given out. */
  async drained(): Promise<void> {
    for (let turns = 0; turns < 10_000; turns++) {
      const before = this.#seen;
      // eslint-disable-next-line no-await-in-loop
      await nextTurn();
      if (this.#seen === before) break;
    }
    for (const splitter of this.#splitters) splitter.flush();
  }

  /** Resolves when nothing of it is left, and all that it printed has been read. */
  async kill(): Promise<void> {
    const root = this.#child.pid;
    if (root !== undefined && !this.#gone) {
      if (this.#isolation.mounts) {
        // The first process of a namespace takes all others with it, and the kernel sees to that.
        for (const pid of processTree(root).slice(1, 2)) signal(pid, 'SIGKILL');
        signal(root, 'SIGKILL');
      } else {
        for (const pid of processTree(root).toReversed()) signal(pid, 'SIGKILL');
      }
    }
    if (root !== undefined && !this.#isolation.mounts) {
      signal(-root, 'SIGKILL');
      // What left both the tree and the group still has the environment's variables.
      for (const pid of processesWith(this.#marker)) signal(pid, 'SIGKILL');
    }
    this.#frozen = [];
    await this.#closed;
  }

  /** Stops the clock for all processes but our own shells: they cost nothing, but still see the end of the control pipe. */
  freeze(): void {
    if (!this.#isolation.proc || this.#gone) return;
    this.#frozen = this.#processes();
    for (const pid of this.#frozen) signal(pid, 'SIGSTOP');
  }

  thaw(): void {
    for (const pid of this.#frozen) signal(pid, 'SIGCONT');
    this.#frozen = [];
  }

  /** Whether one of its processes is at the other end; also where the host does not tell. */
  async isOwn(connection: Connection): Promise<boolean> {
    const root = this.#child.pid;
    if (!this.#isolation.proc || root === undefined) return true;
    const inode = await inodeOfPeer(connection);
    if (inode === undefined) return false;
    if (isOpenIn(processTree(root), inode)) return true;
    // Where a process can leave the tree, it still has the environment's variables.
    return !this.#isolation.mounts && isOpenIn(processesWith(this.#marker), inode);
  }

  get isFrozen(): boolean {
    return this.#frozen.length > 0;
  }

  /** Bytes that all processes have now; 0 when unknown. */
  memory(): number {
    return this.#isolation.proc ? memoryOf(this.#processes()) : 0;
  }

  /** The most that the runtime's first process ever had, bytes; 0 when unknown. */
  peakMemory(): number {
    if (!this.#isolation.proc) return 0;
    this.#runtime ??= this.#processes()[0];
    return this.#runtime === undefined ? 0 : peakMemoryOf(this.#runtime);
  }

  get #control(): Writable {
    const { stdin } = this.#child;
    if (stdin === null) throw new Error('the environment has no control pipe');
    return stdin;
  }

  #processes(): number[] {
    const root = this.#child.pid;
    if (root === undefined || this.#gone) return [];
    return processTree(root).filter((pid) => pid !== root && !isShell(pid));
  }

  #read(stream: Readable | null, line: (text: string) => void): void {
    const splitter = new LineSplitter(line);
    this.#splitters.push(splitter);
    if (stream) this.#listen(stream, (chunk) => splitter.push(chunk));
  }

  #listen(stream: Readable, push: (chunk: Buffer) => void): void {
    stream.on('data', (chunk: Buffer) => {
      this.#seen += chunk.length;
      push(chunk);
    });
    stream.on('error', () => {});
  }
}

/** Our own first process and its forks have its script among their words. */
function isShell(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(MARK);
  } catch {
    return true;
  }
}

const MARK = FIRST.slice(0, 60);

/** The executables in a layer's `extensions` folder, by name. */
export function extensionsIn(opt: string): string[] {
  try {
    const folder = join(opt, 'extensions');
    return readdirSync(folder)
      .filter((name) => statSync(join(folder, name)).isFile())
      .sort();
  } catch {
    return [];
  }
}
