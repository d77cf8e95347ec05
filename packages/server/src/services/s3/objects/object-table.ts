import { TablesFencedError, type Place, type Tables, type Writes } from '@paddock/store';
import type { Bucket } from '../domain/bucket.js';
import { toOrdered } from '../domain/names.js';
import type { ObjectEntry, StoredPart } from '../domain/object-entry.js';
import { noSuchBucket } from '../errors.js';
import type { Blobs } from './blobs.js';

/** Up to so many bytes an object stands beside what is known of it. */
export const mostInline = 64 * 1024;

/** An object as it is stored. */
export interface StoredObject {
  readonly entry: ObjectEntry;
  /** Of one that is `inline`. */
  readonly content: Uint8Array | undefined;
  /** Of one in `parts`. */
  readonly parts: readonly StoredPart[] | undefined;
}

/** What is to be stored: `content` of one that is inline, `parts` of one in parts. */
export interface ObjectToStore {
  readonly entry: ObjectEntry;
  readonly content?: Uint8Array;
  readonly parts?: readonly StoredPart[];
}

/** Looks at the object that is there, and throws what stands in the way of replacing it. */
export type WriteCondition = (there: ObjectEntry | undefined) => void;

export const collectionsOf = (id: string) =>
  ({ keys: `s3/${id}/keys`, data: `s3/${id}/data`, uploads: `s3/${id}/uploads`, parts: `s3/${id}/parts` }) as const;

/** Which objects a bucket has: what is known of them by key, and their bytes, where these are few, or where they are. Changes are transactions. */
export class ObjectTable {
  readonly #tables: Tables;
  readonly #blobs: Blobs;

  constructor(tables: Tables, blobs: Blobs) {
    this.#tables = tables;
    this.#blobs = blobs;
  }

  async get(bucket: Bucket, key: string): Promise<StoredObject | undefined> {
    const [known, data] = await this.#tables.read(placesOf(bucket, key));
    if (known === undefined) return undefined;
    const entry = decodeEntry(known);
    return {
      entry,
      content: entry.place === 'inline' ? (data ?? NOTHING) : undefined,
      parts: entry.place === 'parts' ? decodeParts(data) : undefined,
    };
  }

  async entry(bucket: Bucket, key: string): Promise<ObjectEntry | undefined> {
    const [known] = await this.#tables.read(placesOf(bucket, key).slice(0, 1));
    return known && decodeEntry(known);
  }

  /** Makes it the key's object. @throws what the condition throws, NoSuchBucket when the bucket was deleted */
  async put(bucket: Bucket, key: string, object: ObjectToStore, condition?: WriteCondition): Promise<void> {
    await this.transact(bucket, placesOf(bucket, key), ([known, data], writes) => {
      this.replace(bucket, key, { known, data }, object, writes, condition);
    });
  }

  /** The part of a transaction that replaces an object; its places, `placesOf`, have been read. */
  replace(
    bucket: Bucket,
    key: string,
    before: { readonly known: Uint8Array | undefined; readonly data: Uint8Array | undefined },
    object: ObjectToStore,
    writes: Writes,
    condition?: WriteCondition,
  ): void {
    const [keyPlace, dataPlace] = placesOf(bucket, key);
    const there = before.known && decodeEntry(before.known);
    condition?.(there);
    if (there !== undefined) this.#release(bucket, there, before.data, writes);
    const { entry, content, parts } = object;
    writes.put(keyPlace.collection, keyPlace.key, encode(entry));
    if (entry.place === 'inline') writes.put(dataPlace.collection, dataPlace.key, content ?? NOTHING);
    else if (entry.place === 'parts') writes.put(dataPlace.collection, dataPlace.key, encode(parts ?? []));
    else {
      if (there !== undefined && there.place !== 'blob') writes.delete(dataPlace.collection, dataPlace.key);
      this.#blobs.adopt(entry.version, writes);
    }
  }

  /** Removes the object if it is there. @returns whether it was. @throws as `put` */
  delete(bucket: Bucket, key: string, condition?: WriteCondition): Promise<boolean> {
    const places = placesOf(bucket, key);
    return this.transact(bucket, places, ([known, data], writes) => {
      const there = known && decodeEntry(known);
      condition?.(there);
      if (there === undefined) return false;
      this.#release(bucket, there, data, writes);
      for (const { collection, key: place } of places) writes.delete(collection, place);
      return true;
    });
  }

  /** A transaction on what the bucket has. @throws NoSuchBucket when it was deleted meanwhile */
  async transact<T>(
    bucket: Bucket,
    places: readonly Place[],
    decide: (values: readonly (Uint8Array | undefined)[], writes: Writes) => T,
  ): Promise<T> {
    const result = await this.#tables
      .transact(places, decide, [{ name: fenceOf(bucket), revision: bucket.revision }])
      .catch((error: unknown) => {
        throw error instanceof TablesFencedError ? noSuchBucket(bucket.name) : error;
      });
    if (this.#hasReleased) {
      this.#hasReleased = false;
      this.#blobs.sweepSoon();
    }
    return result;
  }

  async isEmpty({ id }: Bucket): Promise<boolean> {
    let found = false;
    await this.#tables.scan(collectionsOf(id).keys, {}, { visit: () => !(found = true) });
    return !found;
  }

  /** No transaction of an earlier revision is under way when it resolves. */
  raise(bucket: Bucket): Promise<void> {
    return this.#tables.raiseFence(fenceOf(bucket), bucket.revision);
  }

  /** Forgets all that is known of a bucket that is gone. */
  async clear({ id }: Bucket): Promise<void> {
    for (const collection of Object.values(collectionsOf(id))) await this.#tables.clear(collection);
  }

  #hasReleased = false;

  #release(_bucket: Bucket, entry: ObjectEntry, data: Uint8Array | undefined, writes: Writes): void {
    if (entry.place === 'inline') return;
    this.#hasReleased = true;
    if (entry.place === 'blob') return this.#blobs.release(entry.version, writes);
    for (const { blob } of decodeParts(data)) this.#blobs.release(blob, writes);
  }
}

const fenceOf = ({ id }: Bucket): string => `s3/${id}`;

/** Where what is known of an object stands, and its bytes. */
export function placesOf({ id }: Bucket, key: string): readonly [Place, Place] {
  const ordered = toOrdered(key);
  const { keys, data } = collectionsOf(id);
  return [
    { collection: keys, key: ordered },
    { collection: data, key: ordered },
  ];
}

const NOTHING = new Uint8Array(0);
export const encode = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));
export const decodeEntry = (value: Uint8Array): ObjectEntry => parse(value) as ObjectEntry;
const decodeParts = (value: Uint8Array | undefined): readonly StoredPart[] =>
  value === undefined ? [] : (parse(value) as StoredPart[]);
export const parse = (value: Uint8Array): unknown =>
  JSON.parse(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString()) as unknown;
