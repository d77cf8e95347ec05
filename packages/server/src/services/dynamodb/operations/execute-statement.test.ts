import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { AttributeValue, Item } from '../domain/attribute-value.js';
import { failure, refusal, Statements } from '../partiql/testing.js';

let db: Statements;
before(async () => {
  db = await Statements.open();
});
after(() => db.stop());

const S = (text: string) => ({ S: text });
const N = (number: number) => ({ N: String(number) });

test('constraints', async () => {
  const detected = '1 validation error detected: Value ';
  assert.match(await refusal(db.execute('')), new RegExp(`^${detected}'' at 'statement'`));
  assert.match(
    await refusal(db.execute('x'.repeat(8193))),
    /at 'statement' failed to satisfy constraint: Member must have length less than or equal to 8192$/,
  );
  assert.match(await refusal(db.execute('SELECT * FROM Plain', { Limit: 0 })), /'limit'/);
  assert.match(await refusal(db.execute('SELECT * FROM Plain', { Parameters: [] })), /'parameters'/);
});

test('a parameter is checked before the statement is read, in the words of the older layer', async () => {
  const nested = (depth: number, leaf: AttributeValue): AttributeValue =>
    depth === 0 ? leaf : { M: { n: nested(depth - 1, leaf) } };
  const tooDeep =
    'Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit';
  const unconvertible = 'The parameter cannot be converted to a numeric value';
  for (const [parameters, message] of [
    [[{ SS: ['a', 'a'] }], 'One or more parameter values were invalid: Input collection [a, a] contains duplicates.'],
    [
      [{ NULL: false }],
      'One or more parameter values were invalid: Null attribute value types must have the value of true',
    ],
    [[{ SS: [] }], 'One or more parameter values were invalid: An string set  may not be empty'],
    [[{ N: '' }], unconvertible],
    [[{ N: '1e99999999999' }], `${unconvertible}: 1e99999999999`],
    [
      [{ N: '1e2147483647' }],
      'Number underflow. Attempting to store a number with magnitude smaller than supported range',
    ],
    [[{ L: [{ N: '1' }, { N: 'x' }] }], `${unconvertible}: x`],
    [[nested(40, S('leaf')), { N: 'abc' }], tooDeep],
    [[{ N: 'abc' }, nested(40, S('leaf'))], `${unconvertible}: abc`],
    [[{ M: { bad: { N: 'abc' }, d: nested(40, S('leaf')) } }], `${unconvertible}: abc`],
    [[nested(40, { N: 'abc' })], tooDeep],
  ] as const)
    assert.equal(await refusal(db.execute('UPDATE Plain SET WHERE', { Parameters: parameters })), message);
});

test('what is found before the table is looked up, and what after', async () => {
  const absent = 'ResourceNotFoundException: Requested resource not found';
  assert.equal(await refusal(db.execute(`SELECT * FROM nope WHERE pk = 'x'`)), absent);
  assert.equal(await refusal(db.execute(`FROM nope WHERE pk = 'x' SET c = 1`)), absent);
  assert.equal(await refusal(db.execute(`INSERT INTO nope VALUE {'pk': 'x'}`)), absent);
  assert.equal(await refusal(db.execute(`DELETE FROM nope WHERE a = 'x'`)), absent);
  const operand = 'Incorrect operand type for operator or function; operator or function: <, operand type: BOOL';
  assert.equal(
    await refusal(db.execute('SELECT pk FROM nope WHERE val < ?', { Parameters: [{ BOOL: true }] })),
    operand,
  );
  assert.equal(
    await refusal(db.execute(`UPDATE nope.i SET a = 'z' WHERE pk = 'p'`)),
    'This operation is not supported on an index',
  );
  assert.equal(
    await refusal(db.execute(`EXISTS(SELECT * FROM Plain WHERE pk = 'x' AND a IS MISSING)`)),
    'EXISTS can only be used in ExecuteTransaction write requests.',
  );
});

