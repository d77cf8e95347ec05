import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CognitoIdentity } from '@aws-sdk/client-cognito-identity';
import type { Kinesis } from '@aws-sdk/client-kinesis';
import { realTime } from '@paddock/ride/browser';
// The page's own code as it was compiled: a page is no package that others import.
import { createSession } from '../../../apps/ride/dashboard/dist/session/session.js';
import { Store } from '../../../apps/ride/dashboard/dist/session/store.js';
import { ChildServer } from '../harness/child-server.js';
import { createIam, createSdkOverHttp1 } from '../harness/clients.js';
import { allow, deny, documentOf, rootKeys } from '../harness/identity.js';
import { arnOf, region, startPaddock, type Paddock } from '../harness/server.js';
import { newName, reshard } from '../harness/streams.js';
import { eventually } from '../harness/wait.js';

type Session = ReturnType<typeof createSession>;
type Connection = Session['connection'];

/** Ten times as fast, as far as pauses go: what is polled once a second comes ten times a second. */
const hasty = { ...realTime, sleep: (ms: number, signal?: AbortSignal) => realTime.sleep(ms / 10, signal) };

const reading = (name: string): Buffer =>
  Buffer.from(`${JSON.stringify({ Name: name, Latitude: 40.7, Longitude: -73.9 })}\n`);

/** A page that looks at a stream. */
function visit(url: string, pool: string, stream: string) {
  const seen: string[] = [];
  const told: Connection[] = [];
  let rounds = 0;
  const session = createSession(
    { identityPoolId: pool, streamName: stream, region, endpoint: url },
    {
      onConnection: (connection) => void told.push(connection),
      onSightings: (sightings) => {
        rounds += 1;
        seen.push(...sightings.map(({ reading: { Name } }) => Name));
      },
      onStrange: () => undefined,
    },
    { time: hasty, store: new Store(() => undefined) },
  );
  session.start();
  const kind = <K extends Connection['kind']>(wanted: K) =>
    eventually(`${wanted}, last told ${JSON.stringify(told.at(-1))}`, () => {
      const now = session.connection;
      return now.kind === wanted && (now as Extract<Connection, { kind: K }>);
    });
  const sees = (name: string) => eventually(`a reading of ${name}`, () => seen.includes(name));
  return { session, seen, told, kind, sees, rounds: () => rounds };
}

/** A pool whose guests may read the streams. */
async function newPool(url: string, ...policies: string[]): Promise<{ pool: string; role: string }> {
  const iam = createIam(url);
  const cognito = new CognitoIdentity({ endpoint: url, region, credentials: rootKeys });
  try {
    const { IdentityPoolId: pool = '' } = await cognito.createIdentityPool({
      IdentityPoolName: newName('pool'),
      AllowUnauthenticatedIdentities: true,
    });
    const role = newName('guest');
    const { Role } = await iam.createRole({
      RoleName: role,
      AssumeRolePolicyDocument: documentOf({
        Principal: { Federated: 'cognito-identity.amazonaws.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': pool } },
      }),
    });
    await cognito.setIdentityPoolRoles({ IdentityPoolId: pool, Roles: { unauthenticated: Role?.Arn ?? '' } });
    for (const PolicyDocument of policies) {
      await iam.putRolePolicy({ RoleName: role, PolicyName: newName('p'), PolicyDocument });
    }
    return { pool, role };
  } finally {
    iam.destroy();
    cognito.destroy();
  }
}

const readers = allow(['kinesis:ListShards', 'kinesis:GetShardIterator', 'kinesis:GetRecords']);
const say = (sdk: Kinesis, stream: string, name: string): Promise<unknown> =>
  sdk.putRecord({ StreamName: stream, PartitionKey: name, Data: reading(name) });

