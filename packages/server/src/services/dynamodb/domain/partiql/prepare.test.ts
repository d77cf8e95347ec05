import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AttributeValue } from '../attribute-value.js';
import type { Condition } from '../expressions/ast.js';
import { matches } from '../expressions/evaluate.js';
import { refusal } from '../testing/refusal.js';
import { prepare, type Prepared } from './prepare.js';
import { parseStatement } from './statement.js';

const run = (text: string, parameters: readonly AttributeValue[] = []): Prepared =>
  prepare(parseStatement(text), parameters);

const refuses = (text: string, message: string, parameters: readonly AttributeValue[] = []): void =>
  assert.equal(
    refusal(() => run(text, parameters)),
    message,
    text,
  );

const where = (condition: string): string => `SELECT * FROM "T" WHERE pk = 'x' AND ${condition}`;
const update = (set: string): string => `UPDATE "T" SET ${set} WHERE pk = 'x'`;

/** `1:<column>:<length>` of the first occurrence of the token at or after `from`. */
const at = (statement: string, token: string, from = 0): string =>
  `1:${statement.indexOf(token, from) + 1}:${token.length}`;

function condition(text: string, parameters: readonly AttributeValue[] = []): Condition {
  const prepared = run(`SELECT * FROM T WHERE ${text}`, parameters);
  assert.ok(prepared.kind === 'select' && prepared.where !== undefined);
  return prepared.where;
}

test('aliases and sources', () => {
  for (const text of [
    `SELECT * FROM "T" t WHERE pk = 'x'`,
    `SELECT * FROM "T" AS t WHERE pk = 'x'`,
    `UPDATE "T" t SET a = 3 WHERE pk = 'x'`,
    `DELETE FROM "T" t WHERE pk = 'x'`,
    `SELECT s AS x FROM T`,
    `SELECT s x FROM T`,
  ])
    refuses(text, 'Aliasing is not supported');
  refuses(`SELECT * FROM "T"."i"."more" WHERE pk = 'p'`, 'A path may contain at most 2 components in the FROM clause');
  for (const text of [`SELECT * FROM "T".""`, `SELECT * FROM ""`, `SELECT * FROM ""."i"`, `INSERT INTO "" VALUE {}`])
    refuses(text, 'Path component cannot be an empty string');
  refuses(
    `INSERT INTO "T"."i" VALUE {'pk': 'w'}`,
    'FROM clause may only contain a single table name in data manipulation statements',
  );
  refuses(`UPDATE "T"."i" SET a = 'z' WHERE pk = 'p'`, 'This operation is not supported on an index');
  refuses(`DELETE FROM "T"."i" WHERE pk = 'p'`, 'This operation is not supported on an index');
  refuses('SELECT * FROM A, B', 'Only a single table or index can be selected from.');
  refuses('SELECT * FROM A JOIN B ON A.x = B.x', 'Only a single table or index can be selected from.');
  assert.deepEqual(run('SELECT * FROM T.i'), { kind: 'select', table: 'T', index: 'i', order: [] });
});

test('clauses that DynamoDB has not', () => {
  refuses('SELECT id FROM dbimp_page LIMIT 5', 'Unsupported clause: LIMIT at 1:33:1');
  refuses('SELECT id FROM T GROUP BY a', 'Unsupported clause: GROUP BY at 1:27:1');
  refuses('SELECT DISTINCT a FROM T', 'Unsupported clause: DISTINCT at 1:8:8');
});

