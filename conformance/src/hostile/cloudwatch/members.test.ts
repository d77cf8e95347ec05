import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { seededRandom } from '../../harness/seeded-random.js';
import { within } from '../../harness/wait.js';
import { cborBodies } from '../cbor-bodies.js';
import { start, type Child } from '../child.js';
import { form, inParallel, parametersOf } from '../identity/call.js';
import { queryBodies } from '../identity/query-bodies.js';
import { bodies } from '../json-bodies.js';
import { cloudWatchNotServed } from '../../model/not-served.js';
import { samples, type Sample } from './samples.js';
import { assertAnswered, assertUnhurt, cborOf, protocols, send, timed, version, type ProtocolName } from './verdict.js';

/** Each run sends a part of all that could be sent; PADDOCK_HOSTILE_SHARE=1 sends it all. */
const share = Number(process.env['PADDOCK_HOSTILE_SHARE'] ?? 0.08);
const seed = Number(process.env['PADDOCK_HOSTILE_SEED'] ?? Date.now() % 1_000_000);
const random = seededRandom(seed);

let child: Child;
before(async () => {
  child = await start(['--transitions', 'instant']);
  const put = samples.find(({ operation }) => operation === 'PutMetricAlarm');
  const alarm = JSON.stringify({ ...put?.input, AlarmName: 'target' });
  const { status, text } = await send(child.raw, 'json', 'PutMetricAlarm', alarm);
  assert.equal(status, 200, text);
});
after(() => child.stop());

const bodyOf = (protocol: ProtocolName, { operation, input }: Sample): string | Uint8Array => {
  if (protocol === 'json') return JSON.stringify(input);
  return protocol === 'rpcv2' ? cborOf(input) : form(version, operation, parametersOf(input));
};

function* variants(protocol: ProtocolName, sample: Sample): Generator<readonly [string, string | Uint8Array]> {
  if (protocol === 'json') yield* bodies(sample.input);
  else if (protocol === 'query') yield* queryBodies({ ...sample, version });
  else yield* cborBodies(timed(sample.input) as object);
}

for (const protocol of protocols)
  describe(`members of every operation of CloudWatch in ${protocol} (PADDOCK_HOSTILE_SEED=${seed})`, () => {
    for (const sample of samples) {
      const { operation, errors } = sample;
      it(operation, async () => {
        const whole = await send(child.raw, protocol, operation, bodyOf(protocol, sample));
        assertAnswered(whole, protocol, `${operation} as it should be`, errors);
        const chosen = [...variants(protocol, sample)].filter(() => random() < share);
        await inParallel(4, chosen, async ([what, body]) => {
          const about = `${operation} ${what}`;
          const answer = await within(about, send(child.raw, protocol, operation, body), 20_000);
          assertAnswered(answer, protocol, about, errors);
        });
      });
    }
  });

describe('operations that are not served', () => {
  it('are unknown, in every protocol', async () => {
    for (const operation of [...cloudWatchNotServed, 'Nothing', '__proto__', 'x'.repeat(3000)])
      for (const protocol of protocols) {
        const body = protocol === 'query' ? form(version, operation, []) : protocol === 'rpcv2' ? cborOf({}) : '{}';
        const answer = await send(child.raw, protocol, operation, body);
        assertAnswered(answer, protocol, operation);
        assert.ok(answer.status >= 400, operation);
      }
    await assertUnhurt(child);
  });
});

/** Expressions that ask much, or nothing that is anything. */
const expressions = [
  '',
  'm1 +',
  '(',
  `${'('.repeat(2000)}m1${')'.repeat(2000)}`,
  `${'-'.repeat(1000)}m1`,
  `${'m1 + '.repeat(500)}m1`,
  'm1 / 0',
  'm1 % 0',
  'm1 ^ 1e308 ^ 1e308',
  'NOTHING(m1)',
  'SUM()',
  'SUM(METRICS("nothing"))',
  'METRICS()',
  'e1',
  '__proto__',
  'constructor(m1)',
  "SEARCH('', 'Average', 60)",
  "SEARCH('{', 'Average', 60)",
  "SEARCH('{target,d} OR OR', 'Average', 60)",
  `SEARCH('${'('.repeat(400)}', 'Average', 60)`,
  "SEARCH('{target} m', 'p1000', 60)",
  "SEARCH('{target} m', 'Average', 0)",
  "SEARCH('{target} m', 'Average', 1e300)",
  'ANOMALY_DETECTION_BAND(m1, 2)',
  'SELECT AVG(m) FROM "target"',
  'FILL(m1, REPEAT)',
  'SLICE(m1, 1e300)',
  'SORT(m1, AVG, DESC, -1)',
  'TIME_SERIES(1e308 * 10)',
  'RUNNING_SUM(m1, m1)',
  'IF(m1)',
  "'text'",
  '"unfinished',
  '\u0000',
  '\ud800',
  'm1 > > m1',
];
const rules = [
  '',
  'ALARM',
  'ALARM()',
  'ALARM(nothing)',
  'ALARM("target"',
  'ALARM(target) AND',
  'NOT',
  `${'NOT '.repeat(2000)}ALARM(target)`,
  `${'('.repeat(3000)}ALARM(target)${')'.repeat(3000)}`,
  `ALARM(${'x'.repeat(9000)})`,
  Array.from({ length: 400 }, () => 'OK(target)').join(' AND '),
  'AT_LEAST(0, ALARM, (target))',
  'AT_LEAST(1e9, ALARM, (target))',
  'AT_LEAST(200%, ALARM, (target))',
  'AT_LEAST(1, SIDEWAYS, (target))',
  'AT_LEAST(1, ALARM, ())',
  'ALARM(elsewhere)',
  'ALARM("__proto__")',
  'TRUE OR FALSE AND',
  '\u0000',
];

