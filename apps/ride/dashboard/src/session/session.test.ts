import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VirtualTime } from '../../../dist/virtual-time.js';
import type { Connection } from '../contracts.js';
import { createFleet } from '../model/fleet.js';
import { FakeAws } from './fake-aws.js';
import type { Refusal } from './fake-aws.js';
import { createSession } from './session.js';
import { Store } from './store.js';

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
const source = {
  identityPoolId: 'us-east-1:0000',
  streamName: 'wildrydes',
  region: 'us-east-1',
  endpoint: 'http://paddock.test',
};

function setUp(pool = source.identityPoolId) {
  const time = new VirtualTime();
  const aws = new FakeAws(time);
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage;
  const fleet = createFleet();
  const told: Connection[] = [];
  const seen: string[] = [];
  let now = 0;
  const session = createSession(
    { ...source, identityPoolId: pool },
    {
      onConnection: (connection) => void told.push(connection),
      onSightings: (sightings, at) => {
        now = at;
        seen.push(...sightings.map(({ reading }) => reading.Name));
        fleet.take(sightings, at);
      },
      onStrange: (count) => fleet.noteStrange(count),
    },
    { fetch: aws.fetch, time, random: () => 0.5, store: new Store(() => storage) },
  );
  const until = async (isDone: () => boolean): Promise<void> => {
    for (let rounds = 0; !isDone(); rounds += 1) {
      if (rounds > 500) assert.fail(`in vain; last told: ${JSON.stringify(told.at(-1))}`);
      await time.sleep(100);
    }
  };
  const kind = (wanted: Connection['kind']): Promise<void> => until(() => session.connection.kind === wanted);
  /** Runs the script from the session's start to its end; then nothing may happen any more. */
  const during = (script: () => Promise<void>): Promise<void> =>
    time.run(
      (async () => {
        session.start();
        try {
          await script();
        } finally {
          session.stop();
        }
        const calls = aws.calls.length;
        await time.sleep(120_000);
        assert.equal(aws.calls.length, calls, 'it goes on after its end');
        assert.equal(session.connection.kind, 'idle');
      })(),
    );
  const kinds = () => told.map((connection) => connection.kind);
  return { time, aws, fleet, session, told, seen, kept, until, kind, kinds, during, now: () => now };
}

test('a visitor sees the last half minute at once, then what comes, each reading once', async () => {
  const { aws, time, seen, told, kind, until, during } = setUp();
  aws.say('old', undefined, aws.now() - 40_000);
  aws.say('recent', undefined, aws.now() - 20_000);
  await during(async () => {
    await kind('reading');
    await until(() => seen.length === 1);
    for (const name of ['a', 'b', 'c']) {
      aws.say(name);
      await time.sleep(700);
    }
    await until(() => seen.length === 4);
  });
  assert.deepEqual(seen, ['recent', 'a', 'b', 'c']);
  assert.deepEqual(told, [
    { kind: 'connecting', step: 'credentials' },
    { kind: 'connecting', step: 'shards' },
    { kind: 'reading', shards: 1, behindMillis: 0 },
    { kind: 'idle' },
  ]);
});

test('silence is judged by the stream, whatever the clock of the page says', async () => {
  for (const ahead of [0, -7_200_000, 7_200_000]) {
    const { aws, time, fleet, until, during } = setUp();
    aws.ahead = ahead;
    await during(async () => {
      aws.say('quiet');
      await until(() => fleet.unicorns.has('quiet'));
      for (let second = 0; second < 25; second += 1) {
        aws.say('loud');
        await time.sleep(1_000);
      }
      assert.equal(fleet.unicorns.get('quiet')?.isFading, true);
      await time.sleep(7_000);
      assert.deepEqual([...fleet.unicorns.keys()], ['loud']);
    });
  }
});

