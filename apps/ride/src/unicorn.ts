/** One second of a unicorn's sensor, its members in the order in which the workshop shows them. */
export interface Reading {
  readonly Name: string;
  readonly StatusTime: string;
  readonly Latitude: number;
  readonly Longitude: number;
  /** Metres covered in the last second, with two decimals: schema discovery finds a DOUBLE, as in the workshop. */
  readonly Distance: number;
  readonly MagicPoints: number;
  readonly HealthPoints: number;
}

/** Chance in [0, 1), injected so that a walk can be repeated. */
export type Random = () => number;

const EARTH_RADIUS_METRES = 6_371_008.8;
const START = { latitude: 40.749167, longitude: -73.985184 };
const POINTS = { start: 150, min: 1, max: 300 };

/** A unicorn on its way: it starts in Manhattan and follows a bearing that wanders a little at each step. */
export class Unicorn {
  readonly name: string;
  readonly #random: Random;
  #latitude = START.latitude;
  #longitude = START.longitude;
  #bearing: number;
  #magic = POINTS.start;
  #health = POINTS.start;

  constructor(name: string, random: Random) {
    this.name = name;
    this.#random = random;
    this.#bearing = random() * 360;
  }

  /** Walks for `seconds` and answers what the sensor says at `now` (epoch milliseconds). */
  step(now: number, seconds = 1): Reading {
    const distance = Math.round((29 + this.#random() * 2) * 100) / 100;
    this.#bearing = (this.#bearing + (this.#random() - 0.5) * 10 + 360) % 360;
    const place = destination(this.#latitude, this.#longitude, this.#bearing, distance * seconds);
    this.#latitude = place.latitude;
    this.#longitude = place.longitude;
    this.#magic = this.#wander(this.#magic);
    this.#health = this.#wander(this.#health);
    return {
      Name: this.name,
      StatusTime: statusTime(now),
      Latitude: this.#latitude,
      Longitude: this.#longitude,
      Distance: distance,
      MagicPoints: this.#magic,
      HealthPoints: this.#health,
    };
  }

  #wander(points: number): number {
    const next = points + Math.floor(this.#random() * 3) - 1;
    return Math.min(POINTS.max, Math.max(POINTS.min, next));
  }
}

/** The point reached after `metres` along a great circle that leaves at `bearing` (degrees clockwise from north). */
export function destination(
  latitude: number,
  longitude: number,
  bearing: number,
  metres: number,
): { latitude: number; longitude: number } {
  const angle = metres / EARTH_RADIUS_METRES;
  const [phi, lambda, theta] = [radians(latitude), radians(longitude), radians(bearing)];
  const reached = Math.asin(Math.sin(phi) * Math.cos(angle) + Math.cos(phi) * Math.sin(angle) * Math.cos(theta));
  const turned =
    lambda +
    Math.atan2(Math.sin(theta) * Math.sin(angle) * Math.cos(phi), Math.cos(angle) - Math.sin(phi) * Math.sin(reached));
  return { latitude: degrees(reached), longitude: ((degrees(turned) + 540) % 360) - 180 };
}

const radians = (value: number): number => (value * Math.PI) / 180;
const degrees = (value: number): number => (value * 180) / Math.PI;

/** `2017-06-05 09:17:08.189`, in UTC: the form that the workshop's SQL and DynamoDB keys rely on. */
export function statusTime(now: number): string {
  return new Date(now).toISOString().replace('T', ' ').replace('Z', '');
}

/** A record's data: the reading's JSON and a newline, so that records joined in a file are lines. */
export function encodeReading(reading: Reading): Uint8Array {
  return Buffer.from(`${JSON.stringify(reading)}\n`);
}
