import crypto from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { exchange, joined } from './client.mjs';
import { measure, ring } from './measure.mjs';

const LOADED = 10_000;
const PER_PARTITION = 1000;
const BATCH = 25;
const IN_TRANSACTION = 10;
const ITEM = Buffer.from('"Item"');

// Each scenario makes its own table, measures, and deletes the table.
export const DYNAMODB_SCENARIOS = {
  'put-item-1': putItem(1),
  'put-item-16': putItem(16),
  'put-item-64': putItem(64),
  'batch-write': batchWrite(8),
  'transact-write': transactWrite(8),
  'get-item': getItem(16),
  query: query(8),
  'update-item': updateItem(16),
  scan: scan(4),
};

function putItem(concurrency) {
  return (load, fields) =>
    withTable(load, (TableName) => {
      const requests = Array.from({ length: 20_000 }, (_, i) =>
        load.client.build('dynamodb', 'PutItem', { TableName, Item: item(i % 20, i) }),
      );
      return measure(load, fields, concurrency, ring(requests, checkObject), null);
    });
}

function batchWrite(concurrency) {
  return (load, fields) =>
    withTable(load, (table) => {
      const requests = Array.from({ length: 2000 }, (_, i) => batchRequest(load, table, i * BATCH));
      return measure(load, fields, concurrency, ring(requests, checkBatch), 0);
    });
}

// Puts to ten different items each; no two requests that may be under way have one in common.
function transactWrite(concurrency) {
  return (load, fields) =>
    withTable(load, (TableName) => {
      const requests = Array.from({ length: 4000 }, (_, i) => {
        const puts = Array.from({ length: IN_TRANSACTION }, (_each, k) => ({
          Put: { TableName, Item: item(i % 20, i * IN_TRANSACTION + k) },
        }));
        return load.client.build('dynamodb', 'TransactWriteItems', { TransactItems: puts });
      });
      const check = (parts) => (checkObject(parts) === 1 ? IN_TRANSACTION : 'the answer is not a JSON object');
      return measure(load, fields, concurrency, ring(requests, check), 0);
    });
}

function getItem(concurrency) {
  return (load, fields) =>
    withLoadedTable(load, (TableName) => {
      const keys = Array.from({ length: LOADED }, (_, i) => loadedKey(spread(i)));
      const requests = keys.map((Key) => load.client.build('dynamodb', 'GetItem', { TableName, Key }));
      const needles = keys.map(({ StatusTime }) => Buffer.from(JSON.stringify(StatusTime.S)));
      const check = (parts, turn) => {
        const answer = joined(parts);
        return answer.includes(ITEM) && answer.includes(needles[turn % LOADED]) ? 1 : 'not the item in the answer';
      };
      return measure(load, fields, concurrency, ring(requests, check), null);
    });
}

function query(concurrency) {
  return (load, fields) =>
    withLoadedTable(load, (TableName) => {
      const needle = /"Count":\s*100\b/;
      const requests = Array.from({ length: LOADED / PER_PARTITION }, (_, partition) =>
        load.client.build('dynamodb', 'Query', {
          TableName,
          KeyConditionExpression: '#n = :n',
          Limit: 100,
          ExpressionAttributeNames: { '#n': 'Name' },
          ExpressionAttributeValues: { ':n': { S: `Unicorn-${partition}` } },
        }),
      );
      const check = (parts) => (needle.test(joined(parts).latin1Slice()) ? 100 : 'Count is not 100');
      return measure(load, fields, concurrency, ring(requests, check), 0);
    });
}

function updateItem(concurrency) {
  return (load, fields) =>
    withLoadedTable(load, (TableName) => {
      const requests = Array.from({ length: LOADED }, (_, i) =>
        load.client.build('dynamodb', 'UpdateItem', {
          TableName,
          Key: loadedKey(spread(i)),
          UpdateExpression: 'SET #d = :d, #v = #v + :one',
          ConditionExpression: 'attribute_exists(#n) AND #v >= :zero',
          ExpressionAttributeNames: { '#d': 'Distance', '#v': 'Version', '#n': 'Name' },
          ExpressionAttributeValues: { ':d': { N: String(i) }, ':one': { N: '1' }, ':zero': { N: '0' } },
        }),
      );
      return measure(load, fields, concurrency, ring(requests, checkObject), null);
    });
}

function scan(concurrency) {
  return (load, fields) =>
    withLoadedTable(load, async (table) => {
      const pages = await scanPages(load, table);
      const more = { pages: pages.length };
      await measure(load, { ...fields, ...more }, concurrency, (_lane, turn) => pages[turn % pages.length], 0);
    });
}