test('a server whose clock stands still silences nobody; when it is set on, who was silent is gone', async () => {
  const { aws, time, fleet, until, during } = setUp();
  const frozen = aws.now();
  aws.now = () => frozen + aws.ahead;
  await during(async () => {
    aws.say('quiet');
    for (let second = 0; second < 60; second += 1) {
      aws.say('loud');
      await time.sleep(1_000);
    }
    assert.deepEqual([...fleet.unicorns.keys()].sort(), ['loud', 'quiet']);
    aws.ahead = 31_000;
    aws.say('loud');
    await until(() => !fleet.unicorns.has('quiet'));
    assert.ok(fleet.unicorns.has('loud'));
  });
});

test('while the server is gone time stands still, and everyone may speak again before being judged', async () => {
  const { aws, time, fleet, told, kind, until, during, now } = setUp();
  await during(async () => {
    for (const name of ['a', 'b']) aws.say(name);
    await until(() => fleet.unicorns.size === 2);
    const before = now();
    const at = time.epoch();
    aws.fault = () => 'down';
    await kind('unreachable');
    await time.sleep(120_000);
    assert.ok(now() - before <= 2_000);
    const unreachable = told.filter((connection) => connection.kind === 'unreachable');
    assert.equal(unreachable.length, 1, 'said once');
    assert.ok((unreachable[0]?.since ?? 0) - at <= 2_000);
    assert.equal(unreachable[0]?.endpoint, source.endpoint);
    aws.fault = () => undefined;
    await kind('reading');
    await time.sleep(10_000);
    assert.deepEqual([...fleet.unicorns.keys()], ['a', 'b']);
    aws.say('a');
    await time.sleep(15_000);
    aws.say('a');
    await time.sleep(10_000);
    assert.deepEqual([...fleet.unicorns.keys()], ['a'], 'b was silent for 30 s in which it could have been heard');
    aws.say('a');
    await time.sleep(5_000);
    assert.ok(time.epoch() - now() < 3_000, 'the time left out is over');
  });
});

test('a shard that is throttled holds the time up for all', async () => {
  for (const throttled of ['0|', '1|']) {
    const { aws, time, fleet, seen, told, until, kind, during } = setUp();
    aws.shards.set('shardId-000000000001', []);
    await during(async () => {
      aws.say('a');
      aws.say('b', 'shardId-000000000001');
      await until(() => fleet.unicorns.size === 2);
      const refusal = { type: 'ProvisionedThroughputExceededException', message: 'Rate exceeded for shard' };
      aws.fault = (_call, { ShardIterator = '' }) => (ShardIterator.includes(throttled) ? refusal : undefined);
      for (let second = 0; second < 60; second += 1) {
        aws.say('a');
        aws.say('b', 'shardId-000000000001');
        await time.sleep(1_000);
      }
      assert.equal(fleet.unicorns.size, 2);
      assert.deepEqual(told.at(-1), { kind: 'throttled', message: 'Rate exceeded for shard' });
      aws.fault = () => undefined;
      await kind('reading');
      for (const name of ['a', 'b']) await until(() => seen.filter((one) => one === name).length === 61);
    });
  }
});

