import type { Distribution } from '../domain/distribution.js';
import { mergeSamples, type Sample } from './sample.js';

/** The points of a row, by their place in it. */
export type Block = Map<number, Sample>;

export function addToBlock(block: Block, slot: number, sample: Sample): void {
  const there = block.get(slot);
  block.set(slot, there === undefined ? sample : mergeSamples(there, sample));
}

/** How a point is written: one value once, one value several times, several values, or no values at all. */
const ONE = 0;
const SAME = 1;
const MANY = 2;
const SET = 3;

/** Points in the order of their places: place (1 byte), way (1 byte), then numbers of 8 bytes, least significant first. */
export function encodeBlock(block: Block): Uint8Array {
  const points = [...block].sort(([a], [b]) => a - b);
  let size = 0;
  for (const [, sample] of points) size += sizeOf(sample);
  const bytes = Buffer.allocUnsafeSlow(size);
  let at = 0;
  const number = (value: number): void => void (at = bytes.writeDoubleLE(value, at));
  for (const [slot, sample] of points) {
    const { count, sum, min, max, values } = sample;
    const way = wayOf(sample);
    at = bytes.writeUInt8(slot, at);
    at = bytes.writeUInt8(way, at);
    if (way === ONE) number(min);
    else if (way === SAME) {
      number(min);
      number(count);
    } else {
      for (const one of [count, sum, min, max]) number(one);
      if (way === SET || values === undefined) continue;
      at = bytes.writeUInt16LE(values.length, at);
      for (const one of values) number(one);
    }
  }
  return bytes;
}

export function decodeBlock(bytes: Uint8Array | undefined): Block {
  const block: Block = new Map();
  if (bytes !== undefined) eachPoint(bytes, (slot, sample) => block.set(slot, sample));
  return block;
}

/** Visits the points in their order. */
export function eachPoint(bytes: Uint8Array, visit: (slot: number, sample: Sample) => void): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const number = (): number => {
    at += 8;
    return view.getFloat64(at - 8, true);
  };
  while (at < bytes.byteLength) {
    const slot = view.getUint8(at);
    const way = view.getUint8(at + 1);
    at += 2;
    if (way === ONE || way === SAME) {
      const value = number();
      const count = way === ONE ? 1 : number();
      visit(slot, { count, sum: value * count, min: value, max: value, values: [value, count] });
      continue;
    }
    const [count, sum, min, max] = [number(), number(), number(), number()];
    let values: Distribution | undefined;
    if (way === MANY) {
      const length = view.getUint16(at, true);
      at += 2;
      values = Array.from({ length }, number);
    }
    visit(slot, { count, sum, min, max, values });
  }
}

function wayOf({ count, sum, min, max, values }: Sample): number {
  if (values === undefined) return SET;
  if (min !== max || sum !== min * count) return MANY;
  return count === 1 ? ONE : SAME;
}

function sizeOf(sample: Sample): number {
  switch (wayOf(sample)) {
    case ONE:
      return 10;
    case SAME:
      return 18;
    case SET:
      return 34;
    default:
      return 36 + 8 * (sample.values?.length ?? 0);
  }
}
