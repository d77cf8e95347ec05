import { toggle } from '../settings.js';
import { messageOf, Unreachable } from './call.js';
import type { Command } from './paddock.js';
import { signedCall } from './signed-call.js';
import { readTarget } from './target.js';

/** Empties a running server, after asking whoever sits at the terminal. */
export const reset: Command = async (argv, terminal) => {
  const read = readTarget(resetSettings, argv, terminal.env);
  if ('problem' in read) {
    terminal.err(`paddock reset: ${read.problem}`);
    return 2;
  }
  const { target, own } = read;
  if (!own.yes && terminal.ask !== undefined) {
    const answer = await terminal.ask(`Delete everything in Paddock at ${target.url}? Type yes: `);
    if (answer.trim().toLowerCase() !== 'yes') {
      terminal.err('Nothing was deleted.');
      return 1;
    }
  }
  try {
    const reply = await signedCall(target, { method: 'POST', path: '/_paddock/reset', patience: 120_000 });
    if (reply.status === 200) {
      terminal.out(`Paddock at ${target.url} is empty.`);
      return 0;
    }
    terminal.err(`paddock reset: refused. ${messageOf(reply)}`);
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    terminal.err(`paddock reset: ${error.message}`);
  }
  return 1;
};

export const resetSettings = { yes: toggle('do not ask') };
