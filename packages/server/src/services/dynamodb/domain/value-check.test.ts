import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { attribute } from './attribute-value.js';
import type { Layer } from './layer.js';
import type { RawItem, RawValue } from './raw-value.js';
import { anyItem } from './testing/values.js';
import { checkItem, checkSizedItem, checkValue } from './value-check.js';
import { itemSize } from './value-size.js';

const INVALID = 'One or more parameter values were invalid: ';
const EMPTY = 'Supplied AttributeValue is empty, must contain exactly one of the supported datatypes';
const SEVERAL =
  'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes';
const NESTED =
  'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit';

function refuses(raw: RawValue | null, message: string, layers: readonly Layer[] = ['new', 'old']): void {
  for (const layer of layers) assert.throws(() => checkValue(raw, layer), { code: 'ValidationException', message });
}

const refusesItem = (raw: RawItem, message: string) =>
  assert.throws(() => checkItem(raw, 'new'), { code: 'ValidationException', message });

const normal = (raw: RawValue) => checkValue(raw, 'new');

describe('checkValue', () => {
  it('wants exactly one type, whose content is checked first', () => {
    refuses({}, EMPTY);
    refuses(null, EMPTY);
    refuses({ L: [{ S: 'a' }, {}] }, EMPTY);
    refuses({ M: { a: null } }, EMPTY);
    refuses({ S: 'a', N: '1' }, SEVERAL);
    refuses({ S: 'a', N: 'x' }, 'The parameter cannot be converted to a numeric value: x');
    refuses({ N: 'x', S: 'a' }, 'The parameter cannot be converted to a numeric value: x');
  });

  it('wants nulls to be true', () => {
    refuses({ NULL: false }, `${INVALID}Null attribute value types must have the value of true`);
    assert.deepEqual(normal({ NULL: true }), { NULL: true });
  });

  it('words numbers as its layer does', () => {
    refuses({ N: '' }, 'The parameter cannot be converted to a numeric value: ', ['new']);
    refuses({ N: '' }, 'The parameter cannot be converted to a numeric value', ['old']);
    refuses({ NS: ['1', ''] }, 'The parameter cannot be converted to a numeric value: ', ['new']);
  });

  it('refuses empty sets and null members', () => {
    refuses({ SS: [] }, `${INVALID}An string set  may not be empty`);
    refuses({ NS: [] }, `${INVALID}An number set  may not be empty`);
    refuses({ BS: [] }, `${INVALID}Binary sets should not be empty`);
    refuses({ SS: ['a', null] }, `${INVALID}An string set may not have a null string as a member`);
    refuses({ NS: [null] }, `${INVALID}An number set may not have a null number as a member`);
    refuses({ BS: [null] }, `${INVALID}An binary set may not have a null binary as a member`);
  });

  it('lists the members of sets with duplicates as its layer does', () => {
    refuses({ SS: ['b', 'a', 'b'] }, `${INVALID}Input collection ["a", "b", "b"] contains duplicates.`, ['new']);
    refuses({ SS: ['b', 'a', 'b'] }, `${INVALID}Input collection [b, a, b] contains duplicates.`, ['old']);
    refuses(
      { SS: ['c', 'a', 'c', 'b', 'a'] },
      `${INVALID}Input collection ["a", "c", "c", "b", "a"] contains duplicates.`,
      ['new'],
    );
    const binaries = ['/w==', 'AA==', 'AA=='];
    refuses({ BS: binaries }, `${INVALID}Input collection ["AA==","/w==","AA=="]of type BS contains duplicates.`, [
      'new',
    ]);
    refuses({ BS: binaries }, `${INVALID}Input collection [/w==, AA==, AA==]of type BS contains duplicates.`, ['old']);
  });

  it('compares the members of number sets as numbers', () => {
    refuses({ NS: ['1', '2', '1.0'] }, `${INVALID}Input collection contains duplicates.`, ['new']);
    refuses({ NS: ['1', '2', '1.0'] }, 'Input collection contains duplicates', ['old']);
  });

  it('allows what is empty but no set', () => {
    for (const raw of [{ S: '' }, { B: '' }, { L: [] }, { M: {} }, { SS: [''] }, { BS: [''] }] as const)
      assert.equal(normal(raw), raw);
  });

  it('makes numbers canonical and puts sets in order', () => {
    assert.deepEqual(normal({ N: '0042.1200' }), { N: '42.12' });
    assert.deepEqual(normal({ SS: ['b', '', 'a'] }), { SS: ['', 'a', 'b'] });
    assert.deepEqual(normal({ SS: ['\u{1f600}', '\uffff', 'é', 'z'] }), { SS: ['z', 'é', '\uffff', '\u{1f600}'] });
    assert.deepEqual(normal({ NS: ['10', '9', '-1.50', '1E2'] }), { NS: ['-1.5', '9', '10', '100'] });
    assert.deepEqual(normal({ BS: ['/w==', 'AAA=', 'AA=='] }), { BS: ['AA==', 'AAA=', '/w=='] });
    const raw: RawValue = { L: [{ S: 'a' }, { M: { x: { S: 'b' }, y: { N: '1.0' } } }, { S: 'c' }] };
    assert.deepEqual(normal(raw), { L: [{ S: 'a' }, { M: { x: { S: 'b' }, y: { N: '1' } } }, { S: 'c' }] });
  });

  it('replaces halves of characters', () => {
    assert.deepEqual(normal({ S: 'a\ud800b\u{1f600}\udc00' }), { S: 'a\ufffdb\u{1f600}\ufffd' });
    assert.deepEqual(normal({ SS: ['\ud800'] }), { SS: ['\ufffd'] });
  });

  it('allows 32 levels', () => {
    const maps = (levels: number): RawValue => {
      let value: RawValue = { S: 'x' };
      for (let level = 0; level < levels; level++) value = level % 2 === 0 ? { M: { a: value } } : { L: [value] };
      return value;
    };
    const deepest = maps(31);
    assert.equal(normal(deepest), deepest);
    refuses(maps(32), NESTED);
    refuses(maps(5_000), NESTED);
    refuses({ L: [{ N: 'x' }, maps(32)] }, 'The parameter cannot be converted to a numeric value: x');
    refuses({ L: [maps(32), { N: 'x' }] }, NESTED);
  });
});

