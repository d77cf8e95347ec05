import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { TransactWriteItem, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { newTable, startDynamoDb } from '../harness/dynamodb.js';
import { typed } from '../harness/refusals.js';
import { seededRandom } from '../harness/seeded-random.js';

const paddock = await startDynamoDb();
const { dynamo, send, control } = paddock;
after(() => paddock.close());

const [accounts, more] = ['accounts', 'more-accounts'];
before(async () => {
  await newTable(dynamo, accounts);
  await newTable(dynamo, more, ['pk', 'sk:N']);
});

const seed = Number(process.env['PADDOCK_TRANSACTION_SEED'] ?? Date.now() % 1_000_000);

interface Account {
  readonly TableName: string;
  readonly Key: Record<string, { S: string } | { N: string }>;
}

/** Accounts on two tables. */
const named = (group: string, count: number): Account[] =>
  Array.from({ length: count }, (_, i) =>
    i % 2 === 0
      ? { TableName: accounts, Key: { pk: { S: `${group}${i}` } } }
      : { TableName: more, Key: { pk: { S: group }, sk: { N: String(i) } } },
  );

async function open(all: readonly Account[], balance: number): Promise<void> {
  await dynamo.transactWriteItems({
    TransactItems: all.map(({ TableName, Key }) => ({
      Put: { TableName, Item: { ...Key, balance: { N: String(balance) } } },
    })),
  });
}

const add = ({ TableName, Key }: Account, amount: number): TransactWriteItem => ({
  Update: {
    TableName,
    Key,
    UpdateExpression: 'SET balance = balance + :amount ADD transfers :one',
    ExpressionAttributeValues: {
      ':amount': { N: String(amount) },
      ':one': { N: '1' },
      ':least': { N: String(-amount) },
    },
    ConditionExpression: 'balance >= :least',
  },
});

/** Whether it was carried out; false when a condition or a conflict stood in the way. */
async function attempt(TransactItems: TransactWriteItem[]): Promise<boolean> {
  try {
    await dynamo.transactWriteItems({ TransactItems });
    return true;
  } catch (error) {
    const { name, CancellationReasons = [] } = error as TransactionCanceledException;
    assert.equal(name, 'TransactionCanceledException');
    assert.ok(CancellationReasons.some(({ Code }) => Code !== 'None'));
    for (const { Code } of CancellationReasons)
      assert.ok(['None', 'ConditionalCheckFailed', 'TransactionConflict'].includes(Code ?? ''), Code);
    return false;
  }
}

/** What they hold at one moment. */
async function balances(all: readonly Account[]): Promise<{ balance: number; transfers: number }[]> {
  for (;;) {
    try {
      const { Responses = [] } = await dynamo.transactGetItems({ TransactItems: all.map((Get) => ({ Get })) });
      return Responses.map(({ Item }) => ({
        balance: Number(Item?.['balance']?.N),
        transfers: Number(Item?.['transfers']?.N ?? 0),
      }));
    } catch (error) {
      if (!/TransactionConflict/.test((error as Error).message)) throw error;
    }
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

describe(`transactions that meet (PADDOCK_TRANSACTION_SEED=${seed})`, () => {
  it('move money, and none is made, lost, or seen in two places', async () => {
    const all = named('bank', 6);
    await open(all, 10);
    let done = 0;
    let isOver = false;
    const readers = Array.from({ length: 2 }, async () => {
      while (!isOver) {
        const seen = await balances(all);
        assert.equal(sum(seen.map(({ balance }) => balance)), 60, 'no torn read');
        assert.ok(seen.every(({ balance }) => balance >= 0));
        assert.equal(sum(seen.map(({ transfers }) => transfers)) % 2, 0);
      }
    });
    await Promise.all(
      Array.from({ length: 6 }, async (_, writer) => {
        const random = seededRandom(seed + writer);
        for (let i = 0; i < 25; i++) {
          const [from, to] = all.toSorted(() => random() - 0.5);
          const amount = 1 + Math.floor(random() * 8);
          if (from && to && (await attempt([add(from, -amount), add(to, amount)]))) done++;
        }
      }),
    );
    isOver = true;
    await Promise.all(readers);
    assert.ok(done > 0);
    const seen = await balances(all);
    assert.equal(sum(seen.map(({ transfers }) => transfers)), 2 * done);
    assert.equal(sum(seen.map(({ balance }) => balance)), 60);
  });

  it('leave no update of others’ out', async () => {
    const [counter, other] = named('count', 2);
    assert.ok(counter && other);
    await open([counter, other], 0);
    let done = 0;
    await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        if (i % 2 === 0) {
          if (await attempt([add(counter, 1), add(other, 1)])) done++;
          return;
        }
        await dynamo
          .updateItem({
            ...counter,
            UpdateExpression: 'ADD balance :one, transfers :one',
            ExpressionAttributeValues: { ':one': { N: '1' } },
          })
          .then(
            () => done++,
            (error: Error) => assert.equal(error.name, 'TransactionConflictException'),
          );
      }),
    );
    const [seen] = await balances([counter]);
    assert.deepEqual(seen, { balance: done, transfers: done });
  });

  it('see what others checked: of two that each undo what the other checked, one happens', async () => {
    for (let round = 0; round < 10; round++) {
      const [a, b] = named(`skew${round}`, 2);
      assert.ok(a && b);
      await open([a, b], 1);
      const leave = (mine: Account, others: Account): Promise<boolean> =>
        attempt([
          {
            ConditionCheck: {
              ...others,
              ConditionExpression: 'balance = :one',
              ExpressionAttributeValues: { ':one': { N: '1' } },
            },
          },
          add(mine, -1),
        ]);
      await Promise.all([leave(a, b), leave(b, a)]);
      const seen = await balances([a, b]);
      assert.ok(sum(seen.map(({ balance }) => balance)) >= 1);
    }
  });
});

