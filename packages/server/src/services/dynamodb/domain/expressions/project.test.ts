import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AttributeValue, Item } from '../attribute-value.js';
import { parseProjection } from './parse-projection.js';
import { Placeholders } from './placeholders.js';
import { project } from './project.js';

const text = (S: string): AttributeValue => ({ S });

const ITEM: Item = {
  pk: text('k'),
  a: { M: { b: text('bb'), c: { M: { d: text('dd'), e: text('ee') } } } },
  l: { L: [text('l0'), { M: { x: text('x1'), y: text('y1') } }, text('l2'), { L: [text('i'), text('j')] }] },
};

const of = (expression: string, item: Item = ITEM): Item =>
  project(item, parseProjection(expression, new Placeholders({ '#p': '__proto__' }, {})));

test('whole attributes', () => {
  assert.deepEqual(of('pk, absent'), { pk: text('k') });
  assert.deepEqual(of('absent'), {});
  assert.equal(of('a').a, ITEM.a);
});

test('siblings share what is around them', () => {
  assert.deepEqual(of('a.c.e, pk, a.b, a.c.q'), {
    a: { M: { c: { M: { e: text('ee') } }, b: text('bb') } },
    pk: text('k'),
  });
});

test('elements of lists close ranks, in the order of their indices', () => {
  assert.deepEqual(of('l[2], l[0]'), { l: { L: [text('l0'), text('l2')] } });
  assert.deepEqual(of('l[9], l[3][1], l[1].y, l[10]'), { l: { L: [{ M: { y: text('y1') } }, { L: [text('j')] }] } });
});

test('paths that lead nowhere leave no trace', () => {
  assert.deepEqual(of('a.q, a.b.c, l[0].x, l[7], l[1].q, pk.x'), {});
});

test('names are only names', () => {
  const item = JSON.parse('{"__proto__":{"S":"p"},"m":{"M":{"__proto__":{"S":"q"}}}}') as Item;
  assert.equal(JSON.stringify(of('#p, m.#p', item)), JSON.stringify(item));
  assert.deepEqual(of('hasOwnProperty, a.toString'), {});
});

test('one projection does for many items', () => {
  const projection = parseProjection('pk, l[1].x', new Placeholders({}, {}));
  assert.deepEqual(project(ITEM, projection), { pk: text('k'), l: { L: [{ M: { x: text('x1') } }] } });
  assert.deepEqual(project({ pk: text('j') }, projection), { pk: text('j') });
});