test('what is in the way is told, and gone by itself when somebody has removed it', async () => {
  const denial =
    'User: arn:aws:sts::1:assumed-role/r/CognitoIdentityCredentials is not authorized to perform: kinesis:ListShards on resource: ' +
    'arn:aws:kinesis:us-east-1:1:stream/wildrydes because no identity-based policy allows the kinesis:ListShards action';
  const cases: [string, Refusal, Partial<Connection>][] = [
    [
      'ListShards',
      { type: 'AccessDeniedException', message: denial },
      {
        kind: 'denied',
        action: 'kinesis:ListShards',
        resource: 'arn:aws:kinesis:us-east-1:1:stream/wildrydes',
        principal: 'arn:aws:sts::1:assumed-role/r/CognitoIdentityCredentials',
        message: denial,
      },
    ],
    [
      'GetRecords',
      { type: 'AccessDeniedException', message: 'No.' },
      { kind: 'denied', action: '', resource: '', principal: '', message: 'No.' },
    ],
    [
      'ListShards',
      { type: 'ResourceNotFoundException' },
      { kind: 'missing-stream', stream: 'wildrydes', region: 'us-east-1' },
    ],
    [
      'GetId',
      { type: 'ResourceNotFoundException', message: "IdentityPool 'us-east-1:0000' not found." },
      { kind: 'missing-pool', pool: 'us-east-1:0000', message: "IdentityPool 'us-east-1:0000' not found." },
    ],
    [
      'GetId',
      { type: 'NotAuthorizedException', message: 'Unauthenticated access is not supported for this identity pool.' },
      { kind: 'no-guests', pool: 'us-east-1:0000' },
    ],
    [
      'GetCredentialsForIdentity',
      { type: 'InvalidIdentityPoolConfigurationException', message: 'Invalid identity pool configuration.' },
      { kind: 'no-guests', pool: 'us-east-1:0000' },
    ],
    ['GetId', { type: 'TooManyRequestsException', message: 'Slow' }, { kind: 'throttled', message: 'Slow' }],
    ['ListShards', { type: 'InternalFailure', message: 'Oh', status: 500 }, { kind: 'failed', message: 'Oh' }],
    ['ListShards', { type: 'ResourceInUseException' }, { kind: 'connecting', step: 'shards' }],
  ];
  for (const [call, refusal, expected] of cases) {
    const { aws, time, told, kind, kinds, session, during } = setUp();
    aws.fault = (asked) => (asked === call ? refusal : undefined);
    await during(async () => {
      await time.sleep(35_000);
      assert.deepEqual({ ...session.connection, ...expected }, session.connection);
      assert.ok(kinds().length <= 4, `it flickers: ${JSON.stringify(told)}`);
      assert.ok(aws.calls.filter((made) => made === 'GetId').length <= 25);
      aws.fault = () => undefined;
      const start = time.elapsed();
      await kind('reading');
      assert.ok(time.elapsed() - start <= 11_000);
    });
  }
});

test('retry() waits for nothing', async () => {
  const { aws, time, session, kind, kinds, during } = setUp();
  aws.fault = () => ({ type: 'ResourceNotFoundException' });
  await during(async () => {
    await time.sleep(13_000);
    aws.fault = () => undefined;
    const start = time.elapsed();
    session.retry();
    await kind('reading');
    assert.ok(time.elapsed() - start < 1_000);
    assert.ok(
      kinds()
        .slice(-3, -1)
        .every((one) => one === 'connecting'),
    );
  });
});

test('an id that is none is told without asking', async () => {
  const { aws, session, kind, during } = setUp('wildrydes');
  await during(() => kind('missing-pool'));
  assert.equal(session.connection.kind, 'idle');
  assert.deepEqual(aws.calls, []);
});

test('a stream that is deleted and created again is gone, then read from its first record', async () => {
  const { aws, seen, kind, until, during } = setUp();
  await during(async () => {
    aws.say('first');
    await until(() => seen.length === 1);
    aws.fault = (call) =>
      call.startsWith('Get') && call.length > 20 ? undefined : { type: 'ResourceNotFoundException' };
    await kind('missing-stream');
    aws.shards.set('shardId-000000000000', []);
    aws.say('second');
    aws.fault = () => undefined;
    await until(() => seen.length === 2);
  });
  assert.deepEqual(seen, ['first', 'second']);
});

test('the identity is kept; credentials are renewed before their end, and when they are refused', async () => {
  const { aws, time, kept, seen, kind, kinds, until, during } = setUp();
  const count = (call: string): number => aws.calls.filter((made) => made === call).length;
  await during(async () => {
    await kind('reading');
    assert.deepEqual([...kept], [['paddock.guest.us-east-1:0000', 'us-east-1:1d']]);
    assert.deepEqual([count('GetId'), count('GetCredentialsForIdentity')], [1, 1]);
    await time.sleep(54 * 60_000);
    assert.equal(count('GetCredentialsForIdentity'), 1);
    await time.sleep(2 * 60_000);
    assert.equal(count('GetCredentialsForIdentity'), 2);
    let isRefused = true;
    aws.fault = (call) => {
      if (!isRefused || call !== 'GetRecords') return undefined;
      isRefused = false;
      return { type: 'ExpiredTokenException', message: 'The security token included in the request is expired' };
    };
    aws.say('a');
    await until(() => seen.length === 1);
    assert.deepEqual([count('GetId'), count('GetCredentialsForIdentity')], [1, 3]);
    assert.equal(kinds().at(-1), 'reading');
    // The server was reset: neither the keys nor the identity nor the pool are there.
    aws.fault = (call) =>
      call.includes('Id') ? { type: 'ResourceNotFoundException' } : { type: 'UnrecognizedClientException' };
    await kind('missing-pool');
  });
});

