import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AttributeValue, Item } from '../attribute-value.js';
import { matches, valueAt } from './evaluate.js';
import { parseCondition } from './parse-condition.js';
import { Placeholders } from './placeholders.js';

const ITEM: Item = {
  n: { N: '10' },
  f: { N: '-0.5' },
  str: { S: 'banana' },
  bin: { B: Buffer.from('hi there').toString('base64') },
  yes: { BOOL: true },
  nil: { NULL: true },
  strs: { SS: ['a', 'b'] },
  nums: { NS: ['1', '2.5'] },
  bins: { BS: ['AA==', 'AQ=='] },
  seq: { L: [{ N: '2' }, { S: 'x' }, { L: [{ N: '3' }] }, { SS: ['p', 'q'] }] },
  doc: { M: { x: { N: '1' }, y: { L: [{ N: '-1' }, { N: '2' }] }, z: { M: {} } } },
  blank: { S: '' },
};

const VALUES: Record<string, AttributeValue> = {
  ':nine': { N: '9' },
  ':ten': { N: '10' },
  ':hundred': { N: '100' },
  ':minus': { N: '-1' },
  ':nine_text': { S: '9' },
  ':ban': { S: 'ban' },
  ':banana': { S: 'banana' },
  ':bang': { S: 'bang' },
  ':none': { S: '' },
  ':hi': { B: Buffer.from('hi').toString('base64') },
  ':here': { B: Buffer.from('here').toString('base64') },
  ':there': { B: Buffer.from('there').toString('base64') },
  ':true': { BOOL: true },
  ':false': { BOOL: false },
  ':null': { NULL: true },
  ':a': { S: 'a' },
  ':z': { S: 'z' },
  ':two': { N: '2' },
  ':half': { N: '2.5' },
  ':one_byte': { B: 'AQ==' },
  ':list': { L: [{ N: '3' }] },
  ':doc': { M: { y: { L: [{ N: '-1' }, { N: '2' }] }, z: { M: {} }, x: { N: '1' } } },
  ':set': { SS: ['p', 'q'] },
  ':strs': { SS: ['a', 'b'] },
  ':S': { S: 'S' },
  ':SS': { S: 'SS' },
  ':NULL': { S: 'NULL' },
  ':zero': { N: '0' },
  ':three': { N: '3' },
  ':four': { N: '4' },
  ':six': { N: '6' },
  ':eight': { N: '8' },
};

const TRUE = [
  'n > :nine AND n < :hundred AND n = :ten AND n >= :ten AND n <= :ten',
  'f < :zero AND f > :minus',
  ':nine < n',
  'str > :ban AND str < :bang',
  'bin > :hi',
  'yes = :true AND nil = :null',
  'doc = :doc AND strs = :strs AND seq[2] = :list',
  'doc.x < doc.y[1]',
  'doc.y[0] < doc.x',

  // What is absent, or of another type, is unequal.
  'absent <> :ten',
  'absent <> another',
  'n <> :nine_text',
  'NOT absent = :ten',
  'NOT absent < :ten',
  'NOT n > :nine_text',

  'n BETWEEN :nine AND :ten AND n BETWEEN :ten AND :hundred',
  'str BETWEEN :ban AND :bang',
  'n BETWEEN :nine AND :hundred AND doc.x BETWEEN doc.y[0] AND doc.y[1]',
  'str IN (:ten, :banana)',
  'n IN (absent, :ten)',
  'nil IN (:null) AND doc IN (:doc)',

  'attribute_exists(nil) AND attribute_exists(doc.y[1]) AND attribute_exists(blank)',
  'attribute_not_exists(doc.y[2]) AND attribute_not_exists(doc.q) AND attribute_not_exists(n.x)',
  'attribute_not_exists(doc[0]) AND attribute_not_exists(seq.x)',
  'attribute_type(str, :S) AND attribute_type(strs, :SS) AND attribute_type(nil, :NULL) AND attribute_type(:a, :S)',

  'begins_with(str, :ban) AND begins_with(bin, :hi) AND begins_with(str, :none) AND begins_with(:banana, str)',
  'contains(str, :none) AND contains(str, :ban) AND contains(bin, :here) AND contains(bin, :there)',
  'contains(strs, :a) AND contains(nums, :half) AND contains(bins, :one_byte)',
  'contains(seq, :two) AND contains(seq, :list) AND contains(seq, :set)',

  'size(str) = :six AND size(bin) = :eight AND size(strs) = :two AND size(nums) = :two AND size(bins) = :two',
  'size(seq) = :four AND size(doc) = :three AND size(blank) = :zero AND size(:ban) = :three',
  'size(doc.y) < size(doc)',
  'size(str) = doc.x OR size(str) > doc.x',
  'size(n) <> :two AND NOT size(n) = :two AND NOT size(yes) < :two AND NOT size(nil) >= :zero',

  'n = :nine OR n = :ten AND str = :banana',
  'NOT (n = :nine AND str = :banana)',
];

const FALSE = [
  'n < :nine',
  'absent = another',
  'absent = :null',
  'absent < :ten OR absent > :ten OR :ten < absent',
  'n > :nine_text OR n < :nine_text',
  'yes < n OR seq < n OR strs > doc',
  'n BETWEEN :hundred AND :hundred',
  'str BETWEEN :ban AND absent',
  'absent BETWEEN :ban AND :bang',
  'n BETWEEN doc AND seq',
  'absent IN (:ten, another)',
  'attribute_type(n, :S) OR attribute_type(absent, :S)',
  'begins_with(n, :ban) OR begins_with(absent, :ban) OR begins_with(bin, :ban) OR begins_with(:ban, str)',
  'begins_with(:hi, bin)',
  'contains(str, :z) OR contains(n, :ten) OR contains(absent, :a) OR contains(str, absent) OR contains(doc, :a)',
  'contains(strs, :two) OR contains(nums, :a) OR contains(bin, :a) OR contains(strs, :strs) OR contains(bin, :set)',
  'size(absent) = :zero',
  'size(str) = :banana',
  '(n = :nine OR n = :ten) AND str = :a',
];

const holds = (text: string, item: Item): boolean =>
  matches(parseCondition(text, 'ConditionExpression', new Placeholders({}, VALUES)), item);

for (const text of TRUE) test(`true: ${text}`, () => assert.equal(holds(text, ITEM), true));
for (const text of FALSE) test(`false: ${text}`, () => assert.equal(holds(text, ITEM), false));

test('strings are ordered as their UTF-8 bytes are', () => {
  const values = { ':v': { S: '\uffff' } };
  const condition = parseCondition('face > :v', 'FilterExpression', new Placeholders({}, values));
  assert.equal(matches(condition, { face: { S: '\u{1F600}' } }), true);
});

test('an item that is not there has nothing', () => {
  assert.equal(holds('attribute_exists(n)', {}), false);
  assert.equal(holds('attribute_not_exists(n) AND n <> :ten', {}), true);
});

test('a path leads through maps by name and through lists by index', () => {
  assert.deepEqual(valueAt(ITEM, ['doc', 'y', 1]), { N: '2' });
  assert.equal(valueAt(ITEM, ['doc', 'y', 'length']), undefined);
  assert.equal(valueAt(ITEM, ['constructor']), undefined);
  assert.equal(valueAt(ITEM, ['doc', '__proto__']), undefined);
  assert.deepEqual(
    valueAt(JSON.parse('{"__proto__":{"M":{"__proto__":{"N":"1"}}}}') as Item, ['__proto__', '__proto__']),
    {
      N: '1',
    },
  );
});
