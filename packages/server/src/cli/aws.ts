import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import type { Command } from './paddock.js';
import { IN_THE_WAY, variablesFor } from './env.js';
import type { Terminal } from './terminal.js';
import { readTarget, regionOf } from './target.js';

/** Runs the AWS CLI on the PATH, pointed at the server. What it is given is passed on as it is; its exit code is ours. */
export const aws: Command = async (argv, terminal) => {
  const read = readTarget({}, [], terminal.env);
  if ('problem' in read) {
    terminal.err(`paddock aws: ${read.problem}`);
    return 2;
  }
  const { target } = read;
  const env: Record<string, string | undefined> = {
    ...terminal.env,
    ...variablesFor(target, regionOf(undefined, terminal.env)),
  };
  for (const name of [
    ...IN_THE_WAY,
    'AWS_DEFAULT_PROFILE',
    'AWS_SECURITY_TOKEN',
    'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS',
  ]) {
    delete env[name];
  }
  // The flag for versions that know no AWS_ENDPOINT_URL, and because it wins over every other way to name one.
  return runChild('aws', ['--endpoint-url', target.url, ...argv], env, terminal);
};

function runChild(
  command: string,
  argv: readonly string[],
  env: Record<string, string | undefined>,
  terminal: Terminal,
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
      terminal.err(
        error.code === 'ENOENT'
          ? 'paddock aws: the AWS CLI is not installed (there is no aws on the PATH). How to get it: ' +
              'https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html'
          : `paddock aws: the AWS CLI cannot be run (${error.message})`,
      );
      end(127);
    });
    child.once('exit', (code, signal) => end(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  });
}
