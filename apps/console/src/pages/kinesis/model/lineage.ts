import { fractionOf } from './hash-range.js';
import type { ShardInfo } from './shard.js';

/** Where a shard stands in the drawing of its stream's history. */
export interface ShardBox {
  readonly shard: ShardInfo;
  /** Its generation: one more than its parents'. */
  readonly from: number;
  /** Where its children's generation begins; for an open shard, the end of the drawing. */
  readonly to: number;
  /** Of the hash key space, 0 to 1. */
  readonly top: number;
  readonly bottom: number;
}

export interface Lineage {
  readonly boxes: readonly ShardBox[];
  readonly generations: number;
}

/** Generations from left to right, hash keys from top to bottom: at any generation the shards lie below each other without a gap. */
export function lineageOf(shards: readonly ShardInfo[]): Lineage {
  const known = new Map(shards.map((shard) => [shard.id, shard]));
  const generation = new Map<string, number>();
  // Without recursion: a stream that is resharded for years has thousands of generations.
  for (const shard of shards) {
    const waiting = [shard];
    for (let current = waiting.at(-1); current !== undefined; current = waiting.at(-1)) {
      const parents = current.parents.map((id) => known.get(id)).filter((parent) => parent !== undefined);
      const unknown = parents.find(({ id }) => !generation.has(id));
      if (unknown === undefined || waiting.includes(unknown)) {
        generation.set(current.id, Math.max(-1, ...parents.map(({ id }) => generation.get(id) ?? -1)) + 1);
        waiting.pop();
      } else waiting.push(unknown);
    }
  }
  const generations = 1 + Math.max(-1, ...generation.values());
  const ends = new Map<string, number>();
  for (const { id, parents } of shards) {
    const from = generation.get(id) ?? 0;
    for (const parent of parents) ends.set(parent, Math.min(ends.get(parent) ?? from, from));
  }
  const boxes = shards.map((shard): ShardBox => {
    const from = generation.get(shard.id) ?? 0;
    return {
      shard,
      from,
      to: shard.isOpen ? generations : Math.max(from + 1, ends.get(shard.id) ?? from + 1),
      top: fractionOf(shard.start),
      bottom: fractionOf(shard.end + 1n),
    };
  });
  return { boxes, generations };
}

/** px */
export interface Scale {
  readonly columnWidth: number;
  /** Of the whole hash key space. */
  readonly height: number;
}

const leastHeight = 300;
const mostHeight = 60_000;
/** px: as high as a label is. */
const rowHeight = 20;

/** High enough for a label in a shard of average width; the narrowest of very uneven ones stay without. */
export function scaleFor({ generations }: Lineage, openShards: number, width: number): Scale {
  return {
    columnWidth: Math.max(96, Math.floor(width / Math.max(1, generations))),
    height: Math.min(mostHeight, Math.max(leastHeight, openShards * rowHeight)),
  };
}

/** px, what is scrolled to. */
export interface View {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The boxes that are to be drawn: those in view. */
export const boxesInView = ({ boxes }: Lineage, { columnWidth, height }: Scale, view: View): readonly ShardBox[] =>
  boxes.filter(
    ({ from, to, top, bottom }) =>
      to * columnWidth >= view.left &&
      from * columnWidth <= view.left + view.width &&
      bottom * height >= view.top &&
      top * height <= view.top + view.height,
  );
