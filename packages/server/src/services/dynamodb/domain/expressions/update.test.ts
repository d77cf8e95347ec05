import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AttributeValue, Item } from '../attribute-value.js';
import { parseUpdate } from './parse-update.js';
import { Placeholders } from './placeholders.js';
import { applyUpdate, touched, type UpdateOptions } from './update.js';

const n = (value: number): AttributeValue => ({ N: String(value) });
const s = (S: string): AttributeValue => ({ S });
const list = (...L: AttributeValue[]): AttributeValue => ({ L });

const VALUES: Record<string, AttributeValue> = {
  ':one': n(1),
  ':two': n(2),
  ':five': n(5),
  ':s': s('hi'),
  ':l': list(n(8), n(9)),
  ':none': list(),
  ':ss': { SS: ['b', 'c'] },
  ':ns': { NS: ['-1', '10'] },
  ':bs': { BS: ['AA=='] },
  ':huge': { N: `9${'0'.repeat(125)}` },
};

const actionsOf = (text: string): ReturnType<typeof parseUpdate> => parseUpdate(text, new Placeholders({}, VALUES));

const update = (text: string, item: Item, options?: UpdateOptions): Item =>
  applyUpdate(actionsOf(text), item, options).item;

function refusal(text: string, item: Item, options?: UpdateOptions): string {
  try {
    update(text, item, options);
  } catch (error) {
    assert.ok(error instanceof Error);
    return error.message;
  }
  return 'accepted';
}

const MISSING = 'The provided expression refers to an attribute that does not exist in the item';
const WRONG_TYPE = 'An operand in the update expression has an incorrect data type';
const INVALID_PATH = 'The document path provided in the update expression is invalid for update';

test('what is assigned is read from the item as it was', () => {
  assert.deepEqual(update('SET a = b, b = a REMOVE c', { a: n(1), b: n(2), c: n(3) }), { a: n(2), b: n(1) });
  assert.deepEqual(update('REMOVE a SET b = a', { a: s('x') }), { b: s('x') });
  assert.equal(refusal('SET x = :one, y = x', { a: n(1) }), MISSING);
  assert.equal(refusal('SET z = z', {}), MISSING);
});

test('attributes keep their places, and new ones come last', () => {
  assert.deepEqual(Object.keys(update('SET fresh = :one, b = :two REMOVE a', { a: n(1), b: n(1), c: n(1) })), [
    'b',
    'c',
    'fresh',
  ]);
});

test('sums and differences', () => {
  const item = { total_count: n(10), m: { M: { c: n(10) } }, txt: s('x') };
  assert.deepEqual(update('SET x = total_count - :one, m.c = m.c + :five, y = :one - :five', item), {
    ...item,
    m: { M: { c: n(15) } },
    x: n(9),
    y: n(-4),
  });
  assert.equal(refusal('SET total_count = absent + :one', item), MISSING);
  assert.equal(refusal('SET total_count = :one - txt', item), WRONG_TYPE);
  assert.equal(
    refusal('SET total_count = :huge + :huge', item),
    'Number overflow. Attempting to store a number with magnitude larger than supported range',
  );
});

test('if_not_exists()', () => {
  const item = { a: n(2), m: { M: { x: n(7) } } };
  assert.deepEqual(
    update('SET a = if_not_exists(a, :five), b = if_not_exists(a, :five), c = if_not_exists(c, :five)', item),
    {
      ...item,
      b: n(2),
      c: n(5),
    },
  );
  assert.deepEqual(update('SET n = if_not_exists(n, if_not_exists(m.x, :one)) + :two', item), { ...item, n: n(9) });
  assert.equal(refusal('SET n = if_not_exists(n, o)', item), MISSING);
});

