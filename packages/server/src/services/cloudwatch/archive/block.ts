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
export const encodeBlock = (block: Block): Uint8Array => addedToRow(undefined, block);

/** The row with points added to those that it has. What is not touched is copied as it is. */
export function addedToRow(row: Uint8Array | undefined, added: Block): Uint8Array {
  const parts = new Map<number, Uint8Array | Sample>();
  if (row !== undefined) {
    const view = viewOf(row);
    for (let at = 0; at < row.byteLength;) {
      const end = at + lengthAt(view, at);
      parts.set(view.getUint8(at), row.subarray(at, end));
      at = end;
    }
  }
  for (const [slot, sample] of added) {
    const there = parts.get(slot);
    parts.set(slot, there instanceof Uint8Array ? mergeSamples(readPoint(viewOf(there), 0), sample) : sample);
  }
  const sorted = [...parts].sort(([a], [b]) => a - b);
  let size = 0;
  for (const [, part] of sorted) size += part instanceof Uint8Array ? part.byteLength : sizeOf(part);
  const bytes = new Uint8Array(size);
  const view = viewOf(bytes);
  let at = 0;
  for (const [slot, part] of sorted) {
    if (part instanceof Uint8Array) {
      bytes.set(part, at);
      at += part.byteLength;
    } else at = writePoint(view, at, slot, part);
  }
  return bytes;
}

export function decodeBlock(row: Uint8Array | undefined): Block {
  const block: Block = new Map();
  if (row !== undefined) eachPoint(row, (slot, sample) => block.set(slot, sample));
  return block;
}

/** Visits the points in their order. */
export function eachPoint(row: Uint8Array, visit: (slot: number, sample: Sample) => void): void {
  const view = viewOf(row);
  for (let at = 0; at < row.byteLength; at += lengthAt(view, at)) visit(view.getUint8(at), readPoint(view, at));
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function lengthAt(view: DataView, at: number): number {
  switch (view.getUint8(at + 1)) {
    case ONE:
      return 10;
    case SAME:
      return 18;
    case SET:
      return 34;
    default:
      return 36 + 8 * view.getUint16(at + 34, true);
  }
}

function readPoint(view: DataView, at: number): Sample {
  const number = (index: number): number => view.getFloat64(at + 2 + 8 * index, true);
  const way = view.getUint8(at + 1);
  if (way === ONE || way === SAME) {
    const [value, count] = [number(0), way === ONE ? 1 : number(1)];
    return { count, sum: value * count, min: value, max: value, values: [value, count] };
  }
  const values = way === MANY ? readValues(view, at + 34) : undefined;
  return { count: number(0), sum: number(1), min: number(2), max: number(3), values };
}

function readValues(view: DataView, at: number): Distribution {
  const length = view.getUint16(at, true);
  const values: number[] = [];
  for (let index = 0; index < length; index++) values.push(view.getFloat64(at + 2 + 8 * index, true));
  return values;
}

/** @returns where the next point begins */
function writePoint(view: DataView, at: number, slot: number, sample: Sample): number {
  const { count, sum, min, max, values } = sample;
  const way = wayOf(sample);
  view.setUint8(at, slot);
  view.setUint8(at + 1, way);
  let next = at + 2;
  const number = (value: number): void => {
    view.setFloat64(next, value, true);
    next += 8;
  };
  if (way === ONE) number(min);
  else if (way === SAME) {
    number(min);
    number(count);
  } else {
    number(count);
    number(sum);
    number(min);
    number(max);
    if (way === MANY && values !== undefined) {
      view.setUint16(next, values.length, true);
      next += 2;
      for (const value of values) number(value);
    }
  }
  return next;
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
