import { printable } from '../pretty.js';
import { logGroupOf, names } from '../provision/names.js';
import { minuteAfter } from './figures.js';
import { problemLines } from './progress.js';
import {
  clock,
  count,
  duration,
  fit,
  hyperlink,
  padded,
  painter,
  plural,
  seconds,
  sparkline,
  widthOf,
  wrap,
} from './text.js';
import type { Figures } from './figures.js';
import type { Problem } from './progress.js';
import type { Look } from './text.js';

/** Everything that the status shows. */
export interface Status {
  readonly version: string;
  readonly url: string;
  readonly region: string;
  readonly stream: string;
  readonly table: string;
  readonly functionName: string;
  /** Where the data is, for people. */
  readonly data: string;
  /** Undefined until the page and the guests' role are there. */
  readonly mapUrl: string | undefined;
  /** Its page is being built. */
  readonly isPageComing: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly upMillis: number;
  /** Since when there are both readings and what sums them up; undefined until then. */
  readonly summingSince: number | undefined;
  /** Records in each of the last seconds, the oldest first. */
  readonly series: readonly number[];
  readonly figures: Figures;
  readonly unicorns: readonly string[];
  readonly shards: readonly { readonly id: string; readonly millisBehindLatest: number }[];
  /** Attempts of the riders that were repeated. */
  readonly riders: { readonly throttled: number; readonly denied: number; readonly errors: number };
  /** The parts while they are being made. */
  readonly parts: readonly string[] | undefined;
  /** What became of the parts; undefined until all have been tried. */
  readonly summary: string | undefined;
  readonly problems: readonly Problem[];
  /** The latest complaint, if it still matters. */
  readonly note: string | undefined;
  /** Whether the AWS CLI is there, which some commands need. */
  readonly hasAwsCli: boolean;
}

export interface StatusLook extends Look {
  readonly links: boolean;
}

const MOST_NOTE_LINES = 5;
/** How long after a minute's end its summary may still be on its way. */
const GRACE = 15_000;
/** Columns of the facts' names, with what is around them. */
const HEAD = 19;

/** The live status. No line is wider than the terminal but addresses and commands, which are of use when they are whole only. */
export function statusLines(status: Status, look: StatusLook): string[] {
  const { parts, problems, summary } = status;
  const { dim, fact } = tools(look);
  const problem = problems.flatMap((each) => problemLines(each, look));
  return [
    ...title(status, look),
    '',
    ...mapLines(status, look),
    fact('console', '', `${status.url}/console/`),
    ...facts(status, look),
    ...(summary === undefined ? [] : [fact('system', '', summary)]),
    ...(problem.length === 0 ? [] : ['', ...problem]),
    '',
    dim(
      fit(
        `  o opens the map, c the console, q stops; npm start carries on with the data in ${status.data}`,
        look.width,
      ),
    ),
    '',
    // What a low terminal has no room for comes last.
    ...(parts ?? attempts(status, look)),
  ];
}

function title({ version, url, region, upMillis }: Status, { width, color }: Look): string[] {
  const name = `  Paddock ${version}`;
  const rest = fit(`   ${url}   ${region}   up ${duration(upMillis)}`, width - widthOf(name));
  return [painter(color)(1, fit(name, width)) + rest];
}

function mapLines({ mapUrl, isPageComing, parts }: Status, look: StatusLook): string[] {
  const { dim, fact } = tools(look);
  if (mapUrl === undefined) {
    const missing = parts === undefined ? 'not there: see below' : 'its guests get their role …';
    return [fact('live map', '', isPageComing ? 'its page is being built …' : missing)];
  }
  const shown = look.links ? hyperlink(mapUrl) : mapUrl;
  const painted = painter(look.color)(36, shown);
  const head = dim(`  ${'live map'.padEnd(HEAD - 2)}`);
  // An address that does not fit has lines of its own, from the first column on: so it can be copied and clicked.
  return HEAD + mapUrl.length <= look.width ? [head + painted] : [fact('live map', '', 'press o, or open'), painted];
}

function facts(status: Status, look: StatusLook): string[] {
  const { fact } = tools(look);
  const { figures, series, table, unicorns, note, parts } = status;
  const trouble = troubles(status);
  const total = `${count(figures.records)} since this start`;
  const bars = sparkline(series.slice(-Math.max(10, look.width - HEAD - 11 - total.length)));
  const flow = [fact('records in', `${rate(series)}/s`, `${bars}  ${total}`)];
  const fleet = fact('unicorns', count(unicorns.length), someNames(unicorns));
  const errors = [
    fact('errors', trouble === '' && note === undefined ? 'none' : '', trouble),
    ...noteLines(note, look),
  ];
  // What is being made has its lines below, and the terminal may have 24 rows only.
  if (parts !== undefined) return note === undefined && trouble === '' ? [...flow, fleet] : [...flow, fleet, ...errors];
  return [
    ...flow,
    fact('rows summarised', count(figures.rows), rowsText(status)),
    fact('items written', count(figures.items), `into ${table}`),
    fact('iterator age', seconds(behind(status)), ages(status)),
    fleet,
    ...errors,
  ];
}

/** The latest complaint: wrapped, since what to do about it comes last. */
function noteLines(note: string | undefined, { width, color }: Look): string[] {
  if (note === undefined) return [];
  const lines = wrap(printable(note).replace(/\s+/g, ' '), width - 4).slice(0, MOST_NOTE_LINES);
  return lines.map((line) => painter(color)(33, fit(`    ${line}`, width)));
}

