import { ceilTo, floorTo } from '../period.js';
import { Timestamp, type Value } from '../values.js';
import { of, ofNumber, type Arguments, type FunctionGroup } from './definition.js';

/** `bin(5m)` takes the event's own time. */
function rounded(args: Arguments, round: typeof floorTo): Value {
  const [time, period] = args.count === 1 ? [args.time, args.period(0)] : [args.number(0), args.period(1)];
  return time === undefined || period === undefined ? undefined : timestamp(round(time, period));
}

/** None beyond what dates can be. */
const timestamp = (ms: number): Value => (Math.abs(ms) <= 8.64e15 ? new Timestamp(Math.trunc(ms)) : undefined);

export const DATES: FunctionGroup = {
  bin: of(1, 2, (args) => rounded(args, floorTo)),
  datefloor: of(2, 2, (args) => rounded(args, floorTo)),
  dateceil: of(2, 2, (args) => rounded(args, ceilTo)),
  fromMillis: ofNumber(timestamp),
  toMillis: ofNumber((ms) => ms),
  now: of(0, 0, ({ now }) => Math.floor(now / 1000)),
};
