import { deepEqual, equal, match, throws } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Value } from '../types/sql-type.js';
import { type InputColumn, InputFormatError, parseColumnType } from './input-format.js';
import { type ReadRow, recordReader } from './reader.js';

const json = { kind: 'JSON', rowPath: '$' } as const;
const csv = { kind: 'CSV', rowDelimiter: '\n', columnDelimiter: ',' } as const;

const column = (name: string, sqlType: string, mapping?: string): InputColumn => {
  const type = parseColumnType(sqlType);
  if (type === undefined) throw new Error(sqlType);
  return { name, type, ...(mapping === undefined ? {} : { mapping }) };
};

/** Values of rows; of errors their codes. */
const outcome = (rows: readonly ReadRow[]): (readonly Value[] | string)[] =>
  rows.map(({ values, error }) => values ?? error?.code ?? '');

const unicorn = [
  column('Distance', 'DOUBLE', '$.Distance'),
  column('HealthPoints', 'INTEGER', '$.HealthPoints'),
  column('Name', 'VARCHAR(16)', '$.Name'),
  column('StatusTime', 'TIMESTAMP', '$.StatusTime'),
];
const shadowfax = '{"Distance":30.14,"HealthPoints":150,"Name":"Shadowfax","StatusTime":"2018-03-18 03:20:01.123"}\n';
const shadowfaxRow = [30.14, 150, 'Shadowfax', Date.UTC(2018, 2, 18, 3, 20, 1, 123)];

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

