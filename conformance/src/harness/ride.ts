import { readFile } from 'node:fs/promises';
import { deploy, realTime, type Deployment, type Reading, type SummaryKind } from '@paddock/ride';
import { region } from './server.js';

/** The files of a function of the ride, as `newFunction` takes them. */
export const rideFunction = async (name: 'stream-processor' | 'summary'): Promise<Record<string, string>> => ({
  'index.mjs': await readFile(new URL(`../../../apps/ride/functions/${name}/index.mjs`, import.meta.url), 'utf8'),
});

/** The ride's whole system, as its own command makes it. @throws what the first part says that cannot be made */
export const deployRide = (endpoint: string, summary: SummaryKind): Promise<Deployment> =>
  deploy({
    destination: { region, endpoint, credentials: 'paddock' },
    summary,
    time: realTime,
    signal: new AbortController().signal,
    onEvent: () => {},
  });

/** A unicorn's minute, as the stream wildrydes-summary has it. */
export interface Summary {
  readonly Name: string;
  /** The minute's end. */
  readonly StatusTime: string;
  readonly Distance: number;
  readonly MinMagicPoints: number;
  readonly MaxMagicPoints: number;
  readonly MinHealthPoints: number;
  readonly MaxHealthPoints: number;
}

export const minute = 60_000;

/** The end of the minute that a moment is in, ms since the epoch. */
export const minuteEnd = (at: number): number => (Math.floor(at / minute) + 1) * minute;

/** A reading, and when the stream got it, ms since the epoch. */
export interface Arrived {
  readonly at: number;
  readonly reading: Reading;
}

/** What the summaries of readings must be, by name and time, computed without regard to how anybody else does it. */
export function summariesOf(all: readonly Arrived[]): Map<string, Summary> {
  const minutes = new Map<string, Reading[]>();
  for (const { at, reading } of all) {
    const key = `${reading.Name} ${timeText(minuteEnd(at))}`;
    minutes.set(key, [...(minutes.get(key) ?? []), reading]);
  }
  return new Map(
    Array.from(minutes, ([key, readings]) => {
      const Name = readings[0]?.Name ?? '';
      const magic = readings.map(({ MagicPoints }) => MagicPoints);
      const health = readings.map(({ HealthPoints }) => HealthPoints);
      const summary: Summary = {
        Name,
        StatusTime: key.slice(Name.length + 1),
        Distance: roundedSum(readings.map(({ Distance }) => Distance)),
        MinMagicPoints: Math.min(...magic),
        MaxMagicPoints: Math.max(...magic),
        MinHealthPoints: Math.min(...health),
        MaxHealthPoints: Math.max(...health),
      };
      return [key, summary];
    }),
  );
}

/** Doubles of some 30 m are whole numbers of this fraction of a metre: they are added without a rounding, and rounded to a double once. */
const fraction = 2 ** 60;

const roundedSum = (distances: readonly number[]): number =>
  Math.round(Number(distances.reduce((sum, distance) => sum + BigInt(distance * fraction), 0n)) / fraction);

/** `2018-03-18 03:20:00.000` */
const timeText = (ms: number): string => new Date(ms).toISOString().replace('T', ' ').replace('Z', '');
