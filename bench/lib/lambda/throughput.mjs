import { exchange } from '../load/client.mjs';
import { until } from './stack.mjs';

const NOTHING = 'exports.handler = async () => {};';
const BATCH_SIZES = [100, 10_000];
const AT_ONCE = 500;

// Records that lie in one shard of a stream, unicorns' readings of some 160 bytes, through a function that does nothing: from the mapping's
// making, which finds the function warm, until its last invocation is over.
export async function throughput({ endpoint, client, lambda, newFunction, newStream, newMapping }, { records }) {
  const results = {};
  for (const BatchSize of BATCH_SIZES) {
    const { StreamName, arn } = await newStream();
    await fill(client, StreamName, records);
    const FunctionName = await newFunction(NOTHING);
    await lambda.invoke({ FunctionName });
    const begun = performance.now();
    const UUID = await newMapping(FunctionName, arn, { BatchSize });
    // The answer is long: asked for more often, it would be a part of what is measured.
    await until(async () => (await invoked(endpoint, FunctionName)) >= 1 + Math.ceil(records / BatchSize), 100);
    results[`batch${BatchSize}`] = records / ((performance.now() - begun) / 1000);
    await lambda.deleteEventSourceMapping({ UUID });
  }
  return results;
}

async function fill(client, StreamName, records) {
  const [lane, ...rest] = await client.openLanes(1);
  if (rest.length > 0) throw new Error('one lane was asked for');
  for (let done = 0; done < records; done += AT_ONCE) {
    const Records = Array.from({ length: Math.min(AT_ONCE, records - done) }, (_, index) => ({
      Data: Buffer.from(reading(done + index)).toString('base64'),
      PartitionKey: `unicorn-${(done + index) % 100}`,
    }));
    const { status } = await exchange(lane, client.build('kinesis', 'PutRecords', { StreamName, Records }));
    if (status !== 200) throw new Error(`PutRecords answered ${status}`);
  }
  lane.end?.();
}

const reading = (number) =>
  JSON.stringify({
    Name: `Unicorn-${number % 100}`,
    StatusTime: '2026-03-01 10:00:00.000',
    Latitude: 42.264444250051326,
    Longitude: -71.97582884770408,
    Distance: number % 1000,
    MagicPoints: 110,
    HealthPoints: 150,
  });

// The metric is there as soon as an invocation is over.
async function invoked(endpoint, FunctionName) {
  const text = await (await fetch(`${endpoint}/_paddock/metrics`)).text();
  const line = text
    .split('\n')
    .find((one) => one.startsWith('paddock_lambda_invocations_total{') && one.includes(`function="${FunctionName}"}`));
  return Number(line?.split(' ').at(-1) ?? 0);
}
