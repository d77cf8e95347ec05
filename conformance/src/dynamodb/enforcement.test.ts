import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import {
  account,
  allow,
  denial,
  deny,
  documentOf,
  Identities,
  signerOf,
  type Answer,
  type Someone,
  type Statement,
} from '../harness.js';
import { definitions, keySchema, newTable, startDynamoDb, tableArn } from '../harness/dynamodb.js';

const other = '111122223333';
const paddock = await startDynamoDb({
  moreAccounts: [{ account: other, accessKeyId: 'OTHERROOT', secret: 'another-secret' }],
});
const { dynamo, send } = paddock;
const identities = new Identities(paddock);
const there = new Identities(paddock, { accessKeyId: 'OTHERROOT', secretAccessKey: 'another-secret' });
after(async () => {
  identities.close();
  there.close();
  await paddock.close();
});

const [TableName, second] = ['scores', 'others'];
const arn = tableArn(TableName);
const Key = { pk: { S: 'ann' } };
before(async () => {
  await newTable(dynamo, TableName, ['pk'], {
    AttributeDefinitions: definitions('game'),
    GlobalSecondaryIndexes: [
      { IndexName: 'byGame', KeySchema: keySchema(['game']), Projection: { ProjectionType: 'ALL' } },
    ],
  });
  await newTable(dynamo, second);
  await dynamo.putItem({ TableName, Item: { ...Key, game: { S: 'chess' }, score: { N: '1' }, secret: { S: 's' } } });
});

const as = (who: Someone, operation: string, input: object): Promise<Answer> =>
  send(operation, { TableName, ...input }, { sign: signerOf(who.keys) });

async function assertMay(who: Someone, operation: string, input: object): Promise<void> {
  const { status, text } = await as(who, operation, input);
  assert.equal(status, 200, `${operation} ${JSON.stringify(input)}: ${text}`);
}

/** Denied, in AWS's words. */
async function assertMayNot(
  who: Someone,
  operation: string,
  input: object,
  { action = operation, on = arn, why }: { action?: string; on?: string; why?: string } = {},
): Promise<void> {
  const { status, json, text } = await as(who, operation, input);
  assert.equal(status, 400, `${operation} ${JSON.stringify(input)}: ${text}`);
  assert.deepEqual(json, {
    __type: 'com.amazon.coral.service#AccessDeniedException',
    Message: denial(who.arn, `dynamodb:${action}`, on, why),
  });
}

/** A user who may do this to items of the table, if the condition holds. */
const user = (condition: object, actions = 'dynamodb:*', on = arn): Promise<Someone> =>
  identities.newUser(allow(actions, on, condition));

const get = (pk: string): object => ({ Key: { pk: { S: pk } } });
const query = (pk: string, more: object = {}): object => ({
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': { S: pk } },
  ...more,
});
const put = (pk: string, more: object = {}): object => ({ Item: { pk: { S: pk }, ...more } });
const batchGet = (...keys: string[]): object => ({
  RequestItems: { [TableName]: { Keys: keys.map((pk) => ({ pk: { S: pk } })) } },
});
const batchPut = (...keys: string[]): object => ({
  RequestItems: { [TableName]: keys.map((pk) => ({ PutRequest: put(pk) })) },
});

