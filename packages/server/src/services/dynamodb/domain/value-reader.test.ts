import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readItem, readItems, readValue, readValues } from './value-reader.js';

const AWS_VALUE = 'com.amazonaws.dynamodb.v20120810.AttributeValue';

const refuses = (run: () => unknown, message: string) =>
  assert.throws(run, { code: 'SerializationException', capitalMessage: true, message });
const element = (json: unknown) => () => readValue(json, 'element');

describe('value reader', () => {
  it('answers what JSON.parse made when there is nothing to drop', () => {
    const json: unknown = JSON.parse(
      '{"s":{"S":""},"n":{"N":"1"},"b":{"B":"AA=="},"t":{"BOOL":false},"z":{"NULL":true},"ss":{"SS":["a",null]},"ns":{"NS":[]},"bs":{"BS":["AA=="]},' +
        '"l":{"L":[{"S":"a"},null]},"m":{"M":{"a":{"N":"x"},"b":null}},"none":{},"two":{"S":"a","N":"1"},"constructor":{"S":"c"},"__proto__":{"S":"p"}}',
    );
    assert.equal(readItem(json), json);
  });

  it('drops unknown members and null ones, whatever they hold', () => {
    const json = {
      a: { S: 'x', X: 5 },
      b: { N: null },
      c: { L: [{ S: 'y' }, { S: 'z', s: [] }] },
      d: { M: { e: { Q: 1 } } },
    };
    assert.deepEqual(readItem(json), { a: { S: 'x' }, b: {}, c: { L: [{ S: 'y' }, { S: 'z' }] }, d: { M: { e: {} } } });
    assert.deepEqual(json.a, { S: 'x', X: 5 });
  });

  it('keeps names that are properties of every object', () => {
    const json: unknown = JSON.parse(
      '{"__proto__":{"S":"a"},"constructor":{"S":"b"},"x":{"S":"c","__proto__":{"N":"1"}},"toString":{"S":"d","valueOf":1}}',
    );
    const item = readItem(json);
    assert.deepEqual(Object.entries(item), [
      ['__proto__', { S: 'a' }],
      ['constructor', { S: 'b' }],
      ['x', { S: 'c' }],
      ['toString', { S: 'd' }],
    ]);
    assert.equal(Object.getPrototypeOf(item), Object.prototype);
    assert.equal(Object.getPrototypeOf(item['x']), Object.prototype);
  });

  it('refuses what is no value, by where it stands', () => {
    for (const scalar of ['a', 1, true]) {
      refuses(element(scalar), 'Unexpected value type in payload');
      refuses(() => readItem({ a: scalar }), 'Unexpected value type in payload');
      refuses(element({ L: [scalar] }), 'Unexpected value type in payload');
      refuses(() => readValue(scalar, 'member'), 'Unexpected field type');
    }
    for (const position of ['member', 'element'] as const)
      refuses(() => readValue([], position), `Unrecognized collection type class ${AWS_VALUE}`);
  });

  it('refuses strings that are none', () => {
    for (const type of ['S', 'N']) {
      refuses(element({ [type]: 1 }), 'NUMBER_VALUE cannot be converted to String');
      refuses(element({ [type]: 1.5 }), 'DECIMAL_VALUE cannot be converted to String');
      refuses(element({ [type]: true }), 'TRUE_VALUE cannot be converted to String');
      refuses(element({ [`${type}S`]: [false] }), 'FALSE_VALUE cannot be converted to String');
      refuses(element({ [type]: [] }), 'Unrecognized collection type class java.lang.String');
      refuses(element({ [type]: {} }), 'Start of structure or map found where not expected');
    }
  });

  it('refuses binaries that are none', () => {
    for (const scalar of [1, true])
      refuses(element({ B: scalar }), 'only base-64-encoded strings are convertible to bytes');
    refuses(element({ B: [] }), 'Unrecognized collection type class java.nio.ByteBuffer');
    refuses(element({ BS: [{}] }), 'Start of structure or map found where not expected');
    refuses(element({ B: 'abcde' }), 'Base64 encoded length is expected a multiple of 4 bytes but found: 5');
    for (const text of ['AB==', 'ab=c', '====', 'a b=', 'ab-_', '\u0141\u0141\u0141\u0141', 'AA==AAAA'])
      refuses(element({ B: text }), 'Invalid last non-pad Base64 character dectected');
    assert.deepEqual(readValue({ B: '' }, 'element'), { B: '' });
  });

  it('converts what stands for a boolean', () => {
    for (const word of ['true', 'TRUE', '1', 'yes'])
      assert.deepEqual(readValue({ BOOL: word }, 'element'), { BOOL: true });
    for (const word of ['false', 'False', '0', 'no'])
      assert.deepEqual(readValue({ NULL: word }, 'element'), { NULL: false });
    refuses(element({ BOOL: 'maybe' }), 'Unexpected token received from parser');
    refuses(element({ BOOL: 1 }), 'NUMBER_VALUE cannot be converted to Boolean');
    refuses(element({ NULL: 0.5 }), 'DECIMAL_VALUE cannot be converted to Boolean');
    refuses(element({ BOOL: [] }), 'Unrecognized collection type class java.lang.Boolean');
    refuses(element({ BOOL: {} }), 'Start of structure or map found where not expected');
  });

  it('refuses lists and maps that are none', () => {
    for (const scalar of ['a', 1, true]) {
      for (const type of ['SS', 'NS', 'BS', 'L', 'M']) refuses(element({ [type]: scalar }), 'Unexpected field type');
      refuses(() => readItem(scalar), 'Unexpected field type');
      refuses(() => readValues(scalar), 'Unexpected field type');
      refuses(() => readItems(scalar), PARAMETERIZED);
    }
    for (const type of ['SS', 'NS', 'BS', 'L'])
      refuses(element({ [type]: {} }), 'Start of structure or map found where not expected');
    const map = `Unrecognized collection type java.util.Map<java.lang.String, ${AWS_VALUE}>`;
    refuses(element({ M: [] }), map);
    refuses(() => readItem([]), map);
    refuses(() => readItems([[]]), map);
    refuses(() => readItems({}), 'Start of structure or map found where not expected');
  });

  it('reads lists of values and of maps', () => {
    assert.deepEqual(readValues([{ S: 'a', x: 1 }, null, { N: '1' }]), [{ S: 'a' }, null, { N: '1' }]);
    assert.deepEqual(readItems([{ a: { S: 'a' } }, null]), [{ a: { S: 'a' } }, null]);
  });

  it('refuses the first fault in the order of the document', () => {
    refuses(() => readItem({ a: { S: 1 }, b: { N: true } }), 'NUMBER_VALUE cannot be converted to String');
    refuses(() => readItem({ b: { N: true }, a: { S: 1 } }), 'TRUE_VALUE cannot be converted to String');
  });

  it('does not follow what is nested deeper than a value may be', () => {
    const levels = 100_000;
    const json: unknown = JSON.parse(`{"a":${'{"M":{"a":'.repeat(levels)}{"S":"x"}${'}}'.repeat(levels)}}`);
    assert.equal(readItem(json), json);
  });
});

const PARAMETERIZED =
  'class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class ' +
  "(sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of loader 'bootstrap')";
