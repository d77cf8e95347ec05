import assert from 'node:assert/strict';
import { test } from 'node:test';
import { invalidCode, refused, testAnalytics } from '../../testing.js';
import { create as createOlder, describe as describeOlder } from '../v1/testing.js';
import { deleteApplication } from './delete-application.js';
import { startApplication } from './start-application.js';
import { stopApplication } from './stop-application.js';
import { code, create, describe, streamInput } from './testing.js';

const configuration = { SqlApplicationConfiguration: { Inputs: [streamInput] }, ...code('SELECT 1;') };
const named = { ApplicationName: 'a' };

test('an application starts, runs, stops and goes, each for a moment, its version and its token as they were', async () => {
  const analytics = await testAnalytics({ transition: 200 });
  await create(analytics, { ApplicationConfiguration: configuration });
  const { ConditionalToken } = await describe(analytics);
  const states = async (): Promise<unknown[]> => {
    const before = (await describe(analytics)).ApplicationStatus;
    await analytics.settle();
    return [before, (await describe(analytics)).ApplicationStatus];
  };
  assert.deepEqual(
    await analytics.run(startApplication, {
      ...named,
      RunConfiguration: {
        SqlRunConfigurations: [
          { InputId: '1.1', InputStartingPositionConfiguration: { InputStartingPosition: 'TRIM_HORIZON' } },
        ],
      },
    }),
    {},
  );
  assert.deepEqual(analytics.begun[0]?.starts, [['1.1', 'TRIM_HORIZON']]);
  assert.deepEqual(await states(), ['STARTING', 'RUNNING']);
  await refused(
    analytics.run(startApplication, named),
    'ResourceInUseException',
    'Application a is in RUNNING state and cannot be started',
  );
  assert.deepEqual(await analytics.run(stopApplication, { ...named, Force: false }), {});
  assert.deepEqual(await states(), ['STOPPING', 'READY']);
  const stopped = await describe(analytics);
  assert.deepEqual([stopped.ApplicationVersionId, stopped.ConditionalToken], [1, ConditionalToken]);
  const sql = stopped.ApplicationConfigurationDescription?.SqlApplicationConfigurationDescription;
  assert.deepEqual(sql?.InputDescriptions?.[0]?.InputStartingPositionConfiguration, {
    InputStartingPosition: 'TRIM_HORIZON',
  });
  const created = (stopped.CreateTimestamp ?? 0) * 1000;
  await refused(
    analytics.run(deleteApplication, { ...named, CreateTimestamp: created - 1000 }),
    'ConcurrentModificationException',
    'The given create timestamp does not match that of application a',
  );
  assert.deepEqual(await analytics.run(deleteApplication, { ...named, CreateTimestamp: created }), {});
  assert.equal((await describe(analytics)).ApplicationStatus, 'DELETING');
  await analytics.settle();
  await refused(describe(analytics), 'ResourceNotFoundException', 'Could not find the application: a');
  await analytics.stop();
});

test('an application starts at NOW where nothing is said, and does not with code that does not compile', async () => {
  const analytics = await testAnalytics();
  await create(analytics, { ApplicationConfiguration: configuration });
  await analytics.run(startApplication, named);
  assert.deepEqual(analytics.begun[0]?.starts, [['1.1', 'NOW']]);
  await create(analytics, { ApplicationName: 'b', ApplicationConfiguration: code(invalidCode) });
  await refused(
    analytics.run(startApplication, { ApplicationName: 'b' }),
    'InvalidApplicationConfigurationException',
    `SQL error: '${invalidCode}' is no SQL`,
  );
  await analytics.stop();
});

test('what only Flink has neither starts nor stops one', async () => {
  const analytics = await testAnalytics();
  const restoring = {
    ApplicationRestoreConfiguration: { ApplicationRestoreType: 'SKIP_RESTORE_FROM_SNAPSHOT' },
  } as const;
  const start = { ...named, RunConfiguration: restoring };
  const missing = ['ResourceNotFoundException', 'Could not find the application: a'] as const;
  await refused(analytics.run(startApplication, start), ...missing);
  await refused(analytics.run(stopApplication, { ...named, Force: true }), ...missing);
  await create(analytics);
  await refused(
    analytics.run(startApplication, start),
    'InvalidArgumentException',
    'ApplicationRestoreConfiguration is not supported for SQL-1_0 applications',
  );
  await analytics.run(startApplication, named);
  await refused(
    analytics.run(stopApplication, { ...named, Force: true }),
    'InvalidArgumentException',
    'A SQL-1_0 application cannot be force stopped',
  );
  await analytics.stop();
});

test("the newer API starts and stops the older's applications, which stay the older's", async () => {
  const analytics = await testAnalytics();
  await createOlder(analytics);
  await analytics.run(startApplication, named);
  assert.equal((await describeOlder(analytics)).ApplicationStatus, 'RUNNING');
  await analytics.run(stopApplication, named);
  assert.equal((await describeOlder(analytics)).ApplicationStatus, 'READY');
  await analytics.stop();
});
