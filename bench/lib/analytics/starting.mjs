import { percentiles } from '../lambda/stack.mjs';
import { openConsumer } from './consumer.mjs';
import { PASS_THROUGH, SUMMARY_AND_FILTER } from './programs.mjs';
import { fill, put, record, SICK } from './readings.mjs';
import { startStack } from './stack.mjs';

const STARTS = 10;
// A snapshot is made after 50,000 rows.
const REPLAYED = 49_500;
const KEYS = 1000;

const now = () => performance.timeOrigin + performance.now();

// From sending StartApplication until it is answered, by when the application runs; and until the first output record of what lies in the stream has arrived.
export async function starts(stack) {
  const source = await stack.newStream();
  await fill(stack.client, source, 1000, 100);
  const [running, firstRow] = [[], []];
  for (let turn = 0; turn < STARTS; turn++) {
    const destination = await stack.newStream();
    const application = await stack.newApplication(PASS_THROUGH, source, destination);
    const consumer = await openConsumer(stack.client, destination);
    const begun = now();
    await stack.startApplication(application, 'TRIM_HORIZON');
    running.push(now() - begun);
    const [{ arrival }] = await consumer.wait(1, { pause: 5 });
    firstRow.push(arrival - begun);
    consumer.close();
    await stack.stopApplication(application);
  }
  return { start: { running: percentiles(running), firstRow: percentiles(firstRow) } };
}

// The server is killed and started again: until it answers, and until a record that is put then has come through the application, which computes first what no snapshot has.
export async function recovery(stack) {
  const [source, destination] = [await stack.newStream(), await stack.newStream()];
  const application = await stack.newApplication(SUMMARY_AND_FILTER, source, destination);
  await stack.startApplication(application);
  await fill(stack.client, source, REPLAYED, KEYS);
  const sick = Math.floor(REPLAYED / 1000);
  await settled(stack, destination, sick);
  await stack.kill();
  const begun = now();
  const again = await startStack(stack.directory);
  try {
    const answers = now() - begun;
    const lanes = await again.client.openLanes(1);
    await put(again.client, lanes[0], source, [record(0, KEYS, SICK)]);
    lanes.close();
    const out = await settled(again, destination, sick + 1);
    if (out.length !== sick + 1) throw new Error(`${out.length} records are there after the crash, not ${sick + 1}`);
    const last = out.reduce((latest, { arrival }) => Math.max(latest, arrival), 0);
    return { recovery: { answers, through: last - begun } };
  } finally {
    await again.end();
  }
}

async function settled({ client }, destination, count) {
  const consumer = await openConsumer(client, destination);
  const out = await consumer.wait(count, { pause: 10 });
  consumer.close();
  return out;
}