test('literals', () => {
  const overflow = 'Number overflow. Attempting to store a number with magnitude larger than supported range';
  const underflow = 'Number underflow. Attempting to store a number with magnitude smaller than supported range';
  refuses('SELECT * FROM "T" WHERE pk = 1e126', `${overflow} under root`);
  refuses('SELECT * FROM "T" WHERE pk = 1e-131', `${underflow} under root`);
  refuses('SELECT * FROM "T" WHERE pk = 1e2147483647', `${underflow} under root`);
  refuses(
    'SELECT * FROM "T" WHERE pk = 123456789012345678901234567890123456789',
    'Attempting to store more than 38 significant digits in a Number under root',
  );
  refuses(`INSERT INTO "T" VALUE {'pk': 1e126}`, `${overflow} under root`);
  refuses('UPDATE "T" SET a = 1e-131 WHERE pk = 1', `${underflow} under root`);
  refuses(`INSERT INTO "T" VALUE {'pk': 1, 'm': {'x': 1e126}}`, `${overflow} under root.x`);
  refuses(`INSERT INTO "T" VALUE {'pk': 1, 'l': [1, 1e126]}`, `${overflow} under root[1]`);

  refuses(update('a = set_add(a, <<>>)'), 'Empty bags are not supported');
  const mixed = 'Unsupported data type in Bag. DynamoDB only supports either numbers or strings in bags';
  for (const bag of [`<<1, 'a'>>`, '<<?>>', '<<true>>', '<<[]>>']) refuses(update(`a = ${bag}`), mixed, [{ S: 'v' }]);
  const duplicates = 'One or more parameter values were invalid: Input collection ';
  refuses(update(`s = set_add(s, <<'x', 'x'>>)`), `${duplicates}[x, x] contains duplicates.`);
  refuses(`INSERT INTO T VALUE {'x': [<<'a', 'a'>>]}`, `${duplicates}[a, a] contains duplicates.`);
  refuses(update('n = set_add(n, <<2, 2.0>>)'), `${duplicates}[2, 2.0] contains duplicates! under root`);
  refuses(where(`s = <<'a','a'>>`), `${duplicates}[a, a] contains duplicates.`);

  const list = 'UPDATE T SET x = [?] WHERE pk = 1';
  refuses(list, `Unsupported data type: Parameter under key root[0] at ${at(list, '?')}`, [{ S: 'v' }]);
  const map = `INSERT INTO T VALUE {'pk':'x','m':{'k':?}}`;
  refuses(map, `Unsupported data type: Parameter under key root.k at ${at(map, '?')}`, [{ S: 'v' }]);
  const call = `INSERT INTO T VALUE {'pk': 'x', 'ss': set_add(<<'a'>>, <<'b'>>)}`;
  refuses(call, `Unsupported data type: set_add under key root at ${at(call, 'set_add')}`);

  const deep = 'Nesting Levels have exceeded supported limits under root';
  refuses(update(`d = ${"{'a':".repeat(32)}1${'}'.repeat(32)}`), deep + '.a'.repeat(32));
  refuses(update(`d = {'a':${'['.repeat(31)}1${']'.repeat(31)}}`), `${deep}.a${'[0]'.repeat(31)}`);
  refuses(update(`d = ${'['.repeat(32)}1${']'.repeat(32)}`), deep + '[0]'.repeat(32));
  assert.ok(run(`INSERT INTO T VALUE {'pk': 1, 'd': ${"{'a':".repeat(31)}1${'}'.repeat(31)}}`));
});

test('an item of every literal', () => {
  const text =
    `INSERT INTO T VALUE {'pk': ?, 'a': 1E3, 'b': -1.5e-3, 'c': 2.50, 'd': -0, 'e': .5, 'f': - - 1., 'g': +7, 's': 'it''s',` +
    ` 't': TRUE, 'n': Null, 'l': [1, 'x', []], 'm': {'k': {}}, 'ss': <<'b', 'a'>>, 'ns': <<10, 9, 1.0>>, '__proto__': 1}`;
  const prepared = run(text, [{ B: 'AA==' }]);
  assert.ok(prepared.kind === 'insert');
  assert.deepEqual(
    Object.fromEntries(Object.entries(prepared.item)),
    Object.fromEntries(
      Object.entries({
        pk: { B: 'AA==' },
        a: { N: '1000' },
        b: { N: '-0.0015' },
        c: { N: '2.5' },
        d: { N: '0' },
        e: { N: '0.5' },
        f: { N: '1' },
        g: { N: '7' },
        s: { S: "it's" },
        t: { BOOL: true },
        n: { NULL: true },
        l: { L: [{ N: '1' }, { S: 'x' }, { L: [] }] },
        m: { M: { k: { M: {} } } },
        ss: { SS: ['a', 'b'] },
        ns: { NS: ['1', '9', '10'] },
        ['__proto__']: { N: '1' },
      }),
    ),
  );
});

