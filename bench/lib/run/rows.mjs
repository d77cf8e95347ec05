// The rows of a service's table. `group`: measured on one run of a server; `scenario`: its name in load.mjs; `line`: the name of
// the line that holds `figure`; `target`: what Paddock must reach, either against the fastest peer (`times`; 1 is "on a
// par") or as such (`atMost`); none: told, not judged.
const KINESIS_ROWS = [
  throughput('put-record', 'put-record-1', 'PutRecord 1 KiB, concurrency 1', 'opsPerSec', '/s', 1),
  throughput('put-record', 'put-record-16', 'PutRecord 1 KiB, concurrency 16', 'opsPerSec', '/s', 2),
  throughput('put-record', 'put-record-64', 'PutRecord 1 KiB, concurrency 64', 'opsPerSec', '/s', 3),
  throughput('put-records', 'put-records', 'PutRecords 500 × 1 KiB, concurrency 4', 'recordsPerSec', 'records/s', 5),
  throughput(
    'put-records',
    'put-records-small',
    'PutRecords 500 unicorn readings (160 B), concurrency 4',
    'recordsPerSec',
    'records/s',
    8,
  ),
  throughput('get-records', 'get-records-1', 'GetRecords of up to 10 MiB, concurrency 1', 'mbPerSec', 'MB/s', 15),
  lowerIsBetter('put-get', 'put-get', 'PutRecord until a polling reader has it, p50', 'p50', 'ms', 0.8),
  lowerIsBetter('put-get', 'put-get', 'PutRecord until a polling reader has it, p99', 'p99', 'ms', null),
  { ...lowerIsBetter('startup', null, 'start to first answer', 'startMs', 'ms', 400), line: 'start' },
  { ...lowerIsBetter('startup', null, 'resident memory, idle', 'rssMB', 'MiB', 100), line: 'idle' },
  lowerIsBetter('put-record', 'put-record-64', 'resident memory after PutRecord', 'serverRssMB', 'MiB', null),
  lowerIsBetter('put-records', 'put-records-small', 'resident memory after PutRecords', 'serverRssMB', 'MiB', null),
];

const DYNAMODB_ROWS = [
  throughput('put-item', 'put-item-1', 'PutItem 300 B, concurrency 1', 'opsPerSec', '/s', 1),
  throughput('put-item', 'put-item-16', 'PutItem 300 B, concurrency 16', 'opsPerSec', '/s', 1.5),
  throughput('put-item', 'put-item-64', 'PutItem 300 B, concurrency 64', 'opsPerSec', '/s', 1.5),
  throughput('batch-write', 'batch-write', 'BatchWriteItem of 25, concurrency 8', 'opsPerSec', '/s', 4),
  throughput('transact-write', 'transact-write', 'TransactWriteItems of 10, concurrency 8', 'opsPerSec', '/s', 1.5),
  throughput('get-item', 'get-item', 'GetItem, concurrency 16', 'opsPerSec', '/s', 1.5),
  throughput('query', 'query', 'Query, 100 of 1,000 items, concurrency 8', 'opsPerSec', '/s', 4),
  throughput('update-item', 'update-item', 'UpdateItem with a condition, concurrency 16', 'opsPerSec', '/s', 2),
  throughput('scan', 'scan', 'Scan in 1 MB pages, concurrency 4', 'recordsPerSec', 'items/s', 2),
  lowerIsBetter('put-item', 'put-item-64', 'resident memory after PutItem', 'serverRssMB', 'MiB', null),
  lowerIsBetter('scan', 'scan', 'resident memory after Scan', 'serverRssMB', 'MiB', null),
];

const ROWS = { kinesis: KINESIS_ROWS, dynamodb: DYNAMODB_ROWS };

export const SERVICES = Object.keys(ROWS);

// Group names or scenario names of a service, comma-separated → the rows and, by group, the scenarios to run.
export function selectRows(service, list) {
  const all = ROWS[service];
  const names = new Set(all.map((row) => row.group));
  const words = list
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean);
  for (const word of words) {
    if (word !== 'all' && !all.some((row) => row.group === word || row.scenario === word)) {
      const known = [...new Set(all.flatMap((row) => [row.group, row.scenario ?? row.group]))];
      throw new Error(`unknown scenario ${word}; there are all, ${known.join(', ')}`);
    }
  }
  // A group's own name wins over a scenario of the same name.
  const chosen = (row) =>
    words.some((word) => word === 'all' || word === row.group || (!names.has(word) && word === row.scenario));
  const rows = all.filter(chosen);
  const groups = new Map();
  for (const { group, scenario } of rows) {
    if (!groups.has(group)) groups.set(group, new Set());
    if (scenario) groups.get(group).add(scenario);
  }
  return { rows, groups: [...groups].map(([group, scenarios]) => ({ group, scenarios: [...scenarios] })) };
}

function throughput(group, scenario, title, figure, unit, times) {
  return { group, scenario, line: scenario, title, figure, unit, higherIsBetter: true, target: { times } };
}

function lowerIsBetter(group, scenario, title, figure, unit, atMost) {
  const target = atMost === null ? null : { atMost };
  return { group, scenario, line: scenario, title, figure, unit, higherIsBetter: false, target };
}
