import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { toCbor } from '../harness/cbor.js';
import { seededRandom } from '../harness/seeded-random.js';
import { start, type Child } from './child.js';
import { Mutations } from './mutations.js';
import { requests } from './requests.js';
import { assertUnhurt, assertWellFormed, errorOf } from './verdict.js';

/** Reproduces a run: the failing request is printed with it. */
const seed = 20_261_122;
const rounds = 60;
const cborType = { 'content-type': 'application/x-amz-cbor-1.1' };

const mutations = new Mutations(seededRandom(seed));
const texts = ['', 'target', '0', '1', '-1', String(2n ** 128n - 1n), String(2n ** 128n), `49${'0'.repeat(54)}`];
const ids = ['shardId-999999999999', 'shardId-00000000000a', 'shardId-', 'LATEST', 'TRIM_HORIZON', 'ON_DEMAND'];
const numbers = [0, 1, -1, 2, 24, 8760, 10_000, 10_001, 2 ** 31 - 1, 2 ** 53, 1e300];
const members = Object.values(requests).flatMap((input) => Object.values(input));
const pool: readonly unknown[] = [...members, ...texts, ...ids, ...numbers, null, [], {}];

let child: Child;
before(async () => {
  child = await start();
  await child.raw.call('CreateStream', { StreamName: 'target', ShardCount: 1 });
});
after(() => child.stop());

describe(`requests changed at random, seed ${seed}`, () => {
  it('in JSON', async () => {
    for (const [operation, input] of Object.entries(requests)) {
      for (let round = 0; round < rounds; round++) {
        const body = mutations.text(JSON.stringify(input));
        assertWellFormed(await child.raw.call(operation, {}, { body }), `${operation} ${body}`);
      }
    }
    await assertUnhurt(child);
  });

  it('in CBOR', async () => {
    for (const [operation, input] of Object.entries(requests)) {
      const bytes = toCbor(input);
      for (let round = 0; round < rounds; round++) {
        const body = mutations.bytes(bytes);
        const answer = await child.raw.call(operation, {}, { body, headers: cborType });
        assertWellFormed(answer, `${operation} ${body.toString('hex')}`);
      }
    }
    await assertUnhurt(child);
  });

  it('with values of the right form in the wrong places', async () => {
    let internal = 0;
    for (const [operation, input] of Object.entries(requests)) {
      for (let round = 0; round < 3 * rounds; round++) {
        const body = JSON.stringify(mutations.shuffled(mutations.some(input), pool));
        const answer = await child.raw.call(operation, {}, { body });
        // AWS itself fails so on sequence numbers of its first format.
        if (operation === 'GetShardIterator' && errorOf(answer) === 'InternalFailure') internal++;
        else assertWellFormed(answer, `${operation} ${body}`);
      }
    }
    assert.ok(internal < 10, `${internal} internal failures`);
    await assertUnhurt(child);
    assert.ok(child.memory() < 400, `${child.memory()} MiB`);
  });
});
