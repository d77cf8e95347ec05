import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { faultsOf, fieldsOf, itemOf } from '../items/form-model.js';
import { fromBase64, numberFault, toBase64, type Item } from './attribute.js';
import { guessType, itemsToRows, parseCsv, readCell, writeCsv } from './csv.js';
import { dynamoJsonText, parseDynamoJson } from './dynamo-json.js';
import { parseJson, placeIn, TextFault } from './json-tree.js';
import { parsePlainJson, plainJsonText } from './plain-json.js';

const numbers = fc
  .tuple(fc.constantFrom('', '-'), fc.bigInt(1n, 10n ** 38n - 1n), fc.integer({ min: -120, max: 80 }))
  .map(([sign, digits, exponent]) => `${sign}${digits}E${exponent}`);
const bytes = fc.uint8Array({ maxLength: 20 }).map((part) => Uint8Array.from(part));
const scalars: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.string({ unit: 'grapheme' }).map((S) => ({ S })),
  numbers.map((N) => ({ N })),
  bytes.map((B) => ({ B })),
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.constant({ NULL: true as const }),
  fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 4 }).map((SS) => ({ SS })),
  fc.uniqueArray(numbers, { minLength: 1, maxLength: 4 }).map((NS) => ({ NS })),
  fc.uniqueArray(bytes, { minLength: 1, maxLength: 3, selector: toBase64 }).map((BS) => ({ BS })),
);
const names = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('__proto__', 'constructor', 'a.b[0]'));
const { value: values } = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    scalars,
    fc.array(tie('value'), { maxLength: 4 }).map((L) => ({ L })),
    fc
      .uniqueArray(fc.tuple(names, tie('value')), { maxLength: 4, selector: ([name]) => name })
      .map((entries) => ({ M: Object.fromEntries(entries) })),
  ),
}));
const items: fc.Arbitrary<Item> = fc
  .uniqueArray(fc.tuple(names, values), { maxLength: 6, selector: ([name]) => name })
  .map((entries) => Object.fromEntries(entries));

const faultIn = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof TextFault) return `${error.fault} ${error.at}`;
    throw error;
  }
  return 'none';
};

describe('attribute values', () => {
  it('come back from DynamoDB JSON as they were', () => {
    fc.assert(fc.property(items, (item) => assert.deepEqual(parseDynamoJson(dynamoJsonText(item)), item)));
  });

  it('come back from a form as they were', () => {
    fc.assert(
      fc.property(items, (item) => {
        const fields = fieldsOf(item);
        assert.equal(faultsOf(fields, new Set()).size, 0);
        assert.deepEqual(itemOf(fields), item);
      }),
    );
  });

  it('come back from plain JSON with all digits, and with their types where they are untouched', () => {
    fc.assert(
      fc.property(items, (item) => {
        const text = plainJsonText(item);
        JSON.parse(text);
        assert.equal(plainJsonText(parsePlainJson(text, item)), text);
        assert.deepEqual(typesOf({ M: parsePlainJson(text, item) }), typesOf({ M: item }));
      }),
    );
    const exact = { n: { N: '12345678901234567890.123456789012345678' } };
    assert.deepEqual(parsePlainJson(plainJsonText(exact)), exact);
  });

  it('become lists and strings from plain JSON that nobody knows the types of', () => {
    assert.deepEqual(parsePlainJson('{"s":["a","b"],"b":"aGk="}'), {
      s: { L: [{ S: 'a' }, { S: 'b' }] },
      b: { S: 'aGk=' },
    });
  });

  it('are told where they are wrong', () => {
    assert.equal(
      faultIn(() => parseDynamoJson('{"a":{"N":1}}')),
      'dynamo.number 10',
    );
    assert.equal(
      faultIn(() => parseDynamoJson('{"a":{"N":"x"}}')),
      'number.format 10',
    );
    assert.equal(
      faultIn(() => parseDynamoJson('{"a":{"SS":[]}}')),
      'set.empty 11',
    );
    assert.equal(
      faultIn(() => parseDynamoJson('{"a":{"X":1}}')),
      'dynamo.type 6',
    );
    assert.equal(
      faultIn(() => parseDynamoJson('{"a":1}')),
      'dynamo.value 5',
    );
    assert.equal(
      faultIn(() => parsePlainJson('{"a":1e999}')),
      'number.range 5',
    );
    assert.equal(
      faultIn(() => parsePlainJson('[]')),
      'item.object 0',
    );
  });

  it('of numbers have 38 digits and a range', () => {
    for (const good of ['0', '-1.50', '+1', '.5', '1E+125', '1e-130', '9'.repeat(38), `${'9'.repeat(38)}000`])
      assert.equal(numberFault(good), undefined, good);
    for (const bad of ['', '1,5', 'NaN', '0x1', '1e', '--1']) assert.equal(numberFault(bad), 'format', bad);
    assert.equal(numberFault('1'.repeat(39)), 'digits');
    assert.equal(numberFault('1E126'), 'range');
    assert.equal(numberFault('1E-131'), 'range');
  });

  it('of binaries are base64', () => {
    assert.deepEqual(fromBase64('aGk'), Uint8Array.of(104, 105));
    assert.equal(fromBase64('a'), undefined);
    assert.equal(fromBase64('a-b_'), undefined);
  });
});