/** Commands to try, the shorter what they do the better; none is ever cut. */
function attempts(status: Status, { width, color }: Look): string[] {
  const paint = painter(color);
  const { url, table, functionName, hasAwsCli } = status;
  const port = new URL(url).port;
  const endpoint = url === 'http://127.0.0.1:4566' ? '' : ` -endpoint ${url}`;
  const paddock = port === '4566' ? 'npx paddock' : `PADDOCK_PORT=${port} npx paddock`;
  const query = `SELECT * FROM ${table} WHERE \\"Name\\"='Shadowfax'`;
  const commands: (readonly [string, string])[] = [
    [`npx producer -name Pegasus${endpoint}`, 'one more unicorn'],
    [`npx consumer -stream ${names.summaryStream}${endpoint}`, 'summaries, each minute'],
    ...(hasAwsCli
      ? ([
          [`${paddock} aws logs tail ${logGroupOf(functionName)} --follow`, "the function's log"],
          [`${paddock} aws dynamodb execute-statement --statement "${query}"`, "one unicorn's items"],
        ] as const)
      : []),
    [`${paddock} ride status`, 'what is there, part by part'],
  ];
  const column = Math.min(Math.max(...commands.map(([command]) => command.length).filter((length) => length < 60)), 60);
  return [
    fit('  Try, in another terminal:', width),
    ...commands.map(([command, about]) => {
      const text = `    ${padded(command, column)}`;
      const room = width - widthOf(text) - 2;
      return `    ${paint(36, command)}${
        room >= about.length ? ' '.repeat(text.length - command.length - 2) + paint(2, about) : ''
      }`;
    }),
  ];
}

/** The same in one line, for logs. */
export function plainLine(status: Status): string {
  const { figures, note } = status;
  const trouble = troubles(status);
  const parts = [
    `${rate(status.series)} records/s, ${count(figures.records)} in`,
    `${plural(figures.rows, 'row')} summarised${figures.rows === 0 ? ` (${rowsText(status)})` : ''}`,
    `${plural(figures.items, 'item')} written`,
    `iterator age ${seconds(behind(status))}`,
    plural(status.unicorns.length, 'unicorn'),
  ];
  if (trouble !== '') parts.push(trouble);
  if (note !== undefined) parts.push(printable(note));
  return parts.join(' · ');
}

/** Why there are no rows yet, or when the last came and the next will. */
export function rowsText({ figures: { rows, latestRows }, summingSince, now }: Status): string {
  if (summingSince === undefined) return 'what sums them up is being made';
  const next = minuteAfter(now);
  const coming = `at ${clock(next)}, in ${Math.ceil((next - now) / 1_000)} s`;
  const tell = 'npx paddock ride status tells why';
  if (rows === 0 || latestRows === undefined) {
    const first = minuteAfter(summingSince);
    if (now < first) return `the first summary comes ${coming}`;
    return now < first + GRACE ? 'the first summary is on its way' : `none came at ${clock(first)}: ${tell}`;
  }
  const last = clock(latestRows.at).slice(0, 5);
  // A minute is skipped when nobody rode; two are not.
  if (now > latestRows.at + 120_000 + GRACE) return `none since ${last}: ${tell}`;
  return `${count(latestRows.value)} at ${last}; the next ${coming}`;
}

interface Tools {
  readonly dim: (text: string) => string;
  readonly fact: (name: string, value: string, rest: string) => string;
}

function tools({ width, color }: Look): Tools {
  const paint = painter(color);
  const dim = (text: string): string => paint(2, text);
  return {
    dim,
    fact: (name, given, rest) => {
      const head = fit(`  ${name.padEnd(HEAD - 2)}`, width);
      const value = fit(given === '' ? '' : given.padEnd(8), width - head.length);
      const gap = value === '' ? '' : ' ';
      return dim(head) + value + dim(fit(gap + rest, width - head.length - widthOf(value)));
    },
  };
}

// The mean of five seconds: a fleet's readings do not fall evenly into the seconds.
function rate(series: readonly number[]): string {
  const last = series.slice(-5);
  const mean = last.reduce((sum, value) => sum + value, 0) / Math.max(1, last.length);
  return mean < 100 ? mean.toFixed(1) : count(Math.round(mean));
}

function someNames(names: readonly string[]): string {
  const shown = names.slice(0, 3).map(printable).join(', ');
  return names.length > 3 ? `${shown} and ${count(names.length - 3)} more` : shown;
}

const behind = ({ shards, figures }: Status): number =>
  Math.max(0, figures.triggerAge ?? 0, ...shards.map(({ millisBehindLatest }) => millisBehindLatest));

function ages({ shards, figures: { triggerAge } }: Status): string {
  const slowest = shards.toSorted((a, b) => b.millisBehindLatest - a.millisBehindLatest)[0];
  const late = slowest?.millisBehindLatest ?? 0;
  const reader = `${plural(shards.length, 'shard')} read ${
    late === 0 || slowest === undefined ? 'up to date' : `${seconds(late)} behind (…${slowest.id.slice(-3)})`
  }`;
  const trigger = triggerAge === undefined ? 'the trigger had none yet' : `trigger ${seconds(triggerAge)}`;
  return shards.length === 0 ? trigger : `${reader}; ${trigger}`;
}

function troubles({ riders, figures }: Status): string {
  const throttled = riders.throttled + figures.throttled;
  return [
    figures.functionErrors === 0 ? '' : plural(figures.functionErrors, 'function error'),
    throttled === 0 ? '' : `${count(throttled)} throttled`,
    riders.denied === 0 ? '' : `${count(riders.denied)} denied`,
    riders.errors === 0 ? '' : plural(riders.errors, 'failed attempt'),
  ]
    .filter(Boolean)
    .join(', ');
}
