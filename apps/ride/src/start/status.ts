import { printable } from '../pretty.js';

/** Everything that the status shows. */
export interface Status {
  readonly version: string;
  readonly url: string;
  readonly region: string;
  readonly stream: string;
  /** Where the data is, for people. */
  readonly data: string;
  readonly upMillis: number;
  /** Records in each of the last seconds, the oldest first. */
  readonly series: readonly number[];
  readonly total: number;
  readonly unicorns: readonly string[];
  readonly shards: readonly { readonly id: string; readonly millisBehindLatest: number }[];
  readonly throttled: number;
  readonly errors: number;
  /** The latest complaint, if it still matters. */
  readonly note: string | undefined;
}

export interface Look {
  readonly width: number;
  readonly color: boolean;
}

const BARS = '▁▂▃▄▅▆▇█';

/** The live status: twelve lines at most, none wider than the terminal. */
export function statusLines(status: Status, { width, color }: Look): string[] {
  const paint = (code: number, text: string): string => (color ? `\x1b[${code}m${text}\x1b[0m` : text);
  const dim = (text: string): string => paint(2, text);
  const fact = (name: string, given: string, rest: string): string => {
    const head = `  ${name.padEnd(11)}`;
    const value = fit(given.padEnd(9), width - head.length);
    return dim(head) + value + dim(fit(` ${rest}`, width - head.length - widthOf(value)));
  };
  const { url, region, stream } = status;
  const title = `  Paddock ${status.version}`;
  const options = url === 'http://127.0.0.1:4566' ? '' : ` -endpoint ${url}`;
  const trouble = status.throttled + status.errors;
  const attempt = (command: string, about: string): string => {
    const text = fit(`${command}${options}`.padEnd(36 + options.length), width - 8);
    return `      ${paint(36, text)}${dim(fit(about, width - 6 - widthOf(text)))}`;
  };
  return [
    paint(1, fit(title, width)) + fit(`   ${url}   ${region}   up ${duration(status.upMillis)}`, width - title.length),
    '',
    fact('records in', `${rate(status)}/s`, `${sparkline(status.series)}  ${count(status.total)} read so far`),
    fact('unicorns', count(status.unicorns.length), someNames(status.unicorns)),
    fact(stream.slice(0, 10), plural(status.shards.length, 'shard'), shardAges(status.shards)),
    status.note === undefined
      ? fact('trouble', trouble === 0 ? 'none' : count(trouble), troubles(status))
      : paint(33, fit(`  ${'trouble'.padEnd(11)}${printable(status.note)}`, width)),
    '',
    fit('  Try, in another terminal:', width),
    attempt('npx producer -name Pegasus', 'one more unicorn'),
    attempt('npx consumer', 'its readings, as they come'),
    attempt('npx producer -fleet 500', 'a whole fleet'),
    dim(fit(`  Ctrl+C stops; npm start carries on with the data in ${status.data}`, width)),
  ];
}

/** The same in one line, for logs. */
export function plainLine(status: Status): string {
  const parts = [
    `${rate(status)} records/s`,
    `${count(status.total)} read`,
    plural(status.unicorns.length, 'unicorn'),
    `${plural(status.shards.length, 'shard')} ${shardAges(status.shards)}`,
  ];
  if (status.throttled + status.errors > 0) parts.push(troubles(status));
  if (status.note !== undefined) parts.push(printable(status.note));
  return parts.join(' · ');
}

/** One bar for each value, the highest value full. */
export function sparkline(values: readonly number[]): string {
  const top = Math.max(1, ...values);
  return values.map((value) => BARS[Math.min(7, Math.ceil((value / top) * 7))]).join('');
}

/** Cut to so many columns of a terminal; wide characters count twice. */
export function fit(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let out = '';
  let left = width - 1;
  for (const character of text) {
    left -= widthOf(character);
    if (left < 0) break;
    out += character;
  }
  return width < 1 ? '' : `${out}…`;
}

function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += (character.codePointAt(0) ?? 0) >= 0x2e80 ? 2 : 1;
  return width;
}

// The mean of five seconds: a fleet's readings do not fall evenly into the seconds.
function rate({ series }: Status): string {
  const last = series.slice(-5);
  const mean = last.reduce((sum, value) => sum + value, 0) / Math.max(1, last.length);
  return mean < 100 ? mean.toFixed(1) : count(Math.round(mean));
}

function someNames(names: readonly string[]): string {
  const shown = names.slice(0, 4).map(printable).join(', ');
  return names.length > 4 ? `${shown} and ${count(names.length - 4)} more` : shown;
}

function shardAges(shards: Status['shards']): string {
  if (shards.length === 0) return '';
  const ages = shards.map((shard) => shard.millisBehindLatest);
  if (Math.max(...ages) === 0) return 'read up to date';
  const slow = [...shards].sort((a, b) => b.millisBehindLatest - a.millisBehindLatest).slice(0, 3);
  return `behind by ${slow.map(({ id, millisBehindLatest }) => `${(millisBehindLatest / 1_000).toFixed(1)} s (…${id.slice(-3)})`).join(', ')}`;
}

const troubles = ({ throttled, errors }: Status): string =>
  throttled + errors === 0 ? '' : `${count(throttled)} throttled, ${plural(errors, 'error')}`;

const count = (value: number): string => value.toLocaleString('en-US');
const plural = (value: number, noun: string): string => `${count(value)} ${noun}${value === 1 ? '' : 's'}`;

function duration(millis: number): string {
  const seconds = Math.floor(millis / 1_000);
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60];
  const tail = `${String(minutes).padStart(hours > 0 ? 2 : 1, '0')}:${String(seconds % 60).padStart(2, '0')}`;
  return hours > 0 ? `${hours}:${tail}` : tail;
}
