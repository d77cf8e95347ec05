import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SqlError } from '../errors.js';
import { parseExpression, parseProgram, parseQuery, reservedWords } from './index.js';

const refusal = (parse: (text: string) => unknown, text: string): string => {
  try {
    parse(text);
  } catch (error) {
    assert.ok(error instanceof SqlError, String(error));
    return error.message;
  }
  return assert.fail(`${text} was taken`);
};

const programs: Readonly<Record<string, string>> = {
  'CREATE OR REPLACE TABLE t (a INT)':
    'Encountered "TABLE" at line 1, column 19.\nWas expecting one of:\n    "FUNCTION" ...\n    "PUMP" ...\n    "STREAM" ...\n    "VIEW" ...',
  'CREATE OR STREAM s': 'Encountered "STREAM" at line 1, column 11.\nWas expecting:\n    "REPLACE" ...',
  'CREATE STREAM s (value INT)':
    'Encountered "value" at line 1, column 18.\nWas expecting one of:\n    <QUOTED_IDENTIFIER> ...\n    <IDENTIFIER> ...',
  'INSERT INTO s VALUES 1':
    'Encountered "INSERT" at line 1, column 1.\nWas expecting one of:\n    <EOF>\n    "ALTER" ...\n    "CREATE" ...\n    "DROP" ...\n    "SELECT" ...\n    "VALUES" ...\n    "(" ...\n    ";" ...',
  'DROP STREAM s\n  DROP PUMP p':
    'Encountered "DROP" at line 2, column 3.\nWas expecting one of:\n    <EOF>\n    "CASCADE" ...\n    "RESTRICT" ...\n    ";" ...\n    "." ...',
  'CREATE STREAM s (a INT b INT)':
    'Encountered "b" at line 1, column 24.\nWas expecting one of:\n    "NOT" ...\n    ")" ...\n    "," ...',
  'CREATE STREAM s (a STRING)': "From line 1, column 20 to line 1, column 25: Unknown datatype name 'STRING'",
  'CREATE STREAM s (a VARCHAR(70000))':
    'From line 1, column 20 to line 1, column 33: VARCHAR length 70000 must be between 1 and 65535',
  'CREATE STREAM s (a DECIMAL(20))':
    'From line 1, column 20 to line 1, column 30: DECIMAL precision 20 must be between 1 and 18',
  'CREATE STREAM s (a DECIMAL(4,5))':
    'From line 1, column 20 to line 1, column 31: DECIMAL scale 5 must be between 0 and 4',
  'CREATE STREAM s (a VARCHAR(':
    'Encountered "<EOF>" at line 1, column 27.\nWas expecting:\n    <UNSIGNED_INTEGER_LITERAL> ...',
  'CREATE PUMP p AS SELECT': 'Encountered "SELECT" at line 1, column 18.\nWas expecting:\n    "INSERT" ...',
  [`CREATE STREAM ${'x'.repeat(129)} (a INT)`]: `From line 1, column 15 to line 1, column 143: Length of identifier '${'X'.repeat(129)}' must be less than or equal to 128 characters`,
};

const queries: Readonly<Record<string, string>> = {
  'SELECT a FROM t WHERE 1 = 1 GROUP a': 'Encountered "a" at line 1, column 35.\nWas expecting:\n    "BY" ...',
  'SELECT a FROM s WINDOWED BY (PARTITION BY a)':
    'Encountered "(" at line 1, column 29.\nWas expecting:\n    "STAGGER" ...',
  'SELECT a FROM t JOIN u':
    'From line 1, column 15 to line 1, column 22: INNER, LEFT, RIGHT or FULL join requires a condition (NATURAL keyword or ON or USING clause)',
  'SELECT a FROM t CROSS JOIN u ON 1 = 1':
    'From line 1, column 30 to line 1, column 31: Cannot specify condition (NATURAL keyword, or ON or USING clause) following CROSS JOIN',
  'SELECT SUM(a) OVER (ROWS 2) FROM t':
    'Encountered ")" at line 1, column 27.\nWas expecting one of:\n    "FOLLOWING" ...\n    "PRECEDING" ...\n    "+" ...\n    "-" ...\n    "*" ...\n    "/" ...\n    "||" ...',
};

const expressions: Readonly<Record<string, string>> = {
  count: 'Encountered "<EOF>" at line 1, column 5.\nWas expecting:\n    "(" ...',
  'FLOOR(a TO FORTNIGHT)': 'Encountered "FORTNIGHT" at line 1, column 12.',
  "INTERVAL '1' HOUR TO DAY":
    'Encountered "DAY" at line 1, column 22.\nWas expecting one of:\n    "MINUTE" ...\n    "SECOND" ...',
  'a NOT 5':
    'Encountered "5" at line 1, column 7.\nWas expecting one of:\n    "BETWEEN" ...\n    "IN" ...\n    "LIKE" ...\n    "SIMILAR" ...',
  'a IS 5':
    'Encountered "5" at line 1, column 6.\nWas expecting one of:\n    "DISTINCT" ...\n    "FALSE" ...\n    "NOT" ...\n    "NULL" ...\n    "TRUE" ...\n    "UNKNOWN" ...',
  'a BETWEEN 1': 'From line 1, column 3 to line 1, column 9: BETWEEN operator has no terminating AND',
  "'a' 'b'": 'From line 1, column 1 to line 1, column 7: String literal continued on same line',
  "'a' UESCAPE '!'":
    'From line 1, column 5 to line 1, column 11: UESCAPE cannot be specified without Unicode literal introducer',
  "u&'\\00'":
    'From line 1, column 1 to line 1, column 7: Unicode escape sequence starting at character 0 is not exactly four hex digits',
  "X'0g'":
    "From line 1, column 1 to line 1, column 5: Binary literal string must contain only characters '0' - '9', 'A' - 'F'",
  "X'000'": 'From line 1, column 1 to line 1, column 6: Binary literal string must contain an even number of hexits',
  '(a, b) PRECEDES c': "At line 1, column 17: PRECEDES needs a period '(start, end)' on its right",
  'a\n  @ b': 'Lexical error at line 2, column 3.  Encountered: "@" (64), after : ""',
  'a = \u2018x\u2019': 'Lexical error at line 1, column 5.  Encountered: "\\u2018" (8216), after : ""',
  "'its": 'Lexical error at line 1, column 5.  Encountered: <EOF> after : "\\\'its"',
  '"a\nb"': 'Lexical error at line 1, column 3.  Encountered: "\\n" (10), after : "\\"a"',
  '""': 'Lexical error at line 1, column 3.  Encountered: <EOF> after : "\\"\\""',
  '1 /* more': 'Lexical error at line 1, column 10.  Encountered: <EOF> after : ""',
};

