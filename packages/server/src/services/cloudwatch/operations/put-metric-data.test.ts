import assert from 'node:assert/strict';
import { test } from 'node:test';
import { awsError, testCloudWatch, testStart } from '../testing.js';
import { putMetricData } from './put-metric-data.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A whole minute. */
const start = testStart - (testStart % MINUTE);

void test('what PutMetricData refuses, each fault on a line', async () => {
  const cloudWatch = await testCloudWatch();
  const put = (Namespace: string, ...data: object[]): Promise<void> =>
    cloudWatch.run(putMetricData, { Namespace, MetricData: data as never });
  const value = { MetricName: 'm', Value: 1 };
  const invalid = (message: string | RegExp): ReturnType<typeof awsError> =>
    awsError('InvalidParameterValueException', message);
  await assert.rejects(put('AWS/EC2', value), invalid('The value AWS/EC2 for parameter Namespace is invalid.'));
  await assert.rejects(put(':x', value), invalid('The value :x for parameter Namespace is invalid.'));
  await assert.rejects(
    put('x'),
    awsError('MissingRequiredParameterException', 'The parameter MetricData is required.'),
  );
  await assert.rejects(
    put('x', { MetricName: 'm' }),
    awsError('MissingRequiredParameterException', 'The parameter MetricData.member.1.Value is required.'),
  );
  await assert.rejects(
    put('x', { ...value, Timestamp: start - 15 * DAY }, { ...value, Timestamp: start - 15 * DAY }),
    invalid(
      'The parameter MetricData.member.1.Timestamp must specify a time within the past two weeks.\n' +
        'The parameter MetricData.member.2.Timestamp must specify a time within the past two weeks.',
    ),
  );
  await assert.rejects(put('x', { ...value, Timestamp: start + 3 * HOUR }), invalid(/two hours in the future/));
  await assert.rejects(
    put('x', { ...value, Values: [1] }),
    awsError(
      'InvalidParameterCombinationException',
      'The parameters MetricData.member.1.Value and MetricData.member.1.Values are mutually exclusive and you have specified both.',
    ),
  );
  // As AWS does.
  const StatisticValues = { SampleCount: 1, Sum: 1, Minimum: 1, Maximum: 1 };
  await put('x', { MetricName: 'm', Values: [1], StatisticValues });
  await assert.rejects(
    put('x', { MetricName: 'm', Values: [1, 2], Counts: [1] }),
    invalid('The parameters MetricData.member.1.Values and MetricData.member.1.Counts must be of the same size.'),
  );
  await assert.rejects(
    put('x', { MetricName: 'm', Value: NaN }),
    invalid('The value NaN for parameter MetricData.member.1.Value is invalid.'),
  );
  await assert.rejects(
    put('x', { ...value, Unit: 'Cups' }),
    invalid(
      /^The parameter MetricData\.member\.1\.Unit must be a value in the set \[ Seconds, Microseconds, .*, None \]\.$/,
    ),
  );
  await assert.rejects(
    put('x', { MetricName: 'm', Values: Array.from({ length: 151 }, () => 1) }),
    invalid('The collection MetricData.member.1.Values must not have a size greater than 150.'),
  );
  await assert.rejects(
    put('x', ...Array.from({ length: 1001 }, () => value)),
    invalid('The collection MetricData must not have a size greater than 1000.'),
  );
  await cloudWatch.stop();
});
