import crypto from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { exchange, joined } from './client.mjs';
import { line, mark, measure, ring, round } from './measure.mjs';

const KIB = 1024;
const BATCH = 500;
const PAGE_RECORDS = 10_000;

// What the writing scenarios send to a stream, and how many requests at a time.
export const WRITES = {
  'put-record-1': putRecord(1),
  'put-record-16': putRecord(16),
  'put-record-64': putRecord(64),
  'put-records': putRecords(4, 24, randomKib, KIB),
  'put-records-small': putRecords(4, 40, unicornReading, 160),
};

// Each scenario makes its own stream, measures, and deletes the stream.
export const KINESIS_SCENARIOS = {
  ...Object.fromEntries(Object.entries(WRITES).map(([name, write]) => [name, writing(write)])),
  'get-records-1': getRecords(1),
  'get-records-4': getRecords(4),
  'put-get': putGet,
};

function writing({ concurrency, bytes, requestsTo }) {
  return (load, fields) =>
    withStream(load, fields.shards, (stream) => measure(load, fields, concurrency, requestsTo(stream, load), bytes));
}

function putRecord(concurrency) {
  const requestsTo = (stream, load) => {
    const requests = Array.from({ length: 2000 }, () =>
      load.client.build('kinesis', 'PutRecord', {
        StreamName: stream,
        Data: randomKib(),
        PartitionKey: randomKey(),
      }),
    );
    return ring(requests, checkPutRecord);
  };
  return { concurrency, bytes: KIB, requestsTo };
}

function putRecords(concurrency, bodies, makeData, bytes) {
  const requestsTo = (stream, load) => ring(putRecordsRequests(load, stream, bodies, makeData), checkPutRecords);
  return { concurrency, bytes, requestsTo };
}

function getRecords(concurrency) {
  return (load, fields) =>
    withStream(load, fields.shards, async (stream, shardIds) => {
      const filled = await fill(load, stream);
      const pages = await walk(load, stream, shardIds);
      const total = pages.reduce((sum, page) => sum + page.records, 0);
      if (total !== filled) throw new Error(`the walk returned ${total} of ${filled} records`);
      const more = { pages: pages.length, recordsPerPage: Math.round(total / pages.length) };
      const replay = pages.map((page) => pageRequest(load, page));
      await measure(load, { ...fields, ...more }, concurrency, (_lane, turn) => replay[turn % replay.length], KIB);
    });
}

async function fill(load, stream) {
  const requests = putRecordsRequests(load, stream, 8, randomKib);
  const lanes = await load.client.openLanes(4);
  const calls = Math.ceil((load.fillMb * 1e6) / (BATCH * KIB));
  let left = calls;
  await Promise.all(
    lanes.map(async (lane) => {
      while (left > 0) {
        const { status, body } = await exchange(lane, requests[--left % requests.length]);
        const outcome = status === 200 ? checkPutRecords([body], 0) : body.toString('utf8', 0, 200);
        if (typeof outcome === 'string') throw new Error(`fill failed: ${outcome}`);
      }
    }),
  );
  lanes.close();
  return calls * BATCH;
}

// One untimed walk finds every page's iterator and verifies what the page holds.
async function walk(load, stream, shardIds) {
  const pages = [];
  const [lane] = await load.client.openLanes(1);
  for (const shardId of shardIds) {
    let iterator = await shardIterator(load, stream, shardId, 'TRIM_HORIZON');
    let last = 0n;
    for (let empty = 0; iterator && empty < 3;) {
      const input = { ShardIterator: iterator, Limit: PAGE_RECORDS };
      const { status, body } = await exchange(lane, load.client.build('kinesis', 'GetRecords', input));
      if (status !== 200) throw new Error(`walk failed: ${body.toString('utf8', 0, 200)}`);
      const answer = JSON.parse(body.toString());
      for (const record of answer.Records) {
        const sequence = BigInt(record.SequenceNumber);
        if (sequence <= last) throw new Error('records out of order');
        last = sequence;
        if (record.Data.length !== 1368) throw new Error('a record has data of a wrong length');
      }
      iterator = answer.NextShardIterator;
      if (answer.Records.length > 0) {
        empty = 0;
        pages.push({ input, records: answer.Records.length, length: body.length });
      } else {
        empty++;
        if (answer.MillisBehindLatest === 0) break;
      }
    }
  }
  lane.end();
  return pages;
}

// The timed window asks for the same pages again with requests signed beforehand. Every answer's length is compared
// with the walk's; every 16th has its records counted.
function pageRequest(load, page) {
  const check = (parts, turn) => {
    let length = 0;
    for (const part of parts) length += part.length;
    if (Math.abs(length - page.length) > 200) return `page of ${length} bytes where the walk saw ${page.length}`;
    if (turn % 16 === 0 && count(joined(parts), SEQUENCE_NUMBER) !== page.records) {
      return 'wrong number of records in a page';
    }
    return page.records;
  };
  return { request: load.client.build('kinesis', 'GetRecords', page.input), check };
}