test('parameters', () => {
  refuses('SELECT * FROM T WHERE pk = ?', "Number of parameters in request and statement don't match.");
  refuses('SELECT * FROM T WHERE a = ? AND b = ?', "Number of parameters in request and statement don't match.", [
    { S: 'a' },
  ]);
  assert.deepEqual(
    condition('a = ? AND b = ?', [{ S: '1' }, { N: '2' }, { S: 'more' }]),
    condition(`a = '1' AND b = 2`),
  );
  assert.deepEqual(condition('n IN [?, 2]', [{ N: '1' }]), condition('n IN (1, 2)'));
  assert.ok(run('INSERT INTO T VALUE ?', [{ M: { pk: { S: 'x' } } }]));
});

test('functions in a WHERE clause', () => {
  refuses(
    where(`attribute_exists('ss')`),
    'Operator or function requires a document path; operator or function: attribute_exists',
  );
  refuses(
    where('attribute_exists(?)'),
    'Operator or function requires a document path; operator or function: attribute_exists',
    [{ S: 'ss' }],
  );
  const count = 'Incorrect number of operands for operator or function; operator or function: attribute_exists';
  refuses(where('attribute_exists()'), `${count}, number of operands: 0`);
  refuses(where('attribute_exists(ss, ns)'), `${count}, number of operands: 2`);
  refuses(where('EXISTS(ss)'), `Unrecognized function: exists at ${at(where('EXISTS(ss)'), 'EXISTS')}`);
  const add = where(`set_add(ss, <<'x'>>) = ss`);
  refuses(add, `Unrecognized function: set_add at ${at(add, 'set_add')}`);
  const type = 'Incorrect operand type for operator or function; operator or function: attribute_type, operand type: ';
  refuses(where('attribute_type(l, 1)'), `${type}N`);
  refuses(where('attribute_type(l, true)'), `${type}BOOL`);
  refuses(
    where(`attribute_type(Total, 'X')`),
    'Invalid attribute type name found; type: X, valid types: {N,BS,L,B,NULL,M,S,SS,NS,BOOL}',
  );
  const parameters: AttributeValue[] = [{ S: 'SS' }];
  assert.deepEqual(condition('ATTRIBUTE_TYPE("ss", ?)', parameters), condition(`attribute_type(ss, 'SS')`));
});

test('operands without an order', () => {
  const text = 'Incorrect operand type for operator or function; operator or function: ';
  const unordered: AttributeValue[] = [
    { BOOL: true },
    { NULL: true },
    { L: [] },
    { M: {} },
    { SS: ['a'] },
    { NS: ['1'] },
    { BS: ['AA=='] },
  ];
  for (const value of unordered)
    for (const operator of ['<', '<=', '>', '>='])
      refuses(where(`val ${operator} ?`), `${text}${operator}, operand type: ${Object.keys(value)[0]}`, [value]);
  refuses(where('val BETWEEN ? AND ?'), `${text}BETWEEN, operand type: BOOL`, [{ BOOL: true }, { BOOL: false }]);
  refuses(where('attribute_exists(n) > false'), `${text}>, operand type: BOOL`);
  assert.ok(condition(`val < 5 AND val > 'a'`));
});

test('IN takes up to a hundred values', () => {
  const values = (count: number): string => Array.from({ length: count }, (_, i) => `'v${i}'`).join();
  assert.ok(condition(`flag IN [${values(100)}]`));
  refuses(
    `SELECT * FROM T WHERE flag IN [${values(101)}]`,
    'The IN operator is provided with too many operands; number of operands: 101',
  );
});

