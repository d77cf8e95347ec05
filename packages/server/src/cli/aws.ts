import type { Command } from './paddock.js';
import { IN_THE_WAY, variablesFor } from './env.js';
import { runChild } from './run-child.js';
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
  return runChild('aws', ['--endpoint-url', target.url, ...argv], env, (error) =>
    terminal.err(
      error.code === 'ENOENT'
        ? 'paddock aws: the AWS CLI is not installed (there is no aws on the PATH). How to get it: ' +
            'https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html'
        : `paddock aws: the AWS CLI cannot be run (${error.message})`,
    ),
  );
};
