import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type InputColumn, parseColumnType } from '../records/input-format.js';
import { recordReader } from '../records/reader.js';
import { NULL } from '../types/sql-type.js';
import { discoverSchema } from './discover-schema.js';
import type { DiscoveredSchema } from './discovered-schema.js';

const discover = (...records: string[]): DiscoveredSchema | undefined =>
  discoverSchema(records.map((record) => new TextEncoder().encode(record)));

/** `name TYPE mapping` of each column. */
const columnsOf = (...records: string[]): string[] | undefined =>
  discover(...records)?.columns.map(({ name, sqlType, mapping }) =>
    [name, sqlType, mapping].filter((part) => part !== undefined).join(' '),
  );

describe('discovery of JSON', () => {
  it("finds the schema of the workshop's unicorns", () => {
    const record = `{"Distance":30.14,"HealthPoints":150,"Latitude":40.749,"Longitude":-73.985,"MagicPoints":151,"Name":"Shadowfax","StatusTime":"2018-03-18 03:20:01.123"}\n`;
    deepEqual(discover(record), {
      format: { kind: 'JSON', rowPath: '$' },
      encoding: 'UTF-8',
      columns: [
        { name: 'Distance', sqlType: 'DOUBLE', mapping: '$.Distance' },
        { name: 'HealthPoints', sqlType: 'INTEGER', mapping: '$.HealthPoints' },
        { name: 'Latitude', sqlType: 'DOUBLE', mapping: '$.Latitude' },
        { name: 'Longitude', sqlType: 'DOUBLE', mapping: '$.Longitude' },
        { name: 'MagicPoints', sqlType: 'INTEGER', mapping: '$.MagicPoints' },
        { name: 'Name', sqlType: 'VARCHAR(16)', mapping: '$.Name' },
        { name: 'StatusTime', sqlType: 'TIMESTAMP', mapping: '$.StatusTime' },
      ],
      parsed: [['30.14', '150', '40.749', '-73.985', '151', 'Shadowfax', '2018-03-18 03:20:01.123']],
    });
  });

  it('takes columns as they are met first, and their types from how values are written', () => {
    // Two records of the CloudEvents specification, and what the service inferred from them.
    const first = `{ "specversion": "1.0", "type": "com.github.pull_request.opened", "source": "https://github.com/cloudevents/spec/pull",
      "subject": "123", "id": "A234-1234-1234", "time": "2018-04-05T17:31:00Z", "thing1": "value", "x-stuff": 5,
      "datacontenttype": "text/xml", "data": "<much wow=\\"xml\\"/>" }`;
    const second = `{ "specversion": "1.0", "type": "com.github.pull_request.opened", "comexampleextension1": "value", "comexampleothervalue": 5 }`;
    deepEqual(columnsOf(first, second), [
      'specversion DECIMAL(1,1) $.specversion',
      'type VARCHAR(32) $.type',
      'source VARCHAR(64) $.source',
      'subject INTEGER $.subject',
      'id VARCHAR(16) $.id',
      'COL_time VARCHAR(32) $.time',
      'thing1 VARCHAR(8) $.thing1',
      'COL_xstuff INTEGER $.x-stuff',
      'datacontenttype VARCHAR(8) $.datacontenttype',
      'data VARCHAR(32) $.data',
      'comexampleextension1 VARCHAR(8) $.comexampleextension1',
      'comexampleothervalue INTEGER $.comexampleothervalue',
    ]);
    equal(discover(first)?.parsed[0]?.[0], '1.0');
  });

  const types: readonly (readonly [values: string, type: string])[] = [
    ['1', 'INTEGER'],
    ['3000000000', 'BIGINT'],
    ['12345678901234567890', 'DOUBLE'],
    ['1e3', 'DOUBLE'],
    ['1, 2.5', 'DOUBLE'],
    ['1, 3000000000', 'BIGINT'],
    ['"1.0"', 'DECIMAL(1,1)'],
    ['"1.5"', 'DECIMAL(2,1)'],
    ['"12.0"', 'DECIMAL(3,1)'],
    ['"33.99", "1234.5"', 'DECIMAL(6,2)'],
    ['"33.99", 1.5', 'DOUBLE'],
    ['"00501"', 'VARCHAR(8)'],
    ['true, false', 'BOOLEAN'],
    ['"true"', 'BOOLEAN'],
    ['true, 1', 'VARCHAR(4)'],
    ['"1992-02-14"', 'DATE'],
    ['"1992-02-14", "1992-02-14 18:35:44.0"', 'TIMESTAMP'],
    ['"18:35:44"', 'TIME'],
    ['null', 'VARCHAR(4)'],
    ['null, 1', 'INTEGER'],
    ['""', 'VARCHAR(4)'],
    ['"abcd", "abcde"', 'VARCHAR(8)'],
    [`"${'x'.repeat(70_000)}"`, 'VARCHAR(65535)'],
    ['[1, 2]', 'VARCHAR(8)'],
    ['"x", {"a": 1}', 'VARCHAR(4)'],
  ];
  for (const [values, type] of types)
    it(`${values.slice(0, 50)} is ${type}`, () => {
      const found = discover(...records(values));
      equal(found?.columns[0]?.sqlType, type);
    });

  it('goes into objects, and makes rows of the first array of objects', () => {
    const record = `{"id":1,"at":{"city":"Anytown","geo":{"lat":1.5}},"orders":[{"id":7},{"id":8,"what":"Widget"}],"others":[{"x":1}],"tags":["a"]}`;
    deepEqual(columnsOf(record), [
      'id INTEGER $.id',
      'city VARCHAR(8) $.at.city',
      'lat DOUBLE $.at.geo.lat',
      'id0 INTEGER $.orders[0:].id',
      'what VARCHAR(8) $.orders[0:].what',
      'others VARCHAR(16) $.others[0:]',
      'tags VARCHAR(8) $.tags[0:]',
    ]);
    deepEqual(discover(record)?.parsed, [
      ['1', 'Anytown', '1.5', '7', null, '[{"x":1}]', '["a"]'],
      ['1', 'Anytown', '1.5', '8', 'Widget', '[{"x":1}]', '["a"]'],
    ]);
  });

  it('reads arrays of records, and several records in one', () => {
    deepEqual(columnsOf('[{"a":1},{"a":2.5}]'), ['a DOUBLE $[0:].a']);
    deepEqual(columnsOf('{"a":1}{"a":2}\n{"b":3}'), ['a INTEGER $.a', 'b INTEGER $.b']);
  });

  it('names columns so that SQL can', () => {
    const names = ['USER', 'USER@DOMAIN', '@@', '1st', 'fine_1', 'Straße', 'a.b', `${'n'.repeat(101)}`, 'x!', 'x?'];
    const found = discover(JSON.stringify(Object.fromEntries(names.map((name) => [name, 1]))));
    deepEqual(
      found?.columns.map(({ name }) => name),
      [
        'COL_USER',
        'COL_USERDOMAIN',
        'COL_2',
        'COL_1st',
        'fine_1',
        'COL_Strae',
        'COL_ab',
        `COL_${'n'.repeat(96)}`,
        'COL_x',
        'COL_x0',
      ],
    );
    equal(found?.columns[6]?.mapping, "$['a.b']");
  });

  it('yields a schema by which the sample can be read', () => {
    fc.assert(
      fc.property(
        fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), { minLength: 1, maxLength: 3 }),
        (documents) => {
          const texts = documents.map((document) => JSON.stringify(document));
          const found = discover(...texts);
          if (found === undefined) return;
          const columns = found.columns.map(({ name, sqlType, mapping = '' }): InputColumn => ({
            name,
            type: parseColumnType(sqlType) ?? NULL,
            mapping,
          }));
          const reader = recordReader(found.format, columns);
          for (const text of texts)
            for (const { error } of reader.readText(text)) equal(error?.code === 'Parse error', false);
        },
      ),
    );
  });
});

