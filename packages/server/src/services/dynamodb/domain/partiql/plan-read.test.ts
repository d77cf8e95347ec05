import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AttributeValue, Item } from '../attribute-value.js';
import { refusal } from '../testing/refusal.js';
import { shape } from './columns.js';
import { planRead, type ReadOptions, type ReadPlan } from './plan-read.js';
import { prepare } from './prepare.js';
import { parseStatement } from './statement.js';
import type { PartiqlTable } from './table.js';

const S = (name: string) => ({ name, type: 'S' }) as const;

const TABLE: PartiqlTable = {
  name: 'T',
  hashKey: S('pk'),
  rangeKey: S('sk'),
  indexes: [
    { name: 'all', kind: 'gsi', hash: [S('gsiPk')], range: [], projected: 'all' },
    {
      name: 'gsi-inc',
      kind: 'gsi',
      hash: [S('gsiPk')],
      range: [],
      projected: new Set(['pk', 'sk', 'gsiPk', 'projattr']),
    },
    {
      name: 'lsi-keys',
      kind: 'lsi',
      hash: [S('pk')],
      range: [S('lsiSk')],
      projected: new Set(['pk', 'sk', 'lsiSk']),
    },
    { name: 'multi', kind: 'gsi', hash: [S('h1'), S('h2')], range: [S('r1')], projected: 'all' },
    { name: 'multi-range', kind: 'gsi', hash: [S('h1')], range: [S('r1'), S('r2')], projected: 'all' },
  ],
};

const HASH_ONLY: PartiqlTable = { name: 'H', hashKey: { name: 'pk', type: 'N' }, indexes: [] };

function plan(text: string, options: Partial<ReadOptions> = {}, table = TABLE): ReadPlan {
  const prepared = prepare(parseStatement(text), []);
  assert.ok(prepared.kind === 'select');
  return planRead(prepared, table, { consistent: false, mode: 'statement', ...options });
}

const refuses = (text: string, message: string, options: Partial<ReadOptions> = {}): void =>
  assert.equal(
    refusal(() => plan(text, options)),
    message,
    text,
  );

const select = (where: string): string => `SELECT * FROM T WHERE ${where}`;

/** The reads in a few words: `pk`, or `pk/condition`. */
function reads(text: string): readonly string[] | 'scan' {
  const text_ = (value: AttributeValue): string => Object.values(value).join();
  return (
    plan(text).partitions?.map(({ hash, sort }) => {
      if (sort === undefined) return text_(hash);
      if (sort.op === 'between') return `${text_(hash)}/${text_(sort.low)}..${text_(sort.high)}`;
      return `${text_(hash)}/${sort.op}${text_(sort.op === 'begins-with' ? sort.prefix : sort.value)}`;
    }) ?? 'scan'
  );
}

const OVERLAPPING = 'Overlapping conditions with range keys are not supported in where clause';

test('keys, filters and scans', () => {
  assert.deepEqual(plan('SELECT * FROM T'), { fetches: false, forward: true });
  for (const [where, expected, filtered] of [
    [`pk = 'a'`, ['a'], false],
    [`'a' = pk`, ['a'], false],
    [`pk = 'a' AND sk > 'b'`, ['a/>b'], false],
    [`pk = 'a' AND 'b' >= sk`, ['a/<=b'], false],
    [`pk = 'a' AND sk BETWEEN 'b' AND 'c'`, ['a/b..c'], false],
    [`begins_with(sk, 'x') AND pk = 'a'`, ['a/begins-withx'], false],
    [`pk = 'a' AND sk = '1' AND sk > '0'`, ['a/=1'], false],
    [`pk = 'a' AND sk >= '1' AND sk < '5'`, ['a/1..5'], true],
    [`pk = 'a' AND sk >= '1' AND begins_with(sk, '1')`, ['a/begins-with1'], true],
    [`pk = 'a' AND flag = 'x'`, ['a'], true],
    [`pk = 'a' AND (flag = 'x' OR flag = 'y')`, ['a'], true],
    [`pk = 'a' AND NOT sk = '1'`, ['a'], true],
    [`pk = 'a' AND sk <> '1'`, ['a'], true],
    [`pk = 'a' AND sk > '0' AND sk <> '1'`, ['a/>0'], true],
    [`pk = 'a' AND attribute_exists(pk)`, ['a'], true],
    [`pk = 'a' AND (sk = '1' OR sk = '2')`, ['a/=1', 'a/=2'], false],
    [`pk = 'a' AND sk IN ['1', '2']`, ['a/=1', 'a/=2'], false],
    [`pk = 'a' AND (sk < '1' OR sk > '1' OR sk = '1')`, ['a/<1', 'a/>1', 'a/=1'], false],
    [`pk IN ['a', 'b'] AND sk = '1'`, ['a/=1', 'b/=1'], false],
    [`pk IN ['a', 'b'] AND NOT begins_with(kind, 'al')`, ['a', 'b'], true],
    [`(pk = 'a' AND flag = 'x') OR (pk = 'b' AND sk = '1')`, ['a', 'b/=1'], true],
    [`pk = 'a' AND pk = 'b'`, [], false],
    [`pk = 'a' AND sk = '1' AND sk = '2'`, [], false],
    [`pk = 'a' OR sk = '1'`, 'scan', true],
    [`pk > 'a'`, 'scan', true],
    [`NOT pk = 'a'`, 'scan', true],
    [`sk = '1'`, 'scan', true],
    [`pk = other`, 'scan', true],
    [`pk.x = 'a'`, 'scan', true],
  ] as const) {
    assert.deepEqual(reads(select(where)), expected, where);
    assert.equal(plan(select(where)).filter !== undefined, filtered, where);
  }
});