// Time from sending a PutRecord until a reader that polls without pause has the record in hand. The polls are the one
// thing signed inside a window, since their iterators are not known beforehand.
function putGet(load, fields) {
  return withStream(load, fields.shards, async (stream, shardIds) => {
    const { build } = load.client;
    const putLanes = await load.client.openLanes(1);
    const getLanes = await load.client.openLanes(1);
    const PartitionKey = 'latency';
    const iterators = new Map();
    for (const id of shardIds) iterators.set(id, await shardIterator(load, stream, id, 'LATEST'));
    const first = await load.client.call('kinesis', 'PutRecord', {
      StreamName: stream,
      Data: randomKib(),
      PartitionKey,
    });
    let iterator = iterators.get(first.ShardId);
    const puts = Array.from({ length: 3000 }, () => {
      const Data = randomKib();
      return { Data, request: build('kinesis', 'PutRecord', { StreamName: stream, Data, PartitionKey }) };
    });

    const result = { latencies: [], operations: 0, errors: 0, units: 0, seconds: 0, errorSample: undefined };
    const fail = (text) => {
      result.errors++;
      result.errorSample ??= text;
      if (result.errors > 20) throw new Error(result.errorSample);
    };
    let polls = 0;
    const pollUntil = async (data, startedAt) => {
      while (performance.now() - startedAt < 10_000) {
        const request = build('kinesis', 'GetRecords', { ShardIterator: iterator, Limit: 1000 });
        const { status, body } = await exchange(getLanes[0], request);
        polls++;
        if (status === 200) {
          const answer = JSON.parse(body.toString());
          iterator = answer.NextShardIterator;
          if (answer.Records.some((record) => record.Data === data)) return;
          if (load.pollMs) await sleep(load.pollMs);
        } else {
          fail(body.toString('utf8', 0, 200));
          await sleep(50);
        }
      }
      fail('record not seen within 10 s');
    };

    const windowAt = performance.now() + load.warmup * 1000;
    const end = windowAt + load.duration * 1000;
    let before = null;
    for (let turn = 0; performance.now() < end; turn++) {
      if (!before && performance.now() >= windowAt) {
        before = mark(load.pids);
        polls = 0;
      }
      const { Data, request } = puts[turn % puts.length];
      const at = performance.now();
      const put = exchange(putLanes[0], request);
      await pollUntil(Data, at);
      const took = performance.now() - at;
      const { status, body } = await put;
      if (status !== 200) fail(body.toString('utf8', 0, 200));
      else if (before) {
        result.latencies.push(took);
        result.operations++;
      }
    }
    putLanes.close();
    getLanes.close();
    if (!before) throw new Error('no record came through before the window');
    const after = mark(load.pids);
    result.seconds = (after.at - before.at) / 1000;
    const more = { concurrency: 1, pollsPerPut: round(polls / result.operations, 1) };
    load.emit(line(load, { ...fields, ...more }, result, before, after, null));
  });
}

export async function withStream(load, shards, run) {
  const { call } = load.client;
  const StreamName = `bench-${crypto.randomBytes(6).toString('hex')}`;
  await call('kinesis', 'CreateStream', { StreamName, ShardCount: shards });
  const giveUp = performance.now() + 30_000;
  let description;
  for (;;) {
    description = (await call('kinesis', 'DescribeStream', { StreamName })).StreamDescription;
    if (description.StreamStatus === 'ACTIVE') break;
    if (performance.now() > giveUp) throw new Error('the stream did not become ACTIVE');
    await sleep(100);
  }
  try {
    await run(
      StreamName,
      description.Shards.map((shard) => shard.ShardId),
    );
  } finally {
    await deleteStream(call, StreamName);
  }
}

async function deleteStream(call, StreamName) {
  try {
    await call('kinesis', 'DeleteStream', { StreamName });
    for (let i = 0; i < 100; i++) {
      await sleep(100);
      await call('kinesis', 'DescribeStream', { StreamName });
    }
  } catch {
    // gone, which is what was asked for; or the server is, which the scenario itself reports
  }
}

async function shardIterator(load, StreamName, ShardId, ShardIteratorType) {
  const input = { StreamName, ShardId, ShardIteratorType };
  return (await load.client.call('kinesis', 'GetShardIterator', input)).ShardIterator;
}

function putRecordsRequests(load, stream, bodies, makeData) {
  return Array.from({ length: bodies }, () =>
    load.client.build('kinesis', 'PutRecords', {
      StreamName: stream,
      Records: Array.from({ length: BATCH }, () => ({ Data: makeData(), PartitionKey: randomKey() })),
    }),
  );
}

const NONE_FAILED = Buffer.from('"FailedRecordCount":0');
const SEQUENCE_NUMBER = Buffer.from('"SequenceNumber"');

function checkPutRecord(parts) {
  return joined(parts).includes(SEQUENCE_NUMBER) ? 1 : 'no SequenceNumber in the answer';
}

function checkPutRecords(parts, turn) {
  const body = joined(parts);
  if (!body.includes(NONE_FAILED)) {
    const answer = JSON.parse(body.toString());
    const failed = answer.Records.filter((record) => record.ErrorCode);
    if (failed.length > 0) return `FailedRecordCount ${failed.length}: ${failed[0].ErrorCode}`;
  }
  if (turn % 16 === 0 && count(body, SEQUENCE_NUMBER) !== BATCH) return 'wrong number of records in the answer';
  return BATCH;
}

function count(body, needle) {
  let n = 0;
  for (let at = body.indexOf(needle); at >= 0; at = body.indexOf(needle, at + needle.length)) n++;
  return n;
}

function randomKib() {
  return crypto.randomBytes(KIB).toString('base64');
}

function randomKey() {
  return crypto.randomBytes(8).toString('hex');
}

// A reading of a ride's unicorn, made 160 bytes long.
function unicornReading() {
  const names = ['Shadowfax', 'Rocinante', 'Bucephalus', 'Silver'];
  const text = JSON.stringify({
    Name: names[Math.floor(Math.random() * names.length)],
    StatusTime: new Date().toISOString().replace('T', ' ').replace('Z', ''),
    Latitude: 40 + Math.random(),
    Longitude: -73 - Math.random(),
    Distance: Math.floor(Math.random() * 400),
    MagicPoints: Math.floor(Math.random() * 200),
    HealthPoints: Math.floor(Math.random() * 200),
  });
  return Buffer.from(text.length < 160 ? text.padEnd(160) : text.slice(0, 160)).toString('base64');
}
