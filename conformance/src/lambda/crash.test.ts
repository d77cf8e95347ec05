import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import type { Lambda } from '@aws-sdk/client-lambda';
import { allow, documentOf, eventually, region } from '../harness.js';
import { ChildServer } from '../harness/child-server.js';
import { createIam } from '../harness/clients.js';
import { Control } from '../harness/control.js';
import { createLambda, zipOf } from '../harness/lambda.js';
import { hasProc, processesWith } from './processes.js';

/** A server that is killed, or stopped: no process of a function survives it, and everything else does. */
const mark = `mark-${process.pid}-crash`;
const code = `
const { spawn } = require('node:child_process');
exports.handler = async (event) => {
  console.log('event ' + JSON.stringify(event));
  if (event.fork) spawn('/bin/sh', ['-c', 'trap "" TERM HUP INT; while true; do sleep 1; done'], { detached: true, stdio: 'ignore' }).unref();
  if (event.ms) await new Promise((resolve) => setTimeout(resolve, event.ms));
  return [process.env.WORD, require('node:fs').existsSync('/opt/layer.txt')];
};`;

describe('a server of functions that ends', { timeout: 90_000 }, () => {
  let directory = '';
  let server: ChildServer;
  let lambda: Lambda;
  let logs: CloudWatchLogs;
  let control: Control;
  let Role = '';
  const up = async (): Promise<void> => {
    server = await ChildServer.start(
      '--data-dir',
      // As the default is: functions run elsewhere.
      relative('', directory),
      '--test-controls',
      '--transitions',
      'instant',
      '--limits',
      'off',
    );
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    lambda = createLambda(server.url);
    logs = new CloudWatchLogs({ endpoint: server.url, region, credentials, maxAttempts: 1 });
    control = new Control(server.url);
  };
  const down = async (how: 'kill' | 'stop'): Promise<void> => {
    await server[how]();
    lambda.destroy();
    logs.destroy();
  };
  const make = async (FunctionName: string, more: object = {}): Promise<void> => {
    await lambda.createFunction({
      FunctionName,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role,
      Timeout: 5,
      Code: { ZipFile: zipOf({ 'index.js': code }) },
      Environment: { Variables: { WORD: FunctionName, MARK: mark } },
      ...more,
    });
    await eventually('an active function', async () => {
      const { State } = await lambda.getFunctionConfiguration({ FunctionName });
      return State === 'Active';
    });
  };
  const invoke = async (FunctionName: string, event: object = {}): Promise<unknown> => {
    const { Payload } = await lambda.invoke({ FunctionName, Payload: JSON.stringify(event) });
    return JSON.parse(Buffer.from(Payload ?? []).toString());
  };
  const events = async (FunctionName: string): Promise<string[]> => {
    const { events: found = [] } = await logs
      .filterLogEvents({ logGroupName: `/aws/lambda/${FunctionName}`, filterPattern: '"event "' })
      .catch(() => ({ events: [] }));
    return found.map(({ message = '' }) => message.slice(message.indexOf('event ') + 6).trim());
  };
  const nobodyLeft = () =>
    eventually('the end of all processes', () => !hasProc || processesWith(mark).length === 0, 10_000);

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'paddock-functions-'));
    await up();
    const iam = createIam(server.url);
    const trust = documentOf({ Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } });
    const made = await iam.createRole({ RoleName: 'functions', AssumeRolePolicyDocument: trust });
    Role = made.Role?.Arn ?? '';
    await iam.putRolePolicy({ RoleName: 'functions', PolicyName: 'all', PolicyDocument: allow('*') });
    iam.destroy();
  });
  after(async () => {
    await down('kill');
    await rm(directory, { recursive: true, force: true });
  });

  it('by kill -9 leaves no process and loses nothing', async () => {
    const layer = await lambda.publishLayerVersion({
      LayerName: 'files',
      Content: { ZipFile: zipOf({ 'layer.txt': 'here' }) },
    });
    await make('kept', { Layers: [layer.LayerVersionArn], Tags: { herd: 'north' } });
    await lambda.publishVersion({ FunctionName: 'kept' });
    const zip = zipOf({ 'index.js': code.replace('process.env.WORD', '"second"') });
    await lambda.updateFunctionCode({ FunctionName: 'kept', ZipFile: zip });
    await eventually(
      'the update',
      async () => (await lambda.getFunctionConfiguration({ FunctionName: 'kept' })).LastUpdateStatus === 'Successful',
    );
    await lambda.createAlias({ FunctionName: 'kept', Name: 'live', FunctionVersion: '1' });
    await lambda.putFunctionConcurrency({ FunctionName: 'kept', ReservedConcurrentExecutions: 5 });
    await lambda.addPermission({
      FunctionName: 'kept',
      StatementId: 's',
      Action: 'lambda:InvokeFunction',
      Principal: '111122223333',
    });
    const { FunctionUrl } = await lambda.createFunctionUrlConfig({ FunctionName: 'kept', AuthType: 'AWS_IAM' });
    assert.deepEqual(await invoke('kept', { fork: true }), ['second', true]);
    const running = invoke('kept', { ms: 4000 }).catch(() => 'cut');
    if (hasProc) await eventually('processes', () => processesWith(mark).length > 2);
    await down('kill');
    assert.equal(await running, 'cut');
    await nobodyLeft();

    await up();
    assert.deepEqual(await invoke('kept'), ['second', true]);
    assert.deepEqual(await invoke('kept:live'), ['kept', true]);
    const { Configuration, Tags, Concurrency } = await lambda.getFunction({ FunctionName: 'kept' });
    assert.equal(Configuration?.CodeSha256, createHash('sha256').update(zip).digest('base64'));
    assert.deepEqual([Tags, Concurrency], [{ herd: 'north' }, { ReservedConcurrentExecutions: 5 }]);
    assert.match((await lambda.getPolicy({ FunctionName: 'kept' })).Policy ?? '', /111122223333/);
    const url = new URL((await lambda.getFunctionUrlConfig({ FunctionName: 'kept' })).FunctionUrl ?? '');
    assert.equal(url.hostname, new URL(FunctionUrl ?? '').hostname);
    assert.ok((await events('kept')).length >= 1, 'the log is there');
  });

  it('runs accepted events after it is killed, those that ran and those that waited', async () => {
    await make('later');
    await lambda.putFunctionConcurrency({ FunctionName: 'later', ReservedConcurrentExecutions: 1 });
    const Payload = (n: number): string => JSON.stringify({ n, ms: 600 });
    for (const n of [1, 2, 3])
      await lambda.invoke({ FunctionName: 'later', InvocationType: 'Event', Payload: Payload(n) });
    await down('kill');
    await nobodyLeft();
    await up();
    const now = await control.freeze();
    assert.ok(now > 0);
    await eventually('all events', async () => {
      await control.advance(10_000);
      return new Set(await events('later')).size === 3;
    });
  });

  it('stopped leaves no process either', async () => {
    await make('stopped');
    await invoke('stopped', { fork: true });
    await down('stop');
    await nobodyLeft();
    await up();
    assert.deepEqual(await invoke('stopped'), ['stopped', false]);
  });
});