describe('what has a language of its own', () => {
  it('is answered, whatever it says', async () => {
    const metric = {
      Id: 'm1',
      MetricStat: { Metric: { Namespace: 'target', MetricName: 'm' }, Period: 60, Stat: 'Sum' },
    };
    const [StartTime, EndTime] = [Math.floor(Date.now() / 1000) - 3600, Math.floor(Date.now() / 1000)];
    for (const Expression of expressions) {
      const MetricDataQueries = [metric, { Id: 'e1', Expression }];
      for (const [operation, input] of [
        ['GetMetricData', { MetricDataQueries, StartTime, EndTime }],
        ['PutMetricAlarm', { ...alarmOf('expression'), Metrics: MetricDataQueries }],
      ] as const)
        await answered(operation, input, Expression);
    }
    for (const Label of ['${', '${MAX', '${MAX:', '${NOTHING}', "${PROP('')}", '${'.repeat(2000), '${DATAPOINT_COUNT}'])
      await answered('GetMetricData', { MetricDataQueries: [{ ...metric, Label }], StartTime, EndTime }, Label);
    for (const Stat of [
      'p',
      'p-1',
      'p101',
      'TM(',
      'TM(:)',
      'TM(1e300:2)',
      'PR(:)',
      'IQM',
      'tm99',
      'WM(90%:10%)',
      'x'.repeat(5000),
    ]) {
      const query = { ...metric, MetricStat: { ...metric.MetricStat, Stat } };
      await answered('GetMetricData', { MetricDataQueries: [query], StartTime, EndTime }, Stat);
    }
    for (const AlarmRule of rules)
      await answered('PutCompositeAlarm', { AlarmName: 'composite', AlarmRule }, AlarmRule);
    for (const DashboardBody of [
      '',
      '{',
      '[]',
      'null',
      '{"widgets":{}}',
      '{"widgets":[null]}',
      `{"widgets":${'['.repeat(5000)}${']'.repeat(5000)}}`,
      `{"widgets":[${'{},'.repeat(600)}{}]}`,
    ])
      await answered('PutDashboard', { DashboardName: 'target', DashboardBody }, DashboardBody);
    await assertUnhurt(child);
  });

  it('asks for no more than a page, however long the time', async () => {
    const Metric = { Namespace: 'target', MetricName: 'm' };
    for (const [StartTime, EndTime] of [
      [0, 4e9],
      [-1e12, 1e12],
      [8.64e12, 8.64e12 + 1],
      [1e300, 1e301],
      [0, 0],
      [10, 0],
    ])
      for (const Period of [1, 60, 86_400, 2 ** 31 - 60]) {
        const query = { Id: 'm1', MetricStat: { Metric, Period, Stat: 'Sum' } };
        await answered(
          'GetMetricData',
          { MetricDataQueries: [query], StartTime, EndTime },
          `${StartTime} to ${EndTime}`,
        );
        await answered(
          'GetMetricStatistics',
          { ...Metric, StartTime, EndTime, Period, Statistics: ['Sum'] },
          `${StartTime}`,
        );
      }
    const many = Array.from({ length: 501 }, (_, at) => ({
      Id: `m${at}`,
      MetricStat: { Metric, Period: 1, Stat: 'Sum' },
    }));
    await answered('GetMetricData', { MetricDataQueries: many, StartTime: 0, EndTime: 4e9 }, '501 queries');
    await assertUnhurt(child);
  });

  it('has a body that unpacks to no more than may be sent', async () => {
    const headers = { 'content-encoding': 'gzip' };
    const whole = JSON.stringify(samples.find(({ operation }) => operation === 'PutMetricData')?.input);
    for (const body of [
      gzipSync(whole).subarray(0, 40),
      gzipSync(gzipSync(whole)),
      gzipSync(Buffer.alloc(200 << 20, 0x20)),
      Buffer.from(whole),
      Buffer.alloc(0),
    ])
      for (const protocol of protocols) {
        const answer = await within(
          'a gzipped body',
          send(child.raw, protocol, 'PutMetricData', body, headers),
          20_000,
        );
        assertAnswered(answer, protocol, `${body.length} bytes of gzip`);
      }
    assert.ok(child.memory() < 600, `${child.memory()} MiB`);
    await assertUnhurt(child);
  });
});

const alarmOf = (AlarmName: string): object => ({
  AlarmName,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanThreshold',
});

async function answered(operation: string, input: object, about: string): Promise<void> {
  const what = `${operation} ${about.slice(0, 100)}`;
  const answer = await within(what, send(child.raw, 'json', operation, JSON.stringify(input)), 20_000);
  assertAnswered(answer, 'json', what, samples.find((sample) => sample.operation === operation)?.errors);
}
