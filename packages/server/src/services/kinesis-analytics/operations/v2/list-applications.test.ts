import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applicationArnOf, refused, testAnalytics } from '../../testing.js';
import { create as createOlder } from '../v1/testing.js';
import { listApplications } from './list-applications.js';
import { create } from './testing.js';

test("both APIs' applications are listed by their names, page by page", async () => {
  const analytics = await testAnalytics();
  await create(analytics, { ApplicationName: 'c' });
  await createOlder(analytics, { ApplicationName: 'b' });
  await create(analytics, { ApplicationName: 'a' });
  const first = await analytics.run(listApplications, { Limit: 2 });
  assert.deepEqual(first, {
    ApplicationSummaries: ['a', 'b'].map((name) => ({
      ApplicationName: name,
      ApplicationARN: applicationArnOf(name),
      ApplicationStatus: 'READY',
      ApplicationVersionId: 1,
      RuntimeEnvironment: 'SQL-1_0',
    })),
    NextToken: 'b',
  });
  const second = await analytics.run(listApplications, { Limit: 2, NextToken: first.NextToken });
  assert.deepEqual(
    [second.ApplicationSummaries.map(({ ApplicationName }) => ApplicationName), second.NextToken],
    [['c'], undefined],
  );
  assert.deepEqual(await analytics.run(listApplications, {}, { region: 'eu-west-1' }), { ApplicationSummaries: [] });
  await analytics.stop();
});

test('a page has fifty applications at most', async () => {
  const analytics = await testAnalytics();
  await refused(
    analytics.run(listApplications, { Limit: 51, NextToken: '?' }),
    'ValidationException',
    "2 validation errors detected: Value '51' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 50; " +
      "Value '?' at 'nextToken' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+",
  );
  await analytics.stop();
});