describe('the map`s session', () => {
  let paddock: Paddock;
  let pool = '';
  before(async () => {
    paddock = await startPaddock();
    ({ pool } = await newPool(paddock.url, readers));
  });
  after(() => paddock.close());

  async function newStream(shards = 1): Promise<string> {
    const StreamName = newName('ride');
    await paddock.sdk.createStream({ StreamName, ShardCount: shards });
    return StreamName;
  }

  it('reads what was said shortly before, and from then on, through splits and merges, each once', async () => {
    const stream = await newStream();
    const names = Array.from({ length: 60 }, (_, index) => `u${index}`);
    await say(paddock.sdk, stream, 'before');
    const page = visit(paddock.url, pool, stream);
    try {
      await page.sees('before');
      for (const [index, name] of names.entries()) {
        if (index % 20 === 10) await reshard(paddock.sdk, stream, 'split');
        if (index % 20 === 15) await reshard(paddock.sdk, stream, 'merge');
        await say(paddock.sdk, stream, name);
      }
      await eventually('all of them', () => page.seen.length > names.length);
      assert.deepEqual([...page.seen].sort(), ['before', ...names].sort());
      const quiet = page.rounds();
      await eventually('rounds without readings', () => page.rounds() > quiet + 2);
    } finally {
      page.session.stop();
    }
  });

  it('says which action on which stream it may not, and goes on when it may', async () => {
    const stream = await newStream();
    const guests = await newPool(paddock.url);
    const page = visit(paddock.url, guests.pool, stream);
    const iam = createIam(paddock.url);
    try {
      const { action, resource, principal } = await page.kind('denied');
      assert.equal(action, 'kinesis:ListShards');
      assert.equal(resource, arnOf(stream));
      assert.match(principal, new RegExp(`assumed-role/${guests.role}/CognitoIdentityCredentials$`));
      const put = (PolicyDocument: string) =>
        iam.putRolePolicy({ RoleName: guests.role, PolicyName: 'map', PolicyDocument });
      await put(readers);
      await page.kind('reading');
      await put(deny('kinesis:GetRecords', arnOf(stream)));
      await eventually('denied', () => page.session.connection.kind === 'denied');
      await say(paddock.sdk, stream, 'meanwhile');
      await put(readers);
      await page.sees('meanwhile');
    } finally {
      page.session.stop();
      iam.destroy();
    }
  });

  it('tells a pool that is not there from one without guests or without their role', async () => {
    const stream = await newStream();
    const cognito = new CognitoIdentity({ endpoint: paddock.url, region, credentials: rootKeys });
    const create = async (AllowUnauthenticatedIdentities: boolean): Promise<string> => {
      const IdentityPoolName = newName('pool');
      const { IdentityPoolId = '' } = await cognito.createIdentityPool({
        IdentityPoolName,
        AllowUnauthenticatedIdentities,
      });
      return IdentityPoolId;
    };
    const missing = 'us-east-1:00000000-0000-4000-8000-000000000000';
    const cases = [
      [missing, 'missing-pool'],
      [await create(false), 'no-guests'],
      [await create(true), 'no-guests'],
    ] as const;
    for (const [id, wanted] of cases) {
      const page = visit(paddock.url, id, stream);
      try {
        assert.equal((await page.kind(wanted)).pool, id);
      } finally {
        page.session.stop();
      }
    }
    cognito.destroy();
  });

  it('waits for a stream, and for it to come back', async () => {
    const stream = newName('late');
    const page = visit(paddock.url, pool, stream);
    try {
      assert.deepEqual(await page.kind('missing-stream'), { kind: 'missing-stream', stream, region });
      for (const name of ['first', 'second']) {
        await paddock.sdk.createStream({ StreamName: stream, ShardCount: 1 });
        await say(paddock.sdk, stream, name);
        await page.sees(name);
        await paddock.sdk.deleteStream({ StreamName: stream });
        await page.kind('missing-stream');
      }
    } finally {
      page.session.stop();
    }
  });

  it('is throttled, and reads on', async () => {
    const stream = await newStream();
    const page = visit(paddock.url, pool, stream);
    try {
      await page.kind('reading');
      await paddock.control.addFault({ kind: 'throttle', service: 'kinesis', operation: 'GetRecords' });
      await page.kind('throttled');
      await say(paddock.sdk, stream, 'meanwhile');
      await paddock.control.clearFaults();
      await page.sees('meanwhile');
      await page.kind('reading');
    } finally {
      await paddock.control.clearFaults();
      page.session.stop();
    }
  });

  it('reads from a server whose clock was set', async () => {
    const other = await startPaddock();
    const guests = await newPool(other.url, readers);
    const StreamName = newName('ride');
    await other.sdk.createStream({ StreamName, ShardCount: 1 });
    for (const ahead of [-86_400_000, 86_400_000]) {
      await other.control.freeze(Date.now() + ahead);
      const page = visit(other.url, guests.pool, StreamName);
      try {
        await page.kind('reading');
        await say(other.sdk, StreamName, `at ${ahead}`);
        await page.sees(`at ${ahead}`);
      } finally {
        page.session.stop();
        await other.control.release();
      }
    }
    await other.close();
  });
});

describe('the map`s session and a server that is killed', () => {
  it('says so, waits, and goes on; of a server that was emptied it says that the pool is missing', async () => {
    const child = await ChildServer.start('--ephemeral', '--test-controls');
    const port = new URL(child.url).port;
    const again = (): Promise<ChildServer> => ChildServer.start('--port', port, '--ephemeral');
    const { pool } = await newPool(child.url, readers);
    const sdk = createSdkOverHttp1(child.url);
    await sdk.createStream({ StreamName: 'wildrydes', ShardCount: 1 });
    const page = visit(child.url, pool, 'wildrydes');
    let server = child;
    try {
      await page.kind('reading');
      await child.kill();
      assert.equal((await page.kind('unreachable')).endpoint, child.url);
      server = await again();
      await page.kind('missing-pool');
    } finally {
      page.session.stop();
      sdk.destroy();
      await server.kill();
    }
  });
});
