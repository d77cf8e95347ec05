import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Random } from '../random.js';
import { PointStore } from './point-store.js';
import { RandomCutTree, type TreeArrays } from './random-cut-tree.js';

const arraysFor = (samples: number): TreeArrays => ({
  left: new Int32Array(samples),
  right: new Int32Array(samples),
  cutDimension: new Int16Array(samples),
  cutValue: new Float64Array(samples),
  leafPoint: new Int32Array(samples),
  leafMass: new Int32Array(samples),
});

const coordinate = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.double({ noNaN: true, min: -1e300, max: 1e300 }),
  fc.constantFrom(0, 5e-324, -5e-324, 1, 1 + Number.EPSILON, 1e16, -1e16, 1e300, -1e300),
);

test('whatever is inserted and forgotten, each point is found in its leaf, in every box above it, and counted', () => {
  const runs = fc.integer({ min: 1, max: 4 }).chain((dimensions) =>
    fc.tuple(
      fc.constant(dimensions),
      fc.integer(),
      fc.array(
        fc.record({
          point: fc.array(coordinate, { minLength: dimensions, maxLength: dimensions }),
          forgets: fc.nat(),
        }),
        { maxLength: 60 },
      ),
    ),
  );
  fc.assert(
    fc.property(runs, ([dimensions, seed, steps]) => {
      const samples = 10;
      const store = new PointStore(dimensions);
      const arrays = arraysFor(samples);
      const tree = new RandomCutTree(samples, store, arrays);
      const random = Random.seeded(seed);
      const held: { leaf: number; point: Float64Array }[] = [];
      for (const { point, forgets } of steps) {
        if (held.length === samples || (forgets % 5 === 0 && held.length > 0)) {
          const [gone] = held.splice(forgets % held.length, 1);
          if (gone !== undefined) tree.forget(gone.leaf);
        }
        const values = Float64Array.from(point, (value) => value + 0);
        const id = store.add(values);
        held.push({ leaf: tree.insert(id, random), point: values });
        store.release(id);

        assert.equal(tree.mass, held.length);
        const restored = new RandomCutTree(samples, store, arrays, tree.root);
        assert.equal(restored.mass, tree.mass);
        for (const one of held) {
          assert.equal(tree.leafFor(one.point), one.leaf);
          for (let node = one.leaf; node !== -1; node = tree.parentOf(node)) {
            assert.equal(tree.separation(node, one.point), 0);
            assert.equal(restored.massOf(node), tree.massOf(node));
            assert.equal(restored.separation(node, values), tree.separation(node, values));
          }
        }
      }
      assert.equal(store.count, new Set(held.map(({ leaf }) => leaf)).size);
    }),
    { numRuns: 300 },
  );
});

test('a cut falls into a dimension in proportion to its range', () => {
  let first = 0;
  const runs = 4000;
  for (let seed = 0; seed < runs; seed++) {
    const store = new PointStore(2);
    const arrays = arraysFor(4);
    const tree = new RandomCutTree(4, store, arrays);
    const random = Random.seeded(seed);
    tree.insert(store.add(Float64Array.of(0, 0)), random);
    tree.insert(store.add(Float64Array.of(3, 1)), random);
    if (arrays.cutDimension[tree.root] === 0) first++;
  }
  assert.ok(Math.abs(first / runs - 0.75) < 0.03, `${first / runs}`);
});

test('the chance of separation is the share of the widened box that lies outside', () => {
  const store = new PointStore(2);
  const tree = new RandomCutTree(4, store, arraysFor(4));
  const random = Random.seeded(1);
  tree.insert(store.add(Float64Array.of(0, 0)), random);
  tree.insert(store.add(Float64Array.of(2, 1)), random);
  const below = new Float64Array(2);
  const above = new Float64Array(2);
  assert.equal(tree.separation(tree.root, Float64Array.of(-1, 3), below, above), 0.5);
  assert.deepEqual([...below, ...above], [1 / 6, 0, 0, 2 / 6]);
  assert.equal(tree.separation(tree.root, Float64Array.of(1, 0.5)), 0);
});