test('INSERT makes an item, and none over another', async () => {
  assert.deepEqual(await db.items(`INSERT INTO Plain VALUE {'pk': 'ins', 'data': ?}`, { B: 'AQ==' }), []);
  assert.deepEqual(await db.stored('Plain', { pk: S('ins') }), { pk: S('ins'), data: { B: 'AQ==' } });
  assert.equal(
    await refusal(db.execute(`INSERT INTO Plain VALUE {'pk': 'ins', 'data': 'again'}`)),
    'DuplicateItemException: Duplicate primary key exists in table',
  );
  await db.execute(`DELETE FROM Plain WHERE pk = 'ins'`);
  await db.execute(`INSERT INTO Plain VALUE {'pk': 'ins', 'data': 'again'}`);
  assert.deepEqual(await db.stored('Plain', { pk: S('ins') }), { pk: S('ins'), data: S('again') });
  const invalid = 'One or more parameter values were invalid: ';
  assert.equal(
    await refusal(db.execute(`INSERT INTO Things VALUE {'pk': 'x'}`)),
    `${invalid}Missing the key sk in the item`,
  );
  assert.equal(
    await refusal(db.execute(`INSERT INTO Plain VALUE {'pk': 1}`)),
    `${invalid}Type mismatch for key pk expected: S actual: N`,
  );
  assert.equal(await refusal(db.execute(`INSERT INTO nope VALUE {'pk': 'x', '': 1}`)), 'Empty attribute name');
  assert.match(
    await refusal(db.execute(`INSERT INTO Plain VALUE {'pk': ''}`)),
    /cannot contain an empty string value\. Key: pk$/,
  );
});

test('UPDATE changes an item that is there and fulfils what the statement asks', async () => {
  await db.put('Plain', { pk: S('upd'), a: N(5), s: { SS: ['a', 'b'] }, m: { M: { x: S('old'), y: S('keep') } } });
  const update = (text: string) => db.items(`UPDATE Plain ${text}`);
  assert.deepEqual(
    await update(`SET a = a + 1, b = 'new' REMOVE m.y SET s = set_add(s, <<'c'>>) WHERE pk = 'upd'`),
    [],
  );
  assert.deepEqual(await db.stored('Plain', { pk: S('upd') }), {
    pk: S('upd'),
    a: N(6),
    b: S('new'),
    s: { SS: ['a', 'b', 'c'] },
    m: { M: { x: S('old') } },
  });
  const failed = 'ConditionalCheckFailedException: The conditional request failed';
  assert.equal(await refusal(update(`SET a = 1 WHERE pk = 'ghost'`)), failed);
  assert.equal(await refusal(update(`SET a = 1 WHERE pk = 'ghost' AND attribute_not_exists(pk)`)), failed);
  assert.equal(await db.stored('Plain', { pk: S('ghost') }), undefined);
  assert.equal(await refusal(update(`SET a = 1 WHERE pk = 'upd' AND a = 7`)), failed);
  const { members } = await failure(
    db.execute(`UPDATE Plain SET a = 1 WHERE pk = 'upd' AND a = 7`, { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }),
  );
  assert.deepEqual((members['Item'] as Item)['a'], N(6));
  await update(`SET a = 7 WHERE pk = 'upd' AND attribute_exists(a) AND contains(s, 'c')`);
  await db.execute(`FROM Plain WHERE pk = 'upd' AND a = 7 SET a = 8 REMOVE b`);
  const stored = await db.stored('Plain', { pk: S('upd') });
  assert.deepEqual([stored?.['a'], stored?.['b']], [N(8), undefined]);
  assert.equal(
    await refusal(update(`SET newlist[0] = 'x' WHERE pk = 'upd'`)),
    'The document path provided in the update expression is invalid for update',
  );
  for (const text of [`s = set_add(s, <<1>>)`, `a = set_add(a, <<'x'>>)`, `s = set_delete(s, <<1>>)`])
    assert.equal(
      await refusal(update(`SET ${text} WHERE pk = 'upd'`)),
      'An operand in the update expression has an incorrect data type',
    );
  assert.equal(
    await refusal(update(`SET l = list_append(l, [1]) WHERE pk = 'upd'`)),
    'The provided expression refers to an attribute that does not exist in the item',
  );
  assert.equal(
    await refusal(update(`SET pk = 'y' WHERE pk = 'upd'`)),
    'One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key',
  );
  assert.equal(await refusal(update(`SET a = 1 WHERE pk = 5`)), 'The provided key element does not match the schema');
  await update(`SET s = set_delete(s, <<'a', 'b', 'c'>>) SET t = set_add(t, <<2, 1>>) WHERE pk = 'upd'`);
  assert.deepEqual(
    [(await db.stored('Plain', { pk: S('upd') }))?.['s'], (await db.stored('Plain', { pk: S('upd') }))?.['t']],
    [undefined, { NS: ['1', '2'] }],
  );
});