/** A column's type, a JSON value, and what becomes of it; undefined: a coercion error. */
const conversions: readonly (readonly [type: string, value: string, expected: Value | undefined])[] = [
  ['INTEGER', 'null', null],
  ['TIMESTAMP', 'null', null],
  ['INTEGER', '12', 12],
  ['INTEGER', '12.0', 12],
  ['INTEGER', '123.4', undefined],
  ['INTEGER', '2147483647', 2_147_483_647],
  ['INTEGER', '2147483648', undefined],
  ['INTEGER', '-0', 0],
  ['INTEGER', '"42"', 42],
  ['INTEGER', '" -42 "', -42],
  ['INTEGER', '"1.5"', undefined],
  ['INTEGER', '""', undefined],
  ['INTEGER', '"x"', undefined],
  ['INTEGER', 'true', 1],
  ['INTEGER', 'false', 0],
  ['INTEGER', '[1]', undefined],
  ['INTEGER', '{"a":1}', undefined],
  ['TINYINT', '-128', -128],
  ['TINYINT', '128', undefined],
  ['SMALLINT', '32768', undefined],
  ['BIGINT', '7', 7n],
  ['BIGINT', '9007199254740993', 9_007_199_254_740_993n],
  ['BIGINT', '9223372036854775807', 2n ** 63n - 1n],
  ['BIGINT', '9223372036854775808', undefined],
  ['BIGINT', '"-9223372036854775808"', -(2n ** 63n)],
  ['BIGINT', '1.5', undefined],
  ['DECIMAL(5,2)', '30.14', 3014n],
  ['DECIMAL(5,2)', '0.1', 10n],
  ['DECIMAL(5,2)', '-999.99', -99_999n],
  ['DECIMAL(5,2)', '1000', undefined],
  ['DECIMAL(5,2)', '1.234', 123n],
  ['DECIMAL(5,2)', '-0.125', -13n],
  ['DECIMAL(5,2)', '1e-9', 0n],
  ['DECIMAL(5,2)', '999.995', undefined],
  ['DECIMAL(5,2)', '0.4833333333333333', 48n],
  ['DECIMAL(5,2)', '"1.230"', 123n],
  ['DECIMAL(5,2)', 'true', 100n],
  ['DECIMAL(1,1)', '"1.0"', 10n],
  ['DECIMAL(1,1)', '0.5', 5n],
  ['DECIMAL(1,1)', '1.5', undefined],
  ['DECIMAL(1,1)', '10', undefined],
  ['DECIMAL(18,4)', '12345678901234.5678', 123_456_789_012_345_678n],
  ['DOUBLE', '30.14', 30.14],
  ['DOUBLE', '"1e3"', 1000],
  ['DOUBLE', '1e999', undefined],
  ['DOUBLE', '"NaN"', undefined],
  ['REAL', '0.1', Math.fround(0.1)],
  ['REAL', '1e39', undefined],
  ['BOOLEAN', 'true', true],
  ['BOOLEAN', '0', false],
  ['BOOLEAN', '-3.5', true],
  ['BOOLEAN', '"TRUE"', true],
  ['BOOLEAN', '"yes"', false],
  ['BOOLEAN', '[]', undefined],
  ['VARCHAR(4)', '"Shadowfax"', 'Shad'],
  ['VARCHAR(2)', '"a😀"', 'a'],
  ['VARCHAR(4)', 'false', 'fals'],
  ['VARCHAR(8)', '1.50', '1.50'],
  ['VARCHAR(32)', '12345678901234567890', '12345678901234567890'],
  ['VARCHAR(64)', '[ {"id": "a b", "n": 1.0 }, [ ] ]', '[{"id":"a b","n":1.0},[]]'],
  ['VARCHAR(64)', '{ "2": "\\" x", "1": null }', '{"2":"\\" x","1":null}'],
  ['CHAR(4)', '"ab"', 'ab  '],
  ['DATE', '"1992-02-14"', Date.UTC(1992, 1, 14)],
  ['DATE', '"1992-02-14 18:35:44.0"', Date.UTC(1992, 1, 14)],
  ['TIMESTAMP', '"1992-02-14"', Date.UTC(1992, 1, 14)],
  ['TIMESTAMP', '"1992-02-14 18:35:44.0"', Date.UTC(1992, 1, 14, 18, 35, 44)],
  ['TIMESTAMP', '"1992-02-14 18:35:44.123456789"', Date.UTC(1992, 1, 14, 18, 35, 44, 123)],
  ['TIMESTAMP', '"2018-04-05T17:31:00Z"', Date.UTC(2018, 3, 5, 17, 31)],
  ['TIMESTAMP', '"2018-05-09T12:50:41.337510"', Date.UTC(2018, 4, 9, 12, 50, 41, 337)],
  ['TIMESTAMP', '"2018-05-09T12:50:41.3+02:00"', Date.UTC(2018, 4, 9, 10, 50, 41, 300)],
  ['TIMESTAMP', '"2018-05-09 12:50:41-0530"', Date.UTC(2018, 4, 9, 18, 20, 41)],
  ['TIMESTAMP', '"2018-05-09T12:50"', undefined],
  ['TIMESTAMP', '"2018-05-09T12:50:41 UTC"', undefined],
  ['TIMESTAMP', '"2018-05-09T12:50:41+24:00"', undefined],
  ['TIMESTAMP', '"1993-02-29"', undefined],
  ['TIMESTAMP', '"1992-02-14 24:00:00"', undefined],
  ['TIMESTAMP', '"1992-02-14 18:35:44."', undefined],
  ['TIMESTAMP', '709324544', undefined],
  ['TIMESTAMP', 'true', undefined],
  ['TIME', '"18:35:44.5"', ((18 * 60 + 35) * 60 + 44) * 1000 + 500],
  ['TIME', '"1992-02-14 00:00:01"', 1000],
  ['BINARY(3)', 'true', bytes(0, 0, 1)],
  ['VARBINARY(3)', 'false', bytes(0)],
  ['VARBINARY(4)', `"X'3F67A23A'"`, bytes(0x3f, 0x67, 0xa2, 0x3a)],
  ['BINARY(3)', `"x'3f'"`, bytes(0x3f, 0, 0)],
  ['VARBINARY(3)', `"X'3F67A23A'"`, undefined],
  ['VARBINARY(4)', `"X'3F6'"`, undefined],
  ['BINARY(1)', '1', undefined],
];

