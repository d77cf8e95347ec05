import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const directory = mkdtempSync(join(tmpdir(), 'paddock-cli-'));

const environment = {
  ...process.env,
  AWS_ENDPOINT_URL: process.env.PADDOCK_URL,
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_CONFIG_FILE: join(directory, 'config'),
  AWS_SHARED_CREDENTIALS_FILE: join(directory, 'credentials'),
  AWS_MAX_ATTEMPTS: '10',
  AWS_RETRY_MODE: 'standard',
  AWS_PAGER: '',
  // The CLI keeps the credentials of roles at home, and may itself be installed there.
  HOME: directory,
  PYTHONUSERBASE: process.env.PYTHONUSERBASE ?? join(homedir(), '.local'),
};

const version = spawnSync('aws', ['--version'], { encoding: 'utf8' });
/** Version 2 takes blobs in base64; version 1 takes them as text, and so does this flag of version 2. */
const rawBlobs = /aws-cli\/1\./.test(version.stdout + version.stderr)
  ? []
  : ['--cli-binary-format', 'raw-in-base64-out'];

/** One command; a variable that is undefined is not set. */
function command(args, variables = {}) {
  const env = { ...environment, ...variables };
  return spawnSync('aws', ['--output', 'json', ...rawBlobs, ...args], { encoding: 'utf8', env });
}

/** What the command prints, as a value. */
export function aws(args, variables) {
  const { status, stdout, stderr } = command(args, variables);
  assert.equal(status, 0, `aws ${args.join(' ')}: ${stderr}`);
  return stdout.trim() === '' ? undefined : JSON.parse(stdout);
}

/** What the command prints, as a value; other things are done over and over while it runs. */
export async function awsWhile(args, meanwhile) {
  let isDone = false;
  const running = promisify(execFile)('aws', ['--output', 'json', ...rawBlobs, ...args], { env: environment });
  const ended = running.finally(() => (isDone = true));
  // Who awaits it below hears of its failure.
  ended.catch(() => undefined);
  while (!isDone) {
    meanwhile();
    await new Promise((resolve) => setImmediate(resolve));
  }
  return JSON.parse((await ended).stdout);
}

export function refused(code, message, args, variables) {
  const { status, stderr } = command(args, variables);
  assert.notEqual(status, 0, `aws ${args.join(' ')} is not refused`);
  assert.ok(stderr.includes(`(${code})`) && stderr.includes(message), stderr);
}

/** `{ name: 'value' }` as the CLI takes it. */
export const options = (values) => Object.entries(values).flatMap(([name, value]) => [`--${name}`, value]);

export const ok = (check) => console.log(`ok ${check}`);
export const skip = (check, reason) => console.log(`skip ${check}: ${reason}`);

/** Writes a file of this run and gives its path. `config` and `credentials` are the CLI's own. */
export function file(name, content) {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

export async function run(main) {
  try {
    await main();
  } catch (error) {
    console.log(`not ok ${error.message}`);
    if (process.env.PADDOCK_TRACE !== undefined) console.log(error.stack);
    process.exitCode = 1;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
