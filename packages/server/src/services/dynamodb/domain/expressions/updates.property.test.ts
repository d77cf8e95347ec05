import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AttributeValue, Item } from '../attribute-value.js';
import type { Assigned, Path, UpdateAction } from './ast.js';
import { parseUpdate } from './parse-update.js';
import { Placeholders } from './placeholders.js';
import { project } from './project.js';
import { applyUpdate, touched } from './update.js';

const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record<T>(model, { noNullPrototype: true });

const number = fc.integer({ min: -9, max: 9 }).map((of): AttributeValue => ({ N: String(of) }));
const set = fc.subarray(['a', 'b', 'c'], { minLength: 1 }).map((SS): AttributeValue => ({ SS }));

const { value } = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    { arbitrary: number, weight: 2 },
    set,
    fc.constantFrom('x', 'y').map((S) => ({ S })),
    { arbitrary: fc.array(tie('value'), { maxLength: 4 }).map((L) => ({ L })), weight: 3 },
    {
      arbitrary: fc
        .dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3, noNullPrototype: true })
        .map((M) => ({ M })),
      weight: 2,
    },
  ),
}));

const anyItem = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), value, { maxKeys: 4, noNullPrototype: true });

/** Lists, sets and numbers where {@link fitting} looks for them. */
const shapedItem: fc.Arbitrary<Item> = record({
  a: fc.array(number, { minLength: 1, maxLength: 5 }).map((L) => ({ L })),
  b: record({ a: number, b: fc.array(value, { maxLength: 3 }).map((L) => ({ L })), c: set }).map((M) => ({ M })),
  c: number,
  d: set,
});

const item: fc.Arbitrary<Item> = fc.oneof(anyItem, { arbitrary: shapedItem, weight: 3 });

const path: fc.Arbitrary<Path> = fc
  .tuple(
    fc.constantFrom('a', 'b', 'c', 'd'),
    fc.array(fc.oneof(fc.constantFrom('a', 'b', 'c'), fc.nat(6)), { maxLength: 2 }),
  )
  .map(([first, rest]) => [first, ...rest]);

const operand: fc.Arbitrary<Assigned> = fc.oneof(
  path.map((of): Assigned => ({ kind: 'path', path: of })),
  value.map((of): Assigned => ({ kind: 'value', value: of })),
);

const listOperand = fc.oneof(
  path.map((of): Assigned => ({ kind: 'path', path: of })),
  fc.array(value, { maxLength: 2 }).map((L): Assigned => ({ kind: 'value', value: { L } })),
);

const numberOperand = fc.oneof(
  path.map((of): Assigned => ({ kind: 'path', path: of })),
  number.map((of): Assigned => ({ kind: 'value', value: of })),
);

const assigned: fc.Arbitrary<Assigned> = fc.oneof(
  operand,
  record({ kind: fc.constant('if-not-exists' as const), path, otherwise: operand }),
  record({ kind: fc.constant('list-append' as const), left: listOperand, right: listOperand }),
  record({
    kind: fc.constantFrom('plus' as const, 'minus' as const),
    left: numberOperand,
    right: fc.oneof(
      numberOperand,
      record({ kind: fc.constant('if-not-exists' as const), path, otherwise: numberOperand }),
    ),
  }),
);

const anyAction: fc.Arbitrary<UpdateAction> = fc.oneof(
  { arbitrary: record({ kind: fc.constant('set' as const), path, value: assigned }), weight: 2 },
  record({ kind: fc.constant('remove' as const), path }),
  record({ kind: fc.constant('add' as const), path, value: fc.oneof(number, set) }),
  record({ kind: fc.constant('delete' as const), path, value: set }),
);

const at = (...paths: readonly Path[]): fc.Arbitrary<Path> => fc.constantFrom(...paths);
const atNumber = at(['c'], ['b', 'a'], ['a', 0], ['e']);
const atSet = at(['d'], ['b', 'c'], ['f']);
const atElement = fc.tuple(at(['a'], ['b', 'b']), fc.nat(6)).map(([list, index]): Path => [...list, index]);
const onPath = (of: fc.Arbitrary<Path>): fc.Arbitrary<Assigned> =>
  of.map((each): Assigned => ({ kind: 'path', path: each }));

const fitting: fc.Arbitrary<UpdateAction> = fc.oneof(
  record({
    kind: fc.constant('set' as const),
    path: fc.oneof(atElement, atNumber, atSet, at(['a'], ['b', 'd'])),
    value: fc.oneof(
      value.map((of): Assigned => ({ kind: 'value', value: of })),
      onPath(at(['a'], ['b'], ['c'], ['d'], ['a', 0], ['b', 'b'])),
      record({
        kind: fc.constant('if-not-exists' as const),
        path: fc.oneof(atElement, atSet),
        otherwise: onPath(at(['c'])),
      }),
      record({ kind: fc.constant('list-append' as const), left: onPath(at(['a'])), right: onPath(at(['b', 'b'])) }),
      record({
        kind: fc.constantFrom('plus' as const, 'minus' as const),
        left: onPath(at(['c'])),
        right: onPath(at(['b', 'a'])),
      }),
    ),
  }),
  record({ kind: fc.constant('remove' as const), path: fc.oneof(atElement, atNumber, atSet) }),
  record({ kind: fc.constant('add' as const), path: atNumber, value: number }),
  record({ kind: fc.constant('add' as const), path: fc.oneof(atSet, atElement), value: set }),
  record({ kind: fc.constant('delete' as const), path: atSet, value: set }),
);

