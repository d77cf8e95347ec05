import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ObjectsConflictError, type ObjectCondition, type Objects } from '../objects.js';
import { content, keys, read, sha256, stream, type ObjectsUnderTest } from './objects-helpers.js';

type Expectation = 'nothing' | 'absent' | 'current' | 'stale';

type Step =
  | {
      readonly kind: 'put';
      readonly key: string;
      readonly bytes: number;
      readonly expect: Expectation;
      readonly isStream: boolean;
    }
  | { readonly kind: 'delete'; readonly key: string; readonly expect: Expectation }
  | { readonly kind: 'list'; readonly prefix: string; readonly after: string; readonly limit: number }
  | { readonly kind: 'reopen' };

interface Modelled {
  readonly bytes: Uint8Array;
  readonly version: string;
}

const key = fc.constantFrom('a', 'b', 'b/1', 'b/2', 'c', 'ä', '\u{1f984}');
const expect = fc.oneof(
  { weight: 5, arbitrary: fc.constant('nothing' as const) },
  { weight: 3, arbitrary: fc.constantFrom('absent' as const, 'current' as const, 'stale' as const) },
);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('put' as const),
      key,
      bytes: fc.constantFrom(0, 1, 300, 2000, 40_000, 140_000),
      expect,
      isStream: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('delete' as const), key, expect }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('list' as const),
      prefix: fc.constantFrom('', 'b', 'b/', '\u{1f984}', 'z'),
      after: fc.oneof(key, fc.constant('')),
      limit: fc.integer({ min: 1, max: 8 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'reopen' as const }) },
);

/** Any sequence of calls leaves what a map would hold. */
export async function objectsModelTest(makeObjects: () => Promise<ObjectsUnderTest>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const { objects: first, reopen, dispose } = await makeObjects();
      let objects = first;
      const model = new Map<string, Modelled>();
      try {
        for (const [at, one] of steps.entries()) {
          if (one.kind === 'reopen') objects = (await reopen?.()) ?? objects;
          else if (one.kind === 'list') await compareList(objects, model, one);
          else await change(objects, model, one, at);
        }
        await compareAll(objects, model);
      } finally {
        await objects.close();
        await dispose();
      }
    }),
    { numRuns: 25 },
  );
}

async function change(
  objects: Objects,
  model: Map<string, Modelled>,
  one: Extract<Step, { readonly key: string }>,
  seed: number,
): Promise<void> {
  const before = model.get(one.key);
  const condition = conditionOf(one.expect, before);
  const holds =
    condition === undefined ||
    ('ifAbsent' in condition ? before === undefined : before?.version === condition.ifVersion);
  const run = async (): Promise<void> => {
    if (one.kind === 'delete') {
      await objects.delete(one.key, condition);
      model.delete(one.key);
      return;
    }
    const bytes = content(one.bytes, seed);
    const { version, ...head } = await objects.put(one.key, one.isStream ? stream(bytes, 999) : bytes, condition);
    assert.deepEqual(head, { key: one.key, size: bytes.length, sha256: sha256(bytes) });
    model.set(one.key, { bytes, version });
  };
  if (holds) await run();
  else await assert.rejects(run(), ObjectsConflictError);
}

function conditionOf(expected: Expectation, before: Modelled | undefined): ObjectCondition | undefined {
  if (expected === 'nothing') return undefined;
  if (expected === 'absent') return { ifAbsent: true };
  return { ifVersion: expected === 'current' && before !== undefined ? before.version : 'none has this' };
}

async function compareList(
  objects: Objects,
  model: ReadonlyMap<string, Modelled>,
  { prefix, after, limit }: Extract<Step, { readonly kind: 'list' }>,
): Promise<void> {
  const expected = sorted(model).filter(
    (name) => name.startsWith(prefix) && Buffer.compare(Buffer.from(name), Buffer.from(after)) > 0,
  );
  assert.deepEqual(await keys(objects, prefix, { after, limit }), expected.slice(0, limit));
}

async function compareAll(objects: Objects, model: ReadonlyMap<string, Modelled>): Promise<void> {
  assert.deepEqual(await keys(objects), sorted(model));
  for (const [name, { bytes, version }] of model) {
    const found = await read(objects, name);
    assert.ok(found !== undefined && Buffer.from(found).equals(bytes));
    assert.equal((await objects.head(name))?.version, version);
  }
}

const sorted = (model: ReadonlyMap<string, Modelled>): string[] =>
  [...model.keys()].toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
