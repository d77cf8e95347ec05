import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, type TestContext } from 'node:test';
import { isAuthFailure, parseSignature, verifySignature } from '@paddock/wire';
import { settings } from '../config.js';
import { flagOf, variableOf } from '../settings.js';
import { run } from './paddock.js';
import { scriptedTerminal } from './scripted-terminal.js';
import { duration } from './status.js';

async function type(argv: readonly string[], env: Record<string, string> = {}, answers?: string[]) {
  const terminal = scriptedTerminal(env, answers);
  const code = await run(argv, terminal);
  return { code, out: terminal.written.out.join('\n'), err: terminal.written.err.join('\n') };
}

/** A server to speak to. @returns the flags that name it */
async function serving(context: TestContext, answer: RequestListener): Promise<string[]> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  context.after(() => server.close());
  return ['--port', String((server.address() as AddressInfo).port)];
}

describe('paddock', () => {
  it('shows help when nothing is asked, and a page for every command', async () => {
    const general = await type([]);
    assert.equal(general.code, 0);
    for (const name of ['up', 'status', 'env', 'aws', 'ride', 'reset', 'version', 'help']) {
      assert.match(general.out, new RegExp(`^  paddock ${name}`, 'm'));
      const page = await type(['help', name]);
      assert.equal(page.code, 0);
      assert.match(page.out, new RegExp(`^paddock ${name}`));
      if (!['aws', 'ride', 'help'].includes(name)) assert.equal((await type([name, '--help'])).out, page.out);
    }
    assert.equal((await type(['--help'])).out, general.out);
    assert.deepEqual(await type(['help', 'pu']), { code: 2, out: '', err: 'paddock help: there is no command "pu"' });
  });

  it('explains every setting of up', async () => {
    const { out } = await type(['help', 'up']);
    for (const [name, { flag }] of Object.entries(settings)) {
      assert.ok(out.includes(`  ${flag === false ? variableOf(name) : flagOf(name)} `), name);
    }
  });

  it('gives its version', async () => {
    for (const argv of [['version'], ['--version'], ['-v']]) assert.match((await type(argv)).out, /^\d+\.\d+\.\d+$/);
  });

  it('hints at what may have been meant', async () => {
    assert.deepEqual(await type(['stauts']), {
      code: 2,
      out: '',
      err: 'paddock: unknown command "stauts": did you mean status? Try: paddock help',
    });
    assert.match((await type(['rid'])).err, /did you mean ride\?/);
    assert.equal((await type(['xyzzy'])).err, 'paddock: unknown command "xyzzy". Try: paddock help');
    assert.match((await type(['--port', '1'])).err, /the command comes first, as in: paddock up --port 1\./);
  });
});

