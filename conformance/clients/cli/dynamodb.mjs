// DynamoDB as the AWS CLI sees it, version 1 or 2. Environment: PADDOCK_URL, PADDOCK_FIXTURE; see ../README.md.
import assert from 'node:assert/strict';
import { aws, file, ok, refused, run, skip } from './aws.mjs';

const table = `cli-${process.pid}`;
const arn = `arn:aws:dynamodb:us-east-1:000000000000:table/${table}`;
const S = (text) => ({ S: text });
const N = (number) => ({ N: String(number) });

/** Options of a command by their names: one word, several, true for a flag without, or a value. */
function flags(options) {
  return Object.entries(options).flatMap(([name, value]) => {
    if (value === true) return [`--${name}`];
    const isList = Array.isArray(value) && value.every((one) => typeof one === 'string');
    return isList ? [`--${name}`, ...value] : [`--${name}`, value];
  });
}

/** A command of `aws dynamodb`. Values become JSON, long ones in a file, as people write them. */
function words([command, ...options]) {
  const given = options.map((one) => {
    if (typeof one === 'string') return one;
    const json = JSON.stringify(one);
    return json.length < 1000 ? json : `file://${file('value.json', json)}`;
  });
  return ['dynamodb', command, ...given];
}
const dynamo = (...options) => aws(words(options));
const fails = (code, message, options, variables) => refused(code, message, words(options), variables);
const onTable = (command, ...options) => dynamo(command, '--table-name', table, ...options);

async function main() {
  becomesActive();
  everyType();
  updates();
  ranges();
  batches();
  transacts();
  partiql();
  indexMadeLater();
  settings();
  stream();
  refusals();
  throttles();
  skip('checksums of answers', 'the AWS CLI tells nothing of them');
  skip('one connection for all requests', 'each command is a program of its own');
  skip('objects by a mapper', 'the AWS CLI has none');
  skip('versions and counters by a mapper', 'the AWS CLI has none');
  readsFixture();
  deletes();
}

const keys = flags({
  'attribute-definitions': ['AttributeName=pk,AttributeType=S', 'AttributeName=sk,AttributeType=N'],
  'key-schema': ['AttributeName=pk,KeyType=HASH', 'AttributeName=sk,KeyType=RANGE'],
});

function becomesActive() {
  const settings = flags({
    'billing-mode': 'PAY_PER_REQUEST',
    'stream-specification': 'StreamEnabled=true,StreamViewType=NEW_AND_OLD_IMAGES',
    tags: 'Key=made,Value=with the table',
  });
  const { TableDescription: made } = onTable('create-table', ...keys, ...settings);
  assert.equal(made.TableStatus, 'CREATING');
  dynamo('wait', 'table-exists', '--table-name', table);
  const { Table } = onTable('describe-table');
  assert.equal(Table.TableStatus, 'ACTIVE');
  ok('the waiter sees the table ACTIVE');
  assert.equal(Table.TableArn, arn);
  assert.deepEqual(Table.KeySchema, made.KeySchema);
  assert.equal(Table.BillingModeSummary.BillingMode, 'PAY_PER_REQUEST');
  assert.ok(Table.LatestStreamArn.startsWith(`${arn}/stream/`));
  // Version 1 prints seconds, version 2 text.
  const created = Table.CreationDateTime;
  const time = typeof created === 'number' ? created * 1000 : Date.parse(created);
  assert.ok(Math.abs(time - Date.now()) < 60_000, `created ${created}`);
  ok('the table describes itself');
  const names = dynamo('list-tables', '--page-size', '1').TableNames;
  assert.ok(names.includes(table) && names.includes(process.env.PADDOCK_FIXTURE), `${names}`);
  const { TableNames, NextToken } = dynamo('list-tables', '--max-items', '1');
  const rest = dynamo('list-tables', '--starting-token', NextToken).TableNames;
  assert.deepEqual([...TableNames, ...rest], names);
  ok('pages of tables');
}

