import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packageFolder } from '../package-folder.js';
import type { Command } from './paddock.js';
import { runChild } from './run-child.js';

/** Runs the ride's own program, an ordinary client of AWS's. What it is given is passed on as it is; its exit code is ours. */
export const ride: Command = (argv, terminal) => runRide(new URL('../../apps/ride/', packageFolder), argv, terminal);

/** @param folder of the ride */
export async function runRide(folder: URL, ...[argv, terminal]: Parameters<Command>): Promise<number> {
  const program = fileURLToPath(new URL('bin/ride.js', folder));
  if (!existsSync(program)) {
    terminal.err(
      `paddock ride: the ride is not part of this installation (there is no ${program}). It comes with the repository.`,
    );
    return 1;
  }
  return runChild(process.execPath, [program, ...argv], terminal.env, ({ message }) =>
    terminal.err(`paddock ride: it cannot be run (${message})`),
  );
}