describe('a JSON record', () => {
  for (const [type, value, expected] of conversions)
    it(`${value} in a ${type} column`, () => {
      const rows = recordReader(json, [column('c', type, '$.c')]).readText(`{"c":${value}}`);
      deepEqual(outcome(rows), [expected === undefined ? 'Coercion error' : [expected]]);
    });

  it("of the workshop's producer, its newline included", () => {
    const reader = recordReader(json, unicorn);
    deepEqual(reader.read(new TextEncoder().encode(shadowfax)), [{ values: shadowfaxRow }]);
  });

  it('has NULL for what is absent, and paths are case-sensitive', () => {
    deepEqual(outcome(recordReader(json, unicorn).readText('{"name":"Shadowfax"}')), [[null, null, null, null]]);
  });

  it('says what a coercion error is about', () => {
    const [row] = recordReader(json, unicorn).readText('{"HealthPoints":"many"}');
    deepEqual(row?.error, {
      code: 'Coercion error',
      message: 'For input string: "many"',
      column: 'HealthPoints',
      text: '{"HealthPoints":"many"}',
    });
  });

  const documents: readonly (readonly [text: string, expected: readonly (number | string)[]])[] = [
    ['', []],
    [' \r\n', []],
    ['{"c":1}{"c":2}', [1, 2]],
    ['{"c":1}\n{"c":2}\n\n{"c":3}\n', [1, 2, 3]],
    ['{"c":1,"s":"}{"} {"c":2}', [1, 2]],
    ['{"c":1}\noops\n{"c":2}', [1, 'Parse error', 2]],
    ['{"c":1}{"c":}{"c":3}', [1, 'Parse error', 3]],
    ['{"c":1}{"c":2', [1, 'Parse error']],
    ['[{"c":1},{"c":2}]', [1, 2]],
    ['[1]', ['Parse error']],
    ['7', ['Parse error']],
    ['{"c":1', ['Parse error']],
  ];
  for (const [text, expected] of documents)
    it(`may be ${JSON.stringify(text)}`, () => {
      const found = outcome(recordReader(json, [column('c', 'INTEGER', '$.c')]).readText(text));
      deepEqual(
        found.map((row) => (typeof row === 'string' ? row : row[0])),
        expected,
      );
    });

  it('tells of a coercion error as AWS did', () => {
    // Recorded in 2019, and its DATA_ROW was the record.
    const text = '{"UTC_TIME":1560885836923,"INT_VALUE":"a"}';
    const columns = [column('UTC_TIME', 'BIGINT', '$.UTC_TIME'), column('INT_VALUE', 'INTEGER', '$.INT_VALUE')];
    const [row] = recordReader(json, columns).readText(text);
    deepEqual(row?.error, { code: 'Coercion error', message: 'For input string: "a"', column: 'INT_VALUE', text });
  });

  it('that is none tells where', () => {
    const [row] = recordReader(json, unicorn).readText('{"Distance":30.14,}');
    equal(row?.error?.message, 'The record is not JSON: unexpected character at position 19');
  });

  it('never yields what objects inherit', () => {
    const columns = ['constructor', '__proto__', 'toString'].map((name) => column(name, 'VARCHAR(64)', `$.${name}`));
    const reader = recordReader(json, columns);
    deepEqual(outcome(reader.readText('{}')), [[null, null, null]]);
    deepEqual(outcome(reader.readText('{"__proto__":{"a":1},"constructor":"x"}')), [['x', '{"a":1}', null]]);
  });
});

const order = `{ "customerName":"John Doe", "address": {"city":"Anytown"}, "orders": [
  { "orderId":"23284", "itemName":"Widget" }, { "orderId":"63122" } ], "tags": ["a", "b"] }`;

describe('the paths of a schema', () => {
  const cases: readonly (readonly [name: string, rowPath: string, mappings: readonly string[], expected: unknown])[] = [
    [
      'members and their members',
      '$',
      ['$.customerName', "$['address']['city']", '$.address.x.y'],
      [['John Doe', 'Anytown', null]],
    ],
    ['an element', '$', ['$.tags[1]', '$.tags[2]', '$.orders[1].orderId'], [['b', null, '63122']]],
    ['a whole array', '$', ['$.tags[0:]', '$.tags'], [['["a","b"]', '["a","b"]']]],
    [
      'an array whose elements are rows',
      '$',
      ['$.customerName', '$.orders[0:].orderId', '$.orders[0:].itemName'],
      [
        ['John Doe', '23284', 'Widget'],
        ['John Doe', '63122', null],
      ],
    ],
    ['an array that is not there', '$', ['$.customerName', '$.none[0:].orderId'], [['John Doe', null]]],
    ['a row path to an array', '$.orders', ['$.orderId'], [['23284'], ['63122']]],
    ['a row path to its elements', '$.orders[0:]', ['$.orderId'], [['23284'], ['63122']]],
    ['a row path to values', '$.tags', ['$'], [['a'], ['b']]],
    ['a row path to an object', '$.address', ['$.city'], [['Anytown']]],
    ['a row path to nothing', '$.nothing', ['$.city'], ['Parse error']],
  ];
  for (const [name, rowPath, mappings, expected] of cases)
    it(name, () => {
      const columns = mappings.map((mapping, place) => column(`c${place}`, 'VARCHAR(64)', mapping));
      deepEqual(outcome(recordReader({ kind: 'JSON', rowPath }, columns).readText(order)), expected);
    });

  it('read the same from an array at the root', () => {
    const columns = [column('a', 'INTEGER', '$[0:].a')];
    deepEqual(outcome(recordReader(json, columns).readText('[{"a":1},{"a":2}]')), [[1], [2]]);
  });

  for (const mappings of [
    ['$.a[0:].b', '$.c[0:].d'],
    ['$.a[0:].b[0:].c'],
    ['$..a'],
    ['$.a[?(@.b)]'],
    ['$.'],
    ['$.a[1:2]'],
  ])
    it(`${mappings.join(' and ')} cannot be`, () => {
      const columns = mappings.map((mapping) => column('c', 'VARCHAR(4)', mapping));
      throws(() => recordReader(json, columns), InputFormatError);
    });
});

