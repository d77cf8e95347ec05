import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AwsError } from '@paddock/wire';
import type { AttributeValue, Item } from '../domain/attribute-value.js';
import { failure, refusal, Statements } from './testing.js';

let db: Statements;
before(async () => {
  db = await Statements.open();
});
after(() => db.stop());

const S = (text: string) => ({ S: text });
const N = (number: number) => ({ N: String(number) });
const names = (items: readonly Item[], name: string) => items.map((item) => Object.values(item[name] ?? {})[0]);

test('SELECT reads keys, filters and shapes', async () => {
  await db.put(
    'Things',
    ...['1', '2', '3'].map((sk) => ({ pk: S('sel'), sk: S(sk), n: N(Number(sk)), m: { M: { k: { L: [S(sk)] } } } })),
  );
  await db.put('Things', { pk: S('sel2'), sk: S('1'), n: N(1) });
  const sks = async (where: string, ...parameters: readonly AttributeValue[]) =>
    names(await db.items(`SELECT sk FROM Things WHERE ${where}`, ...parameters), 'sk');
  assert.deepEqual(await sks(`pk = 'sel'`), ['1', '2', '3']);
  assert.deepEqual(await sks(`pk = ? AND sk > ?`, S('sel'), S('1')), ['2', '3']);
  assert.deepEqual(await sks(`pk = 'sel' AND sk IN ['3', '1']`), ['3', '1']);
  assert.deepEqual(await sks(`pk = 'sel' AND sk BETWEEN '1' AND '2' AND n <> 1`), ['2']);
  assert.deepEqual(await sks(`pk = 'sel' AND NOT sk = '1' OR pk = 'sel' AND sk = '2'`), ['2', '3']);
  assert.deepEqual(await sks(`pk IN ['sel', 'sel2'] AND n = 1`), ['1', '1']);
  assert.deepEqual(await sks(`pk = 'sel' AND pk = 'sel2'`), []);
  assert.deepEqual(await sks(`pk = 'nobody'`), []);
  assert.deepEqual(await sks(`pk > 1`), []);
  assert.deepEqual(await db.items(`SELECT m.k[0], n, nope FROM Things WHERE pk = 'sel' AND sk = '2'`), [
    { 'k[0]': S('2'), n: N(2) },
  ]);
  assert.deepEqual(await db.items(`SELECT nope FROM Things WHERE pk = 'sel' AND sk = '2'`), [{}]);
  assert.equal((await db.items(`SELECT * FROM Things WHERE pk = 'sel' OR sk = '1'`)).length, 4);
  assert.deepEqual(await sks(`pk = 'sel' ORDER BY sk DESC`), ['3', '2', '1']);
  assert.deepEqual(await sks(`pk = 'sel' ORDER BY sk`), ['1', '2', '3']);
  assert.deepEqual(await sks(`pk = 'sel' ORDER BY pk ASC`), ['3', '2', '1']);
});

test('numbers as keys', async () => {
  await db.put('Numbers', ...[-2, -1, 0, 1, 10].map((sk) => ({ pk: { N: '7310000' }, sk: N(sk) })));
  for (const literal of ['7310000', '7.31e6', '731e4', '73100000e-1'])
    assert.equal((await db.items(`SELECT * FROM Numbers WHERE pk = ${literal}`)).length, 5, literal);
  assert.deepEqual(names(await db.items('SELECT sk FROM Numbers WHERE pk = 731e4 AND sk > - 2 AND sk < 2'), 'sk'), [
    '-1',
    '0',
    '1',
  ]);
});

