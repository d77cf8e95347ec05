import type { Random } from '../random.js';
import type { PointStore } from './point-store.js';

/** What a tree keeps. Inner nodes are numbered from 0, leaves from `samples` on: a node is `samples` or more exactly when it is a leaf. */
export interface TreeArrays {
  /** Of inner nodes: the children, and the cut between them: at most its value to the left, more to the right. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly cutDimension: Int16Array;
  readonly cutValue: Float64Array;
  /** Of leaves: the point, and how often it was taken; 0 of a leaf that is not used. */
  readonly leafPoint: Int32Array;
  readonly leafMass: Int32Array;
}

const none = -1;

/**
 * One tree of a robust random cut forest, after Guha, Mishra, Roy and Schrijvers (ICML 2016): points are inserted and forgotten so that the tree is
 * distributed as if it had been built from its present points alone. Equal points share a leaf.
 */
export class RandomCutTree {
  readonly arrays: TreeArrays;
  readonly #samples: number;
  readonly #points: PointStore;
  /** Of all nodes, derived: the parent, and how many points there are below. */
  readonly #parent: Int32Array;
  readonly #mass: Int32Array;
  /** Of inner nodes, derived: the bounding boxes. */
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  readonly #freeInner: number[] = [];
  readonly #freeLeaves: number[] = [];
  #root = none;

  /** @param root of restored arrays; they are taken as empty without it */
  constructor(samples: number, points: PointStore, arrays: TreeArrays, root: number = none) {
    this.#samples = samples;
    this.#points = points;
    this.arrays = arrays;
    this.#parent = new Int32Array(2 * samples).fill(none);
    this.#mass = new Int32Array(2 * samples);
    this.#low = new Float64Array(samples * points.dimensions);
    this.#high = new Float64Array(samples * points.dimensions);
    const used = new Uint8Array(2 * samples);
    if (root !== none) this.#rebuild(root, used);
    this.#root = root;
    for (let node = samples - 1; node >= 0; node--) {
      if (used[node] === 0) this.#freeInner.push(node);
      if (used[node + samples] === 0) this.#freeLeaves.push(node + samples);
    }
  }

  get root(): number {
    return this.#root;
  }

  /** How many points there are, equal ones counted. */
  get mass(): number {
    return this.#root === none ? 0 : (this.#mass[this.#root] as number);
  }

  isLeaf(node: number): boolean {
    return node >= this.#samples;
  }

  massOf(node: number): number {
    return this.#mass[node] as number;
  }

  /** None (-1) of the root. */
  parentOf(node: number): number {
    return this.#parent[node] as number;
  }

