import { run } from './paddock.js';
import { processTerminal } from './terminal.js';

/** Runs the process's own command line, and ends the process with its code. */
export async function launch(): Promise<void> {
  const terminal = processTerminal();
  const code = await run(process.argv.slice(2), terminal).catch((error: unknown) => {
    terminal.err(`paddock: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return 70;
  });
  // Whatever a command left open must not hold the process; what it wrote must be out first.
  process.stdout.write('', () => process.exit(code));
}