test('list indices', () => {
  const remove = (path: string): string => `UPDATE T REMOVE ${path} WHERE pk = 1`;
  const range = 'List index is not within the allowable range; index: ';
  refuses(remove('l[-1]'), `${range}[-1] at ${at(remove('l[-1]'), '1')}`);
  refuses(remove('l[2147483648]'), `${range}[2147483648] at ${at(remove('l[2147483648]'), '2147483648')}`);
  const prepared = run(remove('l[2147483647]'));
  assert.ok(prepared.kind === 'update');
  assert.deepEqual(prepared.actions, [{ kind: 'remove', path: ['l', 2_147_483_647] }]);
  assert.deepEqual(condition(`m."x"['y'].z[-0] = 1`), condition(`m.x.y.z[0] = 1`));
});

test('set_add and set_delete', () => {
  for (const [name, other] of [
    ['set_add', 'SET_ADD'],
    ['set_delete', 'SET_DELETE'],
  ] as const) {
    const elsewhere = update(`t = ${name}(ss, <<'x'>>)`);
    refuses(elsewhere, `The first argument to ${other} must equal the assignment value at ${at(elsewhere, name)}`);
    const noPath = update(`ss = ${name}(<<'a'>>, <<'b'>>)`);
    refuses(noPath, `The first argument to ${other} must equal the assignment value at ${at(noPath, name)}`);
    for (const members of [`'x'`, `['x']`, 'ss', 'a + 1']) {
      const text = update(`ss = ${name}(ss, ${members})`);
      const place = at(text, 'ss', text.indexOf(`${name}(`));
      refuses(text, `The second argument to ${other} must be a value with type SET at ${place}`);
    }
    for (const operands of ['ss', `ss, <<'x'>>, <<'y'>>`]) {
      const text = update(`ss = ${name}(${operands})`);
      refuses(text, `${other} must have exactly two arguments at ${at(text, name)}`);
    }
  }
  const lines = `UPDATE "T"\nSET BandMembers = set_add(BandMembers, 'x')\nWHERE pk='sets'`;
  refuses(lines, 'The second argument to SET_ADD must be a value with type SET at 2:27:11');
  const quoted = update(`"BandMembers" = set_delete("BandMembers", ['x'])`);
  const place = at(quoted, '"BandMembers"', quoted.indexOf('set_delete('));
  refuses(quoted, `The second argument to SET_DELETE must be a value with type SET at ${place}`);

  const prepared = run(update(`a = SET_ADD(a, <<'x'>>), m.b[1] = 2 REMOVE c SET d = set_delete(d, ?)`), [
    { BS: ['AA=='] },
  ]);
  assert.ok(prepared.kind === 'update');
  assert.deepEqual(prepared.actions, [
    { kind: 'add', path: ['a'], value: { SS: ['x'] } },
    { kind: 'set', path: ['m', 'b', 1], value: { kind: 'value', value: { N: '2' } } },
    { kind: 'remove', path: ['c'] },
    { kind: 'delete', path: ['d'], value: { BS: ['AA=='] } },
  ]);
});

test('arithmetic and list_append', () => {
  const text = 'Incorrect operand type for operator or function; operator or function: ';
  refuses(update(`n = 'a' + 1`), `${text}+, operand type: S`);
  refuses(update('n = n - null'), `${text}-, operand type: NULL`);
  refuses(update('n = n + [1]'), `${text}+, operand type: L`);
  refuses(update('l = list_append(l, 1)'), `${text}list_append, operand type: N`);
  const prepared = run(update('n = n - - 2, l = LIST_APPEND([1], x.l)'));
  assert.ok(prepared.kind === 'update');
  assert.deepEqual(prepared.actions, [
    {
      kind: 'set',
      path: ['n'],
      value: { kind: 'minus', left: { kind: 'path', path: ['n'] }, right: { kind: 'value', value: { N: '-2' } } },
    },
    {
      kind: 'set',
      path: ['l'],
      value: {
        kind: 'list-append',
        left: { kind: 'value', value: { L: [{ N: '1' }] } },
        right: { kind: 'path', path: ['x', 'l'] },
      },
    },
  ]);
  const unknown = update('n = if_not_exists(n, 1)');
  refuses(unknown, `Unrecognized function: if_not_exists at ${at(unknown, 'if_not_exists')}`);
  refuses(
    update('a = 1, a.b = 2'),
    'Two document paths overlap with each other; must remove or rewrite one of these paths; path one: [a], path two: [a, b]',
  );
});

