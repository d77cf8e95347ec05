import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Blob } from './blob.js';
import { TypedDecoder } from './decode-typed.js';
import { AwsError } from './errors.js';
import {
  blob,
  boolean,
  document,
  double,
  integer,
  list,
  long,
  map,
  string,
  structure,
  timestamp,
  type Shape,
} from './shapes.js';

const Inner = structure('Inner', { Name: string() });
const shapes = {
  String: string(),
  Boolean: boolean,
  Integer: integer(),
  Long: long(),
  Double: double(),
  Timestamp: timestamp,
  Blob: blob(),
  List: list(string()),
  Structures: list(Inner),
  Lists: map(string(), list(Inner)),
  Maps: list(map(string(), Inner)),
  Map: map(string(), Inner),
  Names: map(string(), string()),
  Structure: Inner,
  Document: document<unknown>({ name: 'D', stands: () => Inner, read: (json) => ({ json }), write: JSON.stringify }),
  Documents: list(
    document<unknown>({
      name: 'D',
      stands: () => map(string(), Inner),
      read: (json) => ({ json }),
      write: JSON.stringify,
    }),
  ),
} satisfies Record<string, Shape>;
type Type = keyof typeof shapes;

const decoder = new TypedDecoder('com.example.v1');
const decode = (type: Type, value: unknown): unknown =>
  (decoder.decode(structure('Input', { X: shapes[type] }), { X: value }) as { X?: unknown }).X;

const object = 'Start of structure or map found where not expected';
const field = 'Unexpected field type';
const payload = 'Unexpected value type in payload';
const parameterized =
  "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class (sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of loader 'bootstrap')";

const refused: Record<Type, readonly (readonly [value: unknown, message: string])[]> = {
  String: [
    [23, 'NUMBER_VALUE cannot be converted to String'],
    [-2.5, 'DECIMAL_VALUE cannot be converted to String'],
    [true, 'TRUE_VALUE cannot be converted to String'],
    [false, 'FALSE_VALUE cannot be converted to String'],
    [[], 'Unrecognized collection type class java.lang.String'],
    [{}, object],
  ],
  Boolean: [
    [1, 'NUMBER_VALUE cannot be converted to Boolean'],
    [0.5, 'DECIMAL_VALUE cannot be converted to Boolean'],
    ['maybe', 'Unexpected token received from parser'],
    [[], 'Unrecognized collection type class java.lang.Boolean'],
    [{}, object],
  ],
  Integer: [
    ['1', 'STRING_VALUE cannot be converted to Integer'],
    [true, 'TRUE_VALUE cannot be converted to Integer'],
    [[], 'Unrecognized collection type class java.lang.Integer'],
    [{}, object],
  ],
  Long: [
    ['1', 'STRING_VALUE cannot be converted to Long'],
    [false, 'FALSE_VALUE cannot be converted to Long'],
    [[], 'Unrecognized collection type class java.lang.Long'],
  ],
  Double: [['1', 'STRING_VALUE cannot be converted to Double']],
  Timestamp: [['now', 'STRING_VALUE cannot be converted to Date']],
  Blob: [
    [1, 'only base-64-encoded strings are convertible to bytes'],
    [true, 'only base-64-encoded strings are convertible to bytes'],
    [[], 'Unrecognized collection type class java.nio.ByteBuffer'],
    ['abcde', 'Base64 encoded length is expected a multiple of 4 bytes but found: 5'],
    ['ab==', 'Invalid last non-pad Base64 character dectected'],
  ],
  List: [
    ['a', field],
    [1, field],
    [{}, object],
    [[1], 'NUMBER_VALUE cannot be converted to String'],
  ],
  Structures: [
    [['a'], payload],
    [[[]], 'Unrecognized collection type class com.example.v1.Inner'],
  ],
  Lists: [
    [[], 'Unrecognized collection type java.util.Map<java.lang.String, java.util.List<com.example.v1.Inner>>'],
    [{ a: 'b' }, parameterized],
    [{ a: {} }, object],
    [{ a: [1] }, payload],
  ],
  Maps: [
    [[1], parameterized],
    [[[]], 'Unrecognized collection type java.util.Map<java.lang.String, com.example.v1.Inner>'],
  ],
  Map: [
    [true, field],
    [[], 'Unrecognized collection type java.util.Map<java.lang.String, com.example.v1.Inner>'],
    [{ a: 1 }, payload],
  ],
  Names: [
    [[], 'Unrecognized collection type java.util.Map<java.lang.String, java.lang.String>'],
    [{ a: 1 }, 'NUMBER_VALUE cannot be converted to String'],
  ],
  Structure: [
    ['a', field],
    [[], 'Unrecognized collection type class com.example.v1.Inner'],
    [{ Name: 1 }, 'NUMBER_VALUE cannot be converted to String'],
  ],
  Document: [
    ['a', field],
    [[], 'Unrecognized collection type class com.example.v1.Inner'],
  ],
  Documents: [
    [['a'], parameterized],
    [[[]], 'Unrecognized collection type java.util.Map<java.lang.String, com.example.v1.Inner>'],
  ],
};

describe('refuses what does not fit, in the words of the older layer', () => {
  for (const [type, cases] of Object.entries(refused) as [Type, (typeof refused)[Type]][])
    test(type, () => {
      for (const [value, message] of cases)
        assert.throws(
          () => decode(type, value),
          (error) =>
            error instanceof AwsError &&
            error.code === 'SerializationException' &&
            error.capitalMessage &&
            error.message === message,
          `${type} ${JSON.stringify(value)}`,
        );
    });
});

test('takes booleans from text, and cuts numbers down', () => {
  for (const yes of ['true', 'TRUE', '1', 'yes']) assert.equal(decode('Boolean', yes), true);
  for (const no of ['false', 'False', '0', 'NO']) assert.equal(decode('Boolean', no), false);
  assert.equal(decode('Integer', 3.9), 3);
  assert.equal(decode('Integer', 1e30), 2_147_483_647);
  assert.equal(decode('Long', -0), 0);
  assert.equal(decode('Timestamp', 1_700_000_000.123), 1_700_000_000_123);
  assert.equal((decode('Blob', 'aGk=') as Blob).byteLength, 2);
});

test('drops what it does not know and what is null, and keeps nulls in lists and maps', () => {
  const shape = structure('Input', { Name: string(), Names: list(string()), Map: map(string(), Inner) });
  assert.deepEqual(decoder.decode(shape, { Name: null, Other: 1, Names: ['a', null] }), { Names: ['a', null] });
  const { Map: decoded } = decoder.decode(shape, JSON.parse('{"Map":{"__proto__":{"Name":"a","X":1},"b":null}}'));
  assert.deepEqual(Object.entries(decoded ?? {}), [
    ['__proto__', { Name: 'a' }],
    ['b', null],
  ]);
});

test('lets documents read themselves', () => {
  assert.deepEqual(decode('Document', { a: 1 }), { json: { a: 1 } });
  assert.deepEqual(decode('Documents', [{ a: 1 }, null]), [{ json: { a: 1 } }, null]);
});

test('refuses, without a message, a body that is no object', () => {
  for (const body of [[], 'a', 1, null])
    assert.throws(
      () => decoder.decode(Inner, body),
      (error) => error instanceof AwsError && !error.hasMessage,
    );
});
