// What of a round, how it is told, in which unit, and what is aimed at.
const rowsOf = ({ shards, keys }) => [
  row('workshop’s summary in the engine alone, from rows', 'rows/s', ({ engine }) => engine?.rows, 'over 100,000'),
  row('the same from JSON records', 'rows/s', ({ engine }) => engine?.json, 'over 100,000'),
  ...shards.flatMap((count) => [
    row(`stream to stream, ${shardText(count)}: every row`, 'records/s', (round) => round[`pass${count}`], aim),
    row(
      `stream to stream, ${shardText(count)}: workshop’s summary`,
      'records/s',
      (round) => round[`summary${count}`],
      aim,
    ),
    row(`stream to stream, ${shardText(count)}: one in 1,000`, 'records/s', (round) => round[`filter${count}`], aim),
  ]),
  row('PutRecord until its output record is read, p50', 'ms', ({ passThrough }) => passThrough?.p50),
  row('PutRecord until its output record is read, p99', 'ms', ({ passThrough }) => passThrough?.p99),
  ...[3, 1000].flatMap((unicorns) =>
    ['p50', 'p99'].flatMap((p) => [
      row(
        `window’s end until its record is in the stream, ${number(unicorns)} keys, ${p}`,
        'ms',
        (round) => round[`window${unicorns}`]?.arrival[p],
      ),
      row(
        `window’s end until a consumer has it, ${number(unicorns)} keys, ${p}`,
        'ms',
        (round) => round[`window${unicorns}`]?.seen[p],
      ),
    ]),
  ),
  row('StartApplication until it runs, p50', 'ms', ({ start }) => start?.running.p50),
  row('StartApplication until the first output record, p50', 'ms', ({ start }) => start?.firstRow.p50),
  row('start after kill -9 until the first answer', 'ms', (round) => round.recovery?.answers),
  row('start after kill -9 until a new record is through', 'ms', (round) => round.recovery?.through),
  row(`engine alone, before ${number(keys)} keys: resident`, 'MiB', ({ engine }) => engine?.window.before),
  row('engine alone, the window open: resident', 'MiB', ({ engine }) => engine?.window.open),
  row('engine alone, at most: resident', 'MiB', ({ engine }) => engine?.window.peak, 'under 200'),
  row('engine alone, held by the window: heap', 'MiB', ({ engine }) => engine?.window.held),
  row('engine alone, to give the window’s rows out', 'ms', ({ engine }) => engine?.window.emitted),
  row(`server, before ${number(keys)} keys: resident`, 'MiB', ({ server }) => server?.before),
  row('server, the window open: resident', 'MiB', ({ server }) => server?.open),
  row('server, at most: resident', 'MiB', ({ server }) => server?.peak),
  row('server, at the window’s end: without mapped files', 'MiB', ({ server }) => server?.anonymousPeak),
  row('server, from the window’s end: first record', 'ms', ({ server }) => server?.firstRow),
  row('server, from the window’s end: last record', 'ms', ({ server }) => server?.lastRow),
];

const aim = 'over 30,000';
const row = (name, unit, of, target = '') => ({ name, unit, of, target });
const shardText = (count) => (count === 1 ? '1 shard' : `${count} shards`);

export function markdown({ date, machine, options, rounds, loadAfter }) {
  const lines = rowsOf(options).flatMap(({ name, of, unit, target }) => {
    const values = rounds
      .map(of)
      .filter((value) => value !== undefined)
      .toSorted((a, b) => a - b);
    if (values.length === 0) return [];
    const range = values.length > 1 ? `${number(values[0])} to ${number(values.at(-1))}` : '';
    return [`| ${name} | ${number(median(values))} ${unit} | ${range} | ${target} |`];
  });
  return [
    '# Streaming SQL',
    '',
    `${date.slice(0, 16).replace('T', ' ')} UTC; commit ${machine.commit}; ${machine.processor}, ${machine.memoryGiB} GiB, ${machine.system}, Node ${machine.node};`,
    `load before the run ${machine.loadBefore.toFixed(2)}, after it ${loadAfter.toFixed(2)}. ${rounds.length} rounds, each measurement on a fresh server, durable, signatures and policies checked,`,
    `\`--limits off --transitions instant\`; ${number(options.rows)} rows through the engine, ${number(options.records)} records of some 170 bytes from stream to stream,`,
    `${number(options.samples)} samples from record to record, ${number(options.windows)} windows of a second. No peer executes this SQL.`,
    '',
    '| | median | rounds | aim |',
    '|---|---|---|---|',
    ...lines,
    '',
  ].join('\n');
}

const median = (sorted) => sorted[Math.floor(sorted.length / 2)];
const number = (value) =>
  value >= 1000 || Number.isInteger(value) ? Math.round(value).toLocaleString('en') : value.toPrecision(3);
