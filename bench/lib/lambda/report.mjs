// What of a round, how it is told, in which unit, and what is aimed at.
const ROWS = [
  { name: 'Invoke, cold, p50', of: (round) => round.cold.p50, unit: 'ms', target: '' },
  { name: 'Invoke, cold, p99', of: (round) => round.cold.p99, unit: 'ms', target: '' },
  { name: 'Invoke, warm, p50', of: (round) => round.warm.p50, unit: 'ms', target: '' },
  { name: 'Invoke, warm, p99', of: (round) => round.warm.p99, unit: 'ms', target: '' },
  {
    name: 'PutRecord until the item is readable, p50',
    of: (round) => round.putToTable.p50,
    unit: 'ms',
    target: 'under 15',
  },
  { name: 'PutRecord until the item is readable, p99', of: (round) => round.putToTable.p99, unit: 'ms', target: '' },
  {
    name: 'through one shard, batches of 100',
    of: (round) => round.batch100,
    unit: 'records/s',
    target: 'over 20,000',
  },
  {
    name: 'through one shard, batches of 10,000',
    of: (round) => round.batch10000,
    unit: 'records/s',
    target: 'over 20,000',
  },
];

export function markdown({ date, machine, options, rounds }) {
  const lines = ROWS.map(({ name, of, unit, target }) => {
    const values = rounds.map(of).toSorted((a, b) => a - b);
    const range = values.length > 1 ? `${number(values[0])} to ${number(values.at(-1))}` : '';
    return `| ${name} | ${number(median(values))} ${unit} | ${range} | ${target} |`;
  });
  return [
    '# Functions, and streams through them',
    '',
    `${date.slice(0, 16).replace('T', ' ')} UTC; commit ${machine.commit}; ${machine.processor}, ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node};`,
    `load before the run ${machine.loadBefore.toFixed(2)}. ${rounds.length} rounds, each on a fresh server, durable, signatures and policies checked, \`--limits off\`;`,
    `${options.samples} samples of each latency, ${options.records.toLocaleString('en')} records of some 160 bytes through a function.`,
    '',
    '| | median | rounds | aim |',
    '|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

const median = (sorted) => sorted[Math.floor(sorted.length / 2)];
const number = (value) => (value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3));
