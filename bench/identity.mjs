#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { selectAskers } from './lib/identity/askers.mjs';
import { measureChecks } from './lib/identity/micro.mjs';
import { markdown } from './lib/identity/report.mjs';
import { playPair } from './lib/identity/pair.mjs';
import { WRITES } from './lib/load/kinesis.mjs';
import { PADDOCK } from './lib/run/servers.mjs';
import { positive, withOut } from './lib/run/options.mjs';
import { machine, writeReport } from './lib/run/report.mjs';

const HELP = `node bench/identity.mjs [flags]: what signatures and policies cost, against --auth relaxed

  --askers LIST      all, or some of relaxed, root, user, user-conditions, session, session-policy; default all
  --scenarios LIST   default put-record-16,put-record-64,put-records
  --sets N           pairs of fresh servers for each asker; default 2
  --rounds N         rounds on each pair of servers; default 12
  --duration S       timed window of each load; default 0.3
  --warmup S         the same load, not counted, before each window; default 0.05
  --out [FILE]       writes FILE, by default bench/results/identity.md`;

async function main() {
  const options = readOptions();
  if (!options) {
    console.log(HELP);
    return 0;
  }
  await PADDOCK.prepare();
  const run = { date: new Date().toISOString(), machine: machine(), options, lines: [], checks: [] };
  await play(options, run);
  progress('signature checks and decisions by themselves');
  run.checks = await measureChecks({ rounds: 9 });
  const report = markdown(run);
  console.log(report);
  if (options.out) writeReport(options.out, report);
  return run.lines.some(({ failed, errors }) => failed || errors > 0) ? 1 : 0;
}

function readOptions() {
  const { values } = parseArgs({
    args: withOut(process.argv.slice(2), 'identity.md'),
    options: {
      askers: { type: 'string', default: 'all' },
      scenarios: { type: 'string', default: 'put-record-16,put-record-64,put-records' },
      sets: { type: 'string', default: '2' },
      rounds: { type: 'string', default: '12' },
      duration: { type: 'string', default: '0.3' },
      warmup: { type: 'string', default: '0.05' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  return {
    askers: selectAskers(values.askers),
    scenarios: selectScenarios(values.scenarios),
    sets: Math.ceil(positive(values, 'sets')),
    rounds: Math.ceil(positive(values, 'rounds')),
    duration: positive(values, 'duration'),
    warmup: Number(values.warmup),
    out: values.out,
  };
}

async function play({ askers, sets, ...options }, run) {
  for (let set = 0; set < sets; set++) {
    for (const asker of askers) {
      progress(`set ${set + 1} of ${sets}: ${asker.name}`);
      const emit = (line) => run.lines.push({ set, asker: asker.name, ...line });
      try {
        await playPair(asker, options, emit);
      } catch (error) {
        emit({ failed: error.message });
      }
    }
  }
}

function selectScenarios(list) {
  const names = list.split(',').filter(Boolean);
  for (const name of names) {
    if (!(name in WRITES)) throw new Error(`unknown scenario ${name}; there are ${Object.keys(WRITES).join(', ')}`);
  }
  return names;
}

function progress(text) {
  process.stderr.write(`${text}\n`);
}

main().then(
  (code) => process.exit(code),
  (error) => {
    console.error(error.message);
    process.exit(2);
  },
);