test('list_append()', () => {
  const item = { l: list(n(1)), a: n(2) };
  assert.deepEqual(
    update('SET l = list_append(l, :l), k = list_append(:l, l), j = list_append(if_not_exists(j, :none), :l)', item),
    { l: list(n(1), n(8), n(9)), a: n(2), k: list(n(8), n(9), n(1)), j: list(n(8), n(9)) },
  );
  assert.equal(refusal('SET l = list_append(absent, :l)', item), MISSING);
  assert.equal(refusal('SET l = list_append(:l, absent)', item), MISSING);
  assert.equal(refusal('SET l = list_append(a, :l)', item), WRONG_TYPE);
  assert.equal(refusal('SET l = list_append(if_not_exists(l, :none), a)', item), WRONG_TYPE);
});

test('elements of lists are those that the list had', () => {
  const six = { a: list(n(2), n(3), n(4), n(5), n(6), n(7)) };
  for (const text of ['REMOVE a[1] SET a[3] = :one', 'SET a[3] = :one REMOVE a[1]'])
    assert.deepEqual(update(text, six), { a: list(n(2), n(4), n(1), n(6), n(7)) });
  assert.deepEqual(update('REMOVE a[0], a[5], a[2]', six), { a: list(n(3), n(5), n(6)) });
  assert.deepEqual(update('REMOVE a[0] SET a[9] = a[0]', { a: list(n(1), n(2)) }), { a: list(n(2), n(1)) });
});

test('elements beyond the end are appended in the order of their indices', () => {
  const item = { a: list(s('x')) };
  assert.deepEqual(update('SET a[84] = :s, a[37] = :one, a[17] = :two, a[1] = :five', item), {
    a: list(s('x'), n(5), n(2), n(1), s('hi')),
  });
  assert.deepEqual(update('SET a[5] = :one REMOVE a[0]', item), { a: list(n(1)) });
  assert.deepEqual(update('SET a[0] = :one', { a: list() }), { a: list(n(1)) });
  assert.deepEqual(update('REMOVE a[17]', item), item);
});

test('paths into maps and lists', () => {
  const item = { a: { M: { x: n(3), c: { M: { y: n(3) } } } }, b: { M: { x: n(1), y: n(2) } } };
  assert.deepEqual(update('SET a.b = :one, a.c.d = :s, b.x = :two REMOVE a.x, b.y', item), {
    a: { M: { c: { M: { y: n(3), d: s('hi') } }, b: n(1) } },
    b: { M: { x: n(2) } },
  });
  const deep = { a: { M: { c: list(s('hi'), { M: { y: list(n(3), n(5), n(7)), q: n(2) } }) } } };
  assert.deepEqual(update('REMOVE a.c[1].y[1], a.c[1].q SET a.c[0] = :one', deep), {
    a: { M: { c: list(n(1), { M: { y: list(n(3), n(7)) } }) } },
  });
  assert.deepEqual(update('REMOVE a.b', { a: { M: { b: n(1) } } }), { a: { M: {} } });
  assert.deepEqual(update('REMOVE a[0]', { a: list(n(1)) }), { a: list() });
});

test('a path leads into a map or list that is there', () => {
  const item = { a: s('hello'), b: list(s('hi')), m: { M: {} } };
  for (const path of ['a.c', 'b.c', 'c.c', 'a[0]', 'm[0]', 'c[0]', 'm.x.y', 'b[1].x', 'b[1][0]', 'absent.x.y']) {
    assert.equal(refusal(`SET ${path} = :one`, item), INVALID_PATH, path);
    assert.equal(refusal(`REMOVE ${path}`, item), INVALID_PATH, path);
    assert.equal(refusal(`ADD ${path} :one`, item), INVALID_PATH, path);
    assert.equal(refusal(`DELETE ${path} :ss`, item), INVALID_PATH, path);
  }
  assert.equal(refusal('REMOVE m.y, b[7], c', item), 'accepted');
  // What SET reads is missed first.
  assert.equal(refusal('REMOVE a.c SET x = absent', item), MISSING);
});

