import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/** A command of a page, as it stands there, and what it prints. */
export interface Step {
  readonly command: string;
  readonly output: string;
}

/** A block of commands: of the terminal that follows the word `console`, or of the usual one. */
export interface Block {
  readonly terminal: string;
  readonly steps: readonly Step[];
  /** Whether Ctrl+C is typed at its end. */
  readonly interrupts: boolean;
}

/** The blocks of commands of a page in Markdown, in their order. */
export function blocksOf(page: string): Block[] {
  return [...page.matchAll(/^```console ?(\w*)\n(.*?)^```$/gms)].map(([, terminal = '', text = '']) => {
    const steps: { command: string; output: string }[] = [];
    let heredoc: string | undefined;
    let isOpen = false;
    for (const line of text.trimEnd().split('\n')) {
      if (line === '^C') continue;
      const last = steps.at(-1);
      if (line.startsWith('$ ')) steps.push({ command: line.slice(2), output: '' });
      else if (last !== undefined && (isOpen || heredoc !== undefined)) last.command += `\n${line}`;
      else if (last !== undefined) last.output += `${line}\n`;
      const command = steps.at(-1)?.command ?? '';
      if (heredoc === undefined) heredoc = /<<'(\w+)'$/.exec(line)?.[1];
      else if (line === heredoc) heredoc = undefined;
      isOpen = heredoc === undefined && isUnfinished(command);
    }
    return { terminal, steps, interrupts: text.trimEnd().endsWith('^C') };
  });
}

/** Whether a shell would wait for more: a backslash at the end, an open quote, a loop. */
function isUnfinished(command: string): boolean {
  if (command.endsWith('\\')) return true;
  if (command.startsWith('for ') && !/\bdone\b/.test(command)) return true;
  const bare = command.replace(/\\./g, '');
  let open = '';
  for (const character of bare) {
    if (open === '') open = character === "'" || character === '"' ? character : '';
    else if (character === open) open = '';
  }
  return open !== '';
}

/** Whether a command printed what the page shows: its times, ids and measured numbers are examples. */
export function isAsShown(printed: string, shown: string): boolean {
  const pattern = shown.replace(EXAMPLES, (found, ...groups) => {
    const { id, time, measured } = groups.at(-1) as Record<string, string | undefined>;
    if (id !== undefined) return '[0-9a-f-]{36}';
    if (time !== undefined) return '\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{3}';
    if (measured !== undefined) return `${measured}-?\\d+(\\.\\d+)?`;
    return found === '…' ? '.*' : `\\${found}`;
  });
  return new RegExp(`^${pattern}$`, 's').test(printed);
}

const EXAMPLES =
  /(?<id>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})|(?<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3})|(?<measured>"(?:\w+Points|\w+tude|Distance)": ?)-?\d+(\.\d+)?|…|[.*+?^${}()|[\]\\]/g;

/** A terminal: bash, where commands are typed one after the other. Its variables stay. */
export class Terminal {
  readonly #shell: ChildProcess;
  #printed = '';
  #ended: Error | undefined;

  /** @param preface what is typed before the page's first command, without a word of it in the output */
  constructor(cwd: string, env: NodeJS.ProcessEnv, preface: string) {
    this.#shell = spawn('bash', ['--noprofile', '--norc'], {
      cwd,
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
      detached: true,
    });
    for (const stream of [this.#shell.stdout, this.#shell.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => (this.#printed += text));
    this.#shell.once('exit', (code) => (this.#ended = new Error(`bash ended with ${code}: ${this.#printed}`)));
    this.#shell.stdin?.write(`${preface}\n`);
  }

  get printed(): string {
    return this.#printed;
  }

  /** Types a command; when it has ended, what it printed. Throws when it failed, or after 90 s. */
  async run(command: string): Promise<string> {
    const mark = `the end of a command ${Math.random()}`;
    this.#printed = '';
    this.type(`${command}\nprintf '\\n%s %s\\n' ${JSON.stringify(mark)} $?`);
    const end = new RegExp(`\\n${mark} (\\d+)\\n`);
    for (let waited = 0; ; waited += 20) {
      const found = end.exec(this.#printed);
      if (found !== null) {
        const text = this.#printed.slice(0, found.index);
        if (found[1] !== '0') throw new Error(`$ ${command}\n${text}\nended with ${found[1]}`);
        return text;
      }
      if (this.#ended !== undefined) throw this.#ended;
      if (waited > 90_000) throw new Error(`$ ${command}\n${this.#printed}\ndid not end`);
      await delay(20);
    }
  }

  /** Types a command that goes on. */
  type(command: string): void {
    this.#shell.stdin?.write(`${command}\n`);
  }

  /** Ctrl+C, for what runs; the shell itself is not interested. */
  interrupt(): void {
    if (this.#shell.pid !== undefined) process.kill(-this.#shell.pid, 'SIGINT');
  }

  async close(): Promise<void> {
    if (this.#ended !== undefined || this.#shell.pid === undefined) return;
    const gone = new Promise((resolve) => this.#shell.once('exit', resolve));
    process.kill(-this.#shell.pid, 'SIGKILL');
    await gone;
  }
}