test('alternatives that overlap', () => {
  for (const where of [
    `pk IN ['r', 'r']`,
    `pk = 'r' OR pk = 'r'`,
    `pk = 'r' AND (sk > '0' OR sk < '5')`,
    `pk = 'r' AND (sk = '1' OR flag = 'two')`,
    `(pk = 'r' AND flag = 'one') OR (pk = 'r' AND flag = 'two')`,
    `pk = 'a' AND x = '1' OR pk = 'a' AND sk = '2'`,
    `pk = 'a' AND x <> '1' OR pk = 'a' AND sk = '2'`,
    `pk = 'a' AND (begins_with(sk, 'ab') OR sk BETWEEN 'abc' AND 'z')`,
    `pk = 'a' AND (sk <= '1' OR sk >= '1')`,
  ])
    refuses(select(where), OVERLAPPING);
  for (const where of [
    `pk = 'a' AND (begins_with(sk, 'ab') OR sk >= 'ac')`,
    `pk = 'a' AND (sk <= '1' OR sk > '1')`,
    `pk = 'a' AND (begins_with(sk, 'é') OR begins_with(sk, 'ê'))`,
  ])
    assert.equal(reads(select(where)).length, 2, where);
});

test('alternatives that say what the sort key is not are read together', () => {
  for (const left of [
    `NOT sk = '1'`,
    `sk <> '1'`,
    `NOT begins_with(sk, 'x')`,
    `NOT sk IN ['1', '3']`,
    `NOT sk > '5'`,
    `NOT (sk = '1')`,
    `(NOT sk = '1' OR NOT sk = '2')`,
  ])
    assert.deepEqual(reads(select(`pk = 'P' AND ${left} OR pk = 'P' AND sk = '2'`)), ['P'], left);
  assert.deepEqual(reads(select(`pk = 'P' OR pk = 'P' AND NOT sk = '1'`)), ['P']);
});

test('types of keys', () => {
  const text = "Key attribute's data type should match its data type in table's schema: Key ";
  refuses(select(`pk = 1 OR pk = 'r'`), `${text}pk`);
  refuses(select('pk = 1'), `${text}pk`);
  refuses(select(`pk = 'r' AND sk IN ['1', 2]`), `${text}sk`);
  assert.equal(reads(select('pk > 1')), 'scan');
  assert.deepEqual(plan('SELECT * FROM T WHERE pk = 1.0', {}, HASH_ONLY).key, { pk: { N: '1' } });
  assert.equal(
    refusal(() => plan('SELECT * FROM T WHERE pk IN [1, 1.0]', {}, HASH_ONLY)),
    OVERLAPPING,
  );
});

test('the number of reads', () => {
  const values = (count: number): string => Array.from({ length: count }, (_, i) => `'v${i}'`).join();
  for (const where of [
    `pk IN [${values(51)}]`,
    `pk = 'r' AND sk IN [${values(51)}]`,
    `pk IN [${values(26)}] AND sk IN ['1', '2']`,
    Array.from({ length: 300 }, (_, i) => `pk = '${i}'`).join(' OR '),
    Array.from({ length: 50 }, () => `pk IN [${values(10)}]`).join(' AND '),
  ])
    refuses(select(where), 'Too many decomposed read operations for a given query.');
  assert.equal(reads(select(`pk IN [${values(50)}] AND flag IN [${values(100)}]`)).length, 50);
  assert.equal(reads(select(`pk IN [${values(51)}] OR flag = 'one'`)), 'scan');
});