describe('a user without policies', async () => {
  const nobody = await identities.newUser();
  const requests: readonly (readonly [operation: string, input: object])[] = [
    ['GetItem', get('ann')],
    ['PutItem', put('ann')],
    ['UpdateItem', get('ann')],
    ['DeleteItem', get('ann')],
    ['Query', query('ann')],
    ['Scan', {}],
    ['BatchGetItem', batchGet('ann')],
    ['BatchWriteItem', batchPut('ann')],
    ['DescribeTable', {}],
    ['DeleteTable', {}],
  ];
  for (const [operation, input] of requests)
    void it(`may not ${operation}`, () => assertMayNot(nobody, operation, input));
  void it('may not know whether a table is there', () =>
    assertMayNot(nobody, 'GetItem', { ...get('ann'), TableName: 'nowhere' }, { on: tableArn('nowhere') }));
  void it('is told of a wrong request first, of permission next, of the table last', async () => {
    const invalid = await as(nobody, 'GetItem', { Key: {}, ReturnConsumedCapacity: 'x' });
    assert.match(String(invalid.json?.['__type']), /#ValidationException$/);
  });
});

describe('dynamodb:LeadingKeys', () => {
  const own = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${aws:username}', 'ann'] } };
  it('are the partition keys of every item that a request names', async () => {
    const who = await user(own);
    for (const [operation, mine, theirs] of [
      ['GetItem', get('ann'), get('bob')],
      ['PutItem', put('ann'), put('bob')],
      ['UpdateItem', get('ann'), get('bob')],
      ['DeleteItem', get('nothing'), get('bob')],
      ['Query', query('ann'), query('bob')],
      ['BatchGetItem', batchGet('ann', who.name), batchGet('ann', 'bob')],
      ['BatchWriteItem', batchPut('ann', who.name), batchPut('ann', 'bob')],
    ] as const) {
      if (operation !== 'DeleteItem') await assertMay(who, operation, mine);
      await assertMayNot(who, operation, theirs);
    }
    await assertMay(who, 'GetItem', get(who.name));
    // A scan has none, so all of none are as they should be: AWS's documentation warns of it.
    await assertMay(who, 'Scan', {});
  });

  it('are those of the index that is queried', async () => {
    const condition = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['chess'] } };
    const who = await user(condition, 'dynamodb:Query', `${arn}/index/byGame`);
    const onIndex = (game: string): object => ({
      IndexName: 'byGame',
      KeyConditionExpression: 'game = :game',
      ExpressionAttributeValues: { ':game': { S: game } },
    });
    await assertMay(who, 'Query', onIndex('chess'));
    await assertMayNot(who, 'Query', onIndex('go'), { on: `${arn}/index/byGame` });
    await assertMayNot(who, 'Query', query('chess'));
  });

  it('of numbers and binaries are text', async () => {
    for (const [type, value, text] of [
      ['N', '1.50', '1.5'],
      ['B', 'AP8=', 'AP8='],
    ] as const) {
      const table = await newTable(dynamo, `keys-${type}`, [`pk:${type}`]);
      const condition = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [text] } };
      const who = await user(condition, 'dynamodb:GetItem', tableArn(table));
      await assertMay(who, 'GetItem', { TableName: table, Key: { pk: { [type]: value } } });
      const otherKey = { TableName: table, Key: { pk: { [type]: type === 'N' ? '2' : 'AAAA' } } };
      await assertMayNot(who, 'GetItem', otherKey, { on: tableArn(table) });
    }
  });
});

