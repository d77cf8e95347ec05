import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Answer } from '../../harness/raw.js';
import { seededRandom } from '../../harness/seeded-random.js';
import { within } from '../../harness/wait.js';
import { start, type Child } from '../child.js';
import { bodies } from '../json-bodies.js';
import { samples, type Sample } from './samples.js';
import {
  assertAnswered,
  assertUnhurt,
  callAnalytics,
  makeTargets,
  removeApplication,
  restoreTarget,
  trickle,
} from './verdict.js';

/** Each run sends a part of all that could be sent; PADDOCK_HOSTILE_SHARE=1 sends it all. */
const share = Number(process.env['PADDOCK_HOSTILE_SHARE'] ?? 0.06);
const seed = Number(process.env['PADDOCK_HOSTILE_SEED'] ?? Date.now() % 1_000_000);
const random = seededRandom(seed);

let child: Child;
let dry = (): Promise<void> => Promise.resolve();
before(async () => {
  child = await start(['--transitions', 'instant']);
  await makeTargets(child.raw);
  dry = trickle(child.raw);
});
after(async () => {
  await dry();
  await child.stop();
});

const isReading = /^(Describe|Discover|Get|List)/;

/** Sent, and undone where it was done, so that the next meets the same. */
async function sent({ api, operation }: Sample, body: string | Uint8Array): Promise<Answer> {
  const answer = await callAnalytics(child.raw, api, operation, body);
  if (answer.status !== 200 || isReading.test(operation)) return answer;
  if (operation !== 'CreateApplication') await restoreTarget(child.raw, api);
  else {
    const { ApplicationName = '' } = JSON.parse(String(body)) as { readonly ApplicationName?: string };
    await removeApplication(child.raw, api, ApplicationName);
  }
  return answer;
}

describe(`members of every operation of Kinesis Data Analytics (PADDOCK_HOSTILE_SEED=${seed})`, () => {
  for (const sample of samples) {
    const { api, operation, input, errors } = sample;
    it(`${operation}, ${api}`, async () => {
      assertAnswered(await sent(sample, JSON.stringify(input)), `${operation} as it should be`, errors);
      const chosen: (readonly [string, string | Uint8Array])[] = [...bodies(input)].filter(() => random() < share);
      chosen.push(['no UTF-8', Buffer.from('{"a":"\xff\xc3"}', 'latin1')]);
      for (const [what, body] of chosen) {
        const about = `${api} ${operation} ${what}`;
        const answer = await within(about, sent(sample, body), 20_000);
        assertAnswered(answer, `${about} ${String(body).slice(0, 200)}`, errors);
      }
    });
  }

  it('that are not served are unknown', async () => {
    for (const operation of ['Nothing', '__proto__', 'x'.repeat(3000)])
      for (const api of ['v1', 'v2'] as const) {
        const answer = await callAnalytics(child.raw, api, operation, '{}');
        assertAnswered(answer, operation);
        assert.equal(answer.status, 400, operation);
      }
  });

  it('have polluted no prototype, cost little memory, and left no failure in the log', async () => {
    assert.ok(child.memory() < 500, `${child.memory()} MiB`);
    await assertUnhurt(child);
  });
});