test('indexes', () => {
  refuses('SELECT * FROM T.nope', 'The table does not have the specified index');
  refuses('SELECT * FROM T.T', 'The table does not have the specified index');
  refuses('SELECT * FROM T."all"', 'Strongly consistent read is not supported on Global Secondary Indexes', {
    consistent: true,
  });
  assert.ok(plan(`SELECT * FROM T."lsi-keys" WHERE pk = 'p'`, { consistent: true }));
  const several =
    'PartiQL statements cannot be executed on tables with multi-attribute HASH keys or multi-attribute RANGE keys.';
  for (const text of [
    `SELECT * FROM T.multi WHERE h1 = 5`,
    'SELECT * FROM T.multi',
    'SELECT COUNT(*) FROM T.multi',
    `SELECT id FROM T."multi-range" WHERE h1 = 'a' ORDER BY r1 DESC`,
  ])
    refuses(text, several);
  assert.deepEqual(reads(`SELECT * FROM T."all" WHERE gsiPk = 'x'`), ['x']);
  assert.equal(reads(`SELECT * FROM T."all" WHERE pk = 'x'`), 'scan');
});

test('columns', () => {
  const call = 'SELECT attribute_exists(ss) FROM T';
  refuses(call, 'Unexpected path component at 1:8:16');
  refuses('SELECT COUNT(*) FROM T', 'Unexpected path component at 1:8:5');
  refuses('SELECT s, m.s FROM T', 'Duplicate identifiers in select clause: s');
  refuses('SELECT l[-1] FROM T', 'List index is not within the allowable range; index: [-1] at 1:11:1');
  refuses(
    'SELECT l[2147483648] FROM T',
    'List index is not within the allowable range; index: [2147483648] at 1:10:10',
  );
  refuses(
    'SELECT alternate, mymap, alternate.x FROM T."gsi-inc"',
    'One or more parameter values were invalid: Global secondary index gsi-inc does not project [alternate, mymap]',
  );
  assert.equal(plan('SELECT data FROM T."lsi-keys"').fetches, true);
  assert.equal(plan('SELECT lsiSk FROM T."lsi-keys"').fetches, false);
  assert.equal(plan('SELECT * FROM T."lsi-keys"').fetches, false);
  const { columns } = plan('SELECT a, m.k[0], l[-0], m.x.y, m.nope, "m.x" FROM T');
  assert.ok(columns);
  const item: Item = {
    a: { S: '1' },
    m: { M: { k: { L: [{ S: '2' }] }, x: { M: { y: { S: '3' } } } } },
    l: { L: [{ S: '4' }] },
    z: { S: '5' },
  };
  assert.deepEqual(shape(item, columns), { a: { S: '1' }, 'k[0]': { S: '2' }, 'l[0]': { S: '4' }, y: { S: '3' } });
});

test('filters on what an index has not', () => {
  const from = (where: string): string => `SELECT pk FROM T."gsi-inc" WHERE ${where}`;
  const text =
    'One or more parameter values were invalid: Secondary index gsi-inc does not project one or more filter attributes: ';
  for (const [where, names] of [
    [`gsiPk = 'y' AND nonproj = 'np1'`, 'nonproj'],
    [`gsiPk IN ['y', 'z'] AND nonproj = 'np1'`, 'nonproj'],
    [`gsiPk = 'y' AND nonproj IS NOT MISSING`, 'nonproj'],
    [`gsiPk = 'y' AND begins_with(nonproj, 'np')`, 'nonproj'],
    [`gsiPk = 'y' AND NOT nonproj = 'np1'`, 'nonproj'],
    [`gsiPk = 'y' AND NOT (nonproj = 'np1' OR projattr = 'x')`, 'nonproj'],
    [`gsiPk = 'y' AND b = '1' AND (a = '2' OR projattr = '3')`, 'a, b'],
    [`gsiPk = 'y' AND (zz = '1' OR aa = '2' OR mm = '3')`, 'zz, aa, mm'],
    [`(gsiPk = 'y' OR gsiPk = 'z') AND zz = '1'`, 'zz'],
    [`(gsiPk = 'b' AND u1 = '1') OR (gsiPk = 'q' AND u2 = '1')`, 'u2'],
    [`(gsiPk = 'q' AND u1 = '1') OR (gsiPk = 'b' AND u2 = '1')`, 'u1'],
  ] as const)
    refuses(from(where), `${text}[${names}]`);
  for (const where of [
    `nonproj = 'np1'`,
    `gsiPk = 'y' AND (projattr = 'proj1' OR projattr = 'proj2')`,
    `(gsiPk = 'y' AND projattr = '1') OR (gsiPk = 'z' AND aa = '1')`,
    `(gsiPk = 'y' AND nonproj = 'np1') OR (gsiPk = 'y2')`,
    `gsiPk > 'a' AND zz = '1'`,
    `gsiPk = 'y' AND (gsiPk = 'z' OR zz = '1')`,
    `(gsiPk = 'y' AND zz = '1') OR aa = '1'`,
    `gsiPk = 'y' AND pk = 'x' AND sk > 'y'`,
  ])
    assert.ok(plan(from(where)), where);
  refuses(from(`(gsiPk = 'y' AND zz = '1') OR (gsiPk = 'y' AND aa = '1')`), OVERLAPPING);
  refuses(
    `SELECT pk FROM T."lsi-keys" WHERE pk = 'p' AND lsiSk BETWEEN 'k1' AND 'k4' AND nonproj = 'np1'`,
    'One or more parameter values were invalid: Secondary index lsi-keys does not project one or more filter attributes: [nonproj]',
  );
});