describe('paddock env', () => {
  it('prints exports for a shell', async () => {
    assert.equal(
      (await type(['env'])).out,
      [
        'export AWS_ENDPOINT_URL=http://127.0.0.1:4566',
        'export AWS_ENDPOINT_URL_STS=http://127.0.0.1:4566',
        'export AWS_DISABLE_HOST_PREFIX_INJECTION=true',
        'export AWS_ACCESS_KEY_ID=test',
        'export AWS_SECRET_ACCESS_KEY=test',
        'export AWS_REGION=us-east-1',
        'export AWS_DEFAULT_REGION=us-east-1',
        'unset AWS_SESSION_TOKEN',
        'unset AWS_PROFILE',
        '# eval "$(npx paddock env)"',
      ].join('\n'),
    );
    assert.match(
      (await type(['env'], { SHELL: '/usr/bin/fish' })).out,
      /^set -gx AWS_ENDPOINT_URL (http:\S+)\nset -gx AWS_ENDPOINT_URL_STS \1\n/,
    );
    assert.match((await type(['env', '--shell', 'zsh'])).out, /^export /);
    assert.match(
      (await type(['env', '--shell=powershell'])).out,
      /^\$Env:AWS_ENDPOINT_URL = ('http:\S+')\n\$Env:AWS_ENDPOINT_URL_STS = \1\n/,
    );
  });

  it('takes host, port, region and key from flags and variables', async () => {
    const env = { PADDOCK_HOST: '0.0.0.0', PADDOCK_PORT: '5000', AWS_REGION: 'eu-west-1' };
    assert.match((await type(['env'], env)).out, /=http:\/\/127\.0\.0\.1:5000\n[^]*AWS_REGION=eu-west-1/);
    assert.match(
      (await type(['env', '--host', '::1', '--region', 'us-west-2'], env)).out,
      /'http:\/\/\[::1\]:5000'\n[^]*us-west-2/,
    );
    const key = { PADDOCK_ROOT_ACCESS_KEY_ID: 'me', PADDOCK_ROOT_SECRET_ACCESS_KEY: "it's;$(x)" };
    assert.match((await type(['env'], key)).out, /_ID=me\nexport AWS_SECRET_ACCESS_KEY='it'\\''s;\$\(x\)'\n/);
    assert.match((await type(['env', '--shell', 'fish'], key)).out, / 'it\\'s;\$\(x\)'\n/);
    assert.match((await type(['env', '--shell', 'powershell'], key)).out, / = 'it''s;\$\(x\)'\n/);
  });

  it('refuses what it does not know', async () => {
    assert.match((await type(['env', '--shell', 'cmd'])).err, /^paddock env: --shell must be bash, fish or powershell/);
    assert.match((await type(['env', '--port', '0'])).err, /^paddock env: port 0 names no server/);
    assert.equal((await type(['env', '--region', 'x y'])).code, 2);
  });
});

describe('paddock status', () => {
  it('tells how the server is doing', async (context) => {
    const at = await serving(context, (request, response) => {
      response.end(
        request.url === '/_paddock/health'
          ? '{"version":"9.9.9","services":{"kinesis":"running"}}'
          : 'paddock_requests_total{status="200"} 1200\npaddock_requests_total{status="500",error="InternalFailure"} 34\n' +
              'paddock_requests_total_other 7\nprocess_resident_memory_bytes 62914560\nprocess_uptime_seconds 7384.2\n',
      );
    });
    const { code, out } = await type(['status', ...at]);
    assert.equal(code, 0);
    assert.equal(
      out,
      `Paddock 9.9.9 serves on http://127.0.0.1:${at[1]}\n  services     kinesis running\n  up for       2 h 3 min\n` +
        '  memory       60 MB\n  requests     1,234, 34 failed here\n  connections  0',
    );
  });

  it('says when nothing listens, or something else does', async (context) => {
    const at = await serving(context, (_request, response) => response.writeHead(404).end('Not found'));
    assert.match((await type(['status', ...at])).err, /does not answer as Paddock does \(HTTP status 404\)$/);
    assert.deepEqual(await type(['status', '--port', '1']), {
      code: 1,
      out: '',
      err: 'paddock status: Nothing listens at http://127.0.0.1:1. Start it with: npx paddock up',
    });
  });

  it('words durations', () => {
    assert.deepEqual([0, 61, 90_000].map(duration), ['0 s', '1 min 1 s', '1 d 1 h']);
  });
});

const isSigned = (request: IncomingMessage): boolean => {
  const signable = {
    method: request.method ?? '',
    path: (request.url ?? '').split('?')[0] ?? '',
    query: (request.url ?? '').split('?')[1] ?? '',
    headers: request.headers,
  };
  const parsed = parseSignature(signable);
  const now = Date.parse(String(request.headers['x-amz-date']).replace(/^(....)(..)(..T..)(..)/, '$1-$2-$3:$4:'));
  const secret = (id: string): string | undefined => (id === 'test' ? 'test' : undefined);
  return !isAuthFailure(parsed) && !verifySignature(parsed, signable, { secret, now, service: 'paddock' });
};

const entry = (operation: string, decisions: readonly object[] = []) => ({
  time: '2026-11-22T09:30:00.123Z',
  status: decisions.length === 0 ? 200 : 400,
  service: 'kinesis',
  operation,
  principal: 'arn:aws:iam::000000000000:user/alice',
  latency: 0.7,
  decisions,
});
const decision = { action: 'kinesis:PutRecord', resource: 'arn:aws:kinesis:us-east-1:000000000000:stream/rides' };

describe('paddock requests', () => {
  const list = (context: TestContext) =>
    serving(context, (request, response) => {
      assert.equal(request.method, 'GET');
      assert.ok(isSigned(request));
      const missing = { ...decision, outcome: 'implicit-deny', decidedBy: 'identity-based', statements: [] };
      const statement = { effect: 'Deny', sid: 'no', index: 0, policy: 'p0', holder: 'user alice' };
      const denied = { ...decision, outcome: 'explicit-deny', decidedBy: 'identity-based', statements: [statement] };
      const requests = [entry('ListStreams'), entry('PutRecord', [missing]), entry('PutRecord', [denied])];
      response.end(JSON.stringify({ requests }));
    });

  it('shows the last, and why they were denied', async (context) => {
    const at = await list(context);
    const who = 'arn:aws:iam::000000000000:user/alice  0.7 ms';
    const what = `kinesis:PutRecord on ${decision.resource}`;
    assert.equal(
      (await type(['requests', ...at])).out,
      `09:30:00.123  200  kinesis ListStreams  ${who}\n` +
        `09:30:00.123  400  kinesis PutRecord  ${who}\n    denied   ${what}: no identity-based policy allows it\n` +
        `09:30:00.123  400  kinesis PutRecord  ${who}\n    denied   ${what}: Deny of statement no of p0 (user alice)`,
    );
  });

  it('shows what a request asked for that names no operation', async (context) => {
    const nothing = { ...entry(''), service: '', status: 400, principal: undefined };
    const asked = { ...nothing, asked: 'Action GetFoo, Version 2010-05-08', error: 'InvalidAction' };
    const at = await serving(context, (_request, response) =>
      response.end(JSON.stringify({ requests: [asked, nothing] })),
    );
    assert.equal(
      (await type(['requests', ...at])).out,
      '09:30:00.123  400  no operation (Action GetFoo, Version 2010-05-08): InvalidAction  not signed  0.7 ms\n' +
        '09:30:00.123  400  no operation  not signed  0.7 ms',
    );
  });

  it('shows fewer, only the denied ones, or all that is known', async (context) => {
    const at = await list(context);
    assert.match(
      (await type(['requests', '--limit', '1', ...at])).out,
      /^[^\n]*PutRecord[^\n]*\n[^\n]*statement no[^\n]*$/,
    );
    const { out } = await type(['requests', '--denied', '--json', ...at]);
    assert.equal((JSON.parse(out) as unknown[]).length, 2);
    assert.match(
      (await type(['requests', '--limit', '0', ...at])).err,
      /^paddock requests: --limit must be a whole number/,
    );
  });

  it('passes a refusal on', async (context) => {
    const at = await serving(context, (_request, response) => response.writeHead(403).end('{"message":"No."}'));
    assert.deepEqual(await type(['requests', ...at]), { code: 1, out: '', err: 'paddock requests: refused. No.' });
  });
});

describe('paddock reset', () => {
  it('sends a signed request, and asks before', async (context) => {
    let resets = 0;
    const at = await serving(context, (request, response) => {
      assert.equal(request.method, 'POST');
      assert.equal(request.url, '/_paddock/reset');
      assert.equal(request.headers['x-paddock-control'], '1');
      assert.ok(isSigned(request));
      resets += 1;
      response.end('{"reset":true}');
    });
    assert.deepEqual(await type(['reset', ...at], {}, ['no']), { code: 1, out: '', err: 'Nothing was deleted.' });
    assert.equal(resets, 0);
    const done = { code: 0, out: `Paddock at http://127.0.0.1:${at[1]} is empty.`, err: '' };
    assert.deepEqual(await type(['reset', ...at], {}, ['yes']), done);
    assert.deepEqual(await type(['reset', '--yes', ...at], {}, []), done);
    assert.deepEqual(await type(['reset', ...at]), done);
    assert.equal(resets, 3);
  });

  it('passes a refusal on', async (context) => {
    const at = await serving(context, (_request, response) => response.writeHead(403).end('{"message":"No."}'));
    assert.deepEqual(await type(['reset', ...at]), { code: 1, out: '', err: 'paddock reset: refused. No.' });
  });
});