describe('JSON as it is written', () => {
  it('is read where JSON.parse reads it, and refused where it does not', () => {
    const parses = (text: string): boolean => {
      try {
        JSON.parse(text);
        return true;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(
        fc.oneof(fc.json(), fc.string({ unit: fc.constantFrom(...'{}[]",:0.1e-+ntu\\f'.split('')) })),
        (text) => {
          const fault = faultIn(() => parseJson(text));
          // A name that is there twice JavaScript takes.
          if (!fault.startsWith('json.twice')) assert.equal(fault === 'none', parses(text), text);
        },
      ),
    );
  });

  it('says where it is wrong', () => {
    const text = '{\n  "a": 1,\n  "b": tru\n}';
    assert.equal(
      faultIn(() => parseJson(text)),
      'json.value 19',
    );
    assert.deepEqual(placeIn(text, 19), { row: 2, column: 7 });
    assert.equal(
      faultIn(() => parseJson('{"a":1,"a":2}')),
      'json.twice 7',
    );
    assert.equal(
      faultIn(() => parseJson('{"a":1')),
      'json.end 6',
    );
    assert.equal(
      faultIn(() => parseJson('['.repeat(500))),
      'json.deep 101',
    );
  });
});

describe('CSV', () => {
  it('comes back as it was', () => {
    const cells = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', '가') });
    const rows = fc.array(fc.array(cells, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(rows, fc.boolean(), (written, mark) => assert.deepEqual(parseCsv(writeCsv(written, mark)), written)),
    );
  });

  it('quotes what needs it, and begins with a mark where one is wanted', () => {
    assert.equal(writeCsv([['a"b', 'c,d', 'e']], true), '\uFEFF"a""b","c,d",e\r\n');
    assert.equal(
      faultIn(() => parseCsv('a,"b')),
      'csv.open 2',
    );
    assert.equal(
      faultIn(() => parseCsv('"a"b')),
      'csv.after 3',
    );
  });

  it('has a column for every attribute, and reads cells as their types', () => {
    const item: Item = { a: { S: '007' }, n: { N: '1.5' }, m: { M: { x: { NULL: true } } }, t: { BOOL: true } };
    const [, cells = []] = itemsToRows([item], ['a', 'n', 'm', 't', 'none']);
    assert.deepEqual(cells, ['007', '1.5', '{"M":{"x":{"NULL":true}}}', 'true', '']);
    assert.deepEqual(
      cells.slice(0, 4).map((cell) => readCell(cell, guessType([cell]))),
      Object.values(item),
    );
  });
});

/** The types of everything in it, without what it says. */
function typesOf(value: AttributeValue): unknown {
  const [[type, inner] = []] = Object.entries(value) as [string, unknown][];
  if (type === 'M') return Object.entries(inner as Item).map(([name, part]) => [name, typesOf(part)]);
  if (type === 'L') return (inner as AttributeValue[]).map(typesOf);
  return type;
}