function everyType() {
  const nested = (levels) => (levels === 0 ? N(1) : { L: [nested(levels - 1)] });
  const written = {
    pk: S('types'),
    sk: N('-12345678901234567890.123456789012345678'),
    empty: S(''),
    text: S('ключ 🦄 " \\ \u2028'),
    greatest: N('9.9999999999999999999999999999999999999E+125'),
    least: N('-1E-130'),
    'no bytes': { B: '' },
    bytes: { B: 'Wild Rydes 🦄' },
    yes: { BOOL: true },
    nothing: { NULL: true },
    strings: { SS: ['a', 'ü'] },
    numbers: { NS: ['1', '-0.50'] },
    binaries: { BS: ['a', 'b'] },
    list: { L: [S(''), { L: [] }, { M: {} }] },
    deep: nested(31),
  };
  onTable('put-item', '--item', written);
  const key = { pk: written.pk, sk: written.sk };
  const { Item } = onTable('get-item', '--key', key, '--consistent-read');
  for (const set of [Item.strings.SS, Item.numbers.NS, Item.binaries.BS]) set.sort();
  assert.deepEqual(Item, {
    ...written,
    bytes: { B: Buffer.from('Wild Rydes 🦄').toString('base64') },
    greatest: N('9'.repeat(38) + '0'.repeat(88)),
    least: N(`-0.${'0'.repeat(129)}1`),
    numbers: { NS: ['-0.5', '1'] },
    binaries: { BS: ['YQ==', 'Yg=='] },
  });
  const deeper = { ...written, deep: nested(32) };
  const words = 'Nesting Levels have exceeded supported limits';
  fails('ValidationException', words, ['put-item', '--table-name', table, '--item', deeper]);
  ok('a value of every type, as it was written');

  // A key of pk, 3, sk and 1 takes two bytes, three, two and two; the padding's name one.
  const big = { pk: S('big'), sk: N(1), x: S('x'.repeat(409_590)) };
  onTable('put-item', '--item', big);
  assert.equal(onTable('get-item', '--key', { pk: big.pk, sk: big.sk }).Item.x.S.length, 409_590);
  const longer = { ...big, x: S(`${big.x.S}x`) };
  const tooBig = 'Item size has exceeded the maximum allowed size';
  fails('ValidationException', tooBig, ['put-item', '--table-name', table, '--item', longer]);
  ok('an item of 400 KB, and no more');
}

function updates() {
  const key = { pk: S('updates'), sk: N(1) };
  onTable('put-item', '--item', { ...key, count: N(1), stops: { L: [N(1), N(2)] } });
  const change = flags({
    key,
    'update-expression': 'SET #c = #c + :one, stops[1] = :text ADD visits :one',
    'condition-expression': 'attribute_exists(pk) AND #c = :one',
    'expression-attribute-names': '#c=count',
    'expression-attribute-values': { ':one': N(1), ':text': S('two') },
    'return-values': 'ALL_NEW',
    'return-consumed-capacity': 'TOTAL',
  });
  const { Attributes, ConsumedCapacity } = onTable('update-item', ...change);
  const updated = { ...key, count: N(2), stops: { L: [N(1), S('two')] }, visits: N(1) };
  assert.deepEqual(Attributes, updated);
  assert.deepEqual(ConsumedCapacity, { TableName: table, CapacityUnits: 1 });
  assert.deepEqual(onTable('delete-item', '--key', key, '--return-values', 'ALL_OLD').Attributes, updated);
  assert.equal(onTable('get-item', '--key', key), undefined);
  ok('updates and what they return');
  const absent = [
    '--condition-expression',
    'attribute_exists(pk)',
    '--return-values-on-condition-check-failure',
    'ALL_OLD',
  ];
  const remove = ['delete-item', '--table-name', table, '--key', key, ...absent];
  fails('ConditionalCheckFailedException', 'The conditional request failed', remove);
  ok('ConditionalCheckFailedException, with the item');
}

/** Writes items by 25 as batches have it. */
function writes(items) {
  for (let from = 0; from < items.length; from += 25) {
    const requests = items.slice(from, from + 25).map((Item) => ({ PutRequest: { Item } }));
    assert.deepEqual(dynamo('batch-write-item', '--request-items', { [table]: requests }).UnprocessedItems, {});
  }
}

const numbers = (items) => items.map(({ sk }) => Number(sk.N));