const action = fc.oneof(anyAction, { arbitrary: fitting, weight: 9 });

/** Actions none of whose paths overlap or conflict. */
const actions = fc.array(action, { minLength: 1, maxLength: 6 }).map((all) => {
  const kept: UpdateAction[] = [];
  for (const each of all) if (kept.every((other) => clash(other.path, each.path) === undefined)) kept.push(each);
  return kept;
});

function clash(one: Path, two: Path): 'overlap' | 'conflict' | undefined {
  const at = one.findIndex((step, index) => step !== two[index]);
  if (at === -1 || at >= two.length) return 'overlap';
  return typeof one[at] === typeof two[at] ? undefined : 'conflict';
}

function written(all: readonly UpdateAction[]): { text: string; placeholders: Placeholders } {
  const values: Record<string, AttributeValue> = {};
  const constant = (of: AttributeValue): string => {
    const key = `:v${Object.keys(values).length}`;
    values[key] = of;
    return key;
  };
  const pathText = (of: Path): string =>
    of.map((step, at) => (typeof step === 'number' ? `[${step}]` : at === 0 ? step : `.${step}`)).join('');
  const assignedText = (of: Assigned): string => {
    switch (of.kind) {
      case 'path':
        return pathText(of.path);
      case 'value':
        return constant(of.value);
      case 'size':
        throw new TypeError('no update has size()');
      case 'if-not-exists':
        return `if_not_exists(${pathText(of.path)},${assignedText(of.otherwise)})`;
      case 'list-append':
        return `list_append(${assignedText(of.left)},${assignedText(of.right)})`;
      default:
        return `(${assignedText(of.left)} ${of.kind === 'plus' ? '+' : '-'} ${assignedText(of.right)})`;
    }
  };
  const actionText = (of: UpdateAction): string => {
    if (of.kind === 'remove') return pathText(of.path);
    if (of.kind === 'set') return `${pathText(of.path)} = ${assignedText(of.value)}`;
    return `${pathText(of.path)} ${constant(of.value)}`;
  };
  const sections = [...new Set(all.map(({ kind }) => kind))].map((kind) => {
    const own = all.filter((each) => each.kind === kind);
    return `${kind} ${own.map(actionText).join(', ')}`;
  });
  return { text: sections.join(' '), placeholders: new Placeholders({}, values) };
}

const outcome = <T>(run: () => T): T | 'refused' => {
  try {
    return run();
  } catch {
    return 'refused';
  }
};

test('what is written of an update is read as that update, section by section', () => {
  fc.assert(
    fc.property(actions, (all) => {
      const { text, placeholders } = written(all);
      const bySection = [...new Set(all.map(({ kind }) => kind))].flatMap((kind) =>
        all.filter((each) => each.kind === kind),
      );
      assert.deepEqual(parseUpdate(text, placeholders), bySection);
      placeholders.assertAllUsed();
    }),
  );
});

test('updates make of items what they plainly do, and leave the old ones alone', () => {
  fc.assert(
    fc.property(actions, item, (all, old) => {
      const before = JSON.stringify(old);
      const after = outcome(() => applyUpdate(freeze(all), freeze(old)).item);
      assert.equal(JSON.stringify(old), before);
      const expected = outcome(() => plainly(all, old));
      assert.deepEqual(after, expected);
    }),
    { numRuns: 1000 },
  );
});

test('what an update names is what its paths lead to', () => {
  fc.assert(
    fc.property(actions, item, (all, old) => {
      const named = touched(all, old);
      assert.deepEqual(
        named,
        project(
          old,
          all.map(({ path: of }) => of),
        ),
      );
      assert.deepEqual(
        named,
        picked(
          old,
          all.map(({ path: of }) => of),
        ),
      );
    }),
  );
});

test('paths clash when one leads through the other, or takes a list for a map', () => {
  fc.assert(
    fc.property(fc.array(path, { minLength: 1, maxLength: 4 }), (paths) => {
      const pairs = paths.flatMap((two, at) => paths.slice(0, at).map((one) => clash(one, two)));
      const text = `REMOVE ${paths
        .map((of) =>
          of
            .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
            .join('')
            .slice(1),
        )
        .join(',')}`;
      const refused = outcome(() => {
        parseUpdate(text, new Placeholders({}, {}));
        return 'accepted' as const;
      });
      assert.equal(refused, pairs.every((each) => each === undefined) ? 'accepted' : 'refused');
      if (refused !== 'refused') return;
      const expected = pairs.includes('overlap') ? /paths overlap/ : /paths conflict/;
      assert.throws(() => parseUpdate(text, new Placeholders({}, {})), { message: expected });
    }),
  );
});