test('ORDER BY', () => {
  refuses('SELECT * FROM T ORDER BY sk', 'Must have WHERE clause in the statement when using ORDER BY clause.');
  refuses(
    `${select(`pk = 'o'`)} ORDER BY Total DESC`,
    'Attribute Total in ORDER BY clause must be part of the primary key',
  );
  refuses(
    `${select(`pk > 'a'`)} ORDER BY sk`,
    'Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.',
  );
  refuses(
    `${select(`pk IN ['o', 'p']`)} ORDER BY sk DESC`,
    'Must have hash key in ORDER BY clause when more than one hash key condition specified in WHERE clause.',
  );
  const forward = (order: string): boolean => plan(`${select(`pk = 'o'`)} ${order}`).forward;
  assert.equal(forward(''), true);
  assert.equal(forward('ORDER BY sk'), true);
  assert.equal(forward('ORDER BY sk DESC'), false);
  assert.equal(forward('ORDER BY pk ASC'), false);
  assert.equal(forward('ORDER BY pk DESC, sk ASC'), true);
  assert.deepEqual(reads(`${select(`pk IN ['p', 'o', 'q']`)} ORDER BY pk`), ['o', 'p', 'q']);
  assert.deepEqual(reads(`${select(`pk IN ['p', 'o', 'q']`)} ORDER BY pk DESC, sk`), ['q', 'p', 'o']);
  assert.deepEqual(reads(`${select(`pk = 'a' AND sk IN ['2', '3', '1']`)} ORDER BY sk DESC`), ['a/=3', 'a/=2', 'a/=1']);
  assert.deepEqual(reads(select(`pk = 'a' AND sk IN ['2', '3', '1']`)), ['a/=2', 'a/=3', 'a/=1']);
});

test('reads of one item', () => {
  const key = { pk: { S: 'a' }, sk: { S: '1' } };
  for (const where of [
    `pk = 'a' AND sk = '1'`,
    `(sk = '1') AND pk = 'a' AND pk = 'a'`,
    `pk IN ['a'] AND sk IN ['1']`,
    `(pk IN ['a']) AND pk = 'a' AND sk = '1'`,
  ])
    assert.deepEqual(plan(select(where)).key, key, where);
  for (const where of [
    `pk = 'a'`,
    `pk = 'a' AND sk > '1'`,
    `pk = 'a' AND sk = '1' AND flag = 'x'`,
    `pk = 'a' AND sk = '1' AND attribute_exists(ss)`,
    `pk = 'a' AND sk = '1' AND pk = 'b'`,
    `pk IN ['b'] AND pk = 'a' AND sk = '1'`,
  ])
    assert.equal(plan(select(where)).key, undefined, where);
  assert.equal(plan(`SELECT * FROM T."all" WHERE gsiPk = 'a'`).key, undefined);
  assert.deepEqual(plan(select(`pk = 1 AND sk = '1'`), { mode: 'transaction' }).key, {
    pk: { N: '1' },
    sk: { S: '1' },
  });
  refuses(select(`pk IN ['a', 'a'] AND sk = '1'`), OVERLAPPING, { mode: 'transaction' });
});
