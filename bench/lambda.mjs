#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { invocations } from './lib/lambda/invocations.mjs';
import { markdown } from './lib/lambda/report.mjs';
import { startStack } from './lib/lambda/stack.mjs';
import { throughput } from './lib/lambda/throughput.mjs';
import { putToTable } from './lib/lambda/put-to-table.mjs';
import { positive, withOut } from './lib/run/options.mjs';
import { machine, writeReport } from './lib/run/report.mjs';
import { PADDOCK } from './lib/run/servers.mjs';

const HELP = `node bench/lambda.mjs [flags]: functions, and streams through them

  --rounds N         each on a fresh server; default 3
  --samples N        of each latency; default 300
  --records N        through a function, of each batch size; default 200000
  --out [FILE]       writes FILE, by default bench/results/lambda.md`;

async function main() {
  const options = readOptions();
  if (!options) {
    console.log(HELP);
    return 0;
  }
  await PADDOCK.prepare();
  const run = { date: new Date().toISOString(), machine: machine(), options, rounds: [] };
  for (let round = 1; round <= options.rounds; round++) {
    process.stderr.write(`round ${round} of ${options.rounds}\n`);
    run.rounds.push(await play(options));
  }
  const report = markdown(run);
  console.log(report);
  if (options.out) writeReport(options.out, report);
  return 0;
}

async function play(options) {
  const stack = await startStack();
  try {
    return {
      ...(await invocations(stack, options)),
      ...(await putToTable(stack, options)),
      ...(await throughput(stack, options)),
    };
  } finally {
    await stack.end();
  }
}

function readOptions() {
  const { values } = parseArgs({
    args: withOut(process.argv.slice(2), 'lambda.md'),
    options: {
      rounds: { type: 'string', default: '3' },
      samples: { type: 'string', default: '300' },
      records: { type: 'string', default: '200000' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  return {
    rounds: Math.ceil(positive(values, 'rounds')),
    samples: Math.ceil(positive(values, 'samples')),
    records: Math.ceil(positive(values, 'records')),
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
