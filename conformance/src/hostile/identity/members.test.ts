import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { seededRandom } from '../../harness/seeded-random.js';
import { start, type Child } from '../child.js';
import { bodies } from '../json-bodies.js';
import { assertUnhurt } from '../verdict.js';
import { call, inParallel, send, versions, type ServiceName } from './call.js';
import { assertExpected } from './codes.js';
import { operationsOf } from './operations.js';
import { largeBodies, queryBodies } from './query-bodies.js';
import { newWorld, populate, samplesOf, type Sample, type World } from './samples.js';
import { stateOf } from './state.js';

/** Each run sends a part of all that could be sent; PADDOCK_HOSTILE_SHARE=1 sends it all. */
const share = Number(process.env['PADDOCK_HOSTILE_SHARE'] ?? 0.12);
const seed = Number(process.env['PADDOCK_HOSTILE_SEED'] ?? Date.now() % 1_000_000);
const random = seededRandom(seed);

let child: Child;
let world: World;
before(async () => {
  child = await start(['--transitions', 'instant']);
  world = await newWorld(child.raw);
});
after(() => child.stop());

function sampleFor(service: ServiceName, operation: string): Sample {
  const sample = samplesOf(service, world).find((candidate) => candidate.operation === operation);
  assert.ok(sample);
  return sample;
}

/** Sends them. What is refused must have changed nothing: where all were, all is as it was. */
async function attack(sample: Sample, variants: Iterable<readonly [string, string]>): Promise<void> {
  const { service, operation } = sample;
  const keys = service === 'sts' ? world.keys : undefined;
  const isReading = /^(?:Get|List|Describe|Lookup|Simulate|Decode)/.test(operation);
  const before = isReading ? undefined : await stateOf(child.raw);
  let taken = 0;
  await inParallel(8, variants, async ([what, body]) => {
    const answer = await send(child.raw, service, operation, body, keys);
    if (assertExpected(sample, answer, `${operation} ${what}`) === undefined) taken++;
  });
  if (before !== undefined && taken === 0)
    assert.deepEqual(await stateOf(child.raw), before, `${operation} has changed something`);
}

function* some<T>(all: Iterable<T>): Generator<T> {
  for (const one of all) if (random() < share) yield one;
}

const variantsOf = (service: ServiceName, sample: Sample): Iterable<readonly [string, string]> =>
  service === 'cognito-identity' ? bodies(sample.input) : queryBodies({ ...sample, version: versions[service] });

for (const service of ['iam', 'sts', 'cognito-identity'] as const) {
  describe(`members of every operation of ${service} (PADDOCK_HOSTILE_SEED=${seed})`, () => {
    for (const { operation } of operationsOf(service)) {
      it(operation, async () => {
        await populate(child.raw);
        const sample = sampleFor(service, operation);
        await attack(sample, some(variantsOf(service, sample)));
      });
    }
  });
}

describe('identity services after all that', () => {
  it('refuse forms that are large, and pass over parameters that mean nothing', async () => {
    const sample = sampleFor('iam', 'CreateUser');
    for (const [what, body] of largeBodies({ ...sample, version: versions.iam }, ['UserName', 'Tags.member.1.Key'])) {
      assertExpected(sample, await send(child.raw, 'iam', 'CreateUser', body), `CreateUser ${what}`);
    }
  });

  it('still serve, have cost little memory, and have left no failure in the log', async () => {
    const user = await call(child.raw, 'iam', 'GetUser', { UserName: 'caller' });
    assert.equal(user.status, 200, user.text);
    assert.ok(child.memory() < 500, `${child.memory()} MiB`);
    await assertUnhurt(child);
  });
});