test('an update that leaves the item too deep', async () => {
  await db.put('Plain', { pk: S('deep'), m: { M: {} } });
  const nested = (depth: number): AttributeValue => (depth === 0 ? S('x') : { M: { a: nested(depth - 1) } });
  const update = (depth: number) =>
    db.execute(`UPDATE Plain SET m.deep = ? WHERE pk = 'deep'`, { Parameters: [nested(depth)] });
  assert.equal(await refusal(update(31)), 'Nesting Levels have exceeded supported limits');
  await update(30);
});

test('DELETE takes an item away, or finds none', async () => {
  await db.put('Plain', { pk: S('del'), name: S('alpha') });
  const failed = 'ConditionalCheckFailedException: The conditional request failed';
  assert.equal(await refusal(db.execute(`DELETE FROM Plain WHERE pk = 'del' AND name = 'beta'`)), failed);
  assert.equal(await refusal(db.execute(`DELETE FROM Plain WHERE pk = 'del' AND NOT begins_with(name, 'al')`)), failed);
  assert.deepEqual(await db.items(`DELETE FROM Plain WHERE pk = 'none' AND name = 'x'`), []);
  assert.deepEqual(await db.items(`DELETE FROM Plain WHERE pk = 'none' RETURNING ALL OLD *`), []);
  assert.deepEqual(await db.items(`DELETE FROM Plain WHERE pk = 'del' AND name = 'alpha' RETURNING ALL OLD *`), [
    { pk: S('del'), name: S('alpha') },
  ]);
  assert.equal(await db.stored('Plain', { pk: S('del') }), undefined);
});

test('RETURNING', async () => {
  const key = { pk: S('ret') };
  const item = {
    ...key,
    data: S('old'),
    keep: S('same'),
    tags: { L: [S('a'), S('b'), S('c')] },
    p: { M: { x: N(1), y: N(2) } },
  };
  for (const [change, returning, expected] of [
    [`SET data = 'new'`, 'ALL OLD', [item]],
    [`SET data = 'new'`, 'ALL NEW', [{ ...item, data: S('new') }]],
    [`SET data = 'new'`, 'MODIFIED OLD', [{ data: S('old') }]],
    [`SET data = 'new'`, 'MODIFIED NEW', [{ data: S('new') }]],
    [`SET p.x = 9`, 'MODIFIED NEW', [{ p: { M: { x: N(9) } } }]],
    [`REMOVE data`, 'MODIFIED OLD', [{ data: S('old') }]],
    [`REMOVE data`, 'MODIFIED NEW', []],
    [`SET fresh = 1`, 'MODIFIED OLD', []],
    [`SET tags[2] = 'y', tags[0] = 'x'`, 'MODIFIED NEW', [{ tags: { L: [S('x'), S('y')] } }]],
    [`SET tags[2] = 'y', tags[0] = 'x'`, 'MODIFIED OLD', [{ tags: { L: [S('a'), S('c')] } }]],
    [`SET tags[9] = 'd'`, 'MODIFIED NEW', []],
    [`SET tags[3] = 'd'`, 'MODIFIED NEW', [{ tags: { L: [S('d')] } }]],
    [`REMOVE tags[1]`, 'MODIFIED NEW', [{ tags: { L: [S('c')] } }]],
    [`REMOVE tags[2]`, 'MODIFIED NEW', []],
  ] as const) {
    await db.put('Plain', item);
    const items = await db.items(`UPDATE Plain ${change} WHERE pk = 'ret' RETURNING ${returning} *`);
    assert.deepEqual(items, expected, `${change} ${returning}`);
  }
});
