import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boolean, double, integer, list, map, string, structure, timestamp, wholeSeconds } from '../shapes.js';
import { javaDouble } from '../encode-xml.js';
import { queryProtocol } from './query.js';

const protocol = queryProtocol({ xmlNamespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/' });
const dimension = structure('Dimension', { Name: string(), Value: string() });
const putMetricData = structure('PutMetricDataInput', {
  Namespace: string(),
  MetricData: list(
    structure('MetricDatum', {
      MetricName: string(),
      Dimensions: list(dimension),
      Timestamp: timestamp,
      Value: double(),
      Values: list(double()),
      StatisticValues: structure('StatisticSet', { SampleCount: double(), Sum: double() }),
      StorageResolution: integer(),
    }),
  ),
  StrictEntityValidation: boolean,
});

test('reads lists of structures with lists in them, times and numbers, as CloudWatch is sent them', () => {
  const form = [
    'Action=PutMetricData&Version=2010-08-01&Namespace=App%2FOne',
    'MetricData.member.1.MetricName=m',
    'MetricData.member.1.Dimensions.member.1.Name=Host&MetricData.member.1.Dimensions.member.1.Value=a%20b',
    'MetricData.member.1.Dimensions.member.2.Name=Zone&MetricData.member.1.Dimensions.member.2.Value=z',
    'MetricData.member.1.Timestamp=2026-11-22T00%3A00%3A00Z&MetricData.member.1.Value=1.5E3',
    'MetricData.member.2.Values.member.1=1.0&MetricData.member.2.Values.member.2=-2e-3',
    'MetricData.member.2.StatisticValues.SampleCount=2&MetricData.member.2.StorageResolution=1',
    'StrictEntityValidation=true',
  ].join('&');
  const head = { method: 'POST', path: '/', query: '', headers: {} };
  assert.deepEqual(protocol.decode(putMetricData, head, Buffer.from(form)), {
    Namespace: 'App/One',
    MetricData: [
      {
        MetricName: 'm',
        Dimensions: [
          { Name: 'Host', Value: 'a b' },
          { Name: 'Zone', Value: 'z' },
        ],
        Timestamp: Date.UTC(2026, 10, 22),
        Value: 1500,
      },
      { Values: [1, -0.002], StatisticValues: { SampleCount: 2 }, StorageResolution: 1 },
    ],
    StrictEntityValidation: true,
  });
});

test('writes them as CloudWatch answers', () => {
  const output = structure('GetMetricStatisticsOutput', {
    Label: string(),
    Datapoints: list(
      structure('Datapoint', { Timestamp: wholeSeconds, Sum: double(), ExtendedStatistics: map(string(), double()) }),
    ),
    Empty: list(string()),
    On: boolean,
  });
  const { body } = protocol.encode(
    output,
    {
      Label: 'm',
      Datapoints: [{ Timestamp: Date.UTC(2026, 10, 22) + 1, Sum: 1, ExtendedStatistics: { p99: 12_345_678 } }],
      Empty: [],
      On: false,
    },
    { operation: 'GetMetricStatistics', requestId: 'r' },
  );
  assert.equal(
    (body as string).replaceAll(/\n\s*/g, ''),
    '<GetMetricStatisticsResponse xmlns="http://monitoring.amazonaws.com/doc/2010-08-01/"><GetMetricStatisticsResult><Label>m</Label>' +
      '<Datapoints><member><Timestamp>2026-11-22T00:00:00Z</Timestamp><Sum>1.0</Sum>' +
      '<ExtendedStatistics><entry><key>p99</key><value>1.2345678E7</value></entry></ExtendedStatistics></member></Datapoints>' +
      '<Empty/><On>false</On></GetMetricStatisticsResult>' +
      '<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetMetricStatisticsResponse>',
  );
});

test('doubles are written as Java writes them', () => {
  for (const [value, text] of [
    [0, '0.0'],
    [-0, '-0.0'],
    [1, '1.0'],
    [0.1, '0.1'],
    [-2.5, '-2.5'],
    [0.001, '0.001'],
    [0.0001, '1.0E-4'],
    [9_999_999, '9999999.0'],
    [10_000_000, '1.0E7'],
    [1.5e300, '1.5E300'],
    [Number.NaN, 'NaN'],
    [-Infinity, '-Infinity'],
  ] as const)
    assert.equal(javaDouble(value), text);
});
