import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertValid, AwsError } from '@paddock/wire';
import type { AnyOperation } from '../../../../operation.js';
import { testRequest } from '../../../../test-request.js';
import type { AnalyticsContext } from '../../context.js';
import { refused, testAnalytics } from '../../testing.js';
import { operations } from './index.js';
import { create } from './testing.js';

const text = (operation: string): string =>
  `${operation} is supported only for Managed Service for Apache Flink applications: a is a SQL-1_0 application`;
const vpc = 'VPC configurations are not supported for SQL applications: a is one';
const unsupported = 'UnsupportedOperationException';
const argument = 'InvalidArgumentException';

const cases: readonly (readonly [string, object, string, string?])[] = [
  [
    'AddApplicationVpcConfiguration',
    { VpcConfiguration: { SubnetIds: ['s'], SecurityGroupIds: ['g'] } },
    argument,
    vpc,
  ],
  ['CreateApplicationPresignedUrl', { UrlType: 'FLINK_DASHBOARD_URL' }, argument],
  ['CreateApplicationSnapshot', { SnapshotName: 's' }, unsupported],
  ['DeleteApplicationSnapshot', { SnapshotName: 's', SnapshotCreationTimestamp: 0 }, unsupported],
  ['DeleteApplicationVpcConfiguration', { VpcConfigurationId: '1.1' }, argument, vpc],
  ['DescribeApplicationOperation', { OperationId: 'o' }, unsupported],
  ['DescribeApplicationSnapshot', { SnapshotName: 's' }, unsupported],
  ['DescribeApplicationVersion', { ApplicationVersionId: 1 }, unsupported],
  ['ListApplicationOperations', { Limit: 50, OperationStatus: 'FAILED' }, unsupported],
  ['ListApplicationSnapshots', {}, unsupported],
  ['ListApplicationVersions', { NextToken: 't' }, unsupported],
  ['RollbackApplication', { CurrentApplicationVersionId: 1 }, unsupported],
  [
    'UpdateApplicationMaintenanceConfiguration',
    { ApplicationMaintenanceConfigurationUpdate: { ApplicationMaintenanceWindowStartTimeUpdate: '23:59' } },
    unsupported,
  ],
];

for (const [name, more, code, message = text(name)] of cases) {
  test(`${name}: an application of SQL has nothing of the kind`, async () => {
    const analytics = await testAnalytics();
    const operation = operationOf(name);
    const run = async (): Promise<unknown> => {
      const input = { ApplicationName: 'a', ...more };
      assertValid(operation.input, input as never);
      return operation.run(analytics.context, input, testRequest(analytics.clock));
    };
    await refused(run(), 'ResourceNotFoundException', 'Could not find the application: a');
    await create(analytics);
    await refused(run(), code, message);
    assert.ok(operation.errors.includes(code), 'AWS declares it');
    assert.throws(() => assertValid(operation.input, { ApplicationName: '' } as never), AwsError);
    await analytics.stop();
  });
}

test('all 33 operations are there, once', () => {
  assert.equal(new Set(operations.map(({ name }) => name)).size, 33);
  assert.equal(operations.length, 33);
});

function operationOf(name: string): AnyOperation<AnalyticsContext> {
  const found = operations.find((operation) => operation.name === name);
  assert.ok(found, name);
  return found;
}
