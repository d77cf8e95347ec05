import '../harness/quiet.js';
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, it } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { account, allow, arnOf, eventually, region } from '../harness.js';
import {
  jsonSchema,
  putAll,
  rowsIn,
  startAnalytics,
  streamOutput,
  textsIn,
  timestampText,
  type AnalyticsPaddock,
} from '../harness/analytics.js';
import { seededRandom } from '../harness/seeded-random.js';
import {
  alarmSql,
  readingColumns,
  recordOf,
  ride,
  summaryOf,
  summarySql,
  unicornNames,
  type Reading,
} from './unicorns.js';

const minute = 60_000;
const [from, to] = ['wildrydes', 'wildrydes-summary'];
const ApplicationName = 'wildrydes';
const seed = 20_180_318;

const opened: AnalyticsPaddock[] = [];
after(() => Promise.all(opened.map((paddock) => paddock.close())));

async function open(): Promise<AnalyticsPaddock> {
  const paddock = await startAnalytics({ transitions: 'brief' });
  opened.push(paddock);
  for (const StreamName of [from, to]) {
    await paddock.sdk.createStream({ StreamName, ShardCount: 1 });
    await eventually('an active stream', async () => {
      const { StreamDescriptionSummary: summary } = await paddock.sdk.describeStreamSummary({ StreamName });
      return summary?.StreamStatus === 'ACTIVE';
    });
  }
  return paddock;
}

/** Begins as the workshop says: an application with a name only, what is live in the stream, empty code started, the query pasted, then the output. */
async function follow({ analytics, settled, serviceRole }: AnalyticsPaddock): Promise<void> {
  const RoleARN = await serviceRole(
    allow(
      ['kinesis:DescribeStream', 'kinesis:GetShardIterator', 'kinesis:GetRecords', 'kinesis:ListShards'],
      arnOf(from),
    ),
    allow(['kinesis:DescribeStream', 'kinesis:PutRecord', 'kinesis:PutRecords'], arnOf(to)),
  );
  const { ApplicationSummary: made } = await analytics.createApplication({ ApplicationName });
  assert.deepEqual(made, {
    ApplicationARN: `arn:aws:kinesisanalytics:${region}:${account}:application/wildrydes`,
    ApplicationName,
    ApplicationStatus: 'READY',
  });

  const {
    InputSchema,
    ParsedInputRecords = [],
    RawInputRecords = [],
  } = await analytics.discoverInputSchema({
    ResourceARN: arnOf(from),
    RoleARN,
    InputStartingPositionConfiguration: { InputStartingPosition: 'NOW' },
  });
  assert.ok(InputSchema);
  assert.deepEqual(InputSchema, jsonSchema(...readingColumns));
  assert.ok(RawInputRecords.length > 0);
  assert.equal(ParsedInputRecords[0]?.length, readingColumns.length);

  await analytics.addApplicationInput({
    ApplicationName,
    CurrentApplicationVersionId: 1,
    Input: { NamePrefix: 'SOURCE_SQL_STREAM', KinesisStreamsInput: { ResourceARN: arnOf(from), RoleARN }, InputSchema },
  });
  const { InputDescriptions: [input] = [] } = await settled(ApplicationName);
  assert.deepEqual([input?.InputId, input?.InAppStreamNames], ['2.1', ['SOURCE_SQL_STREAM_001']]);

  await analytics.startApplication({
    ApplicationName,
    InputConfigurations: [{ Id: '2.1', InputStartingPositionConfiguration: { InputStartingPosition: 'NOW' } }],
  });
  assert.equal((await settled(ApplicationName)).ApplicationStatus, 'RUNNING');

  await analytics.updateApplication({
    ApplicationName,
    CurrentApplicationVersionId: 2,
    ApplicationUpdate: { ApplicationCodeUpdate: summarySql },
  });
  assert.equal((await settled(ApplicationName)).ApplicationStatus, 'RUNNING');

  await analytics.addApplicationOutput({
    ApplicationName,
    CurrentApplicationVersionId: 3,
    Output: streamOutput('DESTINATION_SQL_STREAM', to, RoleARN),
  });
  const detail = await settled(ApplicationName);
  assert.deepEqual(
    [detail.ApplicationStatus, detail.ApplicationVersionId, detail.OutputDescriptions?.[0]?.OutputId],
    ['RUNNING', 4, '4.1'],
  );
}

