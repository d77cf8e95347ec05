import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { runRide } from './ride.js';
import { scriptedTerminal } from './scripted-terminal.js';

const bin = fileURLToPath(new URL('../../bin/paddock.js', import.meta.url));

function paddock(argv: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...argv], { env, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('bin/paddock.js', () => {
  it('runs what is typed and exits with its code', () => {
    assert.match(paddock(['version']).stdout, /^\d+\.\d+\.\d+\n$/);
    assert.deepEqual(paddock(['up', '--port', 'x']), {
      status: 2,
      stdout: '',
      stderr: 'paddock up: --port must be a whole number from 0 to 65535, not "x". Try: paddock help up\n',
    });
    assert.equal(paddock(['status', '--port', '1']).status, 1);
  });
});

describe('paddock up', () => {
  it('serves until it is told to stop', async (context) => {
    const server = spawn(process.execPath, [bin, 'up', '--ephemeral', '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    context.after(() => server.kill('SIGKILL'));
    const exited = new Promise((resolve) => server.once('exit', (code, signal) => resolve(code ?? signal)));
    const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
    const first = String((await lines.next()).value);
    const port = /^Paddock \S+ serves on http:\/\/127\.0\.0\.1:(\d+)$/.exec(first)?.[1] ?? assert.fail(first);

    assert.match(paddock(['status', '--port', port]).stdout, /^ {2}services {5}.*\bkinesis running/m);
    assert.deepEqual(paddock(['reset', '--port', port]), {
      status: 0,
      stdout: `Paddock at http://127.0.0.1:${port} is empty.\n`,
      stderr: '',
    });
    const taken = paddock(['up', '--ephemeral', '--port', port]);
    assert.equal(taken.status, 1);
    assert.match(taken.stderr, /^paddock up: port \d+ on 127\.0\.0\.1 is taken: [^\n]+\n$/);

    server.kill('SIGTERM');
    assert.equal(await exited, process.platform === 'win32' ? 'SIGTERM' : 0);
  });
});

describe('paddock aws', { skip: process.platform === 'win32' && 'needs a shell script for an AWS CLI' }, () => {
  it('says how to get the AWS CLI where there is none', () => {
    const { status, stderr } = paddock(['aws', 'kinesis', 'list-streams'], { PATH: '/nowhere' });
    assert.equal(status, 127);
    assert.match(stderr, /^paddock aws: the AWS CLI is not installed .* https:\/\/docs\.aws\.amazon\.com\/\S+\n$/);
  });

  it('points it at the server, passes everything on, and exits as it does', (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'paddock-aws-'));
    context.after(() => rmSync(folder, { recursive: true }));
    writeFileSync(
      join(folder, 'aws'),
      '#!/bin/sh\nfor a in "$@"; do echo "[$a]"; done\n' +
        'echo $AWS_ENDPOINT_URL $AWS_ENDPOINT_URL_STS $AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY $AWS_REGION $AWS_SESSION_TOKEN $AWS_PROFILE\nexit 254\n',
    );
    chmodSync(join(folder, 'aws'), 0o755);
    const { status, stdout } = paddock(['aws', 'kinesis', '--help', 'a b'], {
      PATH: folder,
      PADDOCK_PORT: '5000',
      AWS_SESSION_TOKEN: 'old',
      AWS_PROFILE: 'mine',
      AWS_ENDPOINT_URL_STS: 'https://sts.example.com',
      AWS_ACCESS_KEY_ID: 'real',
    });
    assert.equal(status, 254);
    assert.equal(
      stdout,
      '[--endpoint-url]\n[http://127.0.0.1:5000]\n[kinesis]\n[--help]\n[a b]\nhttp://127.0.0.1:5000 http://127.0.0.1:5000 test test us-east-1\n',
    );
  });
});

describe('paddock ride', () => {
  it('says when there is no ride to run', async () => {
    const terminal = scriptedTerminal();
    assert.equal(await runRide(pathToFileURL('/nowhere/'), ['deploy'], terminal), 1);
    assert.match(terminal.written.err.join(), /^paddock ride: the ride is not part of this installation/);
  });

  it("runs the ride's program with everything it is given, and exits as it does", async (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'paddock-ride-'));
    context.after(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'bin'));
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(
      join(folder, 'bin/ride.js'),
      "import { writeFileSync } from 'node:fs';\n" +
        'writeFileSync(process.env.TOLD, JSON.stringify([process.argv.slice(2), process.env.AWS_PROFILE]));\n' +
        'process.exit(7);\n',
    );
    const told = join(folder, 'told');
    const terminal = scriptedTerminal({ PATH: process.env['PATH'], TOLD: told, AWS_PROFILE: 'mine' });
    const argv = ['deploy', '--dry-run', '-h', 'a b'];
    assert.equal(await runRide(pathToFileURL(`${folder}/`), argv, terminal), 7);
    assert.deepEqual(JSON.parse(readFileSync(told, 'utf8')), [argv, 'mine']);
    assert.deepEqual(terminal.written, { out: [], err: [] });
  });
});
