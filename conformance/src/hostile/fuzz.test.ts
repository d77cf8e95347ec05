import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { toCbor } from '../harness/cbor.js';
import { start, type Child } from './child.js';
import { requests } from './requests.js';
import { assertUnhurt, assertWellFormed, errorOf } from './verdict.js';

/** Reproduces a run: the failing request is printed with it. */
const seed = 20_261_122;
const rounds = 60;
const cborType = { 'content-type': 'application/x-amz-cbor-1.1' };

/** Chance that can be repeated (mulberry32). */
function chance(from: number): (below: number) => number {
  let state = from;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const below = chance(seed);
const tokens = [
  '{',
  '}',
  '[',
  ']',
  '"',
  ',',
  ':',
  'null',
  '-',
  '1e9',
  '\\',
  '\\u0000',
  '\u2028',
  'true',
  '0',
  '\ud7ff',
  '"__proto__":',
];

function mutateText(text: string): string {
  let result = text;
  for (let times = 1 + below(4); times > 0; times--) {
    const [at, length] = [below(result.length + 1), below(12)];
    const insert =
      below(2) === 0 ? (tokens[below(tokens.length)] ?? '') : result.slice(below(result.length), below(result.length));
    result = result.slice(0, at) + insert + result.slice(below(2) === 0 ? at : at + length);
  }
  return result;
}

function mutateBytes(bytes: Buffer): Buffer {
  const result = Buffer.from(bytes);
  for (let times = 1 + below(4); times > 0 && result.length > 0; times--) result[below(result.length)] = below(256);
  const cut = below(4) === 0 ? below(result.length) : result.length;
  return below(4) === 0 ? Buffer.concat([result, result.subarray(0, cut)]) : result.subarray(0, cut);
}

/** Keeps the shape and swaps values between members, so that more gets past the types. */
function shuffled(value: unknown, pool: readonly unknown[]): unknown {
  if (below(4) === 0) return pool[below(pool.length)];
  if (Array.isArray(value)) return value.map((item) => shuffled(item, pool));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shuffled(item, pool)]));
}

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
        const body = mutateText(JSON.stringify(input));
        assertWellFormed(await child.raw.call(operation, {}, { body }), `${operation} ${body}`);
      }
    }
    await assertUnhurt(child);
  });

  it('in CBOR', async () => {
    for (const [operation, input] of Object.entries(requests)) {
      const bytes = toCbor(input);
      for (let round = 0; round < rounds; round++) {
        const body = mutateBytes(bytes);
        const answer = await child.raw.call(operation, {}, { body, headers: cborType });
        assertWellFormed(answer, `${operation} ${body.toString('hex')}`);
      }
    }
    await assertUnhurt(child);
  });

  it('with values of the right form in the wrong places', async () => {
    let internal = 0;
    for (const [operation, input] of Object.entries(requests)) {
      // A member more or less changes what is looked at first: half of them are left out.
      for (let round = 0; round < 3 * rounds; round++) {
        const some = Object.fromEntries(Object.entries(input).filter(() => below(3) > 0));
        const body = JSON.stringify(shuffled(some, pool));
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
