import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { after, it } from 'node:test';
import type { Reading } from '@paddock/ride';
import { jsonSchema, putAll, rowsIn, startAnalytics, textsIn, timestampText } from '../harness/analytics.js';
import { minute, minuteEnd, rideFunction, summariesOf, type Summary } from '../harness/ride.js';
import { readShard } from '../harness/streams.js';
import { seededRandom } from '../harness/seeded-random.js';
import { readingColumns, summarySql } from '../analytics/unicorns.js';
import { allow, arnOf, eventually, newStream } from '../harness.js';

const paddock = await startAnalytics();
const { sdk, control, lambda } = paddock;
await control.freeze();
after(() => paddock.close());

/** A stream that the function sums up into another. */
interface Summed {
  readonly from: string;
  readonly to: string;
  readonly functionName: string;
}

async function summed(shards = 1): Promise<Summed> {
  const [from, to] = [await newStream(sdk, shards, 'rides'), await newStream(sdk, 1, 'summaries')];
  const functionName = await paddock.newFunction(await rideFunction('summary'), {
    Timeout: 60,
    MemorySize: 256,
    Environment: { Variables: { SUMMARY_STREAM: to } },
    Role: await paddock.role(
      allow(
        ['kinesis:DescribeStream', 'kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards'],
        arnOf(from),
      ),
      allow('kinesis:PutRecords', arnOf(to)),
      allow('logs:*'),
    ),
  });
  await lambda.createEventSourceMapping({
    EventSourceArn: arnOf(from),
    FunctionName: functionName,
    StartingPosition: 'TRIM_HORIZON',
    TumblingWindowInSeconds: 60,
    BatchSize: 1000,
  });
  return { from, to, functionName };
}

/** Time goes on to the beginning of the next minute. */
async function nextMinute(): Promise<number> {
  const now = await control.advance(0);
  return control.advance(minuteEnd(now) - now);
}

const reading = (Name: string, at: number, more: Partial<Reading> = {}): Reading => ({
  Name,
  StatusTime: timestampText(at),
  Latitude: 40.749167,
  Longitude: -73.985184,
  Distance: 30,
  MagicPoints: 150,
  HealthPoints: 150,
  ...more,
});

const put = (stream: string, values: readonly unknown[]): Promise<void> =>
  putAll(sdk, stream, values, (value) => (value as Partial<Reading>).Name?.slice(0, 256) || 'none');

/** Until the stream has so many rows; time goes on slowly, lest a function be over its own. */
const rowsOf = (stream: string, count: number): Promise<Summary[]> =>
  eventually(`${count} rows`, async () => {
    const rows = await rowsIn<Summary>(sdk, stream);
    if (rows.length >= count) return rows;
    await control.advance(100);
    return undefined;
  });

it('writes what the SQL application writes, to the byte', async () => {
  const { from, to, functionName } = await summed();
  const application = await paddock.application({ code: summarySql, from, schema: jsonSchema(...readingColumns) });
  const names = ['Shadowfax', 'Unicorn-0001', '유니콘', 'O"Neigh\\', 'constructor', '12', 'Rocinante'];
  const random = seededRandom(20_180_318);
  const points = (): number => Math.round(150 + 60 * (random() - 0.5));
  let now = await nextMinute();
  let expected = 0;
  for (let ridden = 0; ridden < 4; ridden++) {
    // In the third minute nobody rides.
    const riding = ridden === 2 ? [] : names;
    for (let second = 0; second < 60; second += 5) {
      const distances = [29 + 2 * random(), 0.1, 2.5, -0.125, 30.5, Math.round(random() * 100) / 100, 2_800];
      const readings = riding.map((name, index) =>
        reading(name, now, { Distance: distances[index] ?? 0, MagicPoints: points(), HealthPoints: points() }),
      );
      if (readings.length > 0) await put(from, readings);
      now = await control.advance(5000);
    }
    // 12 times 2,800 m is more than SMALLINT holds: there is no row of it.
    expected += Math.max(0, riding.length - 1);
    const rows = await rowsOf(to, expected);
    assert.equal(rows.length, expected);
    assert.deepEqual(await textsIn(sdk, to), await textsIn(sdk, application.to));
    now = await nextMinute();
  }
  assert.equal((await paddock.logOf(functionName)).filter((line) => /Rocinante has no row/.test(line)).length, 3);
  const [first] = await readShard(sdk, to);
  assert.equal(first?.PartitionKey, 'Shadowfax');
});

it('keeps 4,000 unicorns of one shard', async () => {
  const { from, to } = await summed();
  const now = await nextMinute();
  const random = seededRandom(1);
  const sent: Reading[] = [];
  for (let second = 0; second < 3; second++) {
    const readings = Array.from({ length: 4_000 }, (_, index) =>
      reading(`Unicorn-${String(index).padStart(4, '0')}`, now, {
        Distance: 29 + 2 * random(),
        MagicPoints: Math.floor(300 * random()),
        HealthPoints: Math.floor(300 * random()),
      }),
    );
    await put(from, readings);
    sent.push(...readings);
    await control.advance(1000);
  }
  await control.advance(minute);
  const rows = await rowsOf(to, 4_000);
  assert.deepEqual(rows, [...summariesOf(sent.map((each) => ({ at: now, reading: each }))).values()]);
});

