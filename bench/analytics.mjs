#!/usr/bin/env node
import os from 'node:os';
import { parseArgs } from 'node:util';
import { engineAlone } from './lib/analytics/engine.mjs';
import { largeWindow } from './lib/analytics/large-window.mjs';
import { latencies } from './lib/analytics/latency.mjs';
import { markdown } from './lib/analytics/report.mjs';
import { recovery, starts } from './lib/analytics/starting.mjs';
import { startStack } from './lib/analytics/stack.mjs';
import { streamToStream } from './lib/analytics/stream-to-stream.mjs';
import { positive, withOut } from './lib/run/options.mjs';
import { machine, writeReport } from './lib/run/report.mjs';
import { PADDOCK } from './lib/run/servers.mjs';

// Each has a fresh server of its own, but for the first, which needs none.
const SCENARIOS = {
  engine: (options) => engineAlone(options),
  'stream-to-stream': withStack(streamToStream),
  latency: withStack(latencies),
  start: withStack(starts),
  window: withStack(largeWindow),
  recovery: withStack(recovery),
};

const HELP = `node bench/analytics.mjs [flags]: streaming SQL, in the engine alone and from stream to stream

  --rounds N         default 3
  --scenarios A,B    of ${Object.keys(SCENARIOS).join(', ')}; default all
  --rows N           through the engine alone; default 500000
  --records N        from stream to stream; default 200000
  --shards A,B       of these streams; default 1,4,16
  --samples N        of the latency from record to record; default 300
  --windows N        of a second each, for the latency from a window's end; default 15
  --keys N           in one window; default 100000
  --out [FILE]       writes FILE, by default bench/results/analytics.md`;

async function main() {
  const options = readOptions();
  if (!options) {
    console.log(HELP);
    return 0;
  }
  await PADDOCK.prepare();
  const run = { date: new Date().toISOString(), machine: machine(), options, rounds: [] };
  for (let round = 1; round <= options.rounds; round++) {
    const figures = {};
    for (const scenario of options.scenarios) {
      process.stderr.write(`round ${round} of ${options.rounds}: ${scenario}`);
      const begun = performance.now();
      Object.assign(figures, await SCENARIOS[scenario](options));
      process.stderr.write(`, ${((performance.now() - begun) / 1000).toFixed(0)} s\n`);
    }
    run.rounds.push(figures);
  }
  const report = markdown({ ...run, loadAfter: os.loadavg()[0] });
  console.log(report);
  if (options.out) writeReport(options.out, report);
  return 0;
}

function withStack(scenario) {
  return async (options) => {
    const stack = await startStack();
    try {
      return await scenario(stack, options);
    } finally {
      await stack.end();
    }
  };
}

function readOptions() {
  const { values } = parseArgs({
    args: withOut(process.argv.slice(2), 'analytics.md'),
    options: {
      rounds: { type: 'string', default: '3' },
      scenarios: { type: 'string', default: Object.keys(SCENARIOS).join(',') },
      rows: { type: 'string', default: '500000' },
      records: { type: 'string', default: '200000' },
      shards: { type: 'string', default: '1,4,16' },
      samples: { type: 'string', default: '300' },
      windows: { type: 'string', default: '15' },
      keys: { type: 'string', default: '100000' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const scenarios = values.scenarios.split(',');
  for (const scenario of scenarios) if (!SCENARIOS[scenario]) throw new Error(`there is no scenario ${scenario}`);
  const whole = (name) => Math.ceil(positive(values, name));
  return {
    rounds: whole('rounds'),
    scenarios,
    rows: whole('rows'),
    records: whole('records'),
    shards: values.shards.split(',').map((each) => Math.ceil(positive({ shards: each }, 'shards'))),
    samples: whole('samples'),
    windows: whole('windows'),
    keys: whole('keys'),
    out: values.out,
  };
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error.message);
    process.exit(2);
  },
);
