import { setTimeout as sleep } from 'node:timers/promises';
import { openConsumer } from './consumer.mjs';
import { FILTER, PASS_THROUGH, summary } from './programs.mjs';
import { fill } from './readings.mjs';

const KEYS = 1000;
const MINUTE = 60_000;

// Records that lie in a stream through an application: from sending StartApplication until the last output record arrived in the other stream, by that record's own time.
export async function streamToStream(stack, { records, shards }) {
  const figures = {};
  const sources = [];
  for (const count of shards) {
    const stream = await stack.newStream(count);
    // The summary is to have one minute's rows.
    if (Date.now() % MINUTE > MINUTE - 10_000) await sleep(MINUTE - (Date.now() % MINUTE));
    const minute = minuteOf(Date.now());
    await fill(stack.client, stream, records, KEYS);
    if (minuteOf(Date.now()) !== minute) throw new Error('a stream was not filled within the minute');
    sources.push({ count, stream, over: minute + MINUTE });
  }
  const sick = Math.floor(records / 1000);
  for (const { count, stream } of sources) {
    figures[`pass${count}`] = await through(stack, PASS_THROUGH, stream, count, records, records);
    figures[`filter${count}`] = await through(stack, FILTER, stream, count, records, sick);
  }
  for (const { count, stream, over } of sources) {
    // The minute is over, so that its rows come as soon as the records are read.
    await sleep(Math.max(0, over - Date.now()));
    figures[`summary${count}`] = await through(stack, summary(), stream, count, records, Math.min(KEYS, records));
  }
  return figures;
}

async function through(stack, code, source, shards, records, outputs) {
  const destination = await stack.newStream(shards);
  const application = await stack.newApplication(code, source, destination);
  const consumer = await openConsumer(stack.client, destination);
  const begun = performance.timeOrigin + performance.now();
  await stack.startApplication(application, 'TRIM_HORIZON');
  // Asked for more often, it would be a part of what is measured.
  const out = await consumer.wait(outputs, { pause: 100 });
  await stack.stopApplication(application);
  out.push(...(await consumer.poll()));
  consumer.close();
  if (out.length !== outputs) throw new Error(`${out.length} records came out where ${outputs} are right`);
  const last = out.reduce((latest, { arrival }) => Math.max(latest, arrival), 0);
  return records / ((last - begun) / 1000);
}

const minuteOf = (time) => time - (time % MINUTE);
