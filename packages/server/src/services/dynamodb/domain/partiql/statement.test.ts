import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refusal } from '../testing/refusal.js';
import { parseStatement } from './statement.js';

const MALFORMED = "Statement wasn't well formed, can't be processed: ";
const LEFTOVER = `${MALFORMED}Unexpected token after expression`;

const refuses = (text: string, message: string): void =>
  assert.equal(
    refusal(() => parseStatement(text)),
    message,
    text,
  );

function refusesEach(statements: Readonly<Record<string, string>>): void {
  for (const [text, message] of Object.entries(statements)) refuses(text, message);
}

test('what is left over after a statement', () => {
  for (const text of [
    'SELECT * FROM "T" WHERE pk = 1 foo',
    'SELECT * FROM "T" WHERE pk = 1 e5',
    `INSERT INTO "T" VALUE {'pk': 1} foo`,
    'UPDATE "T" SET a = 9 WHERE pk = 1 foo',
    'DELETE FROM "T" WHERE pk = 1 foo',
    'SELECT * FROM "T" WHERE pk = 1)',
    'DELETE FROM "T" WHERE pk = 1 ORDER BY pk',
    'SELECT * FROM "T" ORDER BY pk WHERE pk = 1',
    `INSERT INTO "T" t VALUE {'pk': 'x'}`,
    `FROM "T" SET c = 1 WHERE pk = 'x'`,
    `FROM "T" SET c = 1 WHERE pk = 'x' SET d = 2`,
    'SELECTT * FROMM "T"',
    "SELECT * FROM T WHERE a.5 = 'x'",
  ])
    refuses(text, LEFTOVER);
  refuses(
    'SELECT * FROM T; SELECT * FROM T',
    `${MALFORMED}Unexpected token after semicolon. (Only one query is allowed.)`,
  );
});

test('what AWS cannot read has no detail', () => {
  for (const text of [
    'SELECT * FROM "T" WHERE pk = 1e2147483648',
    'SELECT * FROM "T" WHERE pk = 1e99999999999',
    'SELECT * FROM "T" WHERE pk = 1.5e-2147483647',
    'SELECT * FROM "T" WHERE pk = 1 # note',
    'SELECT * FROM "T" WHERE pk = 1 /* note',
    'SELECT * FROM "T',
    'SELECT * FROM "',
    'SELECT * FROM "T" WHERE pk = \'oops',
    'SELECT * FROM T WHERE a = 1e',
    'SELECT * FROM T WHERE a = 1..2',
    'SELECT * FROM T WHERE a ! b',
    'SELECT * FROM T WHERE a | b',
    'SELECT * FROM T WHERE a ^ b',
    'SELECT * FROM é',
    'SELECT `1` FROM T',
  ])
    refuses(text, MALFORMED);
});

test('WHERE with nothing where a condition should start', () => {
  for (const text of [
    'SELECT * FROM "T" WHERE',
    'SELECT * FROM "T" WHERE;',
    'SELECT * FROM "T" WHERE   ',
    'SELECT pk FROM "T" WHERE',
    'UPDATE "T" SET a = 1 WHERE',
    'DELETE FROM "T" WHERE',
    'SELECT * FROM "T" WHERE NOT',
    'SELECT * FROM "T" WHERE (',
    'SELECT * FROM',
    "SELECT * FROM T WHERE pk = 'p1' AND;",
    'SELECT * FROM T WHERE pk = :p',
    '',
  ])
    refuses(text, `${MALFORMED}Unexpected term`);
});