test('pages', async () => {
  await db.put('Things', ...['1', '2', '3'].flatMap((sk) => ['pa', 'pb'].map((pk) => ({ pk: S(pk), sk: S(sk) }))));
  const Statement = `SELECT pk, sk FROM Things WHERE pk IN ['pa', 'pb'] ORDER BY pk DESC`;
  const seen: string[] = [];
  let NextToken: string | undefined;
  let pages = 0;
  do {
    const page = await db.execute(Statement, { Limit: 2, ...(NextToken === undefined ? {} : { NextToken }) });
    seen.push(
      ...(page.Items ?? []).map(
        (item) => `${String(Object.values(item['pk'] ?? {}))}${String(Object.values(item['sk'] ?? {}))}`,
      ),
    );
    assert.equal(page.LastEvaluatedKey === undefined, page.NextToken === undefined);
    NextToken = page.NextToken;
    pages++;
  } while (NextToken !== undefined);
  assert.deepEqual(seen, ['pb3', 'pb2', 'pb1', 'pa3', 'pa2', 'pa1']);
  assert.equal(pages, 4);

  const first = await db.execute(`SELECT * FROM Things WHERE pk = 'pa'`, { Limit: 1 });
  assert.deepEqual(first.LastEvaluatedKey, { pk: S('pa'), sk: S('1') });
  const token = first.NextToken ?? '';
  assert.equal(
    await refusal(db.execute(`SELECT * FROM Things WHERE pk = 'pb'`, { NextToken: token })),
    'NextToken does not match request',
  );
  const forged = JSON.parse(Buffer.from(token, 'base64').toString()) as unknown[];
  assert.equal(await refusal(db.execute('SELECT * FROM Things', { NextToken: 'garbage' })), 'Invalid NextToken');
  const elsewhere = Buffer.from(JSON.stringify([forged[0], 0, { pk: S('pb'), sk: S('1') }])).toString('base64');
  assert.match(
    await refusal(db.execute(`SELECT * FROM Things WHERE pk = 'pa'`, { NextToken: elsewhere })),
    /starting key/,
  );

  const all: unknown[] = [];
  do {
    const page = await db.execute('SELECT * FROM Things', {
      Limit: 4,
      ...(NextToken === undefined ? {} : { NextToken }),
    });
    all.push(...(page.Items ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  assert.deepEqual(new Set(all.map((item) => JSON.stringify(item))).size, all.length);
  assert.deepEqual(all, await db.items('SELECT * FROM Things'));
});

test('a page ends at a megabyte, across reads too', async () => {
  const filler = 'x'.repeat(300_000);
  await db.put(
    'Things',
    ...['ma', 'mb'].flatMap((pk) => ['1', '2', '3'].map((sk) => ({ pk: S(pk), sk: S(sk), filler: S(filler) }))),
  );
  const Statement = `SELECT pk, sk FROM Things WHERE pk IN ['ma', 'mb'] AND sk < '9'`;
  const first = await db.execute(Statement);
  assert.equal(first.Items?.length, 6);
  await db.put('Things', { pk: S('ma'), sk: S('4'), filler: S(filler) });
  const cut = await db.execute(Statement);
  assert.ok(cut.NextToken);
  assert.equal(cut.Items?.length, 4);
  const rest = await db.execute(Statement, { NextToken: cut.NextToken });
  assert.equal(rest.Items?.length, 3);
  assert.equal(rest.NextToken, undefined);
});

test('a read that would begin past a megabyte is left to the next page', async () => {
  const item = (pk: string) => ({ pk: S(pk), sk: S('1'), filler: S('x'.repeat(390_000)) });
  const pks = ['mc', 'md', 'me', 'mf'];
  await db.put('Things', ...pks.map(item));
  const Statement = `SELECT pk FROM Things WHERE pk IN ['mc', 'md', 'me', 'mf'] AND sk = '1'`;
  const first = await db.execute(Statement);
  assert.deepEqual(names((first.Items ?? []) as Item[], 'pk'), ['mc', 'md', 'me']);
  assert.equal(first.LastEvaluatedKey, undefined);
  assert.ok(first.NextToken);
  const rest = await db.execute(Statement, { NextToken: first.NextToken });
  assert.deepEqual(names((rest.Items ?? []) as Item[], 'pk'), ['mf']);
  assert.equal(rest.NextToken, undefined);
});

test('indexes', async () => {
  await db.put(
    'Things',
    { pk: S('i'), sk: S('s1'), g: S('x'), g2: S('y'), l: S('l1'), proj: S('p1'), data: S('d1') },
    { pk: S('i'), sk: S('s2'), g: S('z'), g2: S('y'), l: S('l2'), proj: S('p2'), data: S('d2') },
    { pk: S('i'), sk: S('s3'), data: S('d3') },
    { pk: S('i'), sk: S('s4'), g: S('x'), g2: S('y'), l: S('l4'), proj: S('p4'), data: S('d4') },
  );
  const sks = async (statement: string) => names(await db.items(statement), 'sk').sort();
  assert.deepEqual(await sks(`SELECT * FROM Things."gsi-all" WHERE g = 'x'`), ['s1', 's4']);
  assert.deepEqual(await sks(`SELECT sk FROM Things."gsi-inc" WHERE g2 = 'y' AND sk >= 's2' AND proj = 'p4'`), ['s4']);
  assert.deepEqual(await sks(`SELECT * FROM "Things"."gsi-all" WHERE pk = 'i'`), ['s1', 's2', 's4']);
  assert.deepEqual(await db.items(`SELECT * FROM Things."gsi-inc" WHERE g2 = 'y' AND sk = 's1'`), [
    { pk: S('i'), sk: S('s1'), g2: S('y'), proj: S('p1') },
  ]);
  assert.deepEqual(await db.items(`SELECT * FROM Things."lsi-keys" WHERE pk = 'i' AND l = 'l2'`), [
    { pk: S('i'), sk: S('s2'), l: S('l2') },
  ]);
  assert.deepEqual(await db.items(`SELECT data FROM Things."lsi-keys" WHERE pk = 'i' AND l > 'l1'`), [
    { data: S('d2') },
    { data: S('d4') },
  ]);
  assert.deepEqual(await sks(`SELECT sk FROM Things."gsi-inc" WHERE data = 'd1'`), []);
  assert.deepEqual(await sks(`SELECT sk FROM Things."gsi-inc" WHERE NOT data = 'd1'`), ['s1', 's2', 's4']);

  const pages: unknown[] = [];
  let NextToken: string | undefined;
  do {
    const page = await db.execute(`SELECT sk FROM Things."gsi-all" WHERE g = 'x'`, {
      Limit: 1,
      ...(NextToken === undefined ? {} : { NextToken }),
    });
    pages.push(...(page.Items ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  assert.deepEqual(pages, [{ sk: S('s1') }, { sk: S('s4') }]);

  for (const [statement, message] of [
    [
      `SELECT * FROM Things WHERE pk = 'x' AND g.a = 'y'`,
      "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: IndexKey: g",
    ],
    ['SELECT * FROM Things.nope', 'The table does not have the specified index'],
    [
      `SELECT data FROM Things."gsi-inc" WHERE g2 = 'y'`,
      'One or more parameter values were invalid: Global secondary index gsi-inc does not project [data]',
    ],
    [
      `SELECT pk FROM Things."lsi-keys" WHERE pk = 'i' AND data = 'd1'`,
      'One or more parameter values were invalid: Secondary index lsi-keys does not project one or more filter attributes: [data]',
    ],
    [
      `SELECT * FROM Things."gsi-multi" WHERE g = 'x'`,
      'PartiQL statements cannot be executed on tables with multi-attribute HASH keys or multi-attribute RANGE keys.',
    ],
  ] as const)
    assert.equal(await refusal(db.execute(statement)), message);
  assert.equal(
    await refusal(db.execute(`SELECT * FROM Things."gsi-all" WHERE g = 'x'`, { ConsistentRead: true })),
    'Strongly consistent read is not supported on Global Secondary Indexes',
  );
});

test('capacity', async () => {
  await db.put(
    'Things',
    ...['1', '2', '3'].map((sk) => ({ pk: S('cap'), sk: S(sk), l: S(sk), g: S('cap'), data: S('x') })),
  );
  const capacity = async (statement: string, ConsistentRead = false) => {
    const answer = await db.execute(statement, { ReturnConsumedCapacity: 'INDEXES', ConsistentRead });
    return answer.ConsumedCapacity;
  };
  const units = (CapacityUnits: number) => ({ CapacityUnits });
  assert.deepEqual(await capacity(`SELECT * FROM Things WHERE pk = 'cap'`), {
    TableName: 'Things',
    ...units(0.5),
    Table: units(0.5),
  });
  assert.deepEqual(await capacity(`SELECT * FROM Things WHERE pk = 'cap'`, true), {
    TableName: 'Things',
    ...units(1),
    Table: units(1),
  });
  assert.deepEqual(await capacity(`SELECT * FROM Things WHERE pk IN ['cap', 'nobody']`), {
    TableName: 'Things',
    ...units(1),
    Table: units(1),
  });
  const nowhere = `SELECT * FROM Things WHERE pk = 'cap' AND pk = 'nobody'`;
  assert.deepEqual(await db.items(nowhere), []);
  assert.equal((await capacity(nowhere))?.CapacityUnits, 0.5);
  assert.deepEqual(await capacity(`SELECT * FROM Things."gsi-all" WHERE g = 'cap'`), {
    TableName: 'Things',
    ...units(0.5),
    Table: units(0),
    GlobalSecondaryIndexes: { 'gsi-all': units(0.5) },
  });
  const fetching = {
    TableName: 'Things',
    ...units(2),
    Table: units(1.5),
    LocalSecondaryIndexes: { 'lsi-keys': units(0.5) },
  };
  assert.deepEqual(await capacity(`SELECT data FROM Things."lsi-keys" WHERE pk = 'cap'`), fetching);
  assert.deepEqual(await capacity(`SELECT data FROM Things."lsi-keys" WHERE pk = 'cap' AND sk = 'nope'`), fetching);
  assert.deepEqual((await capacity(`SELECT data FROM Things."lsi-keys" WHERE pk = 'cap'`, true))?.CapacityUnits, 4);
  assert.deepEqual(await capacity(`UPDATE Things SET z = 1 WHERE pk = 'cap' AND sk = '1'`), {
    TableName: 'Things',
    ...units(2),
    Table: units(1),
    GlobalSecondaryIndexes: { 'gsi-all': units(1) },
  });
});

test('a table that has nothing left refuses', async (t) => {
  const { throughput } = db.dynamoDb.context;
  const throttled = new AwsError('ProvisionedThroughputExceededException', 'later');
  t.mock.method(throughput, 'admitRead', () => {
    throw throttled;
  });
  t.mock.method(throughput, 'refusalOfRead', () => throttled);
  const Statement = `SELECT * FROM Plain WHERE pk = 'x'`;
  assert.equal(await refusal(db.execute(Statement)), 'ProvisionedThroughputExceededException: later');
  assert.deepEqual((await db.batch([{ Statement }])).Responses, [
    { Error: { Code: 'ProvisionedThroughputExceeded', Message: 'later' }, TableName: 'Plain' },
  ]);
  const { code, members } = await failure(db.transact([Statement]));
  assert.equal(code, 'TransactionCanceledException');
  assert.deepEqual(members['CancellationReasons'], [{ Code: 'ProvisionedThroughputExceeded', Message: 'later' }]);
});
