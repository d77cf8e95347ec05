import type { Env } from '../settings.js';

/** Where a command writes and asks. */
export interface Terminal {
  /** A line, or several, for standard output. */
  out(text: string): void;
  /** The same for standard error. */
  err(text: string): void;
  /** Asks whoever sits there; undefined when nobody does. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  readonly env: Env;
}

/** The terminal that the process runs in. */
export function processTerminal(): Terminal {
  // A reader that has seen enough (`paddock env | head -1`) is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    ask: process.stdin.isTTY && process.stdout.isTTY ? ask : undefined,
    env: process.env,
  };
}

async function ask(question: string): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    // Ctrl+C and Ctrl+D answer nothing, and leave the cursor where it was.
    const ended = new Promise<string>((resolve) => lines.once('close', () => resolve('\n')));
    const answer = await Promise.race([lines.question(question), ended]);
    if (answer === '\n') process.stdout.write(answer);
    return answer;
  } finally {
    lines.close();
  }
}