/** A reading of every unicorn. */
const tick = (rides: readonly ((at: number) => Reading)[], at: number): Reading[] => rides.map((next) => next(at));

const put = ({ sdk }: AnalyticsPaddock, readings: readonly Reading[]): Promise<void> =>
  putAll(sdk, from, readings.map(recordOf), (_, index) => readings[index]?.Name ?? '');

/** Records go on as they do beside somebody who sets up an application; the clock goes on by itself. */
async function beside<T>(paddock: AnalyticsPaddock, work: Promise<T>): Promise<T> {
  const rides = unicornNames.map((name) => ride(name, seededRandom(1)));
  let isDone = false;
  const done = work.finally(() => (isDone = true));
  done.catch(() => undefined);
  while (!isDone) {
    await put(paddock, tick(rides, Date.now()));
    await Promise.race([done.catch(() => undefined), delay(100)]);
  }
  return done;
}

it('the workshop, statement for statement: a row a unicorn a minute', async () => {
  const paddock = await open();
  const { control, sdk } = paddock;
  await beside(paddock, follow(paddock));
  // The rides of setting up end with their minute; then time stands still.
  const now = await control.freeze();
  const start = Math.ceil((now + 1) / minute) * minute;
  await control.advance(start - now);
  const before = await rowsIn(sdk, to);
  assert.equal(before.length % unicornNames.length, 0);

  const random = seededRandom(seed);
  const rides = unicornNames.map((name) => ride(name, random));
  const expected: object[] = [];
  for (let ridden = 0; ridden < 4; ridden++) {
    const begin = start + ridden * minute;
    // In the third minute nothing rides; in the fourth only one.
    const riding = [rides, rides, [], rides.slice(1, 2)][ridden] ?? [];
    const readings = new Map<string, Reading[]>();
    for (let second = 0; second < 60; second++) {
      const all = tick(riding, begin + second * 1000);
      if (all.length > 0) await put(paddock, all);
      for (const reading of all) readings.set(reading.Name, [...(readings.get(reading.Name) ?? []), reading]);
      if (second < 59) await control.advance(1000);
    }
    await control.advance(999);
    assert.equal((await textsIn(sdk, to)).length - before.length, expected.length, 'no minute is over before its end');
    await control.advance(1);
    for (const [, of] of readings) expected.push(summaryOf(begin + minute, of));
    const rows = await rowsIn(sdk, to);
    assert.deepEqual(rows.slice(before.length), expected);
  }
  const [first = ''] = (await textsIn(sdk, to)).slice(before.length);
  const { Distance } = expected[0] as { Distance: number };
  assert.match(
    first,
    new RegExp(
      `^\\{"Name":"Shadowfax","StatusTime":"${timestampText(start + minute)}","Distance":${Distance},"MinMagicPoints":\\d+,"MaxMagicPoints":\\d+,"MinHealthPoints":\\d+,"MaxHealthPoints":\\d+\\}$`,
    ),
  );
});

