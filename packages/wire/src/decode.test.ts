import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Blob } from './blob.js';
import { decodeDocument } from './decode.js';
import type { Dialect } from './decode.js';
import { AwsError } from './errors.js';
import { blob, boolean, document, double, integer, list, long, map, string, structure, timestamp } from './shapes.js';
import type { Shape, StructureShape } from './shapes.js';

const shapes = {
  String: string(),
  Integer: integer(),
  Long: long(),
  Double: double(),
  Boolean: boolean,
  Blob: blob(),
  Timestamp: timestamp,
  List: list(string()),
  Map: map(string(), string()),
  Structure: structure('Inner', { Name: string() }),
} satisfies Record<string, Shape>;
type Type = keyof typeof shapes;

const decode = (type: Type, value: unknown, dialect: Dialect = 'json'): unknown =>
  (decodeDocument(structure('Input', { X: shapes[type] }), { X: value }, dialect) as { X?: unknown }).X;

const list_ = 'Start of list found where not expected';
const object = 'Start of structure or map found where not expected.';
const number = 'class com.amazon.coral.value.json.numbers.TruncatingBigNumber can not be converted to';
const bool = 'class java.lang.Boolean can not be converted to';
const text = 'class java.lang.String can not be converted to';

const refused: Record<Type, readonly (readonly [value: unknown, message: string])[]> = {
  String: [
    [true, `${bool} an String`],
    [34, `${number} an String`],
    [[], list_],
    [{}, object],
  ],
  Integer: [
    ['1', `${text} an Integer`],
    [true, `${bool} an Integer`],
    [[], list_],
    [{}, object],
  ],
  Long: [
    ['1', `${text} an Long`],
    [false, `${bool} an Long`],
    [[], list_],
    [{}, object],
  ],
  Double: [
    ['1', `${text} an Double`],
    [true, `${bool} an Double`],
    [[], list_],
    [{}, object],
  ],
  Boolean: [
    [1, `${number} an Boolean`],
    ['hello', "'HELLO' can not be converted to an Boolean"],
    [[], list_],
    [{}, object],
  ],
  Blob: [
    [true, `${bool} a Blob`],
    [1, `${number} a Blob`],
    [
      '23456',
      "'23456' can not be converted to a Blob: Base64 encoded length is expected a multiple of 4 bytes but found: 5",
    ],
    ['=+/=', "'=+/=' can not be converted to a Blob: Invalid Base64 character: '='"],
    ['+/+=', "'+/+=' can not be converted to a Blob: Invalid last non-pad Base64 character dectected"],
    [[], list_],
    [{}, object],
  ],
  Timestamp: [
    [true, `${bool} milliseconds since epoch`],
    ['2015', `${text} milliseconds since epoch`],
    [[], list_],
    [{}, object],
  ],
  List: [
    ['a', 'Expected list or null'],
    [1, 'Expected list or null'],
    [true, 'Expected list or null'],
    [{}, object],
    [[1], `${number} an String`],
  ],
  Map: [
    ['a', 'Expected map or null'],
    [1, 'Expected map or null'],
    [false, 'Expected map or null'],
    [[], list_],
    [{ a: true }, `${bool} an String`],
  ],
  Structure: [
    ['a', 'Expected null'],
    [1, 'Expected null'],
    [true, 'Expected null'],
    [[], list_],
    [{ Name: 1 }, `${number} an String`],
  ],
};

describe('refuses values of the wrong type in the words of AWS', () => {
  for (const [type, cases] of Object.entries(refused))
    for (const [value, message] of cases)
      test(`${type} ${JSON.stringify(value)}: ${message}`, () => {
        for (const dialect of ['json', 'cbor'] as const)
          assert.throws(
            () => decode(type as Type, value, dialect),
            (error) =>
              error instanceof AwsError &&
              error.code === 'SerializationException' &&
              error.message === message &&
              error.capitalMessage,
          );
      });
});

test('a document that is no object is refused without a message', () => {
  for (const document of [null, 1, 'a', true, []])
    assert.throws(
      () => decodeDocument(structure('Input', {}), document, 'json'),
      (error) => error instanceof AwsError && !error.hasMessage,
    );
});

test('the first wrong member in the document is the one that is refused', () => {
  const shape = structure('Input', { A: string(), B: boolean });
  assert.throws(() => decodeDocument(shape, { B: 1, A: 1 }, 'json'), /Boolean$/);
});

test('unknown members are dropped and null members absent', () => {
  const shape = structure('Input', { A: string(), B: string(), C: list(string()) });
  const document = JSON.parse('{"A":"a","B":null,"D":1,"__proto__":{"C":["x"]},"constructor":1}') as unknown;
  assert.deepEqual(decodeDocument(shape, document, 'json'), { A: 'a' });
});

