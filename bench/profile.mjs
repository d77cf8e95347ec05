#!/usr/bin/env node
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { selfTimes } from './lib/cpu-profile.mjs';
import { removeDirectory, stop, temporaryDirectory } from './lib/run/children.mjs';
import { PADDOCK, startServer } from './lib/run/servers.mjs';
import { firstAnswer, runScenario } from './lib/run/session.mjs';
import { selectScenarios } from './lib/load/scenarios.mjs';

const HELP = `node bench/profile.mjs [flags] [-- flags for paddock up]: where Paddock's time goes in one scenario

  --scenario NAME    as load.mjs --list has them; default put-record-16
  --duration S       timed window; default 5
  --warmup S         default 2
  --protocol h1|h2c  default h1
  --shards N         default 1
  --fill-mb N        data that get-records reads; default 31
  --top N            functions to print; default 30
  --interval US      microseconds between samples; default 200
  --whole            the whole life of the server, not only the timed window
  --keep DIR         keeps the .cpuprofile files there, for a browser's developer tools

The profiler costs some speed: the figures are for comparing functions, not servers.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    scenario: { type: 'string', default: 'put-record-16' },
    duration: { type: 'string', default: '5' },
    warmup: { type: 'string', default: '2' },
    protocol: { type: 'string', default: 'h1' },
    shards: { type: 'string', default: '1' },
    'fill-mb': { type: 'string', default: '31' },
    top: { type: 'string', default: '30' },
    interval: { type: 'string', default: '200' },
    whole: { type: 'boolean', default: false },
    keep: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

async function main() {
  const [scenario, ...more] = selectScenarios(values.scenario);
  if (!scenario || more.length > 0) throw new Error('exactly one scenario, please');
  await PADDOCK.prepare({ log: console.error });
  const profiles = temporaryDirectory();
  const server = profiled(profiles);
  const line = await underLoad(server, scenario);
  if (line.failed) throw new Error(line.failed);
  const { windowStartUs, windowEndUs, ...figures } = line;
  console.log(JSON.stringify(figures));

  const files = fs.readdirSync(profiles).filter((file) => file.endsWith('.cpuprofile'));
  if (files.length === 0) throw new Error('the server ended without writing a profile');
  // Worker threads write profiles of their own.
  for (const file of files.toSorted()) {
    const profile = JSON.parse(fs.readFileSync(path.join(profiles, file), 'utf8'));
    const window = values.whole ? null : { from: windowStartUs, to: windowEndUs };
    print(file, selfTimes(profile, window));
    if (values.keep) {
      fs.mkdirSync(values.keep, { recursive: true });
      fs.copyFileSync(path.join(profiles, file), path.join(values.keep, file));
    }
  }
  removeDirectory(profiles);
}

function profiled(directory) {
  const node = ['--cpu-prof', '--cpu-prof-dir', directory, '--cpu-prof-interval', values.interval];
  return {
    ...PADDOCK,
    protocol: values.protocol,
    command: (place) => ({ args: [...node, ...PADDOCK.command(place).args, ...positionals] }),
  };
}

async function underLoad(server, scenario) {
  const dataDirectory = temporaryDirectory();
  const { child, endpoint } = await startServer(server, dataDirectory);
  try {
    await firstAnswer(child, endpoint, server);
    const [line] = await runScenario(server, endpoint, child, scenario, {
      duration: Number(values.duration),
      warmup: Number(values.warmup),
      shards: Number(values.shards),
      fillMb: Number(values['fill-mb']),
    });
    return line;
  } finally {
    await stop(child); // the profile is written on the way out
    removeDirectory(dataDirectory);
  }
}

function print(file, { totalMs, busyMs, functions, modules }) {
  const row = ({ ms, name, place = '' }) =>
    `${ms.toFixed(0).padStart(8)} ${((ms / busyMs) * 100).toFixed(1).padStart(6)} %  ${name}${place && `  ${place}`}`;
  console.log(`\n${file}: ${totalMs.toFixed(0)} ms, ${((busyMs / totalMs) * 100).toFixed(0)} % of it busy`);
  console.log('\n self ms   of busy  function');
  console.log(functions.slice(0, Number(values.top)).map(row).join('\n'));
  console.log('\n self ms   of busy  file or package');
  console.log(modules.slice(0, 15).map(row).join('\n'));
}

if (values.help) console.log(HELP);
else {
  main().then(
    () => process.exit(0),
    (error) => {
      console.error(error.message);
      process.exit(1);
    },
  );
}
