import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { seededRandom } from '../harness/seeded-random.js';
import { samples as analyticsSamples } from './analytics/samples.js';
import * as analytics from './analytics/verdict.js';
import { start, type Child } from './child.js';
import * as cloudWatch from './cloudwatch/verdict.js';
import { samples as cloudWatchSamples } from './cloudwatch/samples.js';
import { form, parametersOf } from './identity/call.js';
import { partsOf, requestOf } from './lambda/rest.js';
import { role, samples as lambdaSamples, ZipFile } from './lambda/samples.js';
import * as lambda from './lambda/verdict.js';
import { callLiveTail } from './logs/live-tail.js';
import { samples as logsSamples } from './logs/samples.js';
import * as logs from './logs/verdict.js';
import { Mutations, valuesOf } from './mutations.js';

const seed = Number(process.env['PADDOCK_HOSTILE_SEED'] ?? Date.now() % 1_000_000);
/** Requests of each kind for each operation; PADDOCK_HOSTILE_ROUNDS says how many. */
const rounds = Number(process.env['PADDOCK_HOSTILE_ROUNDS'] ?? 8);
const mutations = new Mutations(seededRandom(seed));

const odd: readonly unknown[] = [
  null,
  [],
  {},
  '',
  '0',
  0,
  1,
  -1,
  1.5,
  2 ** 31 - 1,
  2 ** 53,
  1e300,
  true,
  'x'.repeat(300),
];
const poolOf = (samples: readonly { readonly input: unknown }[]): unknown[] => [
  ...samples.flatMap(({ input }) => valuesOf(input)),
  ...odd,
];

let child: Child;
before(async () => {
  child = await start(['--transitions', 'instant']);
  await lambda.makeTarget(child.raw, role, ZipFile);
  for (const [operation, input] of [
    ['CreateLogGroup', { logGroupName: 'target' }],
    ['CreateLogStream', { logGroupName: 'target', logStreamName: 'stream' }],
  ] as const)
    assert.equal((await logs.callLogs(child.raw, operation, JSON.stringify(input))).status, 200);
  await analytics.makeTargets(child.raw);
  const put = cloudWatchSamples.find(({ operation }) => operation === 'PutMetricAlarm');
  const alarm = JSON.stringify({ ...put?.input, AlarmName: 'target' });
  assert.equal((await cloudWatch.send(child.raw, 'json', 'PutMetricAlarm', alarm)).status, 200);
});
after(() => child.stop());

describe(`requests changed at random (PADDOCK_HOSTILE_SEED=${seed})`, () => {
  it('for Lambda', async () => {
    const pool = poolOf(lambdaSamples);
    for (const { operation, input } of lambdaSamples) {
      // What is invoked takes its time; what would go is needed.
      if (/^Invoke|^Delete/.test(operation.name)) continue;
      const parts = partsOf(operation, input);
      const text = JSON.stringify(parts.document ?? {});
      for (let round = 0; round < rounds; round++) {
        const document = mutations.shuffled(mutations.some(parts.document ?? {}), pool);
        for (const body of [mutations.text(text), mutations.bytes(Buffer.from(text)), JSON.stringify(document) ?? '']) {
          const about = `${operation.name} ${String(body)}`;
          lambda.assertAnswered(await child.raw.send(requestOf(parts, body)), about, operation.errors);
        }
      }
    }
    await lambda.assertUnhurt(child);
  });

  it('for Logs', async () => {
    const pool = poolOf(logsSamples);
    for (const { operation, input, errors } of logsSamples) {
      if (operation.startsWith('Delete')) continue;
      const text = JSON.stringify(input);
      for (let round = 0; round < 2 * rounds; round++) {
        const document = mutations.shuffled(mutations.some(input), pool);
        for (const body of [mutations.text(text), mutations.bytes(Buffer.from(text)), JSON.stringify(document) ?? '']) {
          const sent =
            operation === 'StartLiveTail' ? callLiveTail(child, body) : logs.callLogs(child.raw, operation, body);
          logs.assertAnswered(await sent, `${operation} ${String(body)}`, errors);
        }
      }
    }
    await logs.assertUnhurt(child);
  });

  it('for CloudWatch', async () => {
    const pool = poolOf(cloudWatchSamples);
    for (const { operation, input, errors } of cloudWatchSamples) {
      if (operation.startsWith('Delete')) continue;
      const [text, bytes] = [JSON.stringify(input), cloudWatch.cborOf(input)];
      const asForm = form(cloudWatch.version, operation, parametersOf(input));
      for (let round = 0; round < 2 * rounds; round++) {
        const document = mutations.shuffled(mutations.some(input), pool);
        for (const [protocol, body] of [
          ['json', mutations.text(text)],
          ['json', JSON.stringify(document) ?? ''],
          ['rpcv2', mutations.bytes(bytes)],
          ['query', mutations.text(asForm)],
        ] as const) {
          const answer = await cloudWatch.send(child.raw, protocol, operation, body);
          const about = `${operation} ${typeof body === 'string' ? body : body.toString('hex')}`;
          cloudWatch.assertAnswered(answer, protocol, about, errors);
        }
      }
    }
    await cloudWatch.assertUnhurt(child);
    assert.ok(child.memory() < 600, `${child.memory()} MiB`);
  });

  it('for Kinesis Data Analytics', async () => {
    const pool = poolOf(analyticsSamples);
    const dry = analytics.trickle(child.raw);
    for (const { api, operation, input, errors } of analyticsSamples) {
      if (operation === 'DeleteApplication') continue;
      const text = JSON.stringify(input);
      for (let round = 0; round < rounds; round++) {
        const document = mutations.shuffled(mutations.some(input), pool);
        for (const body of [mutations.text(text), mutations.bytes(Buffer.from(text)), JSON.stringify(document) ?? '']) {
          const answer = await analytics.callAnalytics(child.raw, api, operation, body);
          analytics.assertAnswered(answer, `${api} ${operation} ${String(body)}`, errors);
        }
      }
      await analytics.restoreTarget(child.raw, api);
    }
    await dry();
    await analytics.assertUnhurt(child);
  });
});
