import type { ObjectRange, OpenObject } from '@paddock/store';
import type { Bucket } from '../domain/bucket.js';
import type { StoredPart } from '../domain/object-entry.js';
import type { Blobs } from './blobs.js';
import type { ObjectTable, StoredObject } from './object-table.js';

/** An object's bytes from `start` up to, not including, `end`; undefined when it was replaced meanwhile. */
export async function openRange(
  blobs: Blobs,
  { entry, content, parts }: StoredObject,
  { start, end }: { readonly start: number; readonly end: number },
): Promise<Uint8Array | AsyncIterable<Uint8Array> | undefined> {
  if (content !== undefined) return content.subarray(start, end);
  if (parts === undefined) return blobs.open(entry.version, { start, end });
  const pieces = piecesOf(parts, start, end);
  const [first, ...rest] = pieces;
  if (first === undefined) return new Uint8Array(0);
  // The first is opened at once, so that an object that was replaced is known before the answer begins.
  const unpin = blobs.pin(rest.map(({ blob }) => blob));
  const opened = await blobs.open(first.blob, first.range);
  if (opened !== undefined) return joined(blobs, opened, rest, unpin);
  unpin();
  return undefined;
}

/**
 * Finds an object, and opens what is wanted of it, again when it is replaced between the two.
 * @param choose says which bytes, and throws what stands in the way of reading them
 */
export async function readObject(
  { objects, blobs }: { readonly objects: ObjectTable; readonly blobs: Blobs },
  bucket: Bucket,
  key: string,
  choose: (object: StoredObject) => { readonly start: number; readonly end: number },
): Promise<
  | {
      readonly object: StoredObject;
      readonly body: Uint8Array | AsyncIterable<Uint8Array>;
      readonly range: { readonly start: number; readonly end: number };
    }
  | undefined
> {
  let lost = '';
  for (;;) {
    const object = await objects.get(bucket, key);
    if (object === undefined) return undefined;
    const range = choose(object);
    const body = await openRange(blobs, object, range);
    if (body !== undefined) return { object, body, range };
    if (object.entry.version === lost) throw new Error(`the object ${key} of ${bucket.name} has lost its bytes`);
    lost = object.entry.version;
  }
}

interface Piece {
  readonly blob: string;
  readonly range: ObjectRange;
}

function piecesOf(parts: readonly StoredPart[], start: number, end: number): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const { blob, size } of parts) {
    const [from, to] = [Math.max(start - at, 0), Math.min(end - at, size)];
    if (from < to) pieces.push({ blob, range: { start: from, end: to } });
    at += size;
  }
  return pieces;
}

/** Its `return` lets go of everything, also when nothing was read of it. */
function joined(
  blobs: Blobs,
  first: OpenObject,
  rest: readonly Piece[],
  unpin: () => void,
): AsyncIterableIterator<Uint8Array> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield* first;
    for (const { blob, range } of rest) {
      const opened = await blobs.open(blob, range);
      // Nothing but an end in the middle can say so by now.
      if (opened === undefined) throw new Error('an object was replaced while it was read');
      yield* opened;
    }
  }
  const inner = chunks();
  let isOver = false;
  const end = (): void => {
    if (isOver) return;
    isOver = true;
    unpin();
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        const result = await inner.next();
        if (result.done === true) end();
        return result;
      } catch (error) {
        end();
        throw error;
      }
    },
    async return() {
      await inner.return(undefined);
      await first.discard();
      end();
      return { done: true, value: undefined };
    },
  };
}
