import { setTimeout as sleep } from 'node:timers/promises';
import { percentiles } from '../lambda/stack.mjs';
import { exchange } from '../load/client.mjs';
import { openConsumer } from './consumer.mjs';
import { inSeconds, PASS_THROUGH, summary } from './programs.mjs';
import { put, record } from './readings.mjs';

const SECOND = 1000;
const TICK = 20;

export async function latencies(stack, { samples, windows }) {
  return {
    passThrough: await recordToRecord(stack, samples),
    window3: await windowToRecord(stack, 3, windows),
    window1000: await windowToRecord(stack, 1000, windows),
  };
}

// From sending PutRecord until GetRecords, asked without a pause, has the output record.
async function recordToRecord(stack, samples) {
  const { client } = stack;
  const [source, destination] = [await stack.newStream(), await stack.newStream()];
  const application = await stack.newApplication(PASS_THROUGH, source, destination);
  await stack.startApplication(application);
  const lanes = await client.openLanes(1);
  const consumer = await openConsumer(client, destination);
  const found = [];
  for (let turn = -20; turn < samples; turn++) {
    const request = client.build('kinesis', 'PutRecord', { StreamName: source, ...record(turn + 20, 100) });
    const begun = performance.timeOrigin + performance.now();
    const sent = exchange(lanes[0], request);
    const [{ seen }] = await consumer.wait(1);
    if (turn >= 0) found.push(seen - begun);
    if ((await sent).status !== 200) throw new Error('PutRecord failed');
  }
  consumer.close();
  lanes.close();
  await stack.stopApplication(application);
  return percentiles(found);
}

// Unicorns that send a reading a second each, and windows of a second: from a window's end until its row arrived in the destination, and until a consumer that asks every 5 ms has it.
async function windowToRecord(stack, keys, windows) {
  const { client } = stack;
  const [source, destination] = [await stack.newStream(), await stack.newStream()];
  const application = await stack.newApplication(summary(inSeconds(1)), source, destination);
  await stack.startApplication(application);
  const consumer = await openConsumer(client, destination);
  // The first window is not a whole one, the next ones find the program cold.
  const from = (Math.floor(Date.now() / SECOND) + 4) * SECOND;
  const until = from + windows * SECOND;
  const [rows, readings] = await Promise.all([
    read(consumer, until + 2 * SECOND),
    produce(client, source, keys, until - SECOND / 2),
  ]);
  consumer.close();
  await stack.stopApplication(application);
  // The time of a group's row is its window's end.
  const timed = rows.map(({ text, ...times }) => {
    const { StatusTime, Distance } = JSON.parse(text);
    return { ...times, count: Distance, end: Date.parse(`${StatusTime.replace(' ', 'T')}Z`) };
  });
  const counted = timed.reduce((sum, { count }) => sum + count, 0);
  if (counted !== readings) throw new Error(`${counted} of ${readings} readings are in the summary`);
  const samples = timed.filter(({ end }) => end > from);
  return {
    arrival: percentiles(samples.map(({ arrival, end }) => arrival - end)),
    seen: percentiles(samples.map(({ seen, end }) => seen - end)),
  };
}

async function read(consumer, until) {
  const rows = [];
  while (Date.now() < until) {
    rows.push(...(await consumer.poll()));
    await sleep(5);
  }
  return rows;
}

// The unicorns are spread over the second. Each reading has the distance 1, so that sums tell how many there are. Resolves with how many were put.
async function produce(client, stream, keys, until) {
  const lanes = await client.openLanes(1);
  const ticks = SECOND / TICK;
  let count = 0;
  for (let tick = Math.ceil(Date.now() / TICK); tick * TICK < until; tick++) {
    await sleep(Math.max(0, tick * TICK - Date.now()));
    const now = [];
    for (let key = 0; key < keys; key++)
      if (Math.floor((key * ticks) / keys) === tick % ticks) now.push(record(key, keys, { Distance: 1 }));
    if (now.length > 0) await put(client, lanes[0], stream, now);
    count += now.length;
  }
  lanes.close();
  return count;
}
