import { openShards, type Peak, type Stream } from './stream.js';

/** What was written to a stream in a second, on average over a minute. */
export type WriteRate = Omit<Peak, 'at'>;

const shardBytes = 1_048_576;
const shardRecords = 1_000;
const fewestShards = 4;
/** 10 GiB/s, the most that AWS gives an on-demand stream. */
const mostShards = 10_240;
/** How long a peak counts, ms: 30 days. */
const peakLife = 30 * 86_400_000;

/** What a minute's writes mean for an on-demand stream. */
export interface Assessment {
  /** The highest rate of the last 30 days, as far as it is known; what it was before if nothing is to be kept. */
  readonly peak: Peak;
  /** How many shards it is to have; undefined to leave them as they are. */
  readonly target: number | undefined;
}

/**
 * AWS gives an on-demand stream capacity for double its peak write rate of the last 30 days. Growing doubles the shards, once in an assessment;
 * they become fewer only when a peak is forgotten, by halves, to what the present rate asks for.
 * @param now ms since the epoch
 */
export function assess(stream: Stream, rate: WriteRate, now: number): Assessment {
  const open = openShards(stream).length;
  const old = stream.peak !== undefined && now - stream.peak.at > peakLife;
  const peak = old || stream.peak === undefined ? { ...rate, at: now } : higher(stream.peak, rate, now);
  const needed = shardsFor(peak, stream.warmThroughputMiBps ?? 0);
  if (needed > open) return { peak, target: Math.min(open * 2, mostShards) };
  if (!old) return { peak, target: undefined };
  let target = open;
  while (target % 2 === 0 && target / 2 >= needed) target /= 2;
  return { peak, target: target === open ? undefined : target };
}

/** Shards that take double the rate, and what the stream is to be warm for. */
const shardsFor = (rate: WriteRate, warmMiBps: number): number =>
  Math.min(
    mostShards,
    Math.max(
      fewestShards,
      warmMiBps,
      Math.ceil((2 * rate.bytesPerSecond) / shardBytes),
      Math.ceil((2 * rate.recordsPerSecond) / shardRecords),
    ),
  );

// A peak is kept only when it is higher by a twentieth: it is a write to the registry.
const exceeds = (value: number, before: number): boolean => value > before * 1.05;

function higher(peak: Peak, rate: WriteRate, now: number): Peak {
  if (!exceeds(rate.bytesPerSecond, peak.bytesPerSecond) && !exceeds(rate.recordsPerSecond, peak.recordsPerSecond))
    return peak;
  return {
    bytesPerSecond: Math.max(peak.bytesPerSecond, rate.bytesPerSecond),
    recordsPerSecond: Math.max(peak.recordsPerSecond, rate.recordsPerSecond),
    at: now,
  };
}
