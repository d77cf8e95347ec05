import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { AttributeValue } from '../domain/attribute-value.js';
import { failure, refusal, Statements } from '../partiql/testing.js';

let db: Statements;
before(async () => {
  db = await Statements.open();
});
after(() => db.stop());

const S = (text: string) => ({ S: text });
const N = (number: number) => ({ N: String(number) });
const within = (at: number, message: string): string => `Validation failed in TransactStatements[${at}]: ${message}`;

/** Codes and texts of the reasons that a transaction was cancelled for. */
async function reasons(...statements: readonly string[]): Promise<readonly (readonly (string | undefined)[])[]> {
  const { code, members } = await failure(db.transact(statements));
  assert.equal(code, 'TransactionCanceledException');
  return (members['CancellationReasons'] as { Code: string; Message?: string }[]).map(({ Code, Message }) => [
    Code,
    ...(Message === undefined ? [] : [Message]),
  ]);
}

test('constraints', async () => {
  assert.match(await refusal(db.transact([])), /'transactStatements'/);
  assert.match(await refusal(db.transact(Array.from({ length: 101 }, () => 'x'))), /'transactStatements'/);
});

test('writes are made together', async () => {
  await db.put('Plain', { pk: S('u'), n: N(1) }, { pk: S('d') });
  const { Responses } = await db.transact([
    `INSERT INTO Plain VALUE {'pk': 'new'}`,
    `UPDATE Plain SET n = n + 1 WHERE pk = 'u' AND attribute_exists(n)`,
    { Statement: 'DELETE FROM Plain WHERE pk = ?', Parameters: [S('d')] },
    `DELETE FROM Plain WHERE pk = 'none'`,
  ]);
  assert.deepEqual(Responses, []);
  assert.deepEqual(await db.stored('Plain', { pk: S('u') }), { pk: S('u'), n: N(2) });
  assert.deepEqual(await db.stored('Plain', { pk: S('new') }), { pk: S('new') });
  assert.equal(await db.stored('Plain', { pk: S('d') }), undefined);
});

test('one that fails cancels all', async () => {
  await db.put('Plain', { pk: S('there') });
  assert.deepEqual(
    await reasons(
      `INSERT INTO Plain VALUE {'pk': 'there'}`,
      `INSERT INTO Plain VALUE {'pk': 'fresh'}`,
      `UPDATE Plain SET a = 1 WHERE pk = 'missing'`,
    ),
    [
      ['DuplicateItem', 'Duplicate primary key exists in table'],
      ['None'],
      ['ConditionalCheckFailed', 'The conditional request failed'],
    ],
  );
  assert.equal(await db.stored('Plain', { pk: S('fresh') }), undefined);
  assert.equal(
    await refusal(db.transact([`UPDATE Plain SET a = 1 WHERE pk = 'there'`, `DELETE FROM Plain WHERE pk = 'there'`])),
    'Transaction request cannot include multiple operations on one item',
  );
});

test('EXISTS', async () => {
  await db.put(
    'Things',
    { pk: S('x1'), sk: S('1'), flag: S('right') },
    { pk: S('x2'), sk: S('1') },
    { pk: S('x3'), sk: S('1'), a: N(1) },
  );
  const exists = (where: string): string => `EXISTS(SELECT * FROM Things WHERE ${where})`;
  const update = `UPDATE Things SET won = 1 WHERE pk = 'x2' AND sk = '1'`;
  await db.transact([exists(`(pk = 'x1' AND sk = '1') AND a IS MISSING`), update]);
  assert.deepEqual((await db.stored('Things', { pk: S('x2'), sk: S('1') }))?.['won'], N(1));
  const failed = ['ConditionalCheckFailed', 'The conditional request failed'];
  assert.deepEqual(await reasons(exists(`pk = 'x3' AND sk = '1' AND a IS MISSING`), update), [failed, ['None']]);
  assert.deepEqual(await reasons(exists(`pk = 'x1' AND sk = '1' AND pk = 'x3' AND flag = 'right'`), update), [
    failed,
    ['None'],
  ]);
  assert.deepEqual(await reasons(exists(`pk = 'none' AND sk = '1' AND a IS MISSING`), update), [failed, ['None']]);
  const needs = within(0, 'EXISTS() must contain a single item read with additional condition');
  for (const where of [
    `pk = 'x1' AND sk = '1'`,
    `pk IN ['x1'] AND sk = '1' AND flag = 'x'`,
    `pk = 'x1' AND flag = 'x'`,
  ])
    assert.equal(await refusal(db.transact([exists(where), update])), needs);
});

