import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SqlError } from '../errors.js';
import { reservedWords } from '../syntax/index.js';
import { describeProgram } from './index.js';
import { planOf, plansOf, program } from './testing.js';

const workshop = `CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" (
  "Name"                VARCHAR(16),
  "StatusTime"          TIMESTAMP,
  "Distance"            SMALLINT,
  "MinMagicPoints"      SMALLINT,
  "MaxMagicPoints"      SMALLINT,
  "MinHealthPoints"     SMALLINT,
  "MaxHealthPoints"     SMALLINT
);

CREATE OR REPLACE PUMP "STREAM_PUMP" AS
  INSERT INTO "DESTINATION_SQL_STREAM"
    SELECT STREAM "Name", "ROWTIME", SUM("Distance"), MIN("MagicPoints"),
                  MAX("MagicPoints"), MIN("HealthPoints"), MAX("HealthPoints")
    FROM "SOURCE_SQL_STREAM_001"
    GROUP BY FLOOR("SOURCE_SQL_STREAM_001"."ROWTIME" TO MINUTE), "Name";
`;

test("the workshop's statement", () => {
  assert.equal(
    plansOf(workshop),
    `STREAM_PUMP: project $1, ROWTIME, ASSIGN($2 AS SMALLINT), ASSIGN($3 AS SMALLINT), ASSIGN($4 AS SMALLINT), ASSIGN($5 AS SMALLINT), ASSIGN($6 AS SMALLINT)
  aggregate by FLOOR(ROWTIME, 'MINUTE') keys $5 calls SUM($0), MIN($4), MAX($4), MIN($1), MAX($1)
    stream SOURCE_SQL_STREAM_001`,
  );
});

test('a program as text: sources first, the error stream last', () => {
  const text = describeProgram(
    program('CREATE STREAM O (A INTEGER NOT NULL); CREATE PUMP P STOPPED AS INSERT INTO O SELECT STREAM A FROM S;'),
  );
  assert.match(text, /^source stream SOURCE_SQL_STREAM_001 \(Distance DOUBLE, /u);
  assert.match(
    text,
    /\ncreated stream O \(A INTEGER NOT NULL\)\nerror stream error_stream \(ERROR_TIME TIMESTAMP, .*\)\ntable COMPANIES\ntable LIMITS\npump P into O \(stopped\)\n {2}project \$0\n {4}stream S$/u,
  );
});

test('equal programs have equal plans', () => assert.equal(plansOf(workshop), plansOf(workshop)));

test('what stands more than once does not grow without bound', () => {
  const views = Array.from(
    { length: 40 },
    (_, index) =>
      `CREATE VIEW V${index + 1} AS SELECT STREAM A FROM V${index} UNION ALL SELECT STREAM A FROM V${index};`,
  );
  assert.match(plansOf(`CREATE VIEW V0 AS SELECT STREAM A FROM S;${views.join('')}`), /Too many relations/u);
  const calls = Array.from(
    { length: 40 },
    (_, index) => `CREATE FUNCTION F${index + 1}(X INTEGER) RETURNS INTEGER RETURN F${index}(X) + F${index}(X);`,
  );
  assert.match(
    plansOf(`CREATE FUNCTION F0(X INTEGER) RETURNS INTEGER RETURN X;${calls.join('')}`),
    /Expression is too large/u,
  );
});

test('a view cannot read itself', () =>
  assert.match(
    plansOf(
      'CREATE VIEW V AS SELECT STREAM A FROM S; CREATE OR REPLACE VIEW V AS SELECT STREAM A FROM V; CREATE STREAM O AS SELECT STREAM A FROM V;',
    ),
    /View 'V' reads itself/u,
  ));

test('queries as statements are checked, and nothing is made of them', () => {
  assert.equal(plansOf('DROP PUMP IF EXISTS X; SELECT STREAM A FROM S;'), '');
  assert.match(plansOf('DROP PUMP IF EXISTS X; SELECT STREAM NOPE FROM S;'), /Column 'NOPE' not found in any table/u);
});

test('long chains are bound; what is nested too deeply is refused', () => {
  assert.match(planOf(`SELECT STREAM A FROM S WHERE A = 0${' OR A = 1'.repeat(3000)}`), /^project/u);
  assert.match(planOf(`SELECT STREAM A${' + A'.repeat(900)} FROM S`), /^project/u);
  assert.match(planOf(`SELECT STREAM ${'UPPER('.repeat(5000)}B${')'.repeat(5000)} FROM S`), /deep/iu);
});

const words = [...reservedWords];
const token = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'SELECT',
      'STREAM',
      'FROM',
      'WHERE',
      'GROUP BY',
      'ORDER BY',
      'JOIN',
      'ON',
      'OVER',
      'AS',
      'AND',
      'UNION ALL',
      'VALUES',
      'DISTINCT',
      'CASE WHEN',
      'THEN',
      'END',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'S',
      'R',
      'A',
      'B',
      'C',
      'D',
      'T',
      'LIMITS',
      'TRADES',
      'S.A',
      'R.A',
      'S.ROWTIME',
      'ROWTIME',
      '*',
      'S.*',
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '(',
      ')',
      ',',
      '=',
      '+',
      '-',
      '<',
      '||',
      '.',
      ';',
      'SUM(',
      'COUNT(*)',
      'FLOOR(',
      'TO MINUTE)',
      'COALESCE(',
      'IN (',
      'NULL',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '1',
      "'x'",
      '1.5',
      "INTERVAL '1' MINUTE",
      '(RANGE',
      'PRECEDING)',
      'ROWS 1',
      "TIMESTAMP '2020-01-01 00:00:00'",
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(...words) },
);

test('whatever is written, nothing but SqlError comes of it', () => {
  const wellFormed = fc.constantFrom(
    '',
    'CREATE STREAM O AS SELECT STREAM A FROM S WHERE ',
    'CREATE STREAM O AS SELECT STREAM ',
    'CREATE STREAM O AS SELECT STREAM COUNT(*) FROM S GROUP BY ',
  );
  const ends = fc.constantFrom(
    '',
    ' FROM S',
    " FROM S OVER (RANGE INTERVAL '1' MINUTE PRECEDING) JOIN R ON S.A = R.A",
    ' FROM S GROUP BY FLOOR(S.ROWTIME TO MINUTE), B',
  );
  fc.assert(
    fc.property(wellFormed, fc.array(token, { maxLength: 14 }), ends, (start, tokens, end) => {
      try {
        describeProgram(program(`${start}${tokens.join(' ')}${end};`));
      } catch (error) {
        if (!(error instanceof SqlError)) throw error;
      }
    }),
    { numRuns: 3000 },
  );
});
