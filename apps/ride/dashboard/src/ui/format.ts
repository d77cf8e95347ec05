import type { Place } from '../contracts.js';
import type { Language, MessageKey, Translate } from '../i18n/translate.js';

const MPH_PER_METRE_A_SECOND = 2.2369;
const UNKNOWN = '–';
const TIMES: readonly (readonly [unit: 'hour' | 'minute' | 'second', millis: number])[] = [
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** How figures are written in a language. Making one takes a while, using it does not: one per language is kept. */
export interface Format {
  /** A whole number with its groups: 5,000. What is unknown (NaN) is a dash, here and in `mph`. */
  readonly count: (value: number) => string;
  /** One decimal. */
  readonly decimal: (value: number) => string;
  /** Metres a second as miles an hour, one decimal. */
  readonly mph: (metresPerSecond: number) => string;
  /** A short time span, in the largest unit that fits: 2s, 5m. */
  readonly span: (millis: number) => string;
  /** How long ago: 2s ago, now. */
  readonly ago: (millis: number) => string;
  /** The time of day of a moment (ms since the epoch). */
  readonly clock: (at: number) => string;
  /** Bytes in megabytes. */
  readonly megabytes: (bytes: number) => string;
}

export function formatOf(language: Language): Format {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const time = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'narrow' });
  const spans = {
    hour: spanOf(language, 'hour'),
    minute: spanOf(language, 'minute'),
    second: spanOf(language, 'second'),
  };
  const megabyte = new Intl.NumberFormat(language, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });
  return {
    count: (value) => (Number.isNaN(value) ? UNKNOWN : whole.format(value)),
    decimal: (value) => tenth.format(value),
    mph: (speed) => (Number.isNaN(speed) ? UNKNOWN : tenth.format(speed * MPH_PER_METRE_A_SECOND)),
    span: (millis) => {
      const [unit, count] = inUnit(millis);
      return spans[unit].format(count);
    },
    ago: (millis) => {
      const [unit, count] = inUnit(millis);
      return relative.format(-count, unit);
    },
    clock: (at) => time.format(at),
    megabytes: (bytes) => megabyte.format(bytes / 1_000_000),
  };
}

/** The nearest of the sixteen compass points, 0 for north, clockwise. */
export function compassPoint(bearing: number): number {
  const turns = (bearing % 360) / 22.5;
  return ((Math.round(turns) % 16) + 16) % 16;
}

export function heading(t: Translate, bearing: number): string {
  return `${t(`compass.${compassPoint(bearing)}` as Extract<MessageKey, `compass.${number}`>)} ${degrees(bearing)}°`;
}

/** A place with four decimals, about ten metres. */
export function position(t: Translate, place: Place): string {
  const { latitude, longitude } = place;
  const northing = { degrees: Math.abs(latitude).toFixed(4) };
  const easting = { degrees: Math.abs(longitude).toFixed(4) };
  const first = latitude < 0 ? t('position.south', northing) : t('position.north', northing);
  return `${first}, ${longitude < 0 ? t('position.west', easting) : t('position.east', easting)}`;
}

/** The tab's title: what one wants to know of a page in the background. */
export function pageTitle(t: Translate, unicorns: number, low: number): string {
  const parts = [t('app.name')];
  if (unicorns > 0) parts.unshift(t('title.fleet', { count: unicorns }));
  if (low > 0) parts.unshift(`▲ ${t('title.low', { count: low })}`);
  return parts.join(' · ');
}

const degrees = (bearing: number): number => ((Math.round(bearing) % 360) + 360) % 360;

const spanOf = (language: Language, unit: string): Intl.NumberFormat =>
  new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'narrow', maximumFractionDigits: 0 });

function inUnit(millis: number): ['hour' | 'minute' | 'second', number] {
  const least = Math.max(0, millis);
  for (const [unit, size] of TIMES) if (least >= size) return [unit, Math.floor(least / size)];
  return ['second', 0];
}