const records = (values: string): string[] => {
  // As JSON writes them, and not as JSON.parse would make them anew.
  const separate = values.split(/, (?![^[{]*[\]}])/);
  return separate.map((value) => `{"v":${value}}`);
};

describe('discovery of CSV', () => {
  it('finds the header of a file', () => {
    const file =
      'year,month,state,producer_type,energy_source,units,consumption\r\n2001,1,AK,TotalElectricPowerIndustry,Coal,ShortTons,47615\r\n2001,1,AK,ElectricGeneratorsElectricUtilities,Coal,ShortTons,16535';
    const found = discover(file);
    deepEqual(found?.format, { kind: 'CSV', rowDelimiter: '\r\n', columnDelimiter: ',' });
    deepEqual(columnsOf(file), [
      'COL_year INTEGER',
      'COL_month INTEGER',
      'state VARCHAR(4)',
      'producer_type VARCHAR(64)',
      'energy_source VARCHAR(4)',
      'units VARCHAR(16)',
      'consumption INTEGER',
    ]);
    deepEqual(found?.parsed.slice(0, 2), [
      [null, null, 'state', 'producer_type', 'energy_source', 'units', null],
      ['2001', '1', 'AK', 'TotalElectricPowerIndustry', 'Coal', 'ShortTons', '47615'],
    ]);
  });

  it('numbers the columns where there is none', () => {
    deepEqual(columnsOf('a|1|2018-03-18 03:20:01\n', 'b|2.5|2018-03-18 03:20:02\n'), [
      'COL_0 VARCHAR(4)',
      'COL_1 DECIMAL(2,1)',
      'COL_2 TIMESTAMP',
    ]);
  });

  it('reads quoted fields', () => {
    deepEqual(columnsOf('"Smith, Ann"\t"1"\n"Jones"\t"2"\n'), ['COL_0 VARCHAR(16)', 'COL_1 INTEGER']);
  });
});

describe('discovery of neither', () => {
  for (const sample of [[], [''], ['{}'], ['hello world'], ['one line', 'another'], ['{"a":'], ['<a b="c"/>']])
    it(JSON.stringify(sample), () => equal(discover(...sample), undefined));

  it('bears hostile samples', () => {
    equal(discover('['.repeat(100_000)), undefined);
    equal(discover(','.repeat(100_000)), undefined);
    equal(discover(`{"a":${'['.repeat(400)}${']'.repeat(400)}}`)?.columns.length, 1);
    equal(
      discover(JSON.stringify(Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`c${n}`, n]))))?.columns
        .length,
      1000,
    );
    equal(discover('{"a":1}\n'.repeat(5000))?.parsed.length, 1000);
  });
});
