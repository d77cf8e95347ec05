import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BodyRing, type KeptBody } from './body-ring.js';

const MIB = 1024 * 1024;
const textOf = (ring: BodyRing, kept: KeptBody): string | undefined => {
  const bytes = ring.read(kept);
  return bytes && Buffer.from(bytes).toString();
};

test('keeps texts, bytes and chunks, each up to its limit', () => {
  const ring = new BodyRing(2 * MIB, 8);
  const kept = ['é', Buffer.from('bytes'), [Buffer.from('one'), Buffer.from('two'), Buffer.from('three')], ''].map(
    (body) => ring.keep(body),
  );
  assert.deepEqual(
    kept.map((body) => [textOf(ring, body), body.length, body.size]),
    [
      ['é', 2, 2],
      ['bytes', 5, 5],
      ['onetwoth', 8, 11],
      ['', 0, 0],
    ],
  );
  const long = ring.keep('ééééé');
  assert.deepEqual([textOf(ring, long), long.size], ['éééé', 10]);
  const whole = ring.keep('abcdefgh');
  assert.deepEqual([whole.length, whole.size], [8, 8]);
});

test('the oldest make room, and nothing else is ever read in their place', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(70_000), { minLength: 50, maxLength: 120 }), (lengths) => {
      const ring = new BodyRing(2 * MIB, 65_536);
      const kept = lengths.map((length, index) => {
        const body = Buffer.alloc(length, `${index}.`);
        return { body, at: ring.keep(index % 2 === 0 ? body : body.toString()) };
      });
      const found = kept.map(({ body, at }) => {
        const bytes = ring.read(at);
        assert.ok(bytes === undefined || body.subarray(0, 65_536).equals(bytes));
        return body.length === 0 || bytes !== undefined;
      });
      const firstKept = found.lastIndexOf(false) + 1;
      const since = kept.slice(firstKept).reduce((sum, { at }) => sum + at.length, 0);
      assert.ok(firstKept === 0 || since > MIB / 2, `${since} bytes are kept`);
    }),
    { numRuns: 20 },
  );
});
