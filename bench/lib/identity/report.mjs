import { median } from '../run/verdict.mjs';
import { chosen, isQuiet, pairsOf } from './pairs.mjs';

// What enforcement may take of a PutRecord's throughput.
const MOST_LOST = 0.15;

const TITLES = {
  'put-record-16': 'PutRecord 1 KiB, 16',
  'put-record-64': 'PutRecord 1 KiB, 64',
  'put-records': 'PutRecords 500 × 1 KiB, 4',
};

// The whole report in Markdown. run: { date, machine, options, lines, checks }.
export function markdown({ machine: m, options, date, lines, checks }) {
  const commit = m.commit ? `, commit ${m.commit}` : '';
  const pairs = pairsOf(lines);
  const quiet = pairs.filter(isQuiet).length;
  return [
    `# What enforcement costs, ${date}`,
    '',
    `- Machine: ${m.processor}, ${m.memoryGiB} GiB, ${m.system}; Node ${m.node}${commit}. Servers and load share it; load average before: ${m.loadBefore.toFixed(2)}.`,
    `- Each asker ${options.sets} time(s) on two fresh servers that sync to disk before they answer, its own and a relaxed one, which take turns: ${options.rounds} round(s) in windows of ${options.duration} s.`,
    `- A ratio compares two windows next to each other. Given is the median, with the middle half of the ratios in brackets. Of ${pairs.length} pairs ${quiet} were undisturbed; where there are enough of these only they count.`,
    '',
    '## Throughput',
    '',
    `Requests per second with \`--auth relaxed\`; for the others the ratio to it. The target is above ${1 - MOST_LOST}.`,
    '',
    ...comparison(pairs, options, 'opsPerSec', (value) => Math.round(value).toLocaleString('en-US'), verdict),
    '',
    "## The server's CPU per request",
    '',
    'Microseconds with `--auth relaxed`; for the others the ratio to it.',
    '',
    ...comparison(pairs, options, 'serverCpuMsPerOp', (value) => micros(value * 1000)),
    '',
    '## The checks by themselves',
    '',
    "The server's own parts in one process, on a PutRecord of 1 KiB; the share is that of the server's CPU for a request of the root key.",
    '',
    ...checkTable(pairs, options, checks),
    '',
    ...problems(lines),
  ].join('\n');
}

const verdict = (ratio) => (ratio > 1 - MOST_LOST ? '' : ' **below**');

function comparison(pairs, { askers, scenarios }, figure, format, judge = () => '') {
  const relaxed = scenarios.map((scenario) => {
    const windows = askers.flatMap(({ name }) => chosen(pairs, name, scenario)).map(({ against }) => against[figure]);
    return spread(windows, format);
  });
  const cell = (of, scenario) => {
    const values = of
      .flatMap(({ name }) => chosen(pairs, name, scenario))
      .map(({ own, against }) => own[figure] / against[figure]);
    return values.length === 0 ? '–' : spread(values, (value) => value.toFixed(2)) + judge(median(values));
  };
  const checked = askers.filter(({ flags }) => flags === undefined);
  return table([
    ['who asks', ...scenarios.map((name) => TITLES[name] ?? name)],
    ['`--auth relaxed`', ...relaxed],
    ...askers.map((asker) => [asker.title, ...scenarios.map((scenario) => cell([asker], scenario))]),
    ['all who are checked, together', ...scenarios.map((scenario) => cell(checked, scenario))],
  ]);
}

function checkTable(pairs, options, checks) {
  const scenarios = options.scenarios.filter((name) => name.startsWith('put-record-'));
  const cpu = scenarios.map((scenario) =>
    median(chosen(pairs, 'root', scenario).map(({ own }) => own.serverCpuMsPerOp * 1000)),
  );
  const share = (figures, i) => (cpu[i] === null ? '–' : `${((median(figures) / cpu[i]) * 100).toFixed(1)} %`);
  return table([
    ['check', 'µs', ...scenarios.map((name) => `share, ${TITLES[name] ?? name}`)],
    ...checks.map(({ title, figures }) => [
      title,
      spread(figures, micros),
      ...scenarios.map((_, i) => share(figures, i)),
    ]),
  ]);
}

function problems(lines) {
  const found = lines.flatMap(({ asker, scenario, failed, errors, errorSample }) => {
    if (failed) return [`- ${asker}: ${failed}`];
    return errors > 0 ? [`- ${asker}, ${scenario}: ${errors} answers were wrong, for instance: ${errorSample}`] : [];
  });
  return found.length === 0 ? [] : ['Problems:', '', ...new Set(found), ''];
}

// The median, and the middle half.
function spread(values, format) {
  if (values.length === 0) return '–';
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => format(sorted[Math.round((sorted.length - 1) * share)]);
  return values.length === 1 ? at(0) : `${format(median(values))} (${at(0.25)}–${at(0.75)})`;
}

const micros = (value) => (value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2));

function table(cells) {
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const line = (row) =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(cells[0]), rule, ...cells.slice(1).map(line)];
}
