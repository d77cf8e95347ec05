import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Env } from '../settings.js';

/**
 * Runs another program in this one's terminal. Gives its exit code; 127 when it cannot be run, 128 and more when a signal ended it.
 * @param failed told why it cannot be run
 */
export function runChild(
  command: string,
  argv: readonly string[],
  env: Env,
  failed: (error: NodeJS.ErrnoException) => void,
): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, argv, { env, stdio: 'inherit' });
    // Ctrl+C reaches the child by itself; this process stays to hear how it ended.
    const ignore = (): void => undefined;
    process.on('SIGINT', ignore);
    const end = (code: number): void => {
      process.off('SIGINT', ignore);
      resolve(code);
    };
    child.once('error', (error: NodeJS.ErrnoException) => {
      failed(error);
      end(127);
    });
    child.once('exit', (code, signal) => end(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}