test('the other details of the parser', () => {
  refusesEach({
    "SELECT * FROM T WHERE pk = 'p1' AND": `${MALFORMED}Missing right-hand side expression of infix operator`,
    "SELECT * FROM T WHERE pk = 'p1' OR": `${MALFORMED}Missing right-hand side expression of infix operator`,
    'SELECT * FROM T WHERE ORDER BY pk': `${MALFORMED}Unexpected keyword`,
    'INSERT INTO urls (key, secret_key) VALUES (?, ?)': `${MALFORMED}Unexpected keyword`,
    'CREATE TABLE T': `${MALFORMED}Unexpected keyword`,
    "SELECT * FROM T WHERE pk = 'a' AND x IS FOO": `${MALFORMED}Expected type name`,
    'SELECT * FROM T WHERE IS NULL': `${MALFORMED}Unexpected operator`,
    'SELECT * FROM T WHERE pk = LIKE': `${MALFORMED}Unexpected operator`,
    'DELETE FROM': `${MALFORMED}Expected identifier for simple path`,
    'DELETE FROM   ': `${MALFORMED}Expected identifier for simple path`,
    'DELETE FROM;': `${MALFORMED}Expected identifier for simple path`,
    "DELETE FROM WHERE pk = 'a'": `${MALFORMED}Expected identifier for simple path`,
    'DELETE T': `${MALFORMED}Expected FROM after DELETE`,
    'SLECT * FROM "T" WHERE pk = \'x\'': `${MALFORMED}Expected data manipulation`,
    'UPDATE Payment-T SET a = 1': `${MALFORMED}Expected data manipulation`,
    'UPDATE "T" WHERE pk = 1': `${MALFORMED}Expected data manipulation`,
    'UPDATE T SET WHERE': `${MALFORMED}Expected identifier for simple path`,
    'UPDATE T SET a WHERE pk = 1': `${MALFORMED}Expected '='`,
    'SELECT * FROM T WHERE attribute_exists(m.inner)': `${MALFORMED}Invalid path dot component`,
    "UPDATE T SET m.inner = set_add(m.inner, <<'y'>>) WHERE pk = 1": `${MALFORMED}Invalid path dot component`,
    'UPDATE T REMOVE a.* WHERE pk = 1': `${MALFORMED}Invalid path dot component for simple path`,
    'UPDATE T REMOVE a[*] WHERE pk = 1': `${MALFORMED}Invalid path component for simple path`,
    'SELECT a': `${MALFORMED}Expected FROM after SELECT list`,
    'SELECT *, a FROM T': `${MALFORMED}Other expressions may not be present in the select list when '*' is used without dot notation.`,
    'SELECT * FROM T WHERE (pk = 1': `${MALFORMED}Expected RIGHT_PAREN`,
    'SELECT * FROM T WHERE a BETWEEN 1': `${MALFORMED}Expected AND keyword`,
    'SELECT * FROM T WHERE a BETWEEN 1 AND': `${MALFORMED}Expected expression after AND`,
    'SELECT * FROM T ORDER pk': `${MALFORMED}Expected BY`,
    'DELETE FROM T WHERE pk = 1 RETURNING OLD *': `${MALFORMED}Expected ( MODIFIED | ALL ) ( NEW | OLD ) in each returning element.`,
    'SELECT * FROM T WHERE sum(*) = 1': `${MALFORMED}sum(*) is not allowed`,
  });
});

test('an expression alone is no operation', () => {
  for (const type of ['INT4', 'INT8', 'DOUBLE PRECISION', 'CHARACTER VARYING', 'NULL', 'bool', 'Missing'])
    refuses(`x IS ${type}`, 'Unsupported operation: IsType');
  refuses('foo', 'Unsupported operation: Id');
  refuses('a = 1', 'Unsupported operation: Eq');
  refuses('SELECT * FROM A UNION SELECT * FROM B', 'Unsupported operation: Union');
});

test('spaces, comments, case and a semicolon change nothing', () => {
  const plain = parseStatement("SELECT a FROM T WHERE pk = 'x' AND b = 'a--b /*c*/'");
  const bare = (statement: unknown): string =>
    JSON.stringify(statement, (key, value: unknown) => (key === 'at' ? undefined : value));
  for (const text of [
    "select a from T where pk = 'x' and b = 'a--b /*c*/';",
    `-- a note\nSELECT/**/"a" FROM "T" -- the table\r\nWHERE pk/* key */='x' AND b='a--b /*c*/' --`,
    "SELECT\ta\vFROM\fT\nWHERE(pk = 'x')AND(((b = 'a--b /*c*/')));/* end */",
  ])
    assert.equal(bare(parseStatement(text)), bare(plain), text);
});

test('positions are lines, columns and lengths in characters', () => {
  const statement = parseStatement(`SELECT '😀é', "B""x" FROM\r\nT WHERE\n\n  ab = - 12`);
  assert.ok(statement.kind === 'select');
  assert.deepEqual(
    statement.columns?.map(({ at }) => at),
    [
      { line: 1, column: 8, length: 4 },
      { line: 1, column: 14, length: 6 },
    ],
  );
  assert.deepEqual(statement.from.of.at, { line: 2, column: 1, length: 1 });
  assert.ok(statement.where?.kind === 'binary');
  assert.deepEqual(statement.where.left.at, { line: 4, column: 3, length: 2 });
  assert.deepEqual(statement.where.right, { kind: 'number', text: '-12', at: { line: 4, column: 10, length: 2 } });
});

test('hostile texts are refused, and quickly', () => {
  const room = 8192;
  for (const [open, close] of [
    ['(', ')'],
    ['[', ']'],
    ['<<', '>>'],
    ["{'a':", '}'],
    ['NOT ', ''],
    ['- ', ''],
    ['a[', ']'],
    ['size(', ')'],
  ] as const) {
    const depth = Math.floor((room - 40) / (open.length + close.length + 1));
    refuses(`SELECT * FROM T WHERE a = ${open.repeat(depth)}1${close.repeat(depth)}`, MALFORMED);
  }
  refuses(`SELECT * FROM T WHERE a = ${'1+'.repeat(4000)}1`, MALFORMED);
  refuses(`SELECT * FROM T WHERE a ${'=1'.repeat(4000)}`, MALFORMED);
  assert.ok(parseStatement(`SELECT * FROM T WHERE ${'a=1 OR '.repeat(1100)}a=1`));
  assert.ok(parseStatement(`SELECT ${'a.'.repeat(4000)}a FROM T`));
  refuses(`SELECT * FROM T WHERE a = ${"'".repeat(8001)}`, MALFORMED);
});