test('going on after a refusal repeats nothing and misses nothing', async () => {
  const { aws, seen, kind, until, during } = setUp();
  await during(async () => {
    aws.say('a');
    await until(() => seen.length === 1);
    aws.fault = (call) => (call === 'GetRecords' ? { type: 'AccessDeniedException' } : undefined);
    aws.say('b');
    await kind('denied');
    aws.say('c');
    aws.fault = () => undefined;
    await kind('reading');
    aws.say('d');
    await until(() => seen.includes('d'));
  });
  assert.deepEqual(seen, ['a', 'b', 'c', 'd']);
});

test('who was away for long sees the present', async () => {
  const { aws, time, seen, kind, until, during } = setUp();
  await during(async () => {
    aws.say('a');
    await until(() => seen.length === 1);
    aws.fault = (call) => (call === 'GetRecords' ? { type: 'AccessDeniedException' } : undefined);
    await kind('denied');
    for (let minute = 0; minute < 10; minute += 1) {
      aws.say(`missed ${minute}`);
      await time.sleep(60_000);
    }
    aws.say('now');
    aws.fault = () => undefined;
    await until(() => seen.includes('now'));
  });
  assert.deepEqual(seen, ['a', 'now']);
});

test('a stream that was made anew unnoticed is read, although its numbers begin anew', async () => {
  const { aws, time, seen, until, during } = setUp();
  await during(async () => {
    aws.say('before');
    await until(() => seen.length === 1);
    aws.shards.set('shardId-000000000000', []);
    aws.renumber(1);
    await time.sleep(2_000);
    aws.say('after');
    await until(() => seen.length === 2);
  });
  assert.deepEqual(seen, ['before', 'after']);
});

test('what is kept and is no identity is replaced', async () => {
  const { aws, kept, kind, during } = setUp();
  kept.set('paddock.guest.us-east-1:0000', 'nonsense');
  aws.fault = (call, body) =>
    call === 'GetCredentialsForIdentity' && body['IdentityId'] === 'nonsense'
      ? { type: 'ValidationException' }
      : undefined;
  await during(() => kind('reading'));
  assert.deepEqual([...kept.values()], ['us-east-1:1d']);
});

test('started and stopped a hundred times, at any moment, it says nothing of it and goes on', async () => {
  const { aws, time, session, told, seen, kind, until, during } = setUp();
  aws.latency = 20;
  await during(async () => {
    for (let round = 0; round < 100; round += 1) {
      await time.sleep(round);
      session.stop();
      session.start();
    }
    await kind('reading');
    aws.say('a');
    await until(() => seen.length > 0);
  });
  assert.deepEqual(seen, ['a']);
  assert.deepEqual(
    told.filter((connection) => !/^(idle|connecting|reading)$/.test(connection.kind)),
    [],
  );
});

test('two hundred shards are read, politely', async () => {
  const { aws, time, seen, told, fleet, until, during } = setUp();
  for (let shard = 1; shard < 200; shard += 1) aws.shards.set(`shardId-${String(shard).padStart(12, '0')}`, []);
  await during(async () => {
    await until(() => told.at(-1)?.kind === 'reading');
    await time.sleep(10_000);
    for (let second = 0; second < 40; second += 1) {
      for (const shard of aws.shards.keys()) aws.say(shard, shard);
      await time.sleep(1_000);
      assert.equal(fleet.figures(0).fading, 0);
    }
    const before = aws.calls.length;
    await time.sleep(10_000);
    const rate = (aws.calls.length - before) / 10;
    assert.ok(rate > 80 && rate <= 105, `${rate} calls a second`);
    await until(() => seen.length === 8_000);
  });
});