test('ADD', () => {
  const item: Item = { num: n(3), tags: { SS: ['a', 'c'] }, nums: { NS: ['2'] }, txt: s('x'), l: list(n(1)) };
  assert.deepEqual(update('ADD num :five, tags :ss, nums :ns, fresh :two, more :bs', item), {
    ...item,
    num: n(8),
    tags: { SS: ['a', 'b', 'c'] },
    nums: { NS: ['-1', '2', '10'] },
    fresh: n(2),
    more: { BS: ['AA=='] },
  });
  assert.deepEqual(update('ADD l[0] :one, l[9] :two', item).l, list(n(2), n(2)));
  for (const text of ['ADD txt :one', 'ADD tags :one', 'ADD num :ss', 'ADD nums :ss', 'ADD l :ss'])
    assert.equal(refusal(text, item), WRONG_TYPE, text);
});

test('DELETE', () => {
  const item: Item = { tags: { SS: ['a', 'b', 'c'] }, one: { SS: ['b'] }, num: n(1), l: list({ SS: ['c'] }, n(1)) };
  assert.deepEqual(update('DELETE tags :ss, one :ss, absent :ss, l[0] :ss', item), {
    tags: { SS: ['a'] },
    num: n(1),
    l: list(n(1)),
  });
  assert.equal(update('DELETE tags :ss', { tags: { SS: ['x'] } }).tags !== undefined, true);
  for (const text of ['DELETE num :ss', 'DELETE tags :ns']) assert.equal(refusal(text, item), WRONG_TYPE, text);
});

test('of an item that is not there, only the key is, and no action reads it', () => {
  const key = { pk: s('k') };
  const absent = { exists: false };
  assert.deepEqual(update('SET a = :one ADD b :two', key, absent), { pk: s('k'), a: n(1), b: n(2) });
  assert.equal(refusal('SET a = pk', key, absent), MISSING);
  assert.equal(refusal('SET a.b = :one', key, absent), INVALID_PATH);
  assert.equal(refusal('ADD a.b :one', key, absent), INVALID_PATH);
  assert.deepEqual(update('REMOVE x.y, z[0], w DELETE q.r :ss', key, absent), key);
});

test('AttributeUpdates have a text of their own', () => {
  assert.equal(refusal('ADD a :one', { a: s('x') }, { legacy: true }), 'Type mismatch for attribute to update');
});

test('the old item stays as it is, and is the new one when nothing is different', () => {
  const item = { a: { M: { b: list(n(1), n(2)), c: n(1) } }, d: { M: { e: n(1) } }, tags: { SS: ['b', 'c'] } };
  const before = structuredClone(item);
  const after = update('SET a.b[0] = :five REMOVE a.c', item);
  assert.deepEqual(item, before);
  assert.equal(after.d, item.d);
  assert.equal(update('SET d.e = :one, a.b[1] = :two REMOVE x, a.y ADD tags :ss', item), item);
});

test('what an update names, before and after', () => {
  const item = { pk: s('k'), a: { M: { b: n(1), c: n(2) } }, l: list(n(1), n(2), n(3)), x: n(1) };
  const text = 'SET a.b = :five, l[2] = :one, l[0] = :two REMOVE x, a.q';
  assert.deepEqual(touched(actionsOf(text), item), { a: { M: { b: n(1) } }, l: list(n(1), n(3)), x: n(1) });
  assert.deepEqual(touched(actionsOf(text), update(text, item)), { a: { M: { b: n(5) } }, l: list(n(2), n(1)) });
});

test('names are only names', () => {
  const actions = parseUpdate('SET #p = :one, m.#p = :two', new Placeholders({ '#p': '__proto__' }, VALUES));
  const { item } = applyUpdate(actions, { m: { M: {} } });
  assert.equal(JSON.stringify(item), '{"m":{"M":{"__proto__":{"N":"2"}}},"__proto__":{"N":"1"}}');
});
