import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testLogs, testStart, type TestLogs } from '../testing.js';
import { createLogGroup } from './create-log-group.js';
import { deleteQueryDefinition } from './delete-query-definition.js';
import { describeQueries } from './describe-queries.js';
import { describeQueryDefinitions } from './describe-query-definitions.js';
import { getLogGroupFields } from './get-log-group-fields.js';
import { getLogRecord } from './get-log-record.js';
import { getQueryResults } from './get-query-results.js';
import { putQueryDefinition } from './put-query-definition.js';
import { startQuery } from './start-query.js';
import { stopQuery } from './stop-query.js';

const second = Math.floor(testStart / 1000);
const asked = { logGroupName: 'g', startTime: second, endTime: second, queryString: 'fields @message' };

async function opened(): Promise<TestLogs> {
  const logs = await testLogs();
  await logs.createStream('g', 's');
  await logs.put('g', 's', [-1, 'before'], [0, '{"a":{"b":1}}'], [999, 'plain'], [1000, 'after']);
  return logs;
}

test('a query finds the events of its time, to the end of its last second, and is kept for a week', async () => {
  const logs = await opened();
  const { queryId = '' } = await logs.run(startQuery, asked);
  await logs.context.queries.idle();
  const found = await logs.run(getQueryResults, { queryId });
  assert.equal(found.status, 'Complete');
  const rows = found.results?.map((row) => Object.fromEntries(row.map(({ field, value }) => [field, value])));
  assert.deepEqual(rows?.map((row) => row['@message']).toSorted(), ['plain', '{"a":{"b":1}}']);
  assert.equal(found.statistics?.recordsScanned, 2);
  assert.equal(found.statistics.logGroupsScanned, 1);
  const { logRecord } = await logs.run(getLogRecord, {
    logRecordPointer: rows.find((row) => row['@message'] !== 'plain')?.['@ptr'] ?? '',
  });
  assert.equal(logRecord?.['a.b'], '1');
  assert.equal(logRecord['@log'], '123456789012:g');
  const { queries } = await logs.run(describeQueries, {});
  assert.equal(queries?.[0]?.queryString, `SOURCE "g" START=${second}000 END=${second}999 | fields @message`);
  await assert.rejects(logs.run(stopQuery, { queryId }), {
    code: 'InvalidParameterException',
    message: 'Query is not Running or Scheduled',
  });
  const { context } = await logs.another();
  assert.equal((await context.queries.find('123456789012', 'us-east-1', queryId))?.status, 'Complete');
  await logs.clock.advance(7 * 24 * 3_600_000);
  await assert.rejects(logs.run(getQueryResults, { queryId }), { code: 'ResourceNotFoundException' });
  await logs.stop();
});

test('StartQuery: one way to name groups, which must be there', async () => {
  const logs = await opened();
  await assert.rejects(logs.run(startQuery, { ...asked, logGroupNames: ['g'] }), { code: 'InvalidParameterException' });
  await assert.rejects(logs.run(startQuery, { ...asked, logGroupName: 'none' }), {
    code: 'ResourceNotFoundException',
    message: /^Log group 'none' does not exist for account ID '123456789012' \(Service: AWSLogs; Status Code: 400;/,
  });
  await assert.rejects(logs.run(startQuery, { ...asked, queryString: '|| nonsense' }), {
    code: 'MalformedQueryException',
  });
  await logs.stop();
});

test('the fields of a group, by how many events have them', async () => {
  const logs = await opened();
  const { logGroupFields = [] } = await logs.run(getLogGroupFields, { logGroupName: 'g', time: second });
  const percents = Object.fromEntries(logGroupFields.map(({ name, percent }) => [name, percent]));
  assert.equal(percents['@message'], 100);
  assert.equal(percents['a.b'], 25);
  await logs.stop();
});

test('query definitions are put, changed, listed and deleted', async () => {
  const logs = await testLogs();
  await logs.run(createLogGroup, { logGroupName: 'g' });
  const clientToken = 'x'.repeat(36);
  const definition = { name: 'n', queryString: 'fields @message', clientToken };
  const { queryDefinitionId = '' } = await logs.run(putQueryDefinition, definition);
  assert.deepEqual(await logs.run(putQueryDefinition, definition), { queryDefinitionId });
  await logs.run(putQueryDefinition, { name: 'm', queryString: 'stats count()', queryDefinitionId });
  const { queryDefinitions } = await logs.run(describeQueryDefinitions, { queryDefinitionNamePrefix: 'm' });
  assert.deepEqual(JSON.parse(JSON.stringify(queryDefinitions)), [
    {
      queryLanguage: 'CWLI',
      queryDefinitionId,
      name: 'm',
      queryString: 'stats count()',
      lastModified: testStart,
    },
  ]);
  assert.deepEqual(await logs.run(deleteQueryDefinition, { queryDefinitionId }), { success: true });
  await assert.rejects(logs.run(deleteQueryDefinition, { queryDefinitionId }), { code: 'ResourceNotFoundException' });
  await logs.stop();
});
