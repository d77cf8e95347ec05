import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ApplicationDetail } from '@aws-sdk/client-kinesis-analytics';
import { isAboutCode, loadCompiler, placeIn } from './check.js';
import { completionsOf, madeIn } from './completions.js';
import { differenceOf } from './difference.js';
import { templateIds, templateOf, welcome } from './templates.js';

const application: ApplicationDetail = {
  ApplicationName: 'wildrydes',
  ApplicationARN: 'arn:aws:kinesisanalytics:us-east-1:123456789012:application/wildrydes',
  ApplicationStatus: 'READY',
  ApplicationVersionId: 2,
  InputDescriptions: [
    {
      InputId: '2.1',
      NamePrefix: 'SOURCE_SQL_STREAM',
      InAppStreamNames: ['SOURCE_SQL_STREAM_001'],
      InputSchema: {
        RecordFormat: { RecordFormatType: 'JSON' },
        RecordColumns: [
          { Name: 'Name', SqlType: 'VARCHAR(16)' },
          { Name: 'StatusTime', SqlType: 'TIMESTAMP' },
          { Name: 'Distance', SqlType: 'DOUBLE' },
          { Name: 'MagicPoints', SqlType: 'INTEGER' },
          { Name: 'HealthPoints', SqlType: 'INTEGER' },
        ],
      },
    },
  ],
};
const kinds = { stream: 'stream', table: 'table', column: 'column', function: 'function', keyword: 'keyword' };

describe('SQL in the editor', async () => {
  const compiler = await loadCompiler();
  const given = compiler.given(application);
  const columns = application.InputDescriptions?.[0]?.InputSchema?.RecordColumns ?? [];

  for (const id of templateIds)
    it(`compiles the template ${id}`, () => {
      const { problem } = compiler.check(templateOf(id, 'SOURCE_SQL_STREAM_001', columns), given);
      assert.equal(problem, undefined);
    });

  it('compiles the templates for a schema of other columns', () => {
    const other = [
      { Name: 'ticker "symbol"', SqlType: 'VARCHAR(4)' },
      { Name: 'price', SqlType: 'DECIMAL(10,2)' },
    ];
    const input = application.InputDescriptions?.[0];
    const schema = { RecordFormat: { RecordFormatType: 'JSON' as const }, RecordColumns: other };
    const theirs = compiler.given({ ...application, InputDescriptions: [{ ...input, InputSchema: schema }] });
    const failed = templateIds.flatMap((id) => {
      const { problem } = compiler.check(templateOf(id, 'SOURCE_SQL_STREAM_001', other), theirs);
      return problem === undefined ? [] : [`${id}: ${problem.text}`];
    });
    assert.deepEqual(failed, []);
  });

  it('compiles what an application begins with', () => assert.equal(compiler.check(welcome, given).problem, undefined));

  it('says where a mistake is', () => {
    const { problem } = compiler.check('SELECT STREAM "Speed" FROM "SOURCE_SQL_STREAM_001";', given);
    assert.deepEqual(problem?.at, { line: 1, column: 15, endLine: 1, endColumn: 21 });
    assert.match(problem.text, /'Speed' not found in any table/);
  });

  it('finds the place in what the service says', () => {
    assert.deepEqual(placeIn("SQL error: From line 1, column 8 to line 2, column 12: Column 'X' not found"), {
      line: 1,
      column: 8,
      endLine: 2,
      endColumn: 12,
    });
    assert.deepEqual(placeIn('Encountered "x" at line 3, column 4.'), { line: 3, column: 4, endLine: 3, endColumn: 4 });
    assert.equal(placeIn('Something else'), undefined);
  });

  it('tells errors about the program from others', () => {
    assert.ok(isAboutCode('CodeValidationException', 'anything'));
    assert.ok(isAboutCode('InvalidApplicationConfigurationException', 'SQL error: At line 1, column 1: no'));
    assert.ok(!isAboutCode('InvalidApplicationConfigurationException', 'The role is gone'));
    assert.ok(!isAboutCode('AccessDeniedException', 'SQL'));
  });

  it('completes streams, columns, functions and keywords; the application’s first', () => {
    const code = templateOf('tumbling', 'SOURCE_SQL_STREAM_001', columns);
    const { program } = compiler.check(code, given);
    const found = new Map(completionsOf(code, given, program, kinds).map((one) => [one.caption, one]));
    assert.equal(found.get('SOURCE_SQL_STREAM_001')?.value, '"SOURCE_SQL_STREAM_001"');
    assert.equal(found.get('DESTINATION_SQL_STREAM')?.meta, 'stream');
    assert.equal(found.get('Distance')?.meta, 'column · SOURCE_SQL_STREAM_001');
    assert.equal(found.get('MinMagicPoints')?.value, '"MinMagicPoints"');
    assert.equal(found.get('STEP')?.meta, 'function');
    assert.equal(found.get('PUMP')?.value, 'PUMP');
    assert.ok((found.get('Distance')?.score ?? 0) > (found.get('STEP')?.score ?? 0));
  });

  it('knows the streams of a program that does not compile', () =>
    assert.deepEqual(madeIn('CREATE OR REPLACE STREAM "A ""b""" (x INT); create stream c (y INT); CREATE PUMP p AS'), [
      'A "b"',
      'C',
    ]));
});

describe('the difference of two programs', () => {
  it('is told line by line', () =>
    assert.deepEqual(
      differenceOf('a\nb\nc', 'a\nx\nc\nd').map(({ is, text }) => `${is} ${text}`),
      ['same a', 'theirs b', 'mine x', 'same c', 'mine d'],
    ));
  it('is none where they are the same', () =>
    assert.deepEqual(new Set(differenceOf('a\n\nb', 'a\n\nb').map(({ is }) => is)), new Set(['same'])));
});
