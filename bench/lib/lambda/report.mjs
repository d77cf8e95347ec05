const ROWS = [
  ['Invoke, cold, p50', (round) => round.cold.p50, 'ms'],
  ['Invoke, cold, p99', (round) => round.cold.p99, 'ms'],
  ['Invoke, warm, p50', (round) => round.warm.p50, 'ms'],
  ['Invoke, warm, p99', (round) => round.warm.p99, 'ms'],
  ['PutRecord until the item is readable, p50', (round) => round.putToTable.p50, 'ms', 'under 15'],
  ['PutRecord until the item is readable, p99', (round) => round.putToTable.p99, 'ms'],
  ['through one shard, batches of 100', (round) => round.batch100, 'records/s', 'over 20,000'],
  ['through one shard, batches of 10,000', (round) => round.batch10000, 'records/s', 'over 20,000'],
];

export function markdown({ date, machine, options, rounds }) {
  const lines = ROWS.map(([name, of, unit, target = '']) => {
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
