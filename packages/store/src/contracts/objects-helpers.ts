import { createHash } from 'node:crypto';
import type { Objects } from '../objects.js';

/** Objects to try, and how to be rid of them. */
export interface ObjectsUnderTest {
  readonly objects: Objects;
  /** Closes the objects and opens them again; left out when what they hold does not outlive them. */
  readonly reopen?: () => Promise<Objects>;
  readonly dispose: () => Promise<void>;
}

export type Cases = Readonly<Record<string, (objects: Objects) => Promise<void>>>;

/** Bytes that differ from place to place, and from seed to seed. */
export function content(size: number, seed = 0): Uint8Array {
  const bytes = Buffer.alloc(size);
  let state = (seed * 2654435761 + 1) >>> 0;
  for (let at = 0; at < size; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

/** The bytes as a stream of pieces, all in the same buffer. */
export async function* stream(bytes: Uint8Array, piece: number): AsyncGenerator<Uint8Array> {
  const buffer = Buffer.alloc(piece);
  for (let at = 0; at < bytes.length; at += piece) {
    const part = bytes.subarray(at, at + piece);
    buffer.set(part);
    yield buffer.subarray(0, part.length);
    buffer.fill(0xee);
  }
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export async function read(objects: Objects, key: string): Promise<Uint8Array | undefined> {
  const object = await objects.get(key);
  return object && Buffer.from(await object.bytes());
}

/** The keys in the list. */
export async function keys(
  objects: Objects,
  prefix = '',
  options: { after?: string; limit?: number } = {},
): Promise<string[]> {
  return (await objects.list(prefix, options)).map(({ key }) => key);
}