function ranges() {
  writes(Array.from({ length: 50 }, (_, index) => ({ pk: S('rows'), sk: N(index - 25), x: S('x'.repeat(100)) })));
  const condition = flags({
    'key-condition-expression': 'pk = :pk AND sk BETWEEN :from AND :to',
    'expression-attribute-values': { ':pk': S('rows'), ':from': N(-10), ':to': N(10) },
  });
  const query = (...options) => onTable('query', ...condition, ...options);
  const all = query('--page-size', '4');
  assert.deepEqual(
    [numbers(all.Items), all.Count, all.ScannedCount],
    [numbers(all.Items).toSorted((a, b) => a - b), 21, 21],
  );
  const first = query('--page-size', '4', '--max-items', '6');
  const rest = query('--starting-token', first.NextToken);
  assert.deepEqual([...first.Items, ...rest.Items], all.Items);
  assert.equal(first.Items.length, 6);
  const backward = query('--no-scan-index-forward', '--limit', '3', '--no-paginate');
  assert.deepEqual(numbers(backward.Items), [10, 9, 8]);
  assert.deepEqual(backward.LastEvaluatedKey, { pk: S('rows'), sk: N(8) });
  ok('pages of a query, both ways');

  const scan = (...options) => onTable('scan', '--page-size', '10', '--projection-expression', 'pk, sk', ...options);
  const key = ({ pk, sk }) => `${pk.S} ${sk.N}`;
  const segments = [0, 1].flatMap((segment) =>
    scan('--segment', String(segment), '--total-segments', '2').Items.map(key),
  );
  assert.deepEqual(segments.toSorted(), scan().Items.map(key).toSorted());
  const filter = ['--filter-expression', 'sk > :n', '--expression-attribute-values', { ':n': N(14) }];
  assert.equal(scan(...filter, '--query', 'Items[].sk.N | length(@)'), 10);
  ok('pages of a scan, in segments');
}

function batches() {
  const Keys = [-1, 0, 1000].map((number) => ({ pk: S('rows'), sk: N(number) }));
  const request = { [table]: { Keys, ProjectionExpression: 'sk' } };
  const { Responses, UnprocessedKeys } = dynamo('batch-get-item', '--request-items', request);
  assert.deepEqual(numbers(Responses[table]).toSorted(), [-1, 0]);
  assert.deepEqual(UnprocessedKeys, {});
  ok('batches, and what they leave for later');
}

function transacts() {
  const key = (number) => ({ pk: S('transaction'), sk: N(number) });
  const add = { UpdateExpression: 'ADD n :one', ExpressionAttributeValues: { ':one': N(1) } };
  const items = [
    { Put: { TableName: table, Item: key(1) } },
    { Update: { TableName: table, Key: key(2), ...add } },
    { ConditionCheck: { TableName: table, Key: key(3), ConditionExpression: 'attribute_not_exists(pk)' } },
  ];
  const write = ['transact-write-items', '--client-request-token', table, '--transact-items'];
  dynamo(...write, items);
  dynamo(...write, items);
  const gets = [1, 2, 3].map((number) => ({ Get: { TableName: table, Key: key(number) } }));
  const { Responses } = dynamo('transact-get-items', '--transact-items', gets);
  assert.deepEqual(Responses, [{ Item: key(1) }, { Item: { ...key(2), n: N(1) } }, {}]);
  fails('IdempotentParameterMismatchException', '', [...write, items.slice(1)]);
  ok('a transaction, once for its token');
  const again = { Put: { TableName: table, Item: key(1), ConditionExpression: 'attribute_not_exists(pk)' } };
  const reasons = 'please refer cancellation reasons for specific reasons [ConditionalCheckFailed, None]';
  fails('TransactionCanceledException', reasons, ['transact-write-items', '--transact-items', [again, items[1]]]);
  ok('TransactionCanceledException, with its reasons');
}

