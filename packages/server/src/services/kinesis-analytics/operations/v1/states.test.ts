import assert from 'node:assert/strict';
import { test } from 'node:test';
import { invalidCode, refused, testAnalytics, testStart, type TestAnalytics } from '../../testing.js';
import { deleteApplication } from './delete-application.js';
import { listApplications } from './list-applications.js';
import { startApplication } from './start-application.js';
import { stopApplication } from './stop-application.js';
import { create, describe, streamInput } from './testing.js';
import { updateApplication } from './update-application.js';

type Position = 'NOW' | 'TRIM_HORIZON' | 'LAST_STOPPED_POINT';
const from = (Id: string, InputStartingPosition?: Position) => ({
  Id,
  InputStartingPositionConfiguration: InputStartingPosition === undefined ? {} : { InputStartingPosition },
});
const start = (analytics: TestAnalytics, ...InputConfigurations: ReturnType<typeof from>[]) =>
  analytics.run(startApplication, { ApplicationName: 'a', InputConfigurations });
const stop = (analytics: TestAnalytics) => analytics.run(stopApplication, { ApplicationName: 'a' });
const remove = (analytics: TestAnalytics, CreateTimestamp = testStart) =>
  analytics.run(deleteApplication, { ApplicationName: 'a', CreateTimestamp });
const position = async (analytics: TestAnalytics) =>
  (await describe(analytics)).InputDescriptions?.[0]?.InputStartingPositionConfiguration;

test('an application is STARTING, RUNNING, STOPPING and READY again; its version stays', async () => {
  const analytics = await testAnalytics({ transition: 200 });
  const seen: string[] = [];
  const look = async () => {
    const { ApplicationStatus, ApplicationVersionId } = await describe(analytics);
    seen.push(`${ApplicationStatus} ${ApplicationVersionId}`);
  };
  await create(analytics, { Inputs: [streamInput] });
  for (const step of [() => start(analytics, from('1.1')), () => stop(analytics)]) {
    assert.deepEqual(await step(), {});
    await look();
    await analytics.settle();
    await look();
  }
  assert.deepEqual(seen, ['STARTING 1', 'RUNNING 1', 'STOPPING 1', 'READY 1']);
  await analytics.stop();
});

test('a run is begun before it is committed, with the positions of its inputs, NOW by default', async () => {
  const analytics = await testAnalytics();
  await create(analytics, { Inputs: [streamInput] });
  const expected: [Parameters<typeof start>[1][], Position][] = [
    [[from('1.1', 'LAST_STOPPED_POINT')], 'LAST_STOPPED_POINT'],
    [[from('1.1', 'TRIM_HORIZON')], 'TRIM_HORIZON'],
    [[from('1.1')], 'NOW'],
    [[], 'NOW'],
  ];
  for (const [index, [configurations, wanted]] of expected.entries()) {
    await start(analytics, ...configurations);
    const { application, starts } = analytics.begun[index] ?? assert.fail();
    assert.deepEqual([application.status, application.run, starts], ['STARTING', index + 1, [['1.1', wanted]]]);
    assert.deepEqual(await position(analytics), { InputStartingPosition: wanted });
    await stop(analytics);
    assert.deepEqual(await position(analytics), { InputStartingPosition: wanted }, 'also once it has stopped');
  }
  assert.equal(analytics.application('a').run, expected.length);
  await analytics.stop();
});

test('an application without code and inputs can be started', async () => {
  const analytics = await testAnalytics();
  await create(analytics);
  await start(analytics);
  assert.equal((await describe(analytics)).ApplicationStatus, 'RUNNING');
  await analytics.stop();
});

test('what starts no input, and what does not compile, is refused before anything has begun', async () => {
  const analytics = await testAnalytics();
  await create(analytics, { Inputs: [streamInput] });
  const code = 'InvalidArgumentException';
  await refused(start(analytics, from('2.1')), code, 'Application a has no input with the id 2.1: it has 1.1');
  await refused(
    start(analytics, from('1.1'), from('1.1', 'NOW')),
    code,
    'More than one starting position is given for the input with the id 1.1',
  );
  await analytics.run(updateApplication, {
    ApplicationName: 'a',
    CurrentApplicationVersionId: 1,
    ApplicationUpdate: { ApplicationCodeUpdate: invalidCode },
  });
  await refused(
    start(analytics, from('1.1')),
    'InvalidApplicationConfigurationException',
    `SQL error: '${invalidCode}' is no SQL`,
  );
  assert.deepEqual(analytics.begun, []);
  assert.equal((await describe(analytics)).ApplicationStatus, 'READY');
  await analytics.stop();
});