describe('dynamodb:Attributes', () => {
  const some = {
    'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['pk', 'score'] },
    StringEqualsIfExists: {
      'dynamodb:Select': 'SPECIFIC_ATTRIBUTES',
      'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'],
    },
  };
  it('are all that a request names, in whatever place', async () => {
    const who = await user(some);
    const projected = (ProjectionExpression: string): object => ({ ...get('ann'), ProjectionExpression });
    await assertMay(who, 'GetItem', projected('pk, score'));
    await assertMayNot(who, 'GetItem', projected('pk, secret'));
    await assertMay(who, 'GetItem', { ...get('ann'), AttributesToGet: ['score'] });
    await assertMayNot(who, 'GetItem', { ...projected('#s'), ExpressionAttributeNames: { '#s': 'secret' } });
    await assertMayNot(who, 'PutItem', put('ann', { secret: { S: 's' } }));
    await assertMayNot(who, 'DeleteItem', { ...get('ann'), ConditionExpression: 'attribute_exists(secret)' });
    const update = (UpdateExpression: string, more: object = {}): object => ({
      ...get('ann'),
      UpdateExpression,
      ...more,
    });
    await assertMay(who, 'UpdateItem', update('REMOVE score'));
    await assertMayNot(who, 'UpdateItem', update('REMOVE secret'));
    for (const read of ['secret', 'if_not_exists(score, secret)', 'score + secret', 'list_append(score, secret)'])
      await assertMayNot(who, 'UpdateItem', update(`SET score = ${read}`));
    await assertMayNot(who, 'UpdateItem', update('REMOVE score', { ReturnValues: 'ALL_NEW' }));
    await assertMay(who, 'UpdateItem', update('REMOVE score', { ReturnValues: 'UPDATED_NEW' }));
    // What a failed condition answers is the whole item, too.
    const revealing = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' };
    const never = { ConditionExpression: 'attribute_not_exists(pk)', ...revealing };
    await assertMayNot(who, 'UpdateItem', update('REMOVE score', never));
    await assertMayNot(who, 'PutItem', { ...put('ann'), ...never });
    await assertMayNot(who, 'DeleteItem', { ...get('ann'), ...never });
    await assertMay(who, 'Query', query('ann', { ProjectionExpression: 'score' }));
    await assertMayNot(who, 'Query', query('ann'));
    await assertMayNot(who, 'Query', query('ann', { Select: 'ALL_ATTRIBUTES' }));
    await assertMayNot(who, 'Scan', { ProjectionExpression: 'score', FilterExpression: 'attribute_exists(secret)' });
    await assertMayNot(who, 'BatchGetItem', batchGet('ann'));
  });
});

describe('other keys of requests', () => {
  it('dynamodb:Select', async () => {
    const who = await user({ StringEquals: { 'dynamodb:Select': 'COUNT' } });
    await assertMay(who, 'Scan', { Select: 'COUNT' });
    await assertMayNot(who, 'Scan', {});
  });

  it('dynamodb:ReturnConsumedCapacity', async () => {
    const who = await user({ StringEquals: { 'dynamodb:ReturnConsumedCapacity': 'TOTAL' } });
    await assertMay(who, 'GetItem', { ...get('ann'), ReturnConsumedCapacity: 'TOTAL' });
    await assertMayNot(who, 'GetItem', get('ann'));
  });

  it('dynamodb:EnclosingOperation', async () => {
    const who = await user({
      'ForAnyValue:StringEquals': { 'dynamodb:EnclosingOperation': ['TransactWriteItems', 'TransactGetItems'] },
    });
    await assertMayNot(who, 'PutItem', put('ann'));
    await assertMayNot(who, 'GetItem', get('ann'));
    await assertMay(who, 'TransactWriteItems', { TransactItems: [{ Put: { TableName, ...put('ann') } }] });
    await assertMay(who, 'TransactGetItems', { TransactItems: [{ Get: { TableName, ...get('ann') } }] });
  });
});

describe('requests of several parts need each of them', () => {
  const check = { TableName, Key, ConditionExpression: 'attribute_exists(pk)' };
  it('transactions the action of each', async () => {
    const who = await identities.newUser(allow(['dynamodb:PutItem', 'dynamodb:ConditionCheckItem'], arn));
    const transaction = (...TransactItems: object[]): object => ({ TransactItems });
    const sound = { Put: { TableName, ...put('transacted') } };
    await assertMay(who, 'TransactWriteItems', transaction(sound, { ConditionCheck: check }));
    const remove = transaction(sound, { Delete: { TableName, Key: { pk: { S: 'x' } } } });
    await assertMayNot(who, 'TransactWriteItems', remove, { action: 'DeleteItem' });
    const elsewhere = transaction(sound, { Put: { TableName: second, ...put('x') } });
    await assertMayNot(who, 'TransactWriteItems', elsewhere, { action: 'PutItem', on: tableArn(second) });
    const read = transaction({ Get: { TableName, Key } });
    await assertMayNot(who, 'TransactGetItems', read, { action: 'GetItem' });
  });

  it('batches each table, and nothing is done before', async () => {
    const who = await identities.newUser(allow('dynamodb:Batch*', arn));
    const both = {
      RequestItems: {
        [TableName]: [{ PutRequest: put('half') }],
        [second]: [{ PutRequest: put('half') }],
      },
    };
    await assertMayNot(who, 'BatchWriteItem', both, { on: tableArn(second) });
    assert.equal((await dynamo.getItem({ TableName, Key: { pk: { S: 'half' } } })).Item, undefined);
    await assertMay(who, 'BatchWriteItem', batchPut('half'));
  });

  it('an index its own ARN', async () => {
    const who = await identities.newUser(allow('dynamodb:*', arn));
    const on = `${arn}/index/byGame`;
    await assertMay(who, 'Scan', {});
    await assertMayNot(who, 'Scan', { IndexName: 'byGame' }, { on });
    await identities.allow(who.name, allow('dynamodb:Scan', `${arn}/index/*`));
    await assertMay(who, 'Scan', { IndexName: 'byGame' });
    await assertMayNot(who, 'Scan', {});
  });
});

