import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createIds } from './ids.js';
import { seededRandom, systemRandom } from './random.js';

describe('ids', () => {
  it('number requests with UUIDs of version 4', () => {
    const ids = createIds(systemRandom());
    const seen = new Set<string>();
    for (let count = 0; count < 3000; count++) {
      const id = ids.requestId();
      assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      seen.add(id);
    }
    assert.equal(seen.size, 3000);
  });

  it('are the random bytes, with version and variant', () => {
    const pool = seededRandom(3).bytes(16 * 256);
    const hex = Buffer.from(pool.subarray(0, 16)).toString('hex');
    const id = createIds(seededRandom(3)).requestId().replaceAll('-', '');
    assert.equal(
      id.slice(0, 12) + id.slice(13, 16) + id.slice(17),
      hex.slice(0, 12) + hex.slice(13, 16) + hex.slice(17),
    );
  });

  it('number the requests of DynamoDB with digits of base 32, the last half always the same', () => {
    const ids = createIds(systemRandom());
    const seen = new Set(Array.from({ length: 1000 }, () => ids.longRequestId()));
    assert.equal(seen.size, 1000);
    for (const id of seen) assert.match(id, /^[0-9A-V]{26}VV4KQNSO5AEMVJF66Q9ASUAAJG$/);
  });

  it('have an extended form and hexadecimal digits', () => {
    const ids = createIds(systemRandom());
    assert.match(ids.extendedRequestId(), /^[A-Za-z0-9+/]{96}$/);
    assert.match(ids.hex(7), /^[0-9a-f]{7}$/);
    assert.match(ids.hex(32), /^[0-9a-f]{32}$/);
  });
});
