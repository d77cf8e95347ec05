import { formatSequenceNumber, parseSequenceNumber } from './sequence-number.js';
import type { Shard } from './stream.js';

/** Added to the arrival time of a continuation number: no record arrives after the year 3058. */
const mark = 0x8_0000_0000;

/**
 * A sequence number that stands between two records: greater than that of the record before the offset, less than that of the record at it,
 * whether there is one yet or not. It advances with time even where no records come.
 * @param offset of the record to read next
 * @param now ms since the epoch
 */
export const continuationNumber = (
  shard: Pick<Shard, 'createdSecond' | 'index'>,
  offset: number,
  now: number,
): string =>
  formatSequenceNumber({
    createdSecond: shard.createdSecond,
    shardIndex: shard.index,
    position: BigInt(offset),
    arrivedSecond: mark + Math.floor(now / 1000),
  });

/** Whether a number names a place between records: then AT and AFTER it mean the same, the record that follows. */
export function isContinuationNumber(decimal: string): boolean {
  const number = parseSequenceNumber(decimal);
  return number !== undefined && number.arrivedSecond >= mark;
}
