import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { RawRequest } from '../harness/raw.js';
import { cborBodies } from './cbor-bodies.js';
import { start, type Child } from './child.js';
import { bodies } from './json-bodies.js';
import { requests } from './requests.js';
import { assertUnhurt, assertWellFormed } from './verdict.js';

let child: Child;
before(async () => {
  child = await start();
  await child.raw.call('CreateStream', { StreamName: 'target', ShardCount: 1 });
});
after(() => child.stop());

describe('every member of every operation', () => {
  for (const [operation, input] of Object.entries(requests)) {
    it(operation, async () => {
      for (const [path, body] of bodies(input)) {
        const answer = await send(operation, { body });
        assertWellFormed(answer, `${operation} ${path} in JSON`);
      }
      for (const [path, value] of cborBodies(input)) {
        const answer = await send(operation, {
          body: value,
          headers: { 'content-type': 'application/x-amz-cbor-1.1' },
        });
        assertWellFormed(answer, `${operation} ${path} in CBOR`);
      }
    });
  }

  it('has polluted no prototype, cost little memory, and left no failure in the log', async () => {
    const answer = await child.raw.call('DescribeStreamSummary', {});
    assert.equal(answer.json?.['__type'], 'InvalidArgumentException');
    assert.ok(child.memory() < 400, `${child.memory()} MiB`);
    await assertUnhurt(child);
  });
});

const send = (operation: string, request: RawRequest) => child.raw.call(operation, {}, request);
