import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awsError, testAccount, testCloudWatch, testStart } from '../testing.js';
import { deleteDashboards } from './delete-dashboards.js';
import { getDashboard } from './get-dashboard.js';
import { listDashboards } from './list-dashboards.js';
import { listTagsForResource } from './list-tags-for-resource.js';
import { putDashboard } from './put-dashboard.js';
import { tagResource } from './tag-resource.js';
import { untagResource } from './untag-resource.js';

const body = JSON.stringify({ widgets: [{ type: 'text', properties: { markdown: '# Rides' } }] });
const arn = `arn:aws:cloudwatch::${testAccount}:dashboard/rides`;

void test('dashboards are put, got, listed and deleted', async () => {
  const cloudWatch = await testCloudWatch();
  for (const DashboardName of ['rides', 'herds', 'rain']) {
    assert.deepEqual(await cloudWatch.run(putDashboard, { DashboardName, DashboardBody: body }), {
      DashboardValidationMessages: [],
    });
  }
  assert.deepEqual(await cloudWatch.run(getDashboard, { DashboardName: 'rides' }), {
    DashboardArn: arn,
    DashboardBody: body,
    DashboardName: 'rides',
  });
  assert.deepEqual(await cloudWatch.run(listDashboards, { DashboardNamePrefix: 'ri' }), {
    DashboardEntries: [{ DashboardName: 'rides', DashboardArn: arn, LastModified: testStart, Size: body.length }],
  });
  await assert.rejects(
    cloudWatch.run(deleteDashboards, { DashboardNames: ['rides', 'gone'] }),
    awsError('DashboardNotFoundError', 'Dashboard gone does not exist'),
  );
  await cloudWatch.run(deleteDashboards, { DashboardNames: ['rides', 'rain'] });
  const { DashboardEntries: left } = await cloudWatch.run(listDashboards, {});
  assert.deepEqual(
    left?.map(({ DashboardName }) => DashboardName),
    ['herds'],
  );
  await assert.rejects(
    cloudWatch.run(getDashboard, { DashboardName: 'rides' }),
    awsError('DashboardNotFoundError', 'Dashboard rides does not exist'),
  );
  await cloudWatch.stop();
});

void test('a body that cannot be shown is refused, with what is wrong where', async () => {
  const cloudWatch = await testCloudWatch();
  const put = (DashboardBody: string, DashboardName = 'rides'): Promise<unknown> =>
    cloudWatch.run(putDashboard, { DashboardName, DashboardBody });
  await assert.rejects(
    put('{'),
    awsError('DashboardInvalidInputError', 'The field DashboardBody must be a valid JSON object'),
  );
  await assert.rejects(
    put(body, 'a b'),
    awsError('DashboardInvalidInputError', /^The value a b for field DashboardName contains invalid characters\./),
  );
  await assert.rejects(put(JSON.stringify({ widgets: [{ type: 'metric', properties: { region: 'us-east-1' } }, 7] })), {
    code: 'DashboardInvalidInputError',
    members: {
      dashboardValidationMessages: [
        { DataPath: '/widgets/0/properties', Message: "Should have required property 'metrics'" },
        { DataPath: '/widgets/1', Message: 'Should be object' },
      ],
    },
  });
  await cloudWatch.stop();
});

void test('tags of dashboards', async () => {
  const cloudWatch = await testCloudWatch();
  const tags = [{ Key: 'herd', Value: 'north' }];
  await cloudWatch.run(putDashboard, { DashboardName: 'rides', DashboardBody: body, Tags: tags });
  await cloudWatch.run(tagResource, { ResourceARN: arn, Tags: [{ Key: 'stage', Value: 'test' }] });
  assert.deepEqual(await cloudWatch.run(listTagsForResource, { ResourceARN: arn }), {
    Tags: [...tags, { Key: 'stage', Value: 'test' }],
  });
  await cloudWatch.run(untagResource, { ResourceARN: arn, TagKeys: ['stage', 'none'] });
  assert.deepEqual(await cloudWatch.run(listTagsForResource, { ResourceARN: arn }), { Tags: tags });
  await assert.rejects(
    cloudWatch.run(tagResource, { ResourceARN: `${arn}s`, Tags: tags }),
    awsError('ResourceNotFoundException', /./),
  );
  await assert.rejects(
    cloudWatch.run(listTagsForResource, { ResourceARN: 'rides' }),
    awsError('InvalidParameterValueException', /./),
  );
  await cloudWatch.stop();
});