describe('a client’s token', () => {
  const put = (n: number, more: object = {}): object => ({
    TransactItems: [
      {
        Update: {
          TableName: accounts,
          Key: { pk: { S: 'token' } },
          UpdateExpression: 'ADD n :n',
          ExpressionAttributeValues: { ':n': { N: String(n) } },
        },
      },
    ],
    ...more,
  });
  const current = async (): Promise<string | undefined> =>
    (await dynamo.getItem({ TableName: accounts, Key: { pk: { S: 'token' } }, ConsistentRead: true })).Item?.['n']?.N;

  it('makes a request happen once, however often it comes, and together', async () => {
    const ClientRequestToken = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => send('TransactWriteItems', put(1, { ClientRequestToken }))),
    );
    for (const { status, json } of answers)
      if (status !== 200) assert.equal(json?.['__type'], typed('TransactionInProgressException'));
    assert.equal(await current(), '1');
  });

  it('is of one request, however its JSON is written', async () => {
    const ClientRequestToken = randomUUID();
    const item = (Item: string): string =>
      `{"ClientRequestToken":"${ClientRequestToken}","TransactItems":[{"Put":{"TableName":"${accounts}","Item":${Item}}}]}`;
    const first = await send(
      'TransactWriteItems',
      item('{"pk":{"S":"json"},"a":{"N":"1"},"b":{"M":{"x":{"S":"1"},"y":{"S":"2"}}}}'),
    );
    assert.equal(first.status, 200);
    await dynamo.deleteItem({ TableName: accounts, Key: { pk: { S: 'json' } } });
    for (const again of [
      '{"a":{"N":"1"},"b":{"M":{"y":{"S":"2"},"x":{"S":"1"}}},"pk":{"S":"json"}}',
      '{ "b": {"M":{"x":{"S":"1"},"y":{"S":"2"}}}, "pk":{"S":"json"},"a":{"N":"1"}}',
    ]) {
      const { status, text } = await send('TransactWriteItems', item(again));
      assert.equal(status, 200, text);
    }
    assert.equal((await dynamo.getItem({ TableName: accounts, Key: { pk: { S: 'json' } } })).Item, undefined);
    const other = await send('TransactWriteItems', item('{"pk":{"S":"json"}}'));
    assert.equal(other.status, 400);
    assert.equal(other.json?.['__type'], typed('IdempotentParameterMismatchException'));
  });

  it('does not remember what failed', async () => {
    const ClientRequestToken = randomUUID();
    const failing = {
      ClientRequestToken,
      TransactItems: [
        { Put: { TableName: accounts, Item: { pk: { S: 'late' } }, ConditionExpression: 'attribute_exists(pk)' } },
      ],
    };
    assert.equal((await send('TransactWriteItems', failing)).status, 400);
    await dynamo.putItem({ TableName: accounts, Item: { pk: { S: 'late' }, a: { S: 'a' } } });
    assert.equal((await send('TransactWriteItems', failing)).status, 200);
    assert.deepEqual((await dynamo.getItem({ TableName: accounts, Key: { pk: { S: 'late' } } })).Item, {
      pk: { S: 'late' },
    });
  });

  it('is good for ten minutes, and tells what a repetition takes', async () => {
    await control.freeze();
    try {
      const ClientRequestToken = randomUUID();
      const request = put(10, { ClientRequestToken, ReturnConsumedCapacity: 'TOTAL' });
      const first = await send('TransactWriteItems', request);
      assert.deepEqual(first.json, {
        ConsumedCapacity: [{ TableName: accounts, CapacityUnits: 2, WriteCapacityUnits: 2 }],
      });
      await control.advance(9 * 60_000);
      const again = await send('TransactWriteItems', request);
      assert.deepEqual(again.json, {
        ConsumedCapacity: [{ TableName: accounts, CapacityUnits: 2, ReadCapacityUnits: 2 }],
      });
      assert.equal(await current(), '11');
      await control.advance(2 * 60_000);
      assert.equal((await send('TransactWriteItems', request)).status, 200);
      assert.equal(await current(), '21');
    } finally {
      await control.release();
    }
  });
});

describe('TransactGetItems', () => {
  it('answers in order, what is there and what is not, in part if so asked', async () => {
    await dynamo.putItem({
      TableName: accounts,
      Item: { pk: { S: 'get' }, a: { L: [{ S: 'x' }, { S: 'y' }] }, b: { N: '1' } },
    });
    const Get = { TableName: accounts, Key: { pk: { S: 'get' } } };
    const { json } = await send('TransactGetItems', {
      TransactItems: [
        { Get: { TableName: accounts, Key: { pk: { S: 'nothing' } } } },
        { Get: { ...Get, ProjectionExpression: 'a[1], #b', ExpressionAttributeNames: { '#b': 'b' } } },
      ],
      ReturnConsumedCapacity: 'INDEXES',
    });
    assert.deepEqual(json, {
      ConsumedCapacity: [
        {
          TableName: accounts,
          CapacityUnits: 4,
          ReadCapacityUnits: 4,
          Table: { CapacityUnits: 4, ReadCapacityUnits: 4 },
        },
      ],
      Responses: [{}, { Item: { a: { L: [{ S: 'y' }] }, b: { N: '1' } } }],
    });
  });
});