describe('a policy of the table', () => {
  const policy = (...statements: readonly Statement[]): string =>
    documentOf(...statements.map((statement) => ({ Resource: arn, ...statement })));

  it('allows what nothing else does, and denies what something else allows', async () => {
    const [guest, owner] = await Promise.all([identities.newUser(), identities.newUser(allow('dynamodb:*'))]);
    await dynamo.putResourcePolicy({
      ResourceArn: arn,
      Policy: policy(
        { Principal: { AWS: guest.arn }, Action: 'dynamodb:GetItem' },
        { Effect: 'Deny', Principal: { AWS: owner.arn }, Action: 'dynamodb:DeleteItem' },
      ),
    });
    await assertMay(guest, 'GetItem', get('ann'));
    await assertMayNot(guest, 'PutItem', put('ann'));
    await assertMay(owner, 'PutItem', put('ann'));
    await assertMayNot(owner, 'DeleteItem', get('ann'), { why: 'with an explicit deny in a resource-based policy' });
    await dynamo.deleteResourcePolicy({ ResourceArn: arn });
    await assertMayNot(guest, 'GetItem', get('ann'));
    await assertMay(owner, 'DeleteItem', get('nothing'));
  });

  it('and one of their own let another account’s user in, by the table’s ARN', async () => {
    const visitor = await there.newUser(allow('dynamodb:GetItem', arn));
    const byArn = { TableName: arn, ...get('visited') };
    await dynamo.putItem({ TableName, Item: { pk: { S: 'visited' } } });
    const why = 'because no resource-based policy allows the dynamodb:GetItem action';
    await assertMayNot(visitor, 'GetItem', byArn, { why });
    await dynamo.putResourcePolicy({
      ResourceArn: arn,
      Policy: policy({ Principal: { AWS: other }, Action: 'dynamodb:*' }),
    });
    const { json } = await as(visitor, 'GetItem', byArn);
    assert.deepEqual(json, { Item: { pk: { S: 'visited' } } });
    await assertMayNot(visitor, 'PutItem', { TableName: arn, ...put('x') });
    const own = await as(visitor, 'GetItem', get('visited'));
    const theirs = `arn:aws:dynamodb:us-east-1:${other}:table/${TableName}`;
    assert.equal(own.json?.['Message'], denial(visitor.arn, 'dynamodb:GetItem', theirs));
    await dynamo.deleteResourcePolicy({ ResourceArn: arn });
  });
});

describe('sessions', () => {
  it('may what their role may and their own policy does not take away', async () => {
    const role = await identities.newRole({ AWS: account }, [allow('dynamodb:*', `${arn}*`), deny('dynamodb:Scan')]);
    const caller = await identities.newUser(allow('sts:AssumeRole', role.arn));
    const session = await identities.assume(caller.keys, role.arn, {
      Policy: allow(['dynamodb:GetItem', 'dynamodb:Scan'], arn),
    });
    await assertMay(session, 'GetItem', get('ann'));
    await assertMayNot(session, 'PutItem', put('ann'), {
      why: 'because no session policy allows the dynamodb:PutItem action',
    });
    await assertMayNot(session, 'Scan', {}, { why: 'with an explicit deny in an identity-based policy' });
  });
});
