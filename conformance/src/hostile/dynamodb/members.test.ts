import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { callDynamoDb, definitions, keySchema, tableOf } from '../../harness/dynamodb.js';
import { seededRandom } from '../../harness/seeded-random.js';
import { start, type Child } from '../child.js';
import { bodies } from '../json-bodies.js';
import { samples, type Sample } from './samples.js';
import { assertAnswered, assertUnhurt } from './verdict.js';

/** Each run sends a part of all that could be sent; PADDOCK_HOSTILE_SHARE=1 sends it all. */
const share = Number(process.env['PADDOCK_HOSTILE_SHARE'] ?? 0.02);
const seed = Number(process.env['PADDOCK_HOSTILE_SEED'] ?? Date.now() % 1_000_000);
const random = seededRandom(seed);

let child: Child;
before(async () => {
  child = await start(['--transitions', 'instant']);
  const table = tableOf('target', ['pk', 'sk:N'], {
    AttributeDefinitions: definitions('g', 'l'),
    GlobalSecondaryIndexes: [
      { IndexName: 'global', KeySchema: keySchema(['g']), Projection: { ProjectionType: 'ALL' } },
    ],
    LocalSecondaryIndexes: [
      { IndexName: 'local', KeySchema: keySchema(['pk'], ['l']), Projection: { ProjectionType: 'KEYS_ONLY' } },
    ],
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  });
  assert.equal((await callDynamoDb(child.raw, 'CreateTable', table)).status, 200);
});
after(() => child.stop());

/** Its ARNs with parts that are none, where it has some. */
function arns({ input }: Sample): [string, string][] {
  const text = JSON.stringify(input);
  const ends = ['\\ud800', '\\u0000', '€'.repeat(300), '/../x', ':', '/index/x', '/stream/x', '//'];
  const variants = ends.map((end) => text.replaceAll(/"(arn:[^"]*)"/g, `"$1${end}"`));
  for (const part of ['', 'x', '\\ud800', '€'.repeat(300)])
    for (let at = 1; at < 6; at++)
      variants.push(
        text.replaceAll(/"(arn:[^"]*)"/g, (_, arn: string) => JSON.stringify(arn.split(':').with(at, part).join(':'))),
      );
  return variants.filter((variant) => variant !== text).map((variant) => ['ARN', variant]);
}

const send = ({ target }: Sample, body: string) =>
  callDynamoDb(child.raw, '', body, { headers: { 'x-amz-target': target } });

describe(`members of every operation of DynamoDB (PADDOCK_HOSTILE_SEED=${seed})`, () => {
  for (const sample of samples) {
    it(`${sample.operation} ${Object.keys(sample.input).length} members`, async () => {
      // A sample that is itself refused at its first member would prove little.
      assertAnswered(await send(sample, JSON.stringify(sample.input)), sample.operation, sample.errors);
      const chosen = [...bodies(sample.input)].filter(() => random() < share).concat(arns(sample));
      const workers = Array.from({ length: 4 }, async () => {
        for (let next = chosen.pop(); next !== undefined; next = chosen.pop()) {
          const [path, body] = next;
          assertAnswered(await send(sample, body), `${sample.operation} ${path} ${body.slice(0, 200)}`, sample.errors);
        }
      });
      await Promise.all(workers);
    });
  }

  it('have polluted no prototype, cost little memory, and left no failure in the log', async () => {
    assert.ok(child.memory() < 500, `${child.memory()} MiB`);
    await assertUnhurt(child);
  });
});
