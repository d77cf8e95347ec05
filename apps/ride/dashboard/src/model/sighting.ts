import type { Reading, StreamRecord } from '@paddock/ride/browser';
import type { Sighting } from '../contracts.js';

const LONGEST_NAME = 256;
const LONGEST_TIME = 64;
/** No sensor counts further; a figure of three hundred digits would be one to the page. */
const MOST = 1e9;
/** After so many strange lines the rest of a record is not looked at: each costs an exception, and a megabyte holds half a million. */
const STRANGE_LINES = 10;
const utf8 = new TextDecoder();

/**
 * Adds a record's readings to `into`: one, or several of a line each. Answers how many of its lines are no readings.
 *
 * A reading has a name and a place. A sensor that lacks the rest is still shown: without points they are unknown (NaN),
 * without a distance it stands still. What is there but of another kind makes the line strange.
 */
export function readSightings({ data, arrivedAt }: Pick<StreamRecord, 'data' | 'arrivedAt'>, into: Sighting[]): number {
  const text = utf8.decode(data);
  const whole = parse(text);
  if (whole !== undefined) {
    into.push({ reading: whole, arrivedAt });
    return 0;
  }
  let strange = 0;
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const reading = parse(line);
    if (reading === undefined) strange += 1;
    else into.push({ reading, arrivedAt });
    if (strange === STRANGE_LINES) break;
  }
  return text.trim() === '' ? 1 : strange;
}

function parse(text: string): Reading | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const {
    Name,
    StatusTime = '',
    Latitude,
    Longitude,
    Distance = 0,
    MagicPoints = NaN,
    HealthPoints = NaN,
  } = value as Partial<Record<keyof Reading, unknown>>;
  if (!isText(Name, LONGEST_NAME) || Name === '' || !isText(StatusTime, LONGEST_TIME)) return undefined;
  if (!isWithin(Latitude, 90) || !isWithin(Longitude, 180)) return undefined;
  if (!isWithin(Distance, MOST) || !isPoints(MagicPoints) || !isPoints(HealthPoints)) return undefined;
  return { Name, StatusTime, Latitude, Longitude, Distance, MagicPoints, HealthPoints };
}

const isText = (value: unknown, longest: number): value is string =>
  typeof value === 'string' && value.length <= longest;
const isWithin = (value: unknown, bound: number): value is number =>
  typeof value === 'number' && value >= -bound && value <= bound;
// NaN is no JSON: as a number it can only be the default.
const isPoints = (value: unknown): value is number => Number.isNaN(value) || isWithin(value, MOST);
