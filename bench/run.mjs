#!/usr/bin/env node
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { machine, markdown, writeReport } from './lib/run/report.mjs';
import { PEERS, peersOf } from './lib/run/peers.mjs';
import { SERVICES, selectRows } from './lib/run/rows.mjs';
import { PADDOCK, PADDOCK_H2C } from './lib/run/servers.mjs';
import { runSession } from './lib/run/session.mjs';
import { judge } from './lib/run/verdict.mjs';

const HELP = `node bench/run.mjs [flags]: Paddock and its peers, side by side

  --service NAME     kinesis or dynamodb; default kinesis
  --scenarios LIST   all, groups (put-record, put-records, get-records, put-get, startup; of DynamoDB put-item, query, …)
                     or scenarios (put-record-16); default all
  --rounds N         default 3; the order of the servers rotates from round to round
  --duration S       timed window of each scenario; default 5
  --warmup S         default 2
  --peers LIST       default all of the service's: kinesalite,kinesis-local; dynalite,dynamodb-local; "none" runs
                     Paddock alone
  --no-paddock       the peers alone
  --h2c              Paddock over HTTP/2 with prior knowledge too, as a column of its own
  --shards N         of streams; default 1
  --fill-mb N        data that get-records reads; default 31
  --out [FILE]       writes FILE (default bench/results/latest.md, or dynamodb.md) and the same with every figure as .json`;

const RESULTS = { kinesis: 'latest.md', dynamodb: 'dynamodb.md' };

async function main() {
  const options = readOptions();
  if (!options) {
    console.log(HELP);
    return 0;
  }
  const run = {
    date: new Date().toISOString(),
    machine: machine(),
    options,
    servers: [],
    rows: [],
    lines: [],
    problems: [],
  };
  const contestants = await prepare(options, run);
  if (contestants.length === 0) {
    console.error(run.problems.join('\n'));
    return 1;
  }
  await play(contestants, options, run);
  evaluate(run, options);
  const report = markdown(run);
  console.log(report);
  if (options.out) write(options.out, report, run);
  return run.problems.length > 0 ? 1 : 0;
}

function readOptions() {
  // Without a file, --out stands for the service's own.
  const args = process.argv.slice(2).map((arg, i, all) => {
    const isBare = arg === '--out' && (all[i + 1] === undefined || all[i + 1].startsWith('--'));
    return isBare ? '--out=' : arg;
  });
  const { values } = parseArgs({
    args,
    options: {
      service: { type: 'string', default: 'kinesis' },
      scenarios: { type: 'string', default: 'all' },
      rounds: { type: 'string', default: '3' },
      duration: { type: 'string', default: '5' },
      warmup: { type: 'string', default: '2' },
      peers: { type: 'string' },
      'no-paddock': { type: 'boolean', default: false },
      h2c: { type: 'boolean', default: false },
      shards: { type: 'string', default: '1' },
      'fill-mb': { type: 'string', default: '31' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const positive = (name) => {
    const value = Number(values[name]);
    if (!(value > 0)) throw new Error(`--${name} must be a number above 0`);
    return value;
  };
  const { service } = values;
  if (!SERVICES.includes(service)) throw new Error(`unknown service ${service}; there are ${SERVICES.join(', ')}`);
  const known = peersOf(service);
  const peers = values.peers === 'none' ? [] : (values.peers?.split(',').filter(Boolean) ?? known);
  for (const peer of peers) {
    if (!known.includes(peer)) throw new Error(`unknown peer ${peer}; there are ${known.join(', ')}`);
  }
  return {
    service,
    ...selectRows(service, values.scenarios),
    rounds: Math.ceil(positive('rounds')),
    duration: positive('duration'),
    warmup: Number(values.warmup),
    peers,
    paddock: !values['no-paddock'],
    h2c: values.h2c,
    shards: positive('shards'),
    fillMb: positive('fill-mb'),
    out: values.out === '' ? fileURLToPath(new URL(`results/${RESULTS[service]}`, import.meta.url)) : values.out,
  };
}

// Who can take part. A peer that cannot be installed is a problem in the report, not the end of the run.
async function prepare(options, run) {
  const wanted = [
    ...(options.paddock ? [PADDOCK] : []),
    ...(options.paddock && options.h2c ? [PADDOCK_H2C] : []),
    ...options.peers.map((name) => PEERS[name]),
  ];
  const contestants = [];
  for (const server of wanted) {
    try {
      const { version } = await server.prepare({ log: progress });
      const { name, protocol, durability, settings } = server;
      run.servers.push({ name, version, protocol, durability, settings });
      contestants.push(server);
    } catch (error) {
      run.problems.push(`${server.name} takes no part: ${error.message}`);
    }
  }
  return contestants;
}

// Each group of scenarios runs on every server before the next group, each server alone and fresh; the order rotates
// (ABC, BCA, CAB), so that a machine that slows down or warms up favours nobody.
async function play(contestants, options, run) {
  for (let round = 0; round < options.rounds; round++) {
    for (const { group, scenarios } of options.groups) {
      for (let turn = 0; turn < contestants.length; turn++) {
        const server = contestants[(turn + round) % contestants.length];
        const possible = scenarios.filter((name) => !server.lacks?.includes(name));
        if (scenarios.length > 0 && possible.length === 0) continue;
        progress(`round ${round + 1} of ${options.rounds}: ${group} on ${server.name}`);
        const lines = await runSession(server, possible, options);
        run.lines.push(...lines.map((line) => ({ round, group, server: server.name, ...line })));
      }
    }
  }
}

function evaluate(run, options) {
  const names = run.servers.map((server) => server.name);
  for (const row of options.rows) {
    const figures = new Map();
    for (const line of run.lines) {
      const value = line[row.figure];
      const belongs = line.group === row.group && line.name === row.line;
      if (!belongs || line.failed || line.operations === 0 || typeof value !== 'number') continue;
      if (!figures.has(line.server)) figures.set(line.server, []);
      figures.get(line.server).push({ round: line.round, value });
    }
    const peers = names.filter((name) => name in PEERS);
    run.rows.push({ ...row, ...judge(row, figures, PADDOCK.name, peers) });
  }
  const problems = run.lines.flatMap(({ server, name, failed, errors, errorSample }) => {
    if (failed) return [`${server}, ${name}: ${failed}`];
    return errors > 0 ? [`${server}, ${name}: ${errors} answers were wrong, for instance: ${errorSample}`] : [];
  });
  run.problems.push(...new Set(problems));
}

function write(file, report, run) {
  const json = file.replace(/(\.md)?$/, '.json');
  writeReport(file, report);
  // Where it was written to is nobody's business but this machine's.
  const { out: _path, ...options } = run.options;
  fs.writeFileSync(json, `${JSON.stringify({ ...run, options }, null, 2)}\n`);
  progress(`written: ${path.relative('.', file)} and ${path.relative('.', json)}`);
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
