import type { Env } from '../settings.js';
import type { Terminal } from './terminal.js';

/** A terminal for tests: keeps what is written, and gives the answers it was made with. */
export interface ScriptedTerminal extends Terminal {
  readonly written: { readonly out: string[]; readonly err: string[] };
}

export function scriptedTerminal(env: Env = {}, answers?: string[]): ScriptedTerminal {
  const written = { out: [] as string[], err: [] as string[] };
  return {
    written,
    env,
    out: (text) => void written.out.push(text),
    err: (text) => void written.err.push(text),
    ask: answers && (async () => answers.shift() ?? ''),
  };
}
