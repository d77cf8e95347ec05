#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { createClient } from './lib/load/client.mjs';
import { SCENARIOS, selectScenarios } from './lib/load/scenarios.mjs';

const HELP = `node bench/load.mjs [flags]: closed-loop load on one server that is already running

  --endpoint URL       default http://127.0.0.1:4566
  --scenarios LIST     names, prefixes (put-record), kinesis, dynamodb or all; default kinesis
  --shards LIST        shard counts for the Kinesis scenarios; default 1
  --duration S         timed window of each scenario; default 5
  --warmup S           the same load, not counted, before each window; default 2
  --pid LIST           pids of the server: reports their memory and CPU and that of their children
  --protocol h1|h2c    HTTP/1.1 keep-alive (default) or HTTP/2 with prior knowledge
  --h2-connections N   TCP connections in h2c; default 1, requests are multiplexed
  --fill-mb N          data written before get-records; default 52
  --poll-ms N          pause between the reader's polls in put-get; default 0
  --region R           default us-east-1
  --list               prints the scenarios

One JSON line per scenario. Every request carries a real SigV4 signature (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and
AWS_SESSION_TOKEN; test and test without them), made before the timed window.`;

const { values } = parseArgs({
  options: {
    endpoint: { type: 'string', default: 'http://127.0.0.1:4566' },
    scenarios: { type: 'string', default: 'kinesis' },
    shards: { type: 'string', default: '1' },
    duration: { type: 'string', default: '5' },
    warmup: { type: 'string', default: '2' },
    pid: { type: 'string', default: '' },
    protocol: { type: 'string', default: 'h1' },
    'h2-connections': { type: 'string', default: '1' },
    'fill-mb': { type: 'string', default: '52' },
    'poll-ms': { type: 'string', default: '0' },
    region: { type: 'string', default: 'us-east-1' },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const numbers = (list) => list.split(',').filter(Boolean).map(Number);

async function main() {
  const load = {
    client: createClient({
      endpoint: values.endpoint,
      protocol: values.protocol,
      h2Connections: Number(values['h2-connections']),
      region: values.region,
    }),
    duration: Number(values.duration),
    warmup: Number(values.warmup),
    fillMb: Number(values['fill-mb']),
    pollMs: Number(values['poll-ms']),
    pids: numbers(values.pid),
    emit: (line) => console.log(JSON.stringify(line)),
  };
  let failed = 0;
  for (const name of selectScenarios(values.scenarios)) {
    const { service, run } = SCENARIOS.get(name);
    for (const shards of service === 'kinesis' ? numbers(values.shards) : [undefined]) {
      try {
        await run(load, { name, shards });
      } catch (error) {
        failed++;
        load.emit({ name, shards, failed: error.message.slice(0, 400) });
        load.client.close();
      }
    }
  }
  load.client.close();
  return failed > 0 ? 1 : 0;
}

if (values.help) console.log(HELP);
else if (values.list) for (const [name, { service }] of SCENARIOS) console.log(`${service} ${name}`);
else process.exit(await main());
