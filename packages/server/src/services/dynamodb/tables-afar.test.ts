import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Registry } from '@paddock/store';
import { DueTasks } from '../../runtime/due-tasks.js';
import { silentLogger } from '../../runtime/log.js';
import { RegistryCache } from '../../runtime/registry-cache.js';
import { testRequest } from '../../test-request.js';
import type { DynamoDbContext } from './context.js';
import { TimeToLive } from './loops/time-to-live.js';
import { batchExecuteStatement } from './operations/batch-execute-statement.js';
import { batchWriteItem } from './operations/batch-write-item.js';
import { deleteTable } from './operations/delete-table.js';
import { putItem } from './operations/put-item.js';
import { putResourcePolicy } from './operations/put-resource-policy.js';
import { transactWriteItems } from './operations/transact-write-items.js';
import { updateTable } from './operations/update-table.js';
import { updateTimeToLive } from './operations/update-time-to-live.js';
import { tableArn } from './domain/table.js';
import { decodeTable, DynamoDbStore, openResourcePolicies, tablesPrefix } from './store.js';
import { testAccount, testDynamoDb, testRegion, type TestDynamoDb } from './testing.js';

const rides = { TableName: 'rides' };
const named = { account: testAccount, region: testRegion, name: 'rides' };
const stream = { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_IMAGE' as const } };
const byG = {
  AttributeDefinitions: [{ AttributeName: 'g', AttributeType: 'S' as const }],
  GlobalSecondaryIndexUpdates: [
    {
      Create: {
        IndexName: 'byG',
        KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' as const }],
        Projection: { ProjectionType: 'ALL' as const },
      },
    },
  ],
};
const item = (id: string) => ({ pk: { S: id }, g: { S: 'a' } });

/** A registry whose feed has not come to anything yet; what is asked for is as it is. */
const deaf = (registry: Registry): Registry => ({
  get: (key) => registry.get(key),
  list: (prefix, options) => registry.list(prefix, options),
  commit: (changes) => registry.commit(changes),
  watch: () => () => undefined,
  close: () => Promise.resolve(),
});

describe('a process that has not heard of a change', { timeout: 20_000 }, () => {
  let db: TestDynamoDb;
  let other: DynamoDbContext;
  let far: Registry;
  beforeEach(async () => {
    db = await testDynamoDb({ transition: 200 });
    new TimeToLive(db.context).register(db.tasks);
    await db.createTable('rides');
    await db.clock.advance(200);
    far = deaf(db.registry);
    other = db.another(far);
    // It knows the table as it is now.
    await other.store.table(named);
  });
  afterEach(() => db.stop());

  /** Whatever is due is done by the other process alone. */
  const elsewhere = async (ms: number): Promise<void> => {
    await db.tasks.stop();
    await db.clock.advance(ms);
    // It does not hear of new tasks either; a second look finds what the first one left.
    for (let look = 0; look < 2; look++) {
      const tasks = new DueTasks({ registry: far, clock: db.clock, logger: silentLogger });
      other.transitions.register(tasks);
      new TimeToLive(other).register(tasks);
      await tasks.start();
      await tasks.idle();
      await tasks.stop();
    }
  };
  const request = () => testRequest(db.clock);
  const collections = async () => {
    const { collection, feeds, indexes } = await db.table('rides');
    return [collection, ...feeds.map(({ feed }) => feed), ...indexes.map((index) => index.collection)];
  };
  const counts = async (): Promise<number[]> => {
    const found: number[] = [];
    for (const collection of await collections()) {
      let count = 0;
      await db.tables.scan(collection, {}, { visit: () => ++count > 0 });
      found.push(count);
    }
    return found;
  };

  for (const [name, write] of [
    ['PutItem', () => putItem.run(other, { ...rides, Item: item('1') }, request())],
    [
      'BatchWriteItem',
      () => batchWriteItem.run(other, { RequestItems: { rides: [{ PutRequest: { Item: item('1') } }] } }, request()),
    ],
    [
      'TransactWriteItems',
      () => transactWriteItems.run(other, { TransactItems: [{ Put: { ...rides, Item: item('1') } }] }, request()),
    ],
    [
      'BatchExecuteStatement',
      () =>
        batchExecuteStatement.run(
          other,
          { Statements: [{ Statement: "INSERT INTO rides VALUE {'pk': '1', 'g': 'a'}" }] },
          request(),
        ),
    ],
  ] as const)
    it(`${name} writes by the definition that holds`, async () => {
      await db.run(updateTable, { ...rides, ...byG });
      await write();
      assert.deepEqual(await counts(), [1, 1]);
      await db.clock.advance(200);
      await other.store.table(named);
      await db.run(updateTable, { ...rides, ...stream });
      await db.clock.advance(200);
      await db.run(deleteTable, rides);
      await assert.rejects(async () => putItem.run(other, { ...rides, Item: item('2') }, request()), {
        code: 'ResourceNotFoundException',
      });
    });

  it('changes the table as it is', async () => {
    await db.run(updateTimeToLive, { ...rides, TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' } });
    await updateTable.run(other, { ...rides, ...stream }, request());
    const { table } = await db.table('rides');
    assert.ok(table.timeToLive && table.stream);
  });

  it('ends what another process began', async () => {
    await db.run(updateTable, { ...rides, ...byG });
    await db.putItem('rides', item('1'));
    await elsewhere(200);
    const { table } = await db.table('rides');
    assert.deepEqual(
      [table.status, table.works, table.globals.map(({ status }) => status)],
      ['ACTIVE', [], ['ACTIVE']],
    );
    assert.deepEqual(await counts(), [1, 1]);
  });

  it('removes a table that another process deleted', async () => {
    await db.run(deleteTable, rides);
    await elsewhere(200);
    assert.equal(await db.context.store.table(named), undefined);
  });

  it('lets items expire', async () => {
    await db.putItem('rides', { pk: { S: '1' }, until: { N: String(db.clock.now() / 1000 - 60) } });
    await db.run(updateTimeToLive, { ...rides, TimeToLiveSpecification: { Enabled: true, AttributeName: 'until' } });
    await elsewhere(0);
    assert.deepEqual(await counts(), [0]);
  });

  it('sees a policy that it does not expect', async () => {
    const { table } = await db.table('rides');
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: testAccount }, Action: 'dynamodb:GetItem', Resource: '*' }],
    });
    const input = { ResourceArn: tableArn(table), Policy, ExpectedRevisionId: 'NO_POLICY' };
    const cache = new RegistryCache({ registry: far, prefix: tablesPrefix, decode: decodeTable });
    const policies = await openResourcePolicies(far);
    const store = new DynamoDbStore(far, cache, policies);
    await db.run(putResourcePolicy, input);
    await db.clock.advance(200);
    await assert.rejects(async () => putResourcePolicy.run({ ...other, store }, input, request()), {
      code: 'PolicyNotFoundException',
    });
    cache.close();
    policies.close();
  });
});
