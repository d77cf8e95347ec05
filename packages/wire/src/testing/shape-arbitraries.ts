import fc from 'fast-check';
import { Blob } from '../blob.js';
import { blob, boolean, double, integer, list, long, map, string, structure, timestamp } from '../shapes.js';
import type { Shape, StructureShape } from '../shapes.js';

/** A shape and the values that it can have. */
interface Sample<S extends Shape = Shape> {
  readonly shape: S;
  readonly values: fc.Arbitrary<unknown>;
}

const sample = <S extends Shape>(shape: S, values: fc.Arbitrary<unknown>): Sample<S> => ({ shape, values });

const text = fc.string({ unit: 'binary', maxLength: 40 });
const YEAR_10000 = 253_402_300_800_000;

const scalars = fc.constantFrom<Sample>(
  sample(string(), text),
  sample(
    blob(),
    fc.uint8Array({ maxLength: 100 }).map((bytes) => Blob.fromBytes(bytes)),
  ),
  sample(boolean, fc.boolean()),
  sample(integer(), fc.integer()),
  sample(long(), fc.maxSafeInteger()),
  // JSON does not tell the zeros apart.
  sample(
    double(),
    fc.double().map((value) => (value === 0 ? 0 : value)),
  ),
  sample(timestamp, fc.integer({ min: 0, max: YEAR_10000 - 1 })),
);

const names = fc.oneof(text, fc.constantFrom('__proto__', 'constructor', 'toString', 'Data'));

const samples = (depth: number): fc.Arbitrary<Sample> =>
  depth === 0
    ? scalars
    : fc.oneof(
        scalars,
        samples(depth - 1).map(({ shape, values }) => sample(list(shape), fc.array(values, { maxLength: 5 }))),
        samples(depth - 1).map(({ shape, values }) =>
          sample(map(string(), shape), fc.dictionary(names, values, { maxKeys: 5 })),
        ),
        structures(depth - 1),
      );

const structures = (depth: number): fc.Arbitrary<Sample<StructureShape>> =>
  fc.dictionary(fc.stringMatching(/^[A-Z][A-Za-z]{0,10}$/), samples(depth), { maxKeys: 6 }).map((members) => {
    const shapes = Object.fromEntries(Object.entries(members).map(([name, member]) => [name, member.shape]));
    const values = Object.fromEntries(Object.entries(members).map(([name, member]) => [name, member.values]));
    return sample(structure('Random', shapes), fc.record(values, { requiredKeys: [] }));
  });

/** Any structure shape, and a value of it. For tests. */
export const shapeAndValue: fc.Arbitrary<readonly [StructureShape, unknown]> = structures(3).chain(
  ({ shape, values }) => values.map((value) => [shape, value] as const),
);

/** A value in a form that deepEqual compares by what it means: blobs by their bytes, maps and structures by their entries. */
export function comparable(value: unknown): unknown {
  if (value instanceof Blob) return { blob: value.base64() };
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, entry]) => [key, comparable(entry)] as const);
  return { entries: entries.toSorted(([a], [b]) => (a < b ? -1 : 1)) };
}
