import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Column, Value } from '../types/sql-type.js';
import { leastTimestamp, greatestTimestamp } from '../values/datetimes.js';
import { parseColumnType } from './input-format.js';
import { recordReader } from './reader.js';
import { recordWriter } from './writer.js';

const column = (name: string, sqlType: string): Column => ({
  name,
  type: parseColumnType(sqlType) ?? { kind: 'NULL' },
});

describe('an output record', () => {
  it("of the workshop's summary", () => {
    const columns = [column('Name', 'VARCHAR(16)'), column('StatusTime', 'TIMESTAMP'), column('Distance', 'SMALLINT')];
    const row = ['Shadowfax', Date.UTC(2018, 2, 18, 3, 20), 362];
    equal(
      recordWriter('JSON', columns)(row),
      '{"Name":"Shadowfax","StatusTime":"2018-03-18 03:20:00.000","Distance":362}',
    );
    equal(recordWriter('CSV', columns)(row), 'Shadowfax,2018-03-18 03:20:00.000,362\n');
  });

  const cases: readonly (readonly [type: string, value: Value, json: string, csv: string])[] = [
    ['VARCHAR(9)', null, 'null', ''],
    ['VARCHAR(9)', '', '""', '""'],
    ['VARCHAR(9)', 'a"b', String.raw`"a\"b"`, '"a""b"'],
    ['VARCHAR(9)', 'a,b\n', String.raw`"a,b\n"`, '"a,b\n"'],
    ['BOOLEAN', true, 'true', 'true'],
    ['BIGINT', 2n ** 63n - 1n, '9223372036854775807', '9223372036854775807'],
    ['DECIMAL(4,2)', -5n, '-0.05', '-0.05'],
    ['DECIMAL(4,2)', 1230n, '12.30', '12.30'],
    ['REAL', Math.fround(0.1), '0.1', '0.1'],
    ['DOUBLE', 30.14, '30.14', '30.14'],
    ['DOUBLE', Number.NaN, 'null', 'NaN'],
    ['DATE', 0, '"1970-01-01"', '1970-01-01'],
    ['TIME', 1000, '"00:00:01"', '00:00:01'],
    ['TIME', 1005, '"00:00:01.005"', '00:00:01.005'],
    ['TIMESTAMP', -1, '"1969-12-31 23:59:59.999"', '1969-12-31 23:59:59.999'],
    ['VARBINARY(4)', Uint8Array.of(1, 2, 3, 255), '"AQID/w=="', 'AQID/w=='],
  ];
  for (const [type, value, json, csv] of cases)
    it(`${type} ${String(value)}`, () => {
      const columns = [column('a "b"', type)];
      equal(recordWriter('JSON', columns)([value]), `{"a \\"b\\"":${json}}`);
      equal(recordWriter('CSV', columns)([value]), `${csv}\n`);
    });
});

const finite = { noNaN: true, noDefaultInfinity: true } as const;
/** A type, and values of it that reading gives back as they were. */
const values: readonly (readonly [type: string, fc.Arbitrary<Value>])[] = [
  ['BOOLEAN', fc.boolean()],
  ['TINYINT', fc.integer({ min: -128, max: 127 })],
  ['INTEGER', fc.integer()],
  ['BIGINT', fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })],
  ['DECIMAL(18,0)', fc.bigInt({ min: 1n - 10n ** 18n, max: 10n ** 18n - 1n })],
  ['DECIMAL(9,4)', fc.bigInt({ min: 1n - 10n ** 9n, max: 10n ** 9n - 1n })],
  ['DOUBLE', fc.double(finite).map((value) => value + 0)],
  ['REAL', fc.float(finite).map((value) => value + 0)],
  ['VARCHAR(1000)', fc.string({ unit: 'binary' })],
  ['DATE', fc.integer({ min: -700_000, max: 2_900_000 }).map((days) => days * 86_400_000)],
  ['TIME', fc.integer({ min: 0, max: 86_399_999 })],
  ['TIMESTAMP', fc.integer({ min: leastTimestamp, max: greatestTimestamp })],
];

describe('what is written', () => {
  const columns = values.map(([type], place) => column(`c "${place}"`, type));
  const rows = fc.array(fc.tuple(...values.map(([, value]) => fc.option(value))), { minLength: 1, maxLength: 4 });

  it('as JSON is read again', () => {
    const mapped = columns.map(({ name, type }) => ({ name, type, mapping: `$['${name}']` }));
    const reader = recordReader({ kind: 'JSON', rowPath: '$' }, mapped);
    const write = recordWriter('JSON', columns);
    fc.assert(
      fc.property(rows, fc.constantFrom('', '\n'), (written, between) => {
        const text = written.map((row) => write(row)).join(between);
        deepEqual(
          reader.read(new TextEncoder().encode(text)).map((row) => row.values),
          written,
        );
      }),
    );
  });

  it('as CSV is read again', () => {
    const reader = recordReader({ kind: 'CSV', rowDelimiter: '\n', columnDelimiter: ',' }, columns);
    const write = recordWriter('CSV', columns);
    fc.assert(
      fc.property(rows, (written) => {
        const text = written.map((row) => write(row)).join('');
        deepEqual(
          reader.readText(text).map((row) => row.values),
          written,
        );
      }),
    );
  });
});