test('reads', async () => {
  await db.put('Things', { pk: S('r'), sk: S('1'), a: S('x') }, { pk: S('r'), sk: S('2') });
  const select = (where: string): string => `SELECT * FROM Things WHERE ${where}`;
  const { Responses } = await db.transact([
    `SELECT a FROM Things WHERE sk = '1' AND pk = 'r' AND pk = 'r'`,
    select(`pk IN ['r'] AND sk IN ['2']`),
    select(`pk = 'r' AND sk = '3'`),
  ]);
  assert.deepEqual(Responses, [{ Item: { a: S('x') } }, { Item: { pk: S('r'), sk: S('2') } }, {}]);

  const needsKey = 'Select statements within ExecuteTransaction must specify the primary key in the where clause.';
  for (const [where, message] of [
    [`pk = 'r'`, needsKey],
    [`pk = 'r' AND sk = '1' AND a = 'x'`, needsKey],
    [`pk = 'r' AND sk = '1' AND attribute_exists(a)`, needsKey],
    [`pk = 'r' AND sk = '1' AND pk = 'other'`, needsKey],
    [`pk IN ['r', 'r'] AND sk = '1'`, 'Overlapping conditions with range keys are not supported in where clause'],
    [
      `pk IN [${Array.from({ length: 101 }, (_, i) => `'${i}'`).join()}] AND sk = '1'`,
      'The IN operator is provided with too many operands; number of operands: 101',
    ],
  ] as const)
    assert.equal(await refusal(db.transact([select(where)])), within(0, message));
  assert.equal(
    await refusal(db.transact([select(`pk = 'r' AND sk = '2'`), `SELECT * FROM Things."nope" WHERE pk = 'r'`])),
    within(1, 'Reads on indices are not supported within transactions.'),
  );
  const same = select(`pk = 'r' AND sk = '1'`);
  assert.equal(
    await refusal(db.transact([same, `SELECT a FROM Things WHERE sk = '1' AND pk = 'r'`])),
    'Transaction request cannot include multiple operations on one item',
  );
  assert.deepEqual(await reasons(same, same, select(`pk = 1 AND sk = '1'`)), [
    ['None'],
    ['None'],
    ['ValidationError', 'The provided key element does not match the schema'],
  ]);
});

test('reads and writes are not mixed', async () => {
  assert.equal(
    await refusal(db.transact([`SELECT * FROM Plain WHERE pk = 'x'`, `UPDATE Plain SET a = 1 WHERE pk = 'x'`])),
    'ExecuteTransaction API does not support both read and write operations in the same request.',
  );
});

test('what is wrong with a statement is told with its number, what is wrong with a parameter is not', async () => {
  const update = `UPDATE Plain SET a = 1 WHERE pk = 'x'`;
  for (const [statement, message] of [
    [
      `DELETE FROM "arn:aws:dynamodb:nowhere-1:123456789012:table/Plain" WHERE pk = 'x'`,
      "1 validation error detected: Invalid AWS region in 'ARN'",
    ],
    [`SELECT * FROM Plain WHERE`, "Statement wasn't well formed, can't be processed: Unexpected term"],
    [`UPDATE Plain.i SET a = 1 WHERE pk = 'x'`, 'This operation is not supported on an index'],
    [
      `INSERT INTO Plain VALUE {'pk': 'x', 'x': [<<'a', 'a'>>]}`,
      'One or more parameter values were invalid: Input collection [a, a] contains duplicates.',
    ],
    [
      `UPDATE Plain SET d = ${'['.repeat(32)}1${']'.repeat(32)} WHERE pk = 'x'`,
      `Nesting Levels have exceeded supported limits under root${'[0]'.repeat(32)}`,
    ],
    [
      `UPDATE Plain SET n = n + [1] WHERE pk = 'x'`,
      'Incorrect operand type for operator or function; operator or function: +, operand type: L',
    ],
    [
      `UPDATE Plain SET a = 1 WHERE pk = 'y' RETURNING ALL NEW *`,
      'RETURNING clause is not supported in ExecuteTransaction.',
    ],
  ] as const) {
    assert.equal(await refusal(db.transact([statement])), within(0, message));
    assert.equal(await refusal(db.transact([update, statement])), within(1, message));
  }
  const bad: AttributeValue = { N: '1e99999999999' };
  assert.equal(
    await refusal(db.transact([update, { Statement: 'UPDATE Plain SET a = ? WHERE pk = 1', Parameters: [bad] }])),
    'The parameter cannot be converted to a numeric value: 1e99999999999',
  );
});