test('nulls in lists and maps stay, for the validation to refuse', () => {
  assert.deepEqual(decode('List', ['a', null]), ['a', null]);
  assert.deepEqual({ ...(decode('Map', { a: null }) as object) }, { a: null });
});

test('maps hold any key, and nothing that the request did not say', () => {
  const tags = decode('Map', JSON.parse('{"__proto__":"a","constructor":"b"}')) as Record<string, string>;
  assert.deepEqual(Object.entries(tags), [
    ['__proto__', 'a'],
    ['constructor', 'b'],
  ]);
  assert.equal(tags['toString'], undefined);
});

test('integers lose their fraction and are held within 32 bits', () => {
  assert.equal(decode('Integer', 1.9), 1);
  assert.equal(decode('Integer', -1.9), -1);
  assert.equal(decode('Integer', 100_000_000_000), 2_147_483_647);
  assert.equal(decode('Integer', -100_000_000_000), -2_147_483_648);
  assert.equal(decode('Integer', Infinity), 2_147_483_647);
  assert.equal(decode('Integer', Number.NaN, 'cbor'), 0);
  assert.equal(decode('Integer', 2n ** 63n, 'cbor'), 2_147_483_647);
  assert.equal(decode('Long', 100_000_000_000), 100_000_000_000);
  assert.equal(decode('Double', 1.5), 1.5);
  assert.equal(decode('Double', 'NaN'), Number.NaN);
});

test('words that mean yes and no are booleans', () => {
  for (const yes of [true, 'true', 'TRUE', 'Yes', '1']) assert.equal(decode('Boolean', yes), true);
  for (const no of [false, 'false', 'False', 'NO', '0']) assert.equal(decode('Boolean', no), false);
});

test('timestamps are seconds in JSON and milliseconds in CBOR', () => {
  assert.equal(decode('Timestamp', 1_506_440_188.749), 1_506_440_188_749);
  assert.equal(decode('Timestamp', 1_506_440_188), 1_506_440_188_000);
  assert.equal(decode('Timestamp', 1_506_440_188_749, 'cbor'), 1_506_440_188_749);
  assert.equal(decode('Timestamp', 1e300), Number.MAX_SAFE_INTEGER);
});

test('a blob keeps the form that it came in', () => {
  const fromJson = decode('Blob', 'aGVsbG8=');
  assert.ok(fromJson instanceof Blob);
  assert.equal(fromJson.byteLength, 5);
  assert.equal(Buffer.from(fromJson.bytes()).toString(), 'hello');
  const bytes = Buffer.from('hello');
  const fromCbor = decode('Blob', bytes, 'cbor');
  assert.ok(fromCbor instanceof Blob);
  assert.equal(fromCbor.bytes(), bytes);
  assert.equal((decode('Blob', '') as Blob).byteLength, 0);
});

test('a byte string is a blob and nothing else', () => {
  const message = 'class java.nio.HeapByteBuffer can not be converted to an String';
  assert.throws(() => decode('String', Buffer.from('a'), 'cbor'), { message });
  assert.throws(() => decode('Structure', Buffer.from('a'), 'cbor'), { message: 'Expected null' });
});

test('a huge value does not make a huge answer', () => {
  for (const type of ['Blob', 'Boolean'] as const)
    assert.throws(
      () => decode(type, 'a'.repeat(1_000_001)),
      (error) => error instanceof AwsError && error.message.length < 5000,
    );
});

test('a shape that contains itself is followed a hundred rounds and no further', () => {
  const members: Record<string, Shape> = { Leaf: string() };
  const Tree: StructureShape = structure('Tree', members);
  members['Children'] = list(Tree);
  const nest = (depth: number): unknown => (depth === 0 ? { Leaf: 'a' } : { Children: [nest(depth - 1)] });
  assert.deepEqual(decodeDocument(Tree, nest(50), 'json'), nest(50));
  let deep: unknown = {};
  for (let round = 0; round < 100_000; round++) deep = { Children: [deep] };
  assert.throws(() => decodeDocument(Tree, deep, 'json'), { code: 'SerializationException' });
  assert.deepEqual(decodeDocument(Tree, nest(50), 'json'), nest(50));
});

test('documents read themselves, and a null is absent before they are asked', () => {
  const Words = document<readonly string[]>({
    name: 'Words',
    stands: () => string(),
    read: (json) => String(json).split(' '),
    write: (words) => JSON.stringify(words.join(' ')),
  });
  const shape = structure('I', { Words, Lines: list(Words) });
  const decoded = decodeDocument(shape, { Words: 'a b', Lines: ['c', null] }, 'json');
  assert.deepEqual(decoded, { Words: ['a', 'b'], Lines: [['c'], null] });
  assert.equal('Words' in decodeDocument(shape, { Words: null }, 'json'), false);
});
