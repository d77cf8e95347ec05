import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { CognitoIdentity } from '@aws-sdk/client-cognito-identity';
import { createAnalytics } from '../harness/analytics.js';
import { createIam, createSdkOverHttp1 } from '../harness/clients.js';
import { createDynamoDb } from '../harness/dynamodb.js';
import { createLambda } from '../harness/lambda.js';
import { eventually, within } from '../harness/wait.js';

const program = fileURLToPath(new URL('../../../apps/ride/dist/start.js', import.meta.url));
const directory = await mkdtemp(join(tmpdir(), 'paddock-start-'));
const running = new Set<Start>();
after(async () => {
  for (const start of running) start.child.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true });
});

/** `npm start`, without the build and without a terminal. */
class Start {
  readonly child: ChildProcess;
  printed = '';
  readonly #ended: Promise<unknown>;

  constructor(env: Readonly<Record<string, string>> = {}) {
    this.child = spawn(process.execPath, [program], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], PADDOCK_PORT: '0', PADDOCK_DATA_DIR: directory, ...env },
    });
    running.add(this);
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.printed += text));
    }
    this.#ended = once(this.child, 'close').then(() => running.delete(this));
  }

  /** The first match in what was printed, waited for. */
  async sees(what: RegExp, patience = 20_000): Promise<string> {
    const look = (): string | undefined | false => {
      if (this.child.exitCode !== null) throw new Error(`it ended: ${this.printed}`);
      return what.exec(this.printed)?.[1];
    };
    return eventually(`${what} in ${this.printed}`, look, patience);
  }

  async end(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.ended();
  }

  async ended(): Promise<number | null> {
    await within('the end', this.#ended);
    return this.child.exitCode;
  }
}

test('npm start makes everything, rides, shows how it goes, and carries on the next time', async () => {
  const first = new Start();
  const map = new URL(await first.sees(/Live map: (\S+)/));
  const endpoint = map.origin;
  assert.match(map.searchParams.get('pool') ?? '', /^us-east-1:[0-9a-f-]{36}$/);
  assert.equal(map.searchParams.get('stream'), 'wildrydes');
  await first.sees(/(\d+ parts in [\d.]+ s: \d+ created)\n/);
  await everythingIsThere(endpoint, map.searchParams.get('pool') ?? '');
  const page = await eventually('the page of the map', async () => {
    const answer = await fetch(map);
    return answer.status === 200 && answer;
  });
  assert.match(page.headers.get('content-type') ?? '', /^text\/html/);

  const before = Number(await first.sees(/records\/s, (\d+) in · /));
  await eventually('more records', () => {
    const counts = [...first.printed.matchAll(/records\/s, (\d+) in · .* 3 unicorns/g)].map(([, count]) =>
      Number(count),
    );
    return counts.some((count) => count > before);
  });
  assert.ok((await recordsIn(endpoint)) > before);
  assert.equal(await first.end('SIGINT'), 0, first.printed);
  assert.match(first.printed, /Stopped\. Data: .*; npm start carries on\./);

  const second = new Start();
  assert.equal(new URL(await second.sees(/Live map: (\S+)/)).search, map.search);
  await second.sees(/(parts in [\d.]+ s: nothing changed)/);
  await second.sees(/records\/s, ([1-9]\d*) in · /);
  assert.equal(await second.end('SIGINT'), 0, second.printed);
});

test('Ctrl+C stops at once, whatever is being done, and the next start goes on from there', async () => {
  for (const moment of [/^(?=())/, /(serves on)/, /✓ (Kinesis stream)/]) {
    const start = new Start({ PADDOCK_EPHEMERAL: 'on' });
    await start.sees(moment);
    const code = await start.end('SIGINT');
    // Before it listens for signals there is nothing to be stopped.
    if (start.child.signalCode !== 'SIGINT') assert.equal(code, 0, start.printed);
    assert.doesNotMatch(start.printed, /✗|at .*\.js:/);
  }
});

test('a port that is taken is named, with another that may be free', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const address = holder.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const start = new Start({ PADDOCK_PORT: String(port) });
  assert.equal(await start.ended(), 1);
  assert.match(start.printed, new RegExp(`listens on port ${port}.*PADDOCK_PORT=${port + 1} npm start`));
  holder.close();
});

async function everythingIsThere(endpoint: string, pool: string): Promise<void> {
  const kinesis = createSdkOverHttp1(endpoint);
  for (const StreamName of ['wildrydes', 'wildrydes-summary']) {
    const { StreamDescriptionSummary } = await kinesis.describeStreamSummary({ StreamName });
    assert.equal(StreamDescriptionSummary?.StreamStatus, 'ACTIVE');
  }
  const { Table } = await createDynamoDb(endpoint).describeTable({ TableName: 'UnicornSensorData' });
  assert.equal(Table?.TableStatus, 'ACTIVE');
  const { ApplicationDetail } = await createAnalytics(endpoint).describeApplication({ ApplicationName: 'wildrydes' });
  assert.match(ApplicationDetail?.ApplicationStatus ?? '', /^(RUNNING|STARTING)$/);
  const lambda = createLambda(endpoint);
  const { EventSourceMappings = [] } = await lambda.listEventSourceMappings({
    FunctionName: 'WildRydesStreamProcessor',
  });
  assert.deepEqual(
    EventSourceMappings.map(({ State }) => State),
    ['Enabled'],
  );
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const cognito = new CognitoIdentity({ endpoint, region: 'us-east-1', credentials });
  const { Roles } = await cognito.getIdentityPoolRoles({ IdentityPoolId: pool });
  const role = Roles?.['unauthenticated'] ?? '';
  await createIam(endpoint).getRole({ RoleName: role.slice(role.lastIndexOf('/') + 1) });
}

async function recordsIn(endpoint: string): Promise<number> {
  const kinesis = createSdkOverHttp1(endpoint);
  const StreamName = 'wildrydes';
  const { Shards: [shard] = [] } = await kinesis.listShards({ StreamName });
  const { ShardIterator } = await kinesis.getShardIterator({
    StreamName,
    ShardId: shard?.ShardId,
    ShardIteratorType: 'TRIM_HORIZON',
  });
  return (await kinesis.getRecords({ ShardIterator })).Records?.length ?? 0;
}
