import assert from 'node:assert/strict';
import test from 'node:test';
import type { Unicorn } from '../contracts.js';
import { clicked, matching, Roster, type Order } from './roster.js';
import { unicorn } from './testing.js';

const fleet = new Map(
  [
    unicorn('Shadowfax', { speed: 31, health: 90, magic: 5, lastSeen: 3_000 }),
    unicorn('Bucephalus', { speed: 29, health: 120, magic: 7, lastSeen: 1_000 }),
    unicorn('Rocinante 10', { speed: 30, health: 90, magic: 6, lastSeen: 2_000 }),
    unicorn('rocinante 9', { speed: 30, health: 200, magic: 1, lastSeen: 2_000 }),
  ].map((one) => [one.name, one] as const),
);
const names = (unicorns: readonly Unicorn[]): string => unicorns.map(({ name }) => name[0] + name.slice(-1)).join(' ');
const by = (column: Order['column'], isDescending = false): string =>
  names(new Roster().list(fleet, '', { column, isDescending }));

test('by name, numbers in names as numbers, whatever the case', () => {
  assert.equal(by('name'), 'Bs r9 R0 Sx');
  assert.equal(by('name', true), 'Sx R0 r9 Bs');
});

test('by each figure; equals by name in both directions', () => {
  assert.equal(by('speed'), 'Bs r9 R0 Sx');
  assert.equal(by('speed', true), 'Sx r9 R0 Bs');
  assert.equal(by('health'), 'R0 Sx Bs r9');
  assert.equal(by('magic', true), 'Bs R0 Sx r9');
  assert.equal(by('seen'), 'Sx r9 R0 Bs');
});

test('a roster follows who comes and goes', () => {
  const roster = new Roster();
  const order = { column: 'name', isDescending: false } as const;
  const known = new Map(fleet);
  roster.list(known, '', order);
  known.delete('Bucephalus');
  assert.equal(names(roster.list(known, '', order)), 'r9 R0 Sx');
  known.set('Arion', unicorn('Arion'));
  assert.equal(names(roster.list(known, '', order)), 'An r9 R0 Sx');
  known.set('Arion', unicorn('Arion', { speed: 5 }));
  assert.equal(roster.list(known, 'arion', order)[0]?.speed, 5);
});

test('a search finds every word of it, in any case', () => {
  const all = [...fleet.values()];
  assert.equal(names(matching(all, 'ROC')), 'R0 r9');
  assert.equal(names(matching(all, ' 10  rocin ')), 'R0');
  assert.equal(matching(all, '  ').length, 4);
  assert.equal(matching(all, 'x y').length, 0);
});

test('a click on the same column turns the order, on another one takes the direction one looks at first', () => {
  assert.deepEqual(clicked({ column: 'name', isDescending: false }, 'name'), { column: 'name', isDescending: true });
  assert.deepEqual(clicked({ column: 'name', isDescending: true }, 'speed'), { column: 'speed', isDescending: true });
  assert.deepEqual(clicked({ column: 'speed', isDescending: true }, 'health'), {
    column: 'health',
    isDescending: false,
  });
});
