import { nearest, withHelp } from '../settings.js';
import type { Terminal } from './terminal.js';

/** A command. Gives the code to exit with. */
export type Command = (argv: readonly string[], terminal: Terminal) => Promise<number> | number;

/** Runs what was typed after `paddock`: 0 when it went well, 1 when it failed, 2 when it was typed wrongly. */
export async function run(argv: readonly string[], terminal: Terminal): Promise<number> {
  const [word = 'help', ...rest] = argv;
  const name = ALIASES.get(word) ?? word;
  const load = COMMANDS.get(name);
  if (load === undefined) {
    terminal.err(`paddock: ${withHelp(unknown(word, argv), 'paddock help')}`);
    return 2;
  }
  // What another program is given is its own business.
  if (name !== 'aws' && name !== 'ride' && name !== 'help' && rest.some((arg) => arg === '--help' || arg === '-h')) {
    return run(['help', name], terminal);
  }
  const command = await load();
  return command(rest, terminal);
}

// Loaded when needed: `paddock env` in a shell's start-up file must not wait for the server's code.
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['up', async () => (await import('../main.js')).up],
  ['env', async () => (await import('./env.js')).env],
  ['status', async () => (await import('./status.js')).status],
  ['requests', async () => (await import('./requests.js')).requests],
  ['reset', async () => (await import('./reset.js')).reset],
  ['aws', async () => (await import('./aws.js')).aws],
  ['ride', async () => (await import('./ride.js')).ride],
  ['help', async () => (await import('./help.js')).help],
  ['version', async () => (await import('./version.js')).printVersion],
]);

const ALIASES: ReadonlyMap<string, string> = new Map([
  ['--help', 'help'],
  ['-h', 'help'],
  ['--version', 'version'],
  ['-v', 'version'],
  ['start', 'up'],
]);

function unknown(word: string, argv: readonly string[]): string {
  if (word.startsWith('-')) return `the command comes first, as in: paddock up ${argv.join(' ')}`;
  const near = nearest(word, [...COMMANDS.keys()]);
  return `unknown command ${JSON.stringify(word)}${near === undefined ? '' : `: did you mean ${near}?`}`;
}