async function scanPages(load, TableName) {
  const pages = [];
  const [lane] = await load.client.openLanes(1);
  let total = 0;
  let from;
  do {
    const request = load.client.build('dynamodb', 'Scan', { TableName, ...(from && { ExclusiveStartKey: from }) });
    const { status, body } = await exchange(lane, request);
    if (status !== 200) throw new Error(`scan failed: ${body.toString('utf8', 0, 200)}`);
    const answer = JSON.parse(body.toString());
    const items = answer.Items.length;
    const check = (parts) => {
      const length = parts.reduce((sum, part) => sum + part.length, 0);
      return Math.abs(length - body.length) > 200 ? `page of ${length} bytes, not ${body.length}` : items;
    };
    pages.push({ request, check });
    total += items;
    from = answer.LastEvaluatedKey;
  } while (from);
  lane.end();
  if (total !== LOADED) throw new Error(`scan returned ${total} of ${LOADED} items`);
  return pages;
}

async function withTable(load, run) {
  const { call } = load.client;
  const TableName = `Bench${crypto.randomBytes(6).toString('hex')}`;
  await call('dynamodb', 'CreateTable', {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [
      { AttributeName: 'Name', AttributeType: 'S' },
      { AttributeName: 'StatusTime', AttributeType: 'S' },
    ],
    KeySchema: [
      { AttributeName: 'Name', KeyType: 'HASH' },
      { AttributeName: 'StatusTime', KeyType: 'RANGE' },
    ],
  });
  for (let i = 0; (await call('dynamodb', 'DescribeTable', { TableName })).Table.TableStatus !== 'ACTIVE'; i++) {
    if (i > 300) throw new Error('the table did not become ACTIVE');
    await sleep(100);
  }
  try {
    await run(TableName);
  } finally {
    await deleteTable(call, TableName);
  }
}

async function deleteTable(call, TableName) {
  try {
    await call('dynamodb', 'DeleteTable', { TableName });
    for (let i = 0; i < 100; i++) {
      await sleep(100);
      await call('dynamodb', 'DescribeTable', { TableName });
    }
  } catch {
    // gone, which is what was asked for; or the server is, which the scenario itself reports
  }
}

function withLoadedTable(load, run) {
  return withTable(load, async (table) => {
    const lanes = await load.client.openLanes(4);
    let next = 0;
    await Promise.all(
      lanes.map(async (lane) => {
        while (next < LOADED) {
          const first = next;
          next += BATCH;
          const { status, body } = await exchange(lane, batchRequest(load, table, first));
          const outcome = status === 200 ? checkBatch([body]) : body.toString('utf8', 0, 200);
          if (typeof outcome === 'string') throw new Error(`preload failed: ${outcome}`);
        }
      }),
    );
    lanes.close();
    await run(table);
  });
}

function batchRequest(load, table, first) {
  const puts = Array.from({ length: BATCH }, (_, k) => ({
    PutRequest: { Item: item(Math.floor((first + k) / PER_PARTITION), first + k) },
  }));
  return load.client.build('dynamodb', 'BatchWriteItem', { RequestItems: { [table]: puts } });
}

// About 300 bytes.
function item(partition, i) {
  return {
    ...itemKey(partition, i),
    Distance: { N: String(i % 400) },
    MinMagicPoints: { N: String(i % 190) },
    MaxMagicPoints: { N: '200' },
    MinHealthPoints: { N: '150' },
    MaxHealthPoints: { N: '200' },
    Latitude: { N: (40 + Math.random()).toFixed(8) },
    Longitude: { N: (-74 + Math.random()).toFixed(8) },
    Version: { N: '0' },
    Note: { S: crypto.randomBytes(60).toString('hex') },
  };
}

const itemKey = (partition, i) => ({
  Name: { S: `Unicorn-${partition}` },
  StatusTime: { S: `2026-01-01 ${String(i).padStart(9, '0')}` },
});
const loadedKey = (i) => itemKey(Math.floor(i / PER_PARTITION), i);
const spread = (i) => (i * 7919) % LOADED;

function checkObject(parts) {
  return parts.length === 0 || joined(parts)[0] === 0x7b ? 1 : 'the answer is not a JSON object';
}

function checkBatch(parts) {
  const answer = JSON.parse(joined(parts).toString());
  return Object.keys(answer.UnprocessedItems ?? {}).length > 0 ? 'UnprocessedItems in the answer' : BATCH;
}
