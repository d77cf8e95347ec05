import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applicationArnOf, refused, testAnalytics, testStart } from '../../testing.js';
import { getApplicationState } from './get-application-state.js';
import { create } from './testing.js';

const varchar = { kind: 'VARCHAR', length: 16 } as const;

test('live rows are told in the texts that outputs have', async () => {
  const analytics = await testAnalytics();
  await create(analytics);
  const columns = [
    { name: 'Name', type: varchar },
    { name: 'Distance', type: { kind: 'DOUBLE' } },
    { name: 'Total', type: { kind: 'DECIMAL', precision: 5, scale: 2 } },
    { name: 'At', type: { kind: 'TIMESTAMP' } },
  ] as const;
  const row = (time: number, ...values: (string | number | bigint | null)[]) => ({ time: testStart + time, values });
  analytics.live.set('a', {
    streams: [
      { name: 'SOURCE_SQL_STREAM_001', kind: 'source', columns, count: 0, rows: [] },
      {
        name: 'DESTINATION_SQL_STREAM',
        kind: 'created',
        columns,
        count: 3,
        rows: [row(1, 'Shadowfax', 2.5, 1230n, testStart), row(2, '', null, -5n, null), row(3, 'a "b", c', 3, 0n, 0)],
      },
      { name: 'error_stream', kind: 'error', columns: [{ name: 'MESSAGE', type: varchar }], count: 0, rows: [] },
    ],
  });
  const all = await analytics.run(getApplicationState, { ApplicationName: 'a' });
  assert.deepEqual([all.ApplicationName, all.ApplicationStatus], ['a', 'READY']);
  assert.deepEqual(
    all.InAppStreams.map(({ Name, Kind }) => `${Kind} ${Name}`),
    ['SOURCE SOURCE_SQL_STREAM_001', 'CREATED DESTINATION_SQL_STREAM', 'ERROR error_stream'],
  );
  const some = await analytics.run(getApplicationState, {
    ApplicationName: 'a',
    InAppStreamNames: ['DESTINATION_SQL_STREAM', 'NONE'],
  });
  assert.deepEqual(some.InAppStreams, [
    {
      Name: 'DESTINATION_SQL_STREAM',
      Kind: 'CREATED',
      Columns: [
        { Name: 'Name', SqlType: 'VARCHAR(16)' },
        { Name: 'Distance', SqlType: 'DOUBLE' },
        { Name: 'Total', SqlType: 'DECIMAL(5, 2)' },
        { Name: 'At', SqlType: 'TIMESTAMP' },
      ],
      RecordCount: 3,
      Rows: [
        { RowTime: '2023-11-14 22:13:20.001', Values: ['Shadowfax', '2.5', '12.30', '2023-11-14 22:13:20.000'] },
        { RowTime: '2023-11-14 22:13:20.002', Values: ['', null, '-0.05', null] },
        { RowTime: '2023-11-14 22:13:20.003', Values: ['a "b", c', '3', '0.00', '1970-01-01 00:00:00.000'] },
      ],
    },
  ]);
  const last = await analytics.run(getApplicationState, { ApplicationName: 'a', Limit: 1 });
  assert.deepEqual(
    last.InAppStreams[1]?.Rows.map(({ RowTime }) => RowTime),
    ['2023-11-14 22:13:20.003'],
  );
  await analytics.stop();
});

test('an application that does not run has no live rows', async () => {
  const analytics = await testAnalytics();
  await refused(
    analytics.run(getApplicationState, { ApplicationName: 'a' }),
    'ResourceNotFoundException',
    'Could not find the application: a',
  );
  await create(analytics);
  assert.deepEqual(await analytics.run(getApplicationState, { ApplicationName: 'a' }), {
    ApplicationName: 'a',
    ApplicationStatus: 'READY',
    InAppStreams: [],
  });
  await refused(
    analytics.run(getApplicationState, { ApplicationName: 'a', Limit: 101 }),
    'ValidationException',
    /limit/,
  );
  const [need] = await analytics.needs(getApplicationState, { ApplicationName: 'a' });
  assert.deepEqual([need?.action, need?.resources], ['kinesisanalytics:GetApplicationState', [applicationArnOf('a')]]);
  await analytics.stop();
});