test('errors say where, what was found, and what would have been right', () => {
  for (const [text, message] of Object.entries(programs)) assert.equal(refusal(parseProgram, text), message, text);
  for (const [text, message] of Object.entries(queries)) assert.equal(refusal(parseQuery, text), message, text);
  for (const [text, message] of Object.entries(expressions))
    assert.equal(refusal(parseExpression, text).slice(0, message.length), message, text);
});

test('an earlier error of the grammar comes before a later one of the lexis', () => {
  assert.match(refusal(parseProgram, "CREATE FOO 'abc"), /^Encountered "FOO"/);
});

test('where an expression must begin, every way to begin one is told', () => {
  const message = refusal(parseExpression, '1 +');
  for (const way of ['"CASE" ...', '"SUM" ...', '"ROWTIME" ...', '<QUOTED_STRING> ...', '"(" ...', '<IDENTIFIER> ...'])
    assert.ok(message.includes(`\n    ${way}`), way);
});

test('reserved words name nothing', () => {
  const columns = new Set(['ROWTIME', 'APPROXIMATE_ARRIVAL_TIME', 'PARTITION_KEY', 'SEQUENCE_NUMBER', 'SHARD_ID']);
  for (const word of reservedWords) {
    if (word.includes('-')) continue;
    assert.match(
      refusal(parseProgram, `CREATE STREAM ${word} (a INT)`),
      new RegExp(`^Encountered "${word}" at line 1, column 15`),
    );
    if (!columns.has(word) || word === 'ROWTIME')
      assert.match(refusal(parseProgram, `CREATE STREAM s (${word} INT)`), /^Encountered/);
    if (!columns.has(word)) assert.match(refusal(parseQuery, `SELECT STREAM t.a AS ${word} FROM t`), /^Encountered/);
    parseProgram(`CREATE STREAM "${word}" ("${word}" INT)`);
  }
});

test('nesting has an end', () => {
  parseExpression(`${'('.repeat(199)}1${')'.repeat(199)}`);
  assert.equal(
    refusal(parseExpression, '('.repeat(100_000)),
    'At line 1, column 201: Nested too deeply: more than 200 levels',
  );
  assert.match(refusal(parseExpression, `${'NOT '.repeat(100_000)}a`), /Nested too deeply/);
  assert.match(refusal(parseExpression, 'f('.repeat(50_000)), /Nested too deeply/);
  assert.match(refusal(parseExpression, 'CASE '.repeat(50_000)), /Nested too deeply/);
  assert.match(refusal(parseQuery, '('.repeat(50_000)), /Nested too deeply/);
  assert.match(refusal(parseQuery, 'SELECT a FROM ('.repeat(20_000)), /Nested too deeply/);
  assert.match(refusal(parseExpression, Array(50_000).fill('1').join('+')), /more than 1000 levels/);
  assert.match(refusal(parseQuery, Array(5_000).fill('SELECT a FROM t').join(' UNION ALL ')), /more than 1000 levels/);
  assert.match(refusal(parseQuery, `SELECT a FROM t${' CROSS JOIN t'.repeat(5_000)}`), /more than 1000 levels/);
});

const nothingButSqlError = (text: string): void => {
  for (const parse of [parseProgram, parseQuery, parseExpression])
    try {
      parse(text);
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      assert.ok(error.at.line >= 1 && error.at.column >= 1 && error.message !== '');
    }
};

test('any text is understood or refused', () => {
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), nothingButSqlError), { numRuns: 500 });
});

test('any words and signs are understood or refused', () => {
  const some = ['a', '"b"', "'c'", '1', '2.5', '1e3', "X'00'", "u&'d'", 's.', '*', '(', ')', ',', ';', '=', '-', '+', '||', '{', '}', '--', '/*', "'", '"', 'GROUP BY', 'ORDER BY', 'SELECT STREAM a FROM s',
    'CREATE STREAM s (', 'CREATE PUMP p AS INSERT INTO s', "INTERVAL '1' MINUTE", 'PARTITION BY', 'FLOOR(', 'CAST(', 'TO MINUTE', 'AS VARCHAR(3)', 'WINDOW w AS (', 'WINDOWED BY STAGGER (', 'FIRST', 'LAST', 'PERIOD', 'CONTAINS']; // prettier-ignore
  const word = fc.oneof(fc.constantFrom(...some), fc.constantFrom(...reservedWords));
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), (words) => nothingButSqlError(words.join(' '))),
    { numRuns: 1_000 },
  );
});
