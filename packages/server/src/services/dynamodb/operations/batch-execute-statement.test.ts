import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { refusal, Statements } from '../partiql/testing.js';

let db: Statements;
before(async () => {
  db = await Statements.open();
});
after(() => db.stop());

const S = (text: string) => ({ S: text });
const NEEDS_KEY = 'Select statements within BatchExecuteStatement must specify the primary key in the where clause.';
const validation = (Message: string) => ({ Error: { Code: 'ValidationError', Message } });

const responses = async (...statements: readonly string[]) =>
  (await db.batch(statements.map((Statement) => ({ Statement })))).Responses;

test('constraints', async () => {
  assert.match(await refusal(db.batch([])), /'statements'/);
  assert.match(await refusal(db.batch(Array.from({ length: 26 }, () => ({ Statement: 'x' })))), /'statements'/);
});

test('reads of single items', async () => {
  await db.put('Plain', { pk: S('a'), data: S('one') }, { pk: S('b'), data: S('two') });
  await db.put('Things', { pk: S('r'), sk: S('1'), flag: S('one') });
  assert.deepEqual(
    await responses(
      `SELECT * FROM Plain WHERE pk = 'b'`,
      `SELECT data FROM Plain WHERE pk = 'a'`,
      `SELECT * FROM Plain WHERE pk = 'none'`,
      `SELECT sk FROM Things WHERE pk IN ['r'] AND sk = '1'`,
    ),
    [
      { TableName: 'Plain', Item: { pk: S('b'), data: S('two') } },
      { TableName: 'Plain', Item: { data: S('one') } },
      { TableName: 'Plain' },
      { TableName: 'Things', Item: { sk: S('1') } },
    ],
  );
});

test('each statement fails by itself', async () => {
  await db.put('Plain', { pk: S('dup') });
  const many = Array.from({ length: 51 }, (_, i) => `'v${i}'`).join();
  const found = await responses(
    `SLECT * FROM Plain WHERE pk = 'dup'`,
    `SELECT * FROM Plain WHERE`,
    `SELECT * FROM nope WHERE pk = 'x'`,
    `SELECT * FROM Plain WHERE val = 'a'`,
    `SELECT * FROM Things WHERE pk = 'r'`,
    `SELECT * FROM Things WHERE pk = 'r' AND sk = '1' AND flag = 'one'`,
    `SELECT * FROM Things WHERE pk = 'r' AND sk = '1' AND pk = 'other'`,
    `SELECT * FROM Things."gsi-all" WHERE g = 'x'`,
    `SELECT * FROM Things."gsi-all" WHERE pk = 'p' AND sk = 's1' AND g = 'x'`,
    `SELECT * FROM Things."gsi-multi" WHERE g = 'x' AND r = 'm'`,
    `SELECT * FROM Things WHERE pk IN [${many}] AND sk = '1'`,
    `EXISTS(SELECT * FROM Plain WHERE pk = 'x' AND a IS MISSING)`,
    `SELECT * FROM "arn:aws:dynamodb:nowhere-1:123456789012:table/Plain" WHERE pk = 'dup'`,
    `SELECT * FROM Plain WHERE pk = 'dup'`,
  );
  const malformed = "Statement wasn't well formed, can't be processed: ";
  assert.deepEqual(found, [
    validation(`${malformed}Expected data manipulation`),
    validation(`${malformed}Unexpected term`),
    { Error: { Code: 'ResourceNotFound', Message: 'Requested resource not found' } },
    ...Array.from({ length: 6 }, () => validation(NEEDS_KEY)),
    validation(
      'PartiQL statements cannot be executed on tables with multi-attribute HASH keys or multi-attribute RANGE keys.',
    ),
    validation('Too many decomposed read operations for a given query.'),
    validation('EXISTS can only be used in ExecuteTransaction write requests.'),
    validation("1 validation error detected: Invalid AWS region in 'ARN'"),
    { TableName: 'Plain', Item: { pk: S('dup') } },
  ]);
  assert.deepEqual(
    (await db.batch([{ Statement: 'SELECT * FROM Plain WHERE pk = ?', Parameters: [{ SS: [] }] }])).Responses,
    [validation('One or more parameter values were invalid: An string set  may not be empty')],
  );
});