describe('checkItem', () => {
  it('refuses names that are empty, before all else, or too long, before their values', () => {
    refusesItem({ '': {} }, 'Empty attribute name');
    refusesItem({ a: {}, '': { S: 'x' } }, 'Empty attribute name');
    refusesItem({ a: { M: { '': { S: 'x' } } } }, 'Empty attribute name');
    refusesItem({ ['x'.repeat(65_536)]: {} }, 'Attribute name is too large, must be less than 65536 bytes');
    refusesItem({ ['é'.repeat(32_768)]: {} }, 'Attribute name is too large, must be less than 65536 bytes');
    checkItem({ ['x'.repeat(65_535)]: { S: 'x' } }, 'new');
  });

  it('keeps names that are properties of every object', () => {
    const raw = JSON.parse('{"a":{"S":"x"},"__proto__":{"N":"1.0"},"constructor":{"N":"2.0"}}') as RawItem;
    const item = checkItem(raw, 'new');
    assert.deepEqual(Object.entries(item), [
      ['a', { S: 'x' }],
      ['__proto__', { N: '1' }],
      ['constructor', { N: '2' }],
    ]);
    assert.deepEqual(attribute(item, '__proto__'), { N: '1' });
  });

  it('answers what is normal as it is, with its size', () => {
    fc.assert(
      fc.property(anyItem, (item) => {
        const checked = checkSizedItem(item, 'new');
        assert.equal(checked.item, item);
        assert.equal(checked.size, itemSize(item));
      }),
    );
  });

  it('counts what it made normal', () => {
    const { item, size } = checkSizedItem({ a: { N: '1.000' }, b: { NS: ['3', '2.0'] }, c: { S: '\ud800' } }, 'new');
    assert.equal(size, itemSize(item));
    assert.deepEqual(item, { a: { N: '1' }, b: { NS: ['2', '3'] }, c: { S: '\ufffd' } });
  });

  it('does not put in order what no item can hold', () => {
    const members = Array.from({ length: 60_000 }, (_, i) => `member-${99_999 - i}`);
    assert.equal(checkSizedItem({ a: { SS: members } }, 'new').size, 60_000 * 12 + 1);
    assert.deepEqual(checkItem({ a: { SS: members } }, 'new'), { a: { SS: members } });
  });
});
