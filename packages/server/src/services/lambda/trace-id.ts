import type { Random } from '../../runtime/random.js';

/** An X-Ray trace header for a request that brought none; it is not sampled. @param now ms since the epoch */
export function newTraceId(now: number, random: Random): string {
  const hex = (count: number): string => Buffer.from(random.bytes(count)).toString('hex');
  const second = Math.floor(now / 1000)
    .toString(16)
    .padStart(8, '0');
  return `Root=1-${second}-${hex(12)};Parent=${hex(8)};Sampled=0;Lineage=1:${hex(4)}:0`;
}