test('writes', async () => {
  await db.put('Plain', { pk: S('u'), data: S('before'), val: S('here') }, { pk: S('d') });
  const found = await db.batch([
    { Statement: `INSERT INTO Plain VALUE {'pk': 'new', 'data': 'x'}` },
    { Statement: `INSERT INTO Plain VALUE {'pk': ?}`, Parameters: [S('d')] },
    {
      Statement: `UPDATE Plain SET touched = 'yes' WHERE pk = 'u' AND val = 'wrong'`,
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
    { Statement: `UPDATE Plain SET data = 'after' WHERE pk = 'u' RETURNING MODIFIED NEW *` },
    { Statement: `UPDATE Plain REMOVE data WHERE pk = 'u' RETURNING MODIFIED NEW *` },
    { Statement: `DELETE FROM Plain WHERE pk = 'd' RETURNING ALL OLD *` },
    { Statement: `DELETE FROM Plain WHERE pk = 'd' RETURNING MODIFIED OLD *` },
    { Statement: `UPDATE Plain SET a = 1 WHERE a = 2` },
    { Statement: `UPDATE nope SET a = 1 WHERE pk = 'x'` },
  ]);
  assert.deepEqual(found.Responses, [
    { TableName: 'Plain' },
    { Error: { Code: 'DuplicateItem', Message: 'Duplicate primary key exists in table' }, TableName: 'Plain' },
    {
      Error: {
        Code: 'ConditionalCheckFailed',
        Message: 'The conditional request failed',
        Item: { pk: S('u'), data: S('before'), val: S('here') },
      },
      TableName: 'Plain',
    },
    { TableName: 'Plain', Item: { data: S('after') } },
    { TableName: 'Plain' },
    { TableName: 'Plain', Item: { pk: S('d') } },
    validation(
      'Invalid returning clause: RETURNING MODIFIED OLD *. Only RETURNING ALL OLD * is allowed in DELETE statements.',
    ),
    { ...validation('Where clause does not contain a mandatory equality on all key attributes'), TableName: 'Plain' },
    { Error: { Code: 'ResourceNotFound', Message: 'Requested resource not found' } },
  ]);
  assert.deepEqual(await db.stored('Plain', { pk: S('u') }), { pk: S('u'), val: S('here') });
  assert.equal(await db.stored('Plain', { pk: S('d') }), undefined);
});

test('writes of one item come one after the other', async () => {
  await db.put('Numbers', { pk: { N: '1' }, sk: { N: '1' }, n: { N: '0' } });
  const add = (n: number) => ({
    Statement: `UPDATE Numbers SET n = n + ${n} WHERE pk = 1 AND sk = 1.0 RETURNING MODIFIED NEW *`,
  });
  const { Responses: responses } = await db.batch([add(1), add(10), add(100)]);
  assert.deepEqual(
    responses?.map(({ Item }) => Item?.['n']),
    [{ N: '1' }, { N: '11' }, { N: '111' }],
  );
});

test('reads and writes are not mixed', async () => {
  assert.equal(
    await refusal(
      db.batch([
        { Statement: `SELECT * FROM Plain WHERE pk = 'x'` },
        { Statement: `DELETE FROM Plain WHERE pk = 'x'` },
      ]),
    ),
    'BatchExecuteStatement API does not support both read and write operations in the same request.',
  );
});

test('consistency and capacity are each statement’s own', async () => {
  const Statement = `SELECT * FROM Plain WHERE pk = 'x'`;
  const { ConsumedCapacity } = await db.batch([{ Statement, ConsistentRead: true }, { Statement }], {
    ReturnConsumedCapacity: 'TOTAL',
  });
  assert.deepEqual(ConsumedCapacity, [{ TableName: 'Plain', CapacityUnits: 1.5 }]);
});