it('leaves out what is no reading, and says so once', async () => {
  const { from, to, functionName } = await summed();
  const now = await nextMinute();
  const strange = [
    'no JSON',
    '',
    'null',
    '[]',
    '5',
    '{"Name":"Shadowfax"}',
    { ...reading('', now) },
    { ...reading('x'.repeat(257), now) },
    { ...reading('\ud800', now) },
    { ...reading('Shadowfax', now), Name: 7 },
    { ...reading('Shadowfax', now), Distance: '30' },
    { ...reading('Shadowfax', now), Distance: 1e300 },
    { ...reading('Shadowfax', now), MagicPoints: 1.5 },
    { ...reading('Shadowfax', now), HealthPoints: 3e9 },
    { ...reading('Shadowfax', now), HealthPoints: null },
  ];
  await putAll(sdk, from, [
    reading('Shadowfax', now),
    ...strange.filter((value) => value !== ''),
    reading('Shadowfax', now),
  ]);
  await control.advance(minute);
  assert.deepEqual(await rowsOf(to, 1), [
    {
      Name: 'Shadowfax',
      StatusTime: timestampText(now + minute),
      Distance: 60,
      MinMagicPoints: 150,
      MaxMagicPoints: 150,
      MinHealthPoints: 150,
      MaxHealthPoints: 150,
    },
  ]);
  const said = await eventually('its log', async () => {
    const lines = (await paddock.logOf(functionName)).filter((line) => /are no readings/.test(line));
    return lines.length > 0 && lines;
  });
  assert.equal(said.length, 1);
  assert.match(said[0] ?? '', /14 of 16 records are no readings and are left out, the first of them \d+/);
});

it('sends again what the stream did not take', async () => {
  const { from, to } = await summed();
  const now = await nextMinute();
  const names = Array.from({ length: 700 }, (_, index) => `Unicorn-${String(index).padStart(4, '0')}`);
  await put(
    from,
    names.map((name) => reading(name, now)),
  );
  const common = { service: 'kinesis', operation: 'PutRecords', resource: to };
  await control.addFault({ ...common, kind: 'throttle', times: 3 });
  await control.addFault({ ...common, kind: 'partial', fraction: 0.5, times: 3 });
  await control.advance(minute);
  const rows = await rowsOf(to, names.length);
  await control.clearFaults();
  assert.deepEqual(rows.map(({ Name }) => Name).toSorted(), names);
});

it('fails when its time is up, and gets the same window again', async () => {
  const { from, to, functionName } = await summed();
  await lambda.updateFunctionConfiguration({ FunctionName: functionName, Timeout: 2 });
  const now = await nextMinute();
  await put(from, [reading('Shadowfax', now), reading('Rocinante', now)]);
  await control.addFault({
    service: 'kinesis',
    operation: 'PutRecords',
    resource: to,
    kind: 'partial',
    // Of two records a half may be none.
    fraction: 1,
    code: 'InternalFailure',
  });
  // A window is closed a second after its end. Then time stands still, or the function would be over its time.
  await control.advance(minute + 1000);
  await eventually('its failure', async () => {
    // There is no log before it was invoked.
    const lines = await paddock.logOf(functionName).catch(() => []);
    return lines.some((line) => /summaries were not written/.test(line));
  });
  await control.clearFaults();
  await lambda.updateFunctionConfiguration({ FunctionName: functionName, Timeout: 60 });
  const names = await eventually('both', async () => {
    await control.advance(100);
    const rows = await rowsIn<Summary>(sdk, to);
    const found = new Set(rows.map(({ Name, StatusTime, Distance }) => `${Name} ${StatusTime} ${Distance}`));
    return found.size === 2 && found;
  });
  const end = timestampText(now + minute);
  assert.deepEqual([...names].toSorted(), [`Rocinante ${end} 30`, `Shadowfax ${end} 30`]);
});

it('a split in the midst of a minute makes a row of each part', async () => {
  const { from, to } = await summed();
  const now = await nextMinute();
  await put(from, [reading('Shadowfax', now), reading('Shadowfax', now)]);
  await sdk.splitShard({
    StreamName: from,
    ShardToSplit: 'shardId-000000000000',
    NewStartingHashKey: String(2n ** 127n),
  });
  await put(from, [reading('Shadowfax', now)]);
  await control.advance(minute);
  const rows = await rowsOf(to, 2);
  assert.deepEqual(
    rows.map(({ StatusTime, Distance }) => [StatusTime, Distance]),
    [60, 30].map((distance) => [timestampText(now + minute), distance]),
  );
});
