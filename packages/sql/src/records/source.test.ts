import { deepEqual, equal, throws } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { timestampText } from '../values/datetimes.js';
import { timestampFromText } from './datetime-text.js';
import { parseColumnType } from './input-format.js';
import { parsePath, pathText } from './json-path.js';
import { JsonError, NumberText, parseSource } from './json-source.js';
import { unscaledFromText } from './number-text.js';

/** As JSON.parse would have it. */
function plain(value: unknown): unknown {
  if (value instanceof NumberText) return Number(value.text);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)]));
}

describe('the reader that keeps the source', () => {
  it('reads what JSON.parse reads', () => {
    fc.assert(
      fc.property(fc.json({ noUnicodeString: false }), fc.constantFrom(0, 1, 2), (json, blanks) => {
        const spaced = JSON.stringify(JSON.parse(json), null, blanks);
        deepEqual(plain(parseSource(spaced).value), plain(JSON.parse(spaced)));
      }),
    );
  });

  it('tells the text of objects and arrays without blanks', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const source = parseSource(JSON.stringify([value], null, 2));
        equal(
          typeof source.value === 'object' && source.value !== null && source.textOf(source.value),
          JSON.stringify([value]),
        );
      }),
    );
  });

  for (const text of [
    '',
    '{',
    '{"a"}',
    '{"a":1,}',
    '[1,]',
    '01',
    '1.',
    '"\u0001"',
    "{'a':1}",
    'nul',
    '[1] 2',
    '{"a":1 "b":2}',
  ])
    it(`refuses ${JSON.stringify(text)}`, () => throws(() => parseSource(text), JsonError));
});

describe('paths', () => {
  for (const text of ['$', '$.a', '$.a.b', "$['a.b']", '$.x-stuff', '$.a[3].b', '$.items[0:].id', '$[0:]'])
    it(`${text} is written as it is read`, () => equal(pathText(parsePath(text) ?? []), text));

  for (const [text, same] of [
    ['a.b', '$.a.b'],
    ['$["a"][*]', '$.a[0:]'],
  ] as const)
    it(`${text} is ${same}`, () => equal(pathText(parsePath(text) ?? []), same));
});

describe('numbers and times as text', () => {
  it('timestamps survive', () => {
    const timestamps = fc.integer({ min: Date.UTC(1, 0, 1), max: Date.UTC(9999, 11, 31) });
    fc.assert(
      fc.property(timestamps, (ms) => timestampText(ms).length !== 23 || timestampFromText(timestampText(ms)) === ms),
    );
  });

  for (const [text, scale, expected] of [
    ['1.5', 1, 15n],
    ['-1.50', 1, -15n],
    ['.5', 2, 50n],
    ['5.', 0, 5n],
    ['+1e2', 0, 100n],
    ['1e-1', 1, 1n],
    ['1e-1', 0, undefined],
    ['0e999999999', 18, 0n],
    ['1e999999999', 0, undefined],
    ['1e-999999999', 0, undefined],
    ['.', 0, undefined],
    ['1 2', 0, undefined],
    ['0x10', 0, undefined],
  ] as const)
    it(`${text} with the scale ${scale}`, () => equal(unscaledFromText(text, scale, 'exactly'), expected));
});

describe('types of columns', () => {
  for (const [text, expected] of [
    ['VARCHAR(16)', { kind: 'VARCHAR', length: 16 }],
    [' varchar ( 16 ) ', { kind: 'VARCHAR', length: 16 }],
    ['CHARACTER VARYING(4)', { kind: 'VARCHAR', length: 4 }],
    ['DECIMAL(5,2)', { kind: 'DECIMAL', precision: 5, scale: 2 }],
    ['DECIMAL', { kind: 'DECIMAL', precision: 18, scale: 0 }],
    ['DECIMAL(19,5)', { kind: 'DECIMAL', precision: 18, scale: 5 }],
    ['numeric(3)', { kind: 'DECIMAL', precision: 3, scale: 0 }],
    ['INT', { kind: 'INTEGER' }],
    ['Double Precision', { kind: 'DOUBLE' }],
    ['TIMESTAMP(3)', { kind: 'TIMESTAMP' }],
    ['DECIMAL(2,3)', undefined],
    ['VARCHAR(0)', undefined],
    ['VARCHAR(65536)', undefined],
    ['INTEGER(3)', undefined],
    ['INTERVAL DAY', undefined],
    ['STRING', undefined],
    ['', undefined],
  ] as const)
    it(text, () => deepEqual(parseColumnType(text), expected));
});