const statuses = ['READY', 'STARTING', 'RUNNING', 'STOPPING', 'UPDATING', 'DELETING'] as const;
const transitions = [
  { doing: 'started', run: (analytics: TestAnalytics) => start(analytics), possible: ['READY'] },
  { doing: 'stopped', run: stop, possible: ['RUNNING'] },
  { doing: 'deleted', run: (analytics: TestAnalytics) => remove(analytics), possible: ['READY', 'RUNNING'] },
];

for (const { doing, run, possible } of transitions) {
  test(`an application can be ${doing} when it is ${possible.join(' or ')} alone`, async () => {
    const analytics = await testAnalytics();
    await refused(run(analytics), 'ResourceNotFoundException', 'Could not find the application: a');
    await create(analytics);
    const application = analytics.application('a');
    for (const status of statuses.filter((each) => !possible.includes(each))) {
      await analytics.put({ ...application, status });
      await refused(
        run(analytics),
        'ResourceInUseException',
        `Application a is in ${status} state and cannot be ${doing}`,
      );
    }
    await analytics.put({ ...application, newer: true });
    await refused(run(analytics), 'UnsupportedOperationException', /^a was created\/updated by kinesisanalyticsv2/);
    for (const status of statuses.filter((each) => possible.includes(each))) {
      await analytics.put({ ...application, status });
      await run(analytics);
    }
    await analytics.stop();
  });
}

test('an application is deleted by the second in which it was created', async () => {
  const analytics = await testAnalytics({ transition: 200 });
  await analytics.clock.advance(789);
  await create(analytics);
  for (const other of [testStart - 1, testStart + 1_000])
    await refused(
      remove(analytics, other),
      'ConcurrentModificationException',
      'The given create timestamp does not match that of application a',
    );
  await remove(analytics, testStart);
  assert.equal((await describe(analytics)).ApplicationStatus, 'DELETING');
  await refused(create(analytics), 'ResourceInUseException', 'Application already exists.');
  await analytics.settle();
  await refused(describe(analytics), 'ResourceNotFoundException', 'Could not find the application: a');
  await create(analytics);
  assert.match(analytics.application('a').id, /^[0-9a-f]{16}$/);
  await analytics.stop();
});

test('applications are listed in the order of their names, page by page, with those of the newer API', async () => {
  const analytics = await testAnalytics();
  const list = async (input: { Limit?: number; ExclusiveStartApplicationName?: string } = {}) => {
    const { ApplicationSummaries: all, HasMoreApplications: more } = await analytics.run(listApplications, input);
    return [all.map(({ ApplicationName }) => ApplicationName).join(' '), more];
  };
  assert.deepEqual(await list(), ['', false]);
  for (const ApplicationName of ['c', 'a', 'B', 'd']) await create(analytics, { ApplicationName });
  await analytics.put({ ...analytics.application('c'), newer: true });
  assert.deepEqual(await list(), ['B a c d', false]);
  assert.deepEqual(await list({ Limit: 2 }), ['B a', true]);
  assert.deepEqual(await list({ Limit: 2, ExclusiveStartApplicationName: 'a' }), ['c d', false]);
  assert.deepEqual(await list({ ExclusiveStartApplicationName: 'bb' }), ['c d', false]);
  await refused(list({ Limit: 51 }), 'ValidationException', /'limit'/);
  const { ApplicationSummaries } = await analytics.run(listApplications, { Limit: 1 });
  assert.deepEqual(ApplicationSummaries, [
    {
      ApplicationName: 'B',
      ApplicationARN: 'arn:aws:kinesisanalytics:us-east-1:123456789012:application/B',
      ApplicationStatus: 'READY',
    },
  ]);
  assert.deepEqual(await analytics.run(listApplications, {}, { region: 'eu-west-1' }), {
    ApplicationSummaries: [],
    HasMoreApplications: false,
  });
  await analytics.stop();
});