test('a table that is not there cancels', async () => {
  const missing = `UPDATE nope SET a = 1 WHERE pk = 'x'`;
  const absent = ['ResourceNotFound', 'Requested resource not found'];
  assert.deepEqual(await reasons(`${missing} RETURNING ALL NEW *`, `DELETE FROM nope WHERE pk = 'x'`), [
    absent,
    absent,
  ]);
  assert.deepEqual(await reasons(`SELECT * FROM Plain WHERE pk = 'x'`, `SELECT * FROM nope.idx WHERE pk = 'x'`), [
    ['None'],
    absent,
  ]);
  assert.equal(
    await refusal(db.transact([missing, `UPDATE Plain SET a = 1 WHERE pk = 'x' RETURNING ALL NEW *`])),
    within(1, 'RETURNING clause is not supported in ExecuteTransaction.'),
  );
});

test('a write that names no item cancels', async () => {
  await db.put('Things', { pk: S('k'), sk: S('1') });
  const update = (where: string): string => `UPDATE Things SET a = 1 WHERE ${where}`;
  const mismatch = ['ValidationError', 'The provided key element does not match the schema'];
  assert.deepEqual(
    await reasons(
      update(`pk = 'k'`),
      update(`pk IN ['k'] AND sk = '1'`),
      update(`pk = 'k' AND sk = '1' AND pk = 'other'`),
      update(`pk = 'k' AND sk = 1`),
      update(`pk = 'k' AND sk = '1'`),
    ),
    [mismatch, mismatch, mismatch, mismatch, ['None']],
  );
  assert.deepEqual(await reasons(`INSERT INTO Things VALUE {'pk': 'k'}`, `DELETE FROM Things WHERE sk = '1'`), [
    ['ValidationError', 'One or more parameter values were invalid: Missing the key sk in the item'],
    mismatch,
  ]);
  assert.deepEqual(await db.stored('Things', { pk: S('k'), sk: S('1') }), { pk: S('k'), sk: S('1') });
});

test('an update that leaves the item too deep cancels', async () => {
  await db.put('Plain', { pk: S('deep'), m: { M: {} } });
  const nested = (depth: number): AttributeValue => (depth === 0 ? S('x') : { M: { a: nested(depth - 1) } });
  const { members } = await failure(
    db.transact([{ Statement: `UPDATE Plain SET m.deep = ? WHERE pk = 'deep'`, Parameters: [nested(31)] }]),
  );
  assert.deepEqual(members['CancellationReasons'], [
    { Code: 'ValidationError', Message: 'Nesting Levels have exceeded supported limits' },
  ]);
});

test('a token makes a transaction happen once', async () => {
  await db.put('Plain', { pk: S('idem'), n: N(0) });
  const run = (statement: string) =>
    db.transact([statement], { ClientRequestToken: 'token', ReturnConsumedCapacity: 'INDEXES' });
  const statement = `UPDATE Plain SET n = n + 1 WHERE pk = 'idem'`;
  const first = await run(statement);
  const replay = await run(statement);
  assert.deepEqual((await db.stored('Plain', { pk: S('idem') }))?.['n'], N(1));
  const units = (kind: string) => ({ CapacityUnits: 2, [kind]: 2 });
  const write = units('WriteCapacityUnits');
  const read = units('ReadCapacityUnits');
  assert.deepEqual(first.ConsumedCapacity, [{ TableName: 'Plain', ...write, Table: write }]);
  assert.deepEqual(replay.ConsumedCapacity, [{ TableName: 'Plain', ...read, Table: read }]);
  assert.equal(
    (await failure(run(`UPDATE Plain SET n = n + 2 WHERE pk = 'idem'`))).code,
    'IdempotentParameterMismatchException',
  );
});

test('a transaction has at most 4 MB', async () => {
  const text = ''.padEnd(390_000, 'x');
  const tooLarge = 'The aggregate size of the items in the transaction cannot exceed 4 MB';
  const ids = Array.from({ length: 11 }, (_, id) => `big${id}`);
  for (const id of ids) await db.put('Plain', { pk: S(id), text: S(text) });
  const select = (id: string): string => `SELECT * FROM Plain WHERE pk = '${id}'`;
  assert.equal((await db.transact(ids.slice(1).map(select))).Responses?.length, 10);
  assert.equal(await refusal(db.transact(ids.map(select))), tooLarge);
  const insert = (id: string) => ({
    Statement: `INSERT INTO Plain VALUE {'pk': '${id}+', 'text': ?}`,
    Parameters: [S(text)],
  });
  assert.equal(await refusal(db.transact(ids.map(insert))), tooLarge);
  assert.equal(await db.stored('Plain', { pk: S('big0+') }), undefined);
  await db.transact(ids.slice(1).map(insert));
});