describe('a CSV record', () => {
  const columns = [column('a', 'VARCHAR(16)'), column('b', 'INTEGER'), column('c', 'VARCHAR(16)')];
  const cases: readonly (readonly [text: string, expected: unknown])[] = [
    [
      'x,1,y\nz,2,w\n',
      [
        ['x', 1, 'y'],
        ['z', 2, 'w'],
      ],
    ],
    ['x,1,y\r\n', [['x', 1, 'y']]],
    ['x, 1 ,y,more', [['x', 1, 'y']]],
    ['x,1', [['x', 1, null]]],
    [',,\n', [[null, null, null]]],
    ['"",1,""', [['', 1, '']]],
    [
      '"a,b\nc",1,"say ""hi"""\nd,2,e',
      [
        ['a,b\nc', 1, 'say "hi"'],
        ['d', 2, 'e'],
      ],
    ],
    ['5" pipe,1,y', [['5" pipe', 1, 'y']]],
    ['a,b,c\nx,1,y', ['Coercion error', ['x', 1, 'y']]],
    ['"a,1,y\nx,2,z', ['Parse error', ['x', 2, 'z']]],
    ['\n\n', []],
  ];
  for (const [text, expected] of cases)
    it(JSON.stringify(text), () => deepEqual(outcome(recordReader(csv, columns).readText(text)), expected));

  it('with delimiters of several characters', () => {
    const reader = recordReader({ kind: 'CSV', rowDelimiter: '\r\n', columnDelimiter: '||' }, columns);
    deepEqual(outcome(reader.readText('x||1||y\r\n"||"||2||w')), [
      ['x', 1, 'y'],
      ['||', 2, 'w'],
    ]);
  });

  it('needs delimiters that differ', () => {
    for (const columnDelimiter of ['', '\n'])
      throws(() => recordReader({ ...csv, columnDelimiter }, columns), InputFormatError);
  });
});

describe('hostile records', () => {
  const reader = recordReader(json, unicorn);

  it('with too many rows end in an error', () => {
    const rows = recordReader(json, unicorn, { mostRows: 3 }).readText('{}'.repeat(1000));
    deepEqual(outcome(rows).slice(3), ['Parse error']);
    match(rows[3]?.error?.message ?? '', /more than 3 rows/);
    equal(recordReader(csv, unicorn, { mostRows: 3 }).readText(',\n'.repeat(1000)).length, 4);
    equal(recordReader(json, unicorn, { mostRows: 3 }).readText(`[${'{},'.repeat(999)}{}]`).length, 4);
  });

  for (const [name, text] of [
    ['brackets', '['.repeat(500_000)],
    ['closed brackets', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['a string without an end', `{"a":"${'\\'.repeat(500_000)}`],
    ['quotes', '"'.repeat(500_000)],
  ] as const)
    it(`of ${name} are one error`, () => deepEqual(outcome(reader.readText(text)), ['Parse error']));

  it('nested too deep for what a column needs', () => {
    const text = `{"Name":${'['.repeat(1000)}${']'.repeat(1000)}}`;
    match(reader.readText(text)[0]?.error?.message ?? '', /500 levels/);
  });

  it('that are no UTF-8 are read with replacement characters', () => {
    const name = recordReader(json, [column('Name', 'VARCHAR(16)', '$.Name')]);
    const data = new TextEncoder().encode('{"Name":"a?b"}');
    data[10] = 0xff;
    deepEqual(outcome(name.read(data)), [['a\u{fffd}b']]);
  });

  it('never make the reader throw', () => {
    const readers = [reader, recordReader(csv, unicorn)];
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      ',',
      ':',
      '\\',
      '\n',
      '\r',
      ' ',
      '1',
      '-',
      'null',
      'a',
      '{"Name":"x"}',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        for (const each of readers) each.readText(pieces.join(''));
      }),
      { numRuns: 500 },
    );
  });
});