function freeze<T>(of: T): T {
  if (typeof of !== 'object' || of === null) return of;
  Object.values(of).forEach(freeze);
  return Object.freeze(of);
}

/** A value as it is changed in place: lists are sparse, and keep their indices until all is done. */
type Place = { scalar: AttributeValue } | { map: Map<string | number, Place>; isList: boolean };

function plainly(all: readonly UpdateAction[], old: Item): Item {
  const values = all.map((each) => (each.kind === 'set' ? compute(each.value, old) : undefined));
  const root = placeOf({ M: old });
  for (const [at, each] of all.entries()) {
    const last = each.path.at(-1) ?? '';
    let parent: Place | undefined = root;
    for (const step of each.path.slice(0, -1))
      parent = parent !== undefined && 'map' in parent ? parent.map.get(step) : undefined;
    if (parent === undefined || !('map' in parent) || parent.isList !== (typeof last === 'number'))
      throw new Error('path');
    const before = lookUp(old, each.path);
    const after = each.kind === 'set' ? values[at] : changed(each, before);
    if (after === undefined) parent.map.delete(last);
    else parent.map.set(last, placeOf(after));
  }
  const result = valueOf(root);
  assert.ok('M' in result);
  return result.M;
}

function changed(
  each: Exclude<UpdateAction, { kind: 'set' }>,
  before: AttributeValue | undefined,
): AttributeValue | undefined {
  if (each.kind === 'remove') return undefined;
  if (before === undefined) return each.kind === 'add' ? each.value : undefined;
  if ('N' in before && 'N' in each.value && each.kind === 'add')
    return { N: String(Number(before.N) + Number(each.value.N)) };
  if (!('SS' in before) || !('SS' in each.value)) throw new Error('type');
  const { SS } = each.value;
  if (each.kind === 'add') return { SS: [...new Set([...before.SS, ...SS])].sort() };
  const left = before.SS.filter((member) => !SS.includes(member));
  return left.length === 0 ? undefined : { SS: left };
}

function compute(of: Assigned, old: Item): AttributeValue {
  switch (of.kind) {
    case 'path':
      return lookUp(old, of.path) ?? fail();
    case 'value':
      return of.value;
    case 'size':
      return fail();
    case 'if-not-exists':
      return lookUp(old, of.path) ?? compute(of.otherwise, old);
    case 'list-append': {
      const [left, right] = [compute(of.left, old), compute(of.right, old)];
      return 'L' in left && 'L' in right ? { L: left.L.concat(right.L) } : fail();
    }
    default: {
      const [left, right] = [compute(of.left, old), compute(of.right, old)];
      if (!('N' in left) || !('N' in right)) return fail();
      return { N: String(Number(left.N) + (of.kind === 'plus' ? 1 : -1) * Number(right.N)) };
    }
  }
}

const fail = (): never => {
  throw new Error('operand');
};

function placeOf(of: AttributeValue): Place {
  const entries = childrenOf(of);
  if (entries === undefined) return { scalar: of };
  return { map: new Map(entries.map(([step, child]) => [step, placeOf(child)])), isList: 'L' in of };
}

const childrenOf = (of: AttributeValue): [string | number, AttributeValue][] | undefined =>
  'L' in of ? [...of.L.entries()] : 'M' in of ? Object.entries(of.M) : undefined;

function valueOf(place: Place): AttributeValue {
  if ('scalar' in place) return place.scalar;
  const entries = [...place.map];
  if (!place.isList) return { M: Object.fromEntries(entries.map(([name, child]) => [name, valueOf(child)])) };
  return { L: entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, child]) => valueOf(child)) };
}

function lookUp(on: Item, of: Path): AttributeValue | undefined {
  let found: AttributeValue | undefined = { M: on };
  for (const step of of) found = found === undefined ? undefined : new Map(childrenOf(found)).get(step);
  return found;
}

/** Keeps what some path leads to, or through. */
function picked(on: Item, paths: readonly Path[]): Item {
  const keep = (of: AttributeValue, at: Path): AttributeValue | undefined => {
    if (paths.some((each) => each.length === at.length && clash(each, at) === 'overlap')) return of;
    if (!paths.some((each) => each.length > at.length && clash(at, each) === 'overlap')) return undefined;
    const kept = (childrenOf(of) ?? []).flatMap(([step, child]) => {
      const part = keep(child, [...at, step]);
      return part === undefined ? [] : [[step, part] as const];
    });
    if (kept.length === 0) return undefined;
    return 'L' in of ? { L: kept.map(([, part]) => part) } : { M: Object.fromEntries(kept) };
  };
  return Object.fromEntries(
    Object.entries(on).flatMap(([name, of]) => {
      const part = keep(of, [name]);
      return part === undefined ? [] : [[name, part]];
    }),
  );
}
