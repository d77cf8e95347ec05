import { finite, numberOf, type Value } from '../values.js';
import { of, ofNumber, type Arguments, type FunctionGroup } from './definition.js';

const numbersOf = (args: Arguments): number[] =>
  Array.from({ length: args.count }, (_, i) => args.number(i)).filter((number) => number !== undefined);

const whole = ofNumber((number) => finite(Math.trunc(number)));

export const NUMBERS: FunctionGroup = {
  abs: ofNumber(Math.abs),
  ceil: ofNumber(Math.ceil),
  floor: ofNumber(Math.floor),
  log: ofNumber((number) => finite(Math.log(number))),
  sqrt: ofNumber((number) => finite(Math.sqrt(number))),
  greatest: of(1, 100, (args) => extreme(numbersOf(args), (a, b) => a > b)),
  least: of(1, 100, (args) => extreme(numbersOf(args), (a, b) => a < b)),
  round: of(1, 2, (args) => {
    const number = args.number(0);
    const scale = 10 ** Math.min(Math.max(Math.trunc(args.number(1) ?? 0), -15), 15);
    return number === undefined ? undefined : finite(Math.round(number * scale) / scale);
  }),
  toNumber: of(1, 1, (args) => args.number(0)),
  toDouble: of(1, 1, (args) => args.number(0)),
  toInt: whole,
  toLong: whole,
  /** Kilometres between two places given by latitude and longitude. */
  haversine: of(4, 4, (args) => {
    const [a, b, c, d] = [0, 1, 2, 3].map((i) => args.number(i));
    if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
    const radians = (degrees: number): number => (degrees * Math.PI) / 180;
    const [x, y] = [Math.sin(radians(c - a) / 2), Math.sin(radians(d - b) / 2)];
    const part = x * x + Math.cos(radians(a)) * Math.cos(radians(c)) * y * y;
    return finite(2 * 6371 * Math.asin(Math.sqrt(Math.min(1, part))));
  }),
  /** The beginning of the bucket of that width that a number lies in. */
  histogram: of(2, 2, (args) => {
    const [number, width] = [args.number(0), numberOf(args.value(1))];
    return number === undefined || !width ? undefined : finite(Math.floor(number / width) * width);
  }),
};

function extreme(numbers: readonly number[], isBetter: (a: number, b: number) => boolean): Value {
  let best: number | undefined;
  for (const number of numbers) if (best === undefined || isBetter(number, best)) best = number;
  return best;
}
