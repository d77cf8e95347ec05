import { evenRanges, hashKeyHex, splitRange } from './hash-key.js';
import { openShards, type ReshardStep, type Shard, type Stream } from './stream.js';

/** The shards of a new stream: their ranges are equal. */
export function firstShards(count: number, createdSecond: number): Shard[] {
  return evenRanges(count).map((range, index) => ({ index, ...range, createdSecond }));
}

export const splitStep = (shard: Shard, startOfSecond: bigint): ReshardStep => ({
  parents: [shard.index],
  children: splitRange(shard, startOfSecond),
});

export const mergeStep = (lower: Shard, upper: Shard): ReshardStep => ({
  parents: [lower.index, upper.index],
  children: [{ startHash: lower.startHash, endHash: upper.endHash }],
});

/**
 * Carries out steps whose parents differ: parents close, children open, numbered on in the order of the steps. `ends` says how many
 * records each parent got. A child is created at least a second after its parents, so that its sequence numbers are greater. Steps
 * whose parents are closed already have been carried out before.
 */
export function applySteps(
  stream: Stream,
  steps: readonly ReshardStep[],
  ends: ReadonlyMap<number, number>,
  now: number,
): Stream {
  const open = new Map(openShards(stream).map((shard) => [shard.index, shard]));
  const closing = new Set<number>();
  const children: Shard[] = [];
  for (const step of steps) {
    const parents = step.parents.flatMap((index) => open.get(index) ?? []);
    const [first, second] = parents;
    if (first === undefined || parents.length !== step.parents.length) continue;
    const createdSecond = Math.max(Math.floor(now / 1000), ...parents.map((parent) => parent.createdSecond + 1));
    for (const range of step.children) {
      children.push({
        index: stream.nextShardIndex + children.length,
        ...range,
        createdSecond,
        parent: first.index,
        ...(second ? { adjacentParent: second.index } : {}),
      });
    }
    for (const parent of parents) closing.add(parent.index);
  }
  const shards = stream.shards.map((shard) =>
    closing.has(shard.index) ? { ...shard, closed: { at: now, end: ends.get(shard.index) ?? 0 } } : shard,
  );
  return { ...stream, shards: [...shards, ...children], nextShardIndex: stream.nextShardIndex + children.length };
}

/**
 * The next round of uniform scaling to a number of shards of equal range: first every shard that a border of the new layout cuts is split there,
 * then neighbours with no such border between them are merged. Four shards to five makes eight of them, then five: fifteen in all,
 * as can be observed on AWS. A round names each shard once; what it makes is the next one's material.
 * @returns no steps when the layout is reached.
 */
export function scalingRound(stream: Stream, target: number): ReshardStep[] {
  const open = openShards(stream).sort(byStart);
  const borders = bordersOf(open, target);
  const splits: ReshardStep[] = [];
  let at = 0;
  for (const shard of open) {
    while (at < borders.length && (borders[at] ?? '') <= shard.startHash) at++;
    const border = borders[at];
    if (border !== undefined && border <= shard.endHash) splits.push(splitStep(shard, BigInt(`0x${border}`)));
  }
  return splits.length > 0 ? splits : mergesWithin(open, new Set(borders));
}

// Layouts of which one doubles the other have borders that differ by what their divisions leave over: a border that is there already, but
// for so little, stays where it is, and nothing is split off and merged for it.
const negligible = 1n << 32n;

function bordersOf(sorted: readonly Shard[], target: number): string[] {
  const present = sorted.map((shard) => BigInt(`0x${shard.startHash}`));
  let at = 0;
  return evenRanges(target).map(({ startHash }) => {
    const even = BigInt(`0x${startHash}`);
    while ((present[at] ?? even) + negligible < even) at++;
    const near = present[at];
    return near !== undefined && near - even <= negligible ? hashKeyHex(near) : startHash;
  });
}

function mergesWithin(sorted: readonly Shard[], borders: ReadonlySet<string>): ReshardStep[] {
  const merges: ReshardStep[] = [];
  for (let at = 0; at + 1 < sorted.length; at++) {
    const [lower, upper] = [sorted[at], sorted[at + 1]];
    if (lower && upper && !borders.has(upper.startHash)) {
      merges.push(mergeStep(lower, upper));
      at++;
    }
  }
  return merges;
}

const byStart = (a: Shard, b: Shard): number => (a.startHash < b.startHash ? -1 : 1);