function partiql() {
  const execute = (Statement, ...options) => dynamo('execute-statement', '--statement', Statement, ...options);
  for (const number of [1, 2, 3]) execute(`INSERT INTO "${table}" VALUE {'pk': 'sql', 'sk': ${number}}`);
  const select = `SELECT sk FROM "${table}" WHERE pk = ? AND sk > ?`;
  const page = execute(select, '--parameters', [S('sql'), N(0)], '--limit', '2');
  const rest = execute(select, '--parameters', [S('sql'), N(0)], '--next-token', page.NextToken);
  assert.deepEqual(numbers([...page.Items, ...rest.Items]), [1, 2, 3]);
  const statement = (number) => ({ Statement: `DELETE FROM "${table}" WHERE pk = 'sql' AND sk = ${number}` });
  const wrong = { Statement: `UPDATE "${table}" SET n = 1 WHERE pk = 'sql' AND sk = 9` };
  const { Responses } = dynamo('batch-execute-statement', '--statements', [statement(1), wrong]);
  assert.deepEqual([Responses[0].Error, Responses[1].Error.Code], [undefined, 'ConditionalCheckFailed']);
  dynamo('execute-transaction', '--transact-statements', [statement(2), statement(3)]);
  assert.deepEqual(execute(select, '--parameters', [S('sql'), N(0)]).Items, []);
  ok('PartiQL: statements, pages, batches, transactions');
}

function indexMadeLater() {
  writes(
    Array.from({ length: 20 }, (_, score) => ({
      pk: S(`rider-${score}`),
      sk: N(0),
      team: S('ab'[score % 2]),
      score: N(score),
    })),
  );
  const KeySchema = [
    { AttributeName: 'team', KeyType: 'HASH' },
    { AttributeName: 'score', KeyType: 'RANGE' },
  ];
  const Create = { IndexName: 'by-team', KeySchema, Projection: { ProjectionType: 'KEYS_ONLY' } };
  const change = flags({
    'attribute-definitions': ['AttributeName=team,AttributeType=S', 'AttributeName=score,AttributeType=N'],
    'global-secondary-index-updates': [{ Create }],
  });
  onTable('update-table', ...change);
  let status;
  for (let tries = 0; tries < 20 && status !== 'ACTIVE'; tries++)
    status = onTable('describe-table', '--query', 'Table.GlobalSecondaryIndexes[0].IndexStatus');
  assert.equal(status, 'ACTIVE');
  const query = flags({
    'index-name': 'by-team',
    'key-condition-expression': 'team = :b AND score >= :ten',
    'expression-attribute-values': { ':b': S('b'), ':ten': N(10) },
    'no-scan-index-forward': true,
    'page-size': '2',
  });
  const found = onTable('query', ...query);
  assert.deepEqual(
    found.Items.map(({ score }) => Number(score.N)),
    [19, 17, 15, 13, 11],
  );
  ok('an index made later');
}

function settings() {
  dynamo('tag-resource', '--resource-arn', arn, '--tags', 'Key=ünï,Value=', 'Key=a/b,Value=c=d');
  dynamo('untag-resource', '--resource-arn', arn, '--tag-keys', 'made');
  const { Tags } = dynamo('list-tags-of-resource', '--resource-arn', arn);
  assert.deepEqual(Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])), { ünï: '', 'a/b': 'c=d' });
  onTable('update-time-to-live', '--time-to-live-specification', 'Enabled=true,AttributeName=until');
  assert.equal(onTable('describe-time-to-live').TimeToLiveDescription.AttributeName, 'until');
  const recovery = ['--point-in-time-recovery-specification', 'PointInTimeRecoveryEnabled=true'];
  const { ContinuousBackupsDescription } = onTable('update-continuous-backups', ...recovery);
  assert.equal(ContinuousBackupsDescription.PointInTimeRecoveryDescription.PointInTimeRecoveryStatus, 'ENABLED');
  assert.ok(dynamo('describe-limits').TableMaxReadCapacityUnits > 0);
  ok('tags, time to live, recovery, limits');
}

