import type { Saved } from '../../aggregates/aggregate.js';
import { Random } from '../random.js';
import { savedList, savedNumber } from '../../aggregates/saved.js';
import { restoreNumbers, saveNumbers } from '../saved-state.js';
import { PointStore } from './point-store.js';
import { RandomCutTree } from './random-cut-tree.js';
import { sampleKey, Sampler } from './sampler.js';

export interface ForestOptions {
  readonly dimensions: number;
  readonly trees: number;
  /** Points in each tree's sample. */
  readonly samples: number;
  /** After how many points a point counts 1/e of what it did. */
  readonly timeDecay: number;
}

/** How much of a point's score each dimension brings, for being lower and for being higher than the rest. All together are the score. */
export interface Attribution {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * A robust random cut forest over a stream of points: it scores a point against what it has learnt, then learns it.
 * https://proceedings.mlr.press/v48/guha16.html
 */
export class RandomCutForest {
  readonly #options: ForestOptions;
  readonly #points: PointStore;
  readonly #arrays: ForestArrays;
  readonly #trees: readonly RandomCutTree[];
  readonly #samplers: readonly Sampler[];
  readonly #random: Random;
  #learnt: number;
  readonly #below: Float64Array;
  readonly #above: Float64Array;

  constructor(options: ForestOptions, saved?: Saved) {
    this.#options = options;
    this.#arrays = forestArrays(options);
    this.#below = new Float64Array(options.dimensions);
    this.#above = new Float64Array(options.dimensions);
    if (saved === undefined) {
      this.#points = new PointStore(options.dimensions);
      this.#random = Random.seeded(0x52_43_46);
      this.#learnt = 0;
    } else {
      const [learnt, random, points, ...arrays] = savedList(saved);
      this.#learnt = savedNumber(learnt);
      const state = new Uint32Array(4);
      restoreNumbers(state, random);
      this.#random = new Random(state);
      this.#points = PointStore.restore(options.dimensions, points);
      allOf(this.#arrays).forEach((array, index) => restoreNumbers(array, arrays[index]));
    }
    const { trees, samples } = options;
    const { sizes, roots } = this.#arrays;
    this.#trees = Array.from(
      { length: trees },
      (_, tree) => new RandomCutTree(samples, this.#points, treePart(this.#arrays, samples, tree), roots[tree]),
    );
    this.#samplers = Array.from(
      { length: trees },
      (_, tree) => new Sampler(treePart(this.#arrays, samples, tree), sizes[tree] as number),
    );
  }

  /** How many points were learnt, those forgotten since included. */
  get learnt(): number {
    return this.#learnt;
  }

  /** How many different points are held in memory: at most the trees' samples together. */
  get held(): number {
    return this.#points.count;
  }

  /**
   * How unlike the learnt points a point is: the trees' mean. What a few cuts isolate scores high, at most the logarithm of the sample's size;
   * points amid others score below 1. Not to be called before something was learnt.
   */
  score(point: Float64Array): number {
    let sum = 0;
    for (const tree of this.#trees) sum += this.#scoreIn(tree, point);
    return sum / this.#trees.length;
  }

  attribute(point: Float64Array): Attribution {
    const { dimensions, trees } = this.#options;
    const sum: Attribution = { low: new Float64Array(dimensions), high: new Float64Array(dimensions) };
    const one: Attribution = { low: new Float64Array(dimensions), high: new Float64Array(dimensions) };
    for (const tree of this.#trees) {
      this.#attributeIn(tree, point, one);
      for (let dimension = 0; dimension < dimensions; dimension++) {
        sum.low[dimension] = (sum.low[dimension] as number) + (one.low[dimension] as number) / trees;
        sum.high[dimension] = (sum.high[dimension] as number) + (one.high[dimension] as number) / trees;
      }
    }
    return sum;
  }

  /** Lets every tree decide whether the point belongs to its sample. */
  learn(point: Float64Array): void {
    const random = this.#random;
    const age = this.#learnt++;
    let id: number | undefined;
    for (const [index, sampler] of this.#samplers.entries()) {
      const key = sampleKey(random.next(), age, this.#options.timeDecay);
      if (!sampler.accepts(key)) continue;
      const tree = this.#trees[index] as RandomCutTree;
      if (sampler.isFull) tree.forget(sampler.evict());
      id ??= this.#points.add(point);
      sampler.add(key, tree.insert(id, random));
    }
    if (id !== undefined) this.#points.release(id);
  }

  save(): Saved {
    for (const [index, tree] of this.#trees.entries()) {
      this.#arrays.roots[index] = tree.root;
      this.#arrays.sizes[index] = (this.#samplers[index] as Sampler).size;
    }
    return [
      this.#learnt,
      saveNumbers(this.#random.state()),
      this.#points.save(),
      ...allOf(this.#arrays).map((array) => saveNumbers(array)),
    ];
  }

  /**
   * The expectation over the cuts that could separate the point at each node on its way: at a depth d it would come to a leaf of its own there,
   * scoring 1 / (d + 1). Scaled by the sample's size so that samples of all sizes score alike.
   */
  #scoreIn(tree: RandomCutTree, point: Float64Array): number {
    const leaf = tree.leafFor(point);
    let node = leaf;
    let depth = depthOf(tree, leaf);
    let score = 0;
    if (tree.separation(leaf, point) === 0) return this.#knownScore(tree, leaf, depth);
    for (; ; depth--) {
      const chance = node === leaf ? 1 : tree.separation(node, point);
      // A box that holds the point is within boxes that hold it.
      if (chance === 0) break;
      score = chance / (depth + 1) + (1 - chance) * score;
      node = tree.parentOf(node);
      if (node === -1) break;
    }
    return score * scale(tree);
  }

  /** Of a point that the tree has already: the more often, the less it scores. */
  #knownScore(tree: RandomCutTree, leaf: number, depth: number): number {
    const mass = tree.massOf(leaf);
    const damping = 1 - mass / (2 * tree.mass);
    return (damping / (depth + Math.log2(mass + 1))) * scale(tree);
  }

  /** As `#scoreIn`, each chance shared out among the dimensions in which the point is outside of the box. */
  #attributeIn(tree: RandomCutTree, point: Float64Array, into: Attribution): void {
    const { dimensions } = this.#options;
    const { low, high } = into;
    const below = this.#below;
    const above = this.#above;
    const leaf = tree.leafFor(point);
    let node = leaf;
    let depth = depthOf(tree, leaf);
    if (tree.separation(leaf, point) === 0) {
      // No dimension tells it from its equals.
      const share = this.#knownScore(tree, leaf, depth) / (2 * dimensions);
      low.fill(share);
      high.fill(share);
      return;
    }
    low.fill(0);
    high.fill(0);
    for (; ; depth--) {
      const chance = tree.separation(node, point, below, above);
      if (chance === 0) break;
      const stays = node === leaf ? 0 : 1 - chance;
      for (let dimension = 0; dimension < dimensions; dimension++) {
        low[dimension] = (below[dimension] as number) / (depth + 1) + stays * (low[dimension] as number);
        high[dimension] = (above[dimension] as number) / (depth + 1) + stays * (high[dimension] as number);
      }
      node = tree.parentOf(node);
      if (node === -1) break;
    }
    const factor = scale(tree);
    for (let dimension = 0; dimension < dimensions; dimension++) {
      low[dimension] = (low[dimension] as number) * factor;
      high[dimension] = (high[dimension] as number) * factor;
    }
  }
}

const scale = (tree: RandomCutTree): number => Math.log2(tree.mass + 1);

function depthOf(tree: RandomCutTree, leaf: number): number {
  let depth = 0;
  for (let node = tree.parentOf(leaf); node !== -1; node = tree.parentOf(node)) depth++;
  return depth;
}

/** All trees' state, one array of a kind: a snapshot is their bytes. */
interface ForestArrays {
  readonly roots: Int32Array;
  readonly sizes: Int32Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly cutDimension: Int16Array;
  readonly cutValue: Float64Array;
  readonly leafPoint: Int32Array;
  readonly leafMass: Int32Array;
  readonly keys: Float64Array;
  readonly leaves: Int32Array;
}

function forestArrays({ trees, samples }: ForestOptions): ForestArrays {
  const length = trees * samples;
  return {
    roots: new Int32Array(trees).fill(-1),
    sizes: new Int32Array(trees),
    left: new Int32Array(length),
    right: new Int32Array(length),
    cutDimension: new Int16Array(length),
    cutValue: new Float64Array(length),
    leafPoint: new Int32Array(length),
    leafMass: new Int32Array(length),
    keys: new Float64Array(length),
    leaves: new Int32Array(length),
  };
}

const allOf = (arrays: ForestArrays) => [
  arrays.roots,
  arrays.sizes,
  arrays.left,
  arrays.right,
  arrays.cutDimension,
  arrays.cutValue,
  arrays.leafPoint,
  arrays.leafMass,
  arrays.keys,
  arrays.leaves,
];

function treePart(arrays: ForestArrays, samples: number, tree: number) {
  const from = tree * samples;
  const to = from + samples;
  return {
    left: arrays.left.subarray(from, to),
    right: arrays.right.subarray(from, to),
    cutDimension: arrays.cutDimension.subarray(from, to),
    cutValue: arrays.cutValue.subarray(from, to),
    leafPoint: arrays.leafPoint.subarray(from, to),
    leafMass: arrays.leafMass.subarray(from, to),
    keys: arrays.keys.subarray(from, to),
    leaves: arrays.leaves.subarray(from, to),
  };
}