  pointOf(leaf: number): number {
    return this.arrays.leafPoint[leaf - this.#samples] as number;
  }

  /** The leaf to which the cuts lead. */
  leafFor(point: Float64Array): number {
    const { left, right, cutDimension, cutValue } = this.arrays;
    const samples = this.#samples;
    let node = this.#root;
    while (node < samples)
      node = (
        (point[cutDimension[node] as number] as number) <= (cutValue[node] as number) ? left[node] : right[node]
      ) as number;
    return node;
  }

  /**
   * The chance that a random cut of a node's box, widened by the point, separates the point from all that is in the node; 0 inside of it.
   * @param below where it is given, each dimension's part of that chance, as far as the point is below the box; likewise `above`
   */
  separation(node: number, point: Float64Array, below?: Float64Array, above?: Float64Array): number {
    const { dimensions } = this.#points;
    const leaf = this.isLeaf(node);
    const low = leaf ? this.#points.values : this.#low;
    const high = leaf ? this.#points.values : this.#high;
    const from = (leaf ? this.pointOf(node) : node) * dimensions;
    let outside = 0;
    let inside = 0;
    for (let dimension = 0; dimension < dimensions; dimension++) {
      const value = point[dimension] as number;
      const least = low[from + dimension] as number;
      const most = high[from + dimension] as number;
      inside += most - least;
      if (value < least) outside += least - value;
      else if (value > most) outside += value - most;
    }
    if (outside === 0) return 0;
    const sum = outside + inside;
    if (below !== undefined && above !== undefined)
      for (let dimension = 0; dimension < dimensions; dimension++) {
        const value = point[dimension] as number;
        below[dimension] = Math.max(0, (low[from + dimension] as number) - value) / sum;
        above[dimension] = Math.max(0, value - (high[from + dimension] as number)) / sum;
      }
    return outside / sum;
  }

  /** Inserts a stored point and says in which leaf it is. A new leaf holds the point; an equal point's leaf goes on holding that one. */
  insert(id: number, random: Random): number {
    const { dimensions, values } = this.#points;
    const point = values.subarray(id * dimensions, (id + 1) * dimensions);
    const { left, right, cutDimension, cutValue, leafMass } = this.arrays;
    if (this.#root === none) {
      this.#root = this.#newLeaf(id);
      return this.#root;
    }
    let node = this.#root;
    for (;;) {
      if (this.isLeaf(node) && this.#isAt(node, point)) {
        this.#mass[node] = (this.#mass[node] as number) + 1;
        leafMass[node - this.#samples] = this.#mass[node] as number;
        return node;
      }
      const cut = this.#cut(node, point, random);
      if (cut !== undefined) return this.#split(node, id, point, cut);
      this.#mass[node] = (this.#mass[node] as number) + 1;
      this.#widen(node, point);
      node = (
        (point[cutDimension[node] as number] as number) <= (cutValue[node] as number) ? left[node] : right[node]
      ) as number;
    }
  }

  /** Forgets one point of a leaf, and the leaf with its last one. */
  forget(leaf: number): void {
    const { left, right, leafMass } = this.arrays;
    const mass = (this.#mass[leaf] as number) - 1;
    this.#mass[leaf] = mass;
    leafMass[leaf - this.#samples] = mass;
    let node = this.#parent[leaf] as number;
    let shrinks = mass === 0;
    if (mass === 0) {
      this.#points.release(this.pointOf(leaf));
      this.#freeLeaves.push(leaf);
      if (node === none) {
        this.#root = none;
        return;
      }
      const sibling = (left[node] === leaf ? right[node] : left[node]) as number;
      const above = this.#parent[node] as number;
      this.#replace(above, node, sibling);
      this.#freeInner.push(node);
      node = above;
    }
    while (node !== none) {
      this.#mass[node] = (this.#mass[node] as number) - 1;
      if (shrinks) shrinks = this.#fit(node);
      node = this.#parent[node] as number;
    }
  }

  #newLeaf(id: number): number {
    const leaf = this.#freeLeaves.pop();
    if (leaf === undefined) throw new RangeError('a tree holds more points than its sample');
    this.arrays.leafPoint[leaf - this.#samples] = id;
    this.arrays.leafMass[leaf - this.#samples] = 1;
    this.#points.hold(id);
    this.#mass[leaf] = 1;
    this.#parent[leaf] = none;
    return leaf;
  }

  #isAt(leaf: number, point: Float64Array): boolean {
    const { dimensions, values } = this.#points;
    const from = this.pointOf(leaf) * dimensions;
    for (let dimension = 0; dimension < dimensions; dimension++)
      if (values[from + dimension] !== point[dimension]) return false;
    return true;
  }

  /** Cuts the box of a node and a point at random: a cut that separates them, or undefined when the node's own cut stays the first. */
  #cut(node: number, point: Float64Array, random: Random): Cut | undefined {
    const { dimensions } = this.#points;
    const leaf = this.isLeaf(node);
    const low = leaf ? this.#points.values : this.#low;
    const high = leaf ? this.#points.values : this.#high;
    const from = (leaf ? this.pointOf(node) : node) * dimensions;
    let sum = 0;
    for (let dimension = 0; dimension < dimensions; dimension++) {
      const value = point[dimension] as number;
      sum += Math.max(high[from + dimension] as number, value) - Math.min(low[from + dimension] as number, value);
    }
    let rest = random.next() * sum;
    let cut: Cut | undefined;
    for (let dimension = 0; dimension < dimensions; dimension++) {
      const value = point[dimension] as number;
      const boxLow = low[from + dimension] as number;
      const boxHigh = high[from + dimension] as number;
      const least = Math.min(boxLow, value);
      const most = Math.max(boxHigh, value);
      const range = most - least;
      if (range === 0) continue;
      // Rounding may leave a rest behind the last dimension, or put the cut on the far edge, where nothing would be on its right side.
      const at = least + rest;
      const inRange = at < most ? at : least;
      cut = { dimension, value: inRange, separates: value <= inRange ? inRange < boxLow : boxHigh <= inRange };
      if (rest < range) break;
      rest -= range;
    }
    return cut?.separates === true ? cut : undefined;
  }

  /** Puts an inner node above a node: it and a new leaf for the point are its children. */
  #split(node: number, id: number, point: Float64Array, cut: Cut): number {
    const { dimensions } = this.#points;
    const inner = this.#freeInner.pop();
    if (inner === undefined) throw new RangeError('a tree holds more points than its sample');
    const leaf = this.#newLeaf(id);
    this.#replace(this.#parent[node] as number, node, inner);
    const leafIsLeft = (point[cut.dimension] as number) <= cut.value;
    this.arrays.left[inner] = leafIsLeft ? leaf : node;
    this.arrays.right[inner] = leafIsLeft ? node : leaf;
    this.arrays.cutDimension[inner] = cut.dimension;
    this.arrays.cutValue[inner] = cut.value;
    this.#parent[leaf] = inner;
    this.#parent[node] = inner;
    this.#mass[inner] = (this.#mass[node] as number) + 1;
    const to = inner * dimensions;
    const isLeaf = this.isLeaf(node);
    const from = (isLeaf ? this.pointOf(node) : node) * dimensions;
    this.#low.set((isLeaf ? this.#points.values : this.#low).subarray(from, from + dimensions), to);
    this.#high.set((isLeaf ? this.#points.values : this.#high).subarray(from, from + dimensions), to);
    this.#widen(inner, point);
    return leaf;
  }

  #replace(parent: number, node: number, by: number): void {
    const { left, right } = this.arrays;
    this.#parent[by] = parent;
    if (parent === none) this.#root = by;
    else if (left[parent] === node) left[parent] = by;
    else right[parent] = by;
  }

  #widen(node: number, point: Float64Array): void {
    const { dimensions } = this.#points;
    const from = node * dimensions;
    for (let dimension = 0; dimension < dimensions; dimension++) {
      const value = point[dimension] as number;
      if (value < (this.#low[from + dimension] as number)) this.#low[from + dimension] = value;
      if (value > (this.#high[from + dimension] as number)) this.#high[from + dimension] = value;
    }
  }

  /** Makes an inner node's box that of its children; false when it was already. */
  #fit(node: number): boolean {
    const { dimensions, values } = this.#points;
    const left = this.arrays.left[node] as number;
    const right = this.arrays.right[node] as number;
    const leftFrom = (this.isLeaf(left) ? this.pointOf(left) : left) * dimensions;
    const rightFrom = (this.isLeaf(right) ? this.pointOf(right) : right) * dimensions;
    const leftLow = this.isLeaf(left) ? values : this.#low;
    const leftHigh = this.isLeaf(left) ? values : this.#high;
    const rightLow = this.isLeaf(right) ? values : this.#low;
    const rightHigh = this.isLeaf(right) ? values : this.#high;
    let changed = false;
    const to = node * dimensions;
    for (let dimension = 0; dimension < dimensions; dimension++) {
      const low = Math.min(leftLow[leftFrom + dimension] as number, rightLow[rightFrom + dimension] as number);
      const high = Math.max(leftHigh[leftFrom + dimension] as number, rightHigh[rightFrom + dimension] as number);
      if (low === this.#low[to + dimension] && high === this.#high[to + dimension]) continue;
      this.#low[to + dimension] = low;
      this.#high[to + dimension] = high;
      changed = true;
    }
    return changed;
  }

  /** Computes what is derived of all nodes from a root on, children before parents. A loop: a tree of much-skewed points is as deep as it is large. */
  #rebuild(root: number, used: Uint8Array): void {
    const { left, right, leafMass } = this.arrays;
    const order = [root];
    for (let index = 0; index < order.length; index++) {
      const node = order[index] as number;
      used[node] = 1;
      if (this.isLeaf(node)) continue;
      for (const child of [left[node] as number, right[node] as number]) {
        this.#parent[child] = node;
        order.push(child);
      }
    }
    for (const node of order.toReversed()) {
      if (this.isLeaf(node)) {
        this.#mass[node] = leafMass[node - this.#samples] as number;
      } else {
        this.#mass[node] = (this.#mass[left[node] as number] as number) + (this.#mass[right[node] as number] as number);
        this.#fit(node);
      }
    }
  }
}

interface Cut {
  readonly dimension: number;
  readonly value: number;
  readonly separates: boolean;
}