it('the extra credit: a second application on the same stream lets through whoever is not well', async () => {
  const paddock = await open();
  const { sdk, control } = paddock;
  await control.freeze();
  const common = { from, schema: jsonSchema(...readingColumns) };
  const summary = await paddock.application({ ...common, code: summarySql, start: 'no' });
  const alarm = await paddock.application({ ...common, code: alarmSql, start: 'no' });
  for (const { name } of [summary, alarm]) {
    const started = paddock.start(name);
    await delay(50);
    await control.advance(300);
    await started;
  }
  const random = seededRandom(seed);
  const [well, ill] = [ride('Shadowfax', random), ride('Rocinante', random)];
  const at = await control.advance(0);
  const readings = [well(at), { ...ill(at), HealthPoints: 100 }, { ...ill(at + 1), HealthPoints: 99 }, well(at + 2)];
  const weak = { ...ill(at + 3), HealthPoints: -1 };
  await put(paddock, [...readings, weak]);
  await control.advance(minute);
  assert.deepEqual(
    await rowsIn(sdk, alarm.to),
    [readings[2], weak].map((reading) => ({
      Name: 'Rocinante',
      StatusTime: reading?.StatusTime,
      HealthPoints: reading?.HealthPoints,
      MagicPoints: reading?.MagicPoints,
    })),
  );
  assert.equal((await rowsIn(sdk, summary.to)).length, 2);
});

it('in real time: the minute’s rows are there as it ends, by themselves', { timeout: 120_000 }, async () => {
  const paddock = await open();
  const { sdk } = paddock;
  const setUp = follow(paddock);
  await beside(paddock, setUp);
  const end = Math.ceil(Date.now() / minute) * minute;
  await put(
    paddock,
    tick(
      unicornNames.map((name) => ride(name, Math.random)),
      Date.now(),
    ),
  );
  // No record comes any more: the clock alone ends the minute.
  const rows = await eventually(
    'the rows of the minute',
    async () => {
      const found = (await rowsIn<{ Name: string; StatusTime: string }>(sdk, to)).filter(
        ({ StatusTime }) => StatusTime === timestampText(end),
      );
      return found.length > 0 && found;
    },
    75_000,
  );
  assert.ok(Date.now() >= end);
  assert.deepEqual(rows.map(({ Name }) => Name).toSorted(), [...unicornNames].toSorted());
});

it('the whole chain: summaries of unicorns reach the table', async () => {
  const paddock = await open();
  const { control, dynamo, lambda } = paddock;
  const TableName = 'UnicornSensorData';
  await dynamo.createTable({
    TableName,
    KeySchema: [
      { AttributeName: 'Name', KeyType: 'HASH' },
      { AttributeName: 'StatusTime', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'Name', AttributeType: 'S' },
      { AttributeName: 'StatusTime', AttributeType: 'S' },
    ],
    BillingMode: 'PAY_PER_REQUEST',
  });
  const code = new URL('../../../apps/ride/functions/stream-processor/index.mjs', import.meta.url);
  const name = await paddock.newFunction(
    { 'index.mjs': await readFile(code, 'utf8') },
    {
      Timeout: 60,
      Environment: { Variables: { TABLE_NAME: TableName } },
      Role: await paddock.role(
        allow('dynamodb:BatchWriteItem', `arn:aws:dynamodb:${region}:${account}:table/${TableName}`),
        allow(['kinesis:*', 'logs:*']),
      ),
    },
  );
  await lambda.createEventSourceMapping({
    FunctionName: name,
    EventSourceArn: arnOf(to),
    StartingPosition: 'TRIM_HORIZON',
  });
  await paddock.application({
    name: ApplicationName,
    code: summarySql,
    from,
    to: { DESTINATION_SQL_STREAM: to },
    schema: jsonSchema(...readingColumns),
  });
  const now = await control.freeze();
  await put(
    paddock,
    tick(
      unicornNames.map((unicorn) => ride(unicorn, seededRandom(seed))),
      now,
    ),
  );
  const items = await eventually('the items', async () => {
    await control.advance(5_000);
    const { Items = [] } = await dynamo.scan({ TableName });
    return Items.length === unicornNames.length && Items;
  });
  const end = timestampText(Math.ceil((now + 1) / minute) * minute);
  for (const item of items)
    assert.deepEqual([item['StatusTime'], Number(item['Distance']?.N) >= 29], [{ S: end }, true]);
  assert.deepEqual(items.map(({ Name }) => Name?.S).toSorted(), [...unicornNames].toSorted());
});