function stream() {
  const streams = (...args) => aws(['dynamodbstreams', ...args]);
  const [{ StreamArn }] = streams('list-streams', '--table-name', table).Streams;
  const { StreamDescription } = streams('describe-stream', '--stream-arn', StreamArn);
  assert.equal(StreamDescription.StreamViewType, 'NEW_AND_OLD_IMAGES');
  const item = { pk: S('changes'), sk: N('0.1') };
  const iterators = StreamDescription.Shards.map(({ ShardId }) => {
    const position = ['--shard-id', ShardId, '--shard-iterator-type', 'LATEST'];
    return streams('get-shard-iterator', '--stream-arn', StreamArn, ...position).ShardIterator;
  });
  onTable('put-item', '--item', { ...item, bytes: { B: 'a' } });
  onTable('delete-item', '--key', item);
  const records = iterators.flatMap((iterator) => streams('get-records', '--shard-iterator', iterator).Records);
  const image = { ...item, bytes: { B: 'YQ==' } };
  assert.deepEqual(
    records.map(({ eventName, dynamodb: { OldImage, NewImage } }) => ({ eventName, OldImage, NewImage })),
    [
      { eventName: 'INSERT', OldImage: undefined, NewImage: image },
      { eventName: 'REMOVE', OldImage: image, NewImage: undefined },
    ],
  );
  ok('changes in the stream');
}

function refusals() {
  const get = (name, key) => ['get-item', '--table-name', name, '--key', key];
  fails('ResourceNotFoundException', 'Requested resource not found', get('nobody', { pk: S('a') }));
  ok('ResourceNotFoundException');
  const again = ['create-table', '--table-name', table, ...keys, '--billing-mode', 'PAY_PER_REQUEST'];
  fails('ResourceInUseException', `Table already exists: ${table}`, again);
  ok('ResourceInUseException');
  fails('ValidationException', 'The provided key element does not match the schema', get(table, { pk: S('a') }));
  ok('ValidationException');
}

/** A table keeps five minutes of what it did not use. One big item takes more than that; then there is one unit a second. */
function throttles() {
  const slow = `${table}-slow`;
  const item = (pk, x = '') => ({ pk: S(pk), sk: N(1), x: S(x) });
  const put = (one) => ['put-item', '--table-name', slow, '--item', one];
  const units = (count) => ['--provisioned-throughput', `ReadCapacityUnits=${count},WriteCapacityUnits=${count}`];
  dynamo('create-table', '--table-name', slow, ...keys, ...units(1));
  dynamo('wait', 'table-exists', '--table-name', slow);
  dynamo(...put(item('big', 'x'.repeat(320_000))));
  const message = 'The level of configured provisioned throughput for the table was exceeded.';
  fails('ProvisionedThroughputExceededException', message, put(item('small')), { AWS_MAX_ATTEMPTS: '1' });
  dynamo(...put(item('patient')));
  ok('ProvisionedThroughputExceededException, and the retries that wait for it');

  const requests = Array.from({ length: 25 }, (_, index) => ({ PutRequest: { Item: item(`batch-${index}`) } }));
  let left = dynamo('batch-write-item', '--request-items', { [slow]: requests }).UnprocessedItems;
  assert.ok(left[slow].length > 0 && left[slow].length < 25, `${left[slow].length} items were left`);
  dynamo('update-table', '--table-name', slow, ...units(100));
  for (let tries = 0; tries < 10 && left[slow]; tries++)
    left = dynamo('batch-write-item', '--request-items', left).UnprocessedItems;
  assert.equal(dynamo('scan', '--table-name', slow, '--select', 'COUNT').Count, 27);
  ok('UnprocessedItems, sent again');
  dynamo('delete-table', '--table-name', slow);
  const key = { AWS_ACCESS_KEY_ID: 'nobody' };
  fails('UnrecognizedClientException', 'The security token included in the request is invalid.', ['list-tables'], key);
  ok('UnrecognizedClientException');
}

function readsFixture() {
  const query = flags({
    'table-name': process.env.PADDOCK_FIXTURE,
    'page-size': '4',
    'key-condition-expression': 'pk = :pk',
    'expression-attribute-values': { ':pk': S('numbers') },
  });
  const { Items } = dynamo('query', ...query);
  const hex = (text, encoding) => Buffer.from(text, encoding).toString('hex') || '-';
  for (const { sk, text, data } of Items) console.log(`fact ${sk.N} ${hex(text.S)} ${hex(data.B, 'base64')}`);
  ok('the same items as every other client');
}

function deletes() {
  onTable('delete-table');
  dynamo('wait', 'table-not-exists', '--table-name', table);
  const words = `Requested resource not found: Table: ${table} not found`;
  fails('ResourceNotFoundException', words, ['describe-table', '--table-name', table]);
  ok('deleted; the waiter sees it gone');
}

await run(main);