test('RETURNING', () => {
  for (const clause of ['MODIFIED OLD *', 'ALL NEW *', 'modified new *'])
    refuses(
      `DELETE FROM T WHERE pk = 'x' RETURNING ${clause}`,
      `Invalid returning clause: RETURNING ${clause.toUpperCase()}. Only RETURNING ALL OLD * is allowed in DELETE statements.`,
    );
  const deleted = run(`DELETE FROM T WHERE pk = 'x' RETURNING ALL OLD *`);
  assert.ok(deleted.kind === 'delete');
  assert.equal(deleted.returning, 'ALL_OLD');
  for (const text of [update('a = 1'), `FROM T WHERE pk = 'x' SET a = 1`]) {
    const updated = run(`${text} RETURNING MODIFIED NEW *`);
    assert.ok(updated.kind === 'update');
    assert.equal(updated.returning, 'MODIFIED_NEW');
  }
});

test('writes without a WHERE clause', () => {
  for (const text of ['FROM "T" SET c = 1', 'FROM "T" REMOVE a', 'UPDATE T SET a = 1', 'DELETE FROM T'])
    refuses(text, 'Where clause does not contain a mandatory equality on all key attributes');
});

test('conditions compared with true and false', () => {
  const item = { n: { N: '1' }, flag: { S: 'right' }, yes: { BOOL: true }, no: { BOOL: false } } as const;
  for (const text of [
    'attribute_exists(nope) = false',
    'true = attribute_exists(n)',
    'attribute_exists(n) <> 1',
    `contains(nope, 'z') = false`,
    '(n BETWEEN 0 AND 5) = true',
    `(n = 5 OR flag = 'x') = false`,
    'attribute_exists(nope) IN [true, false]',
    'attribute_exists(n) = attribute_exists(flag)',
    'attribute_exists(n) = yes',
    'attribute_exists(nope) = "no"',
    'yes IN [attribute_exists(n)]',
  ])
    assert.ok(matches(condition(text), item), text);
  for (const text of [
    'attribute_exists(n) = 1',
    'NOT attribute_exists(n) = true',
    '(attribute_exists(n) = true) = false',
    'attribute_exists(n) = flag',
    'attribute_exists(n) = nope',
    'attribute_exists(nope) = nope',
    'attribute_exists(n) IN [1, "no"]',
  ])
    assert.ok(!matches(condition(text), item), text);
});

test('IS', () => {
  const item = { nul: { NULL: true }, s: { S: 'a' }, m: { M: {} }, flag: { BOOL: true } } as const;
  for (const text of [
    'nul IS NULL',
    's IS NOT NULL',
    'absent IS NOT NULL',
    'absent IS MISSING',
    's IS NOT MISSING',
    's IS STRING',
    'flag IS BOOL',
    'flag IS BOOLEAN',
    'm IS STRUCT',
    'm IS TUPLE',
    's IS NOT LIST',
  ])
    assert.ok(matches(condition(text), item), text);
  for (const text of ['s IS NULL', 'absent IS NULL', 'nul IS NOT NULL', 's IS BOOL', 'absent IS STRING'])
    assert.ok(!matches(condition(text), item), text);
  refuses('SELECT * FROM T WHERE x IS INT4', 'Unsupported operation: IsType');
});

test('what takes too long to evaluate is refused', () => {
  let text = 'attribute_exists(a)';
  for (let level = 0; level < 40; level++) text = `(${text} = b${level})`;
  refuses(`SELECT * FROM T WHERE ${text}`, 'The expression contains too many operators; operator count: 301');
});
