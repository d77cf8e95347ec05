import { spawnSync } from 'node:child_process';

/** What AWS's command line runs with: root's key, and nothing of the machine's own settings. */
export const cliEnvironment = {
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_PAGER: '',
};

/** Whether it is installed here. */
export const hasCli = spawnSync('aws', ['--version'], { stdio: 'ignore', env: cliEnvironment }).status === 0;
