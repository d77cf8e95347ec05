import { setTimeout as sleep } from 'node:timers/promises';
import { memoryOf } from '../load/process-stats.mjs';
import { openConsumer } from './consumer.mjs';
import { inSeconds, summary } from './programs.mjs';
import { fill } from './readings.mjs';

const SECONDS = 15;
const WINDOW = SECONDS * 1000;
const SHARDS = 4;

// As many unicorns as keys in one window of the running application, each with one reading. The server is fresh.
export async function largeWindow(stack, { keys }) {
  const [source, destination] = [await stack.newStream(SHARDS), await stack.newStream(SHARDS)];
  const application = await stack.newApplication(summary(inSeconds(SECONDS)), source, destination);
  await stack.startApplication(application);
  const consumer = await openConsumer(stack.client, destination);
  await sleep(WINDOW - (Date.now() % WINDOW));
  const before = memoryOf([stack.pid]);
  const end = (Math.floor(Date.now() / WINDOW) + 1) * WINDOW;
  await fill(stack.client, source, keys, keys);
  if (Date.now() > end) throw new Error(`${keys} records were not put within ${SECONDS} s`);
  await sleep(end - 500 - Date.now());
  const open = memoryOf([stack.pid]);
  const rows = await consumer.wait(keys, { pause: 50 });
  const after = memoryOf([stack.pid]);
  consumer.close();
  await stack.stopApplication(application);
  if (rows.length !== keys) throw new Error(`${rows.length} rows came of ${keys} keys`);
  const arrivals = rows.map(({ arrival }) => arrival - end).toSorted((a, b) => a - b);
  return {
    server: {
      before: before?.rss,
      open: open?.rss,
      peak: after?.peak,
      anonymousPeak: after && Math.max(open.anonymous, after.anonymous),
      firstRow: arrivals[0],
      lastRow: arrivals.at(-1),
    },
  };
}
