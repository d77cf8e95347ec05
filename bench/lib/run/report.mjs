import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { TIE, median } from './verdict.mjs';

/** Writes a report where it is asked for, and makes the folder. */
export function writeReport(file, report) {
  fs.mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  fs.writeFileSync(file, report);
}

export function machine() {
  const [cpu] = os.cpus();
  return {
    processor: `${os.cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}`,
    memoryGiB: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.version,
    loadBefore: os.loadavg()[0],
    commit: commit(),
  };
}

function commit() {
  const cwd = fileURLToPath(new URL('.', import.meta.url));
  try {
    const git = (...args) =>
      execFileSync('git', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') ? ', with changes' : '');
  } catch {
    return null;
  }
}

// The whole report in Markdown. run: { date, machine, options, servers, rows, lines, problems }.
export function markdown(run) {
  const names = run.servers.map((server) => server.name);
  const head = ['scenario', 'unit', ...names, 'Paddock / fastest peer (range)', 'target', 'reached'];
  const body = run.rows.map((row) => [
    row.title,
    row.unit,
    ...names.map((name) => format(row.medians[name])),
    ratioCell(row),
    targetCell(row.target),
    row.reached ?? '–',
  ]);
  return [
    `# Paddock and its peers, ${run.date}`,
    '',
    ...describe(run),
    '',
    ...table([head, ...body]),
    '',
    ...notes(run),
    '',
  ].join('\n');
}

function describe({ machine: m, options, servers }) {
  const commitText = m.commit ? `, commit ${m.commit}` : '';
  return [
    `- Machine: ${m.processor}, ${m.memoryGiB} GiB, ${m.system}; Node ${m.node}${commitText}. Servers and load share it; load average before: ${m.loadBefore.toFixed(2)}.`,
    `- Medians of ${options.rounds} round(s) of ${options.duration} s after ${options.warmup} s of warm-up, ${options.service === 'kinesis' ? `${options.shards} shard(s), ` : ''}one server at a time, in rotating order.`,
    ...servers.map(
      (server) => `- ${server.name} ${server.version}: ${server.durability}. Settings: ${server.settings}.`,
    ),
  ];
}

function notes({ options, lines, problems, servers }) {
  const out = [
    `Ratios above 1 favour Paddock, for figures where less is better too. Peers within ${TIE} × of each other are a tie; only ratios within one run count.`,
  ];
  if (options.rounds < 3) out.push('', 'Fewer than three rounds: a smoke test, not a measurement.');
  const others = median(lines.map((line) => line.otherCpuPercent).filter((value) => value !== undefined));
  if (others !== null && others > 20) {
    out.push('', `Other processes used ${others.toFixed(0)} % of a core meanwhile (median): distrust this run.`);
  }
  for (const { name } of servers) {
    const bound = lines.filter((line) => line.server === name && line.clientCpuPercent >= 90).map((line) => line.name);
    if (bound.length) {
      out.push(
        '',
        `${name}: the load itself used a whole core in ${[...new Set(bound)].join(', ')}; the server may do more.`,
      );
    }
  }
  if (problems.length) out.push('', 'Problems:', '', ...problems.map((problem) => `- ${problem}`));
  return out;
}

function ratioCell({ ratio, ratioRange, fastestPeer }) {
  if (ratio === null) return '–';
  const range = ratioRange && ratioRange[0] !== ratioRange[1] ? ` (${ratioRange.map(short).join('–')})` : '';
  return `${short(ratio)} ×${range}, ${fastestPeer}`;
}

function targetCell(target) {
  if (!target) return '–';
  if ('atMost' in target) return `≤ ${target.atMost}`;
  return target.times === 1 ? 'on a par' : `≥ ${target.times} ×`;
}

const short = (value) => (value >= 10 ? value.toFixed(0) : value.toFixed(value >= 1 ? 1 : 2));

function format(value) {
  if (value === null || value === undefined) return '–';
  if (value >= 100) return Math.round(value).toLocaleString('en-US');
  return value >= 10 ? value.toFixed(1) : value.toFixed(2);
}

function table(cells) {
  const widths = cells[0].map((_, column) => Math.max(...cells.map((row) => row[column].length)));
  const isText = (column) => column < 2 || column >= cells[0].length - 3;
  const line = (row) =>
    `| ${row.map((cell, i) => (isText(i) ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (isText(i) ? `${'-'.repeat(width + 2)}` : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(cells[0]), rule, ...cells.slice(1).map(line)];
}
