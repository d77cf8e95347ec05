import type { Place, Tables } from '@paddock/store';
import type { Bucket } from '../domain/bucket.js';
import { toOrdered } from '../domain/names.js';
import { noSuchUpload } from '../errors.js';
import type { Blobs } from '../objects/blobs.js';
import {
  collectionsOf,
  encode,
  parse,
  placesOf,
  type ObjectTable,
  type ObjectToStore,
  type WriteCondition,
} from '../objects/object-table.js';
import type { Upload, UploadedPart } from './upload.js';

/** Uploads that ended, and whose parts may still be there. */
const ENDED = 's3/ended';

/**
 * Multipart uploads and their parts. Bytes of a part are a blob, which is the object's when the upload is completed: nothing is copied. Of parts that are left over a
 * note is kept until they are removed.
 */
export class Uploads {
  readonly #tables: Tables;
  readonly #objects: ObjectTable;
  readonly #blobs: Blobs;

  constructor(tables: Tables, objects: ObjectTable, blobs: Blobs) {
    this.#tables = tables;
    this.#objects = objects;
    this.#blobs = blobs;
  }

  async begin(bucket: Bucket, upload: Upload): Promise<void> {
    const { collection, key } = uploadPlace(bucket, upload.key, upload.id);
    await this.#objects.transact(bucket, [], (_, writes) => writes.put(collection, key, encode(upload)));
  }

  /** @throws NoSuchUpload */
  async get(bucket: Bucket, key: string, id: string): Promise<Upload> {
    if (!isUploadId(id)) throw noSuchUpload(id);
    const [value] = await this.#tables.read([uploadPlace(bucket, key, id)]);
    if (value === undefined) throw noSuchUpload(id);
    return parse(value) as Upload;
  }

  /** Keeps a part, whose blob is written, in place of the one with its number. @throws NoSuchUpload */
  async putPart(bucket: Bucket, upload: Upload, part: UploadedPart): Promise<void> {
    const place = partPlace(bucket, upload.id, part.number);
    const places = [uploadPlace(bucket, upload.key, upload.id), place];
    await this.#objects.transact(bucket, places, ([there, before], writes) => {
      if (there === undefined) throw noSuchUpload(upload.id);
      if (before !== undefined) this.#blobs.release((parse(before) as UploadedPart).blob, writes);
      writes.put(place.collection, place.key, encode(part));
      this.#blobs.adopt(part.blob, writes);
    });
    this.#blobs.sweepSoon();
  }

  /** Parts in order of their numbers, those after a number. */
  async parts({ id }: Bucket, uploadId: string, after: number, limit: number): Promise<UploadedPart[]> {
    let parts: UploadedPart[] = [];
    await this.#tables.scan(
      collectionsOf(id).parts,
      { after: partKey(uploadId, after), below: `${uploadId}0` },
      { visit: (_, value) => parts.push(parse(value) as UploadedPart) < limit, restart: () => (parts = []) },
    );
    return parts;
  }

  /**
   * Makes the parts an object, and ends the upload.
   * @param build is given those of the wanted parts that are there, and says what the object is
   */
  async complete<T extends ObjectToStore>(
    bucket: Bucket,
    upload: Upload,
    numbers: readonly number[],
    build: (parts: readonly (UploadedPart | undefined)[]) => T,
    condition: WriteCondition | undefined,
  ): Promise<T> {
    const uploadAt = uploadPlace(bucket, upload.key, upload.id);
    const partsAt = numbers.map((number) => partPlace(bucket, upload.id, number));
    const places = [uploadAt, ...placesOf(bucket, upload.key), ...partsAt];
    const object = await this.#objects.transact(bucket, places, ([there, known, data, ...values], writes) => {
      if (there === undefined) throw noSuchUpload(upload.id);
      const built = build(values.map((value) => value && (parse(value) as UploadedPart)));
      this.#objects.replace(bucket, upload.key, { known, data }, built, writes, condition);
      for (const { collection, key } of [uploadAt, ...partsAt]) writes.delete(collection, key);
      writes.put(ENDED, endedKey(bucket, upload.id), NOTHING);
      return built;
    });
    await this.#finish(bucket.id, upload.id);
    return object;
  }

  /** @throws NoSuchUpload */
  async abort(bucket: Bucket, key: string, id: string): Promise<void> {
    if (!isUploadId(id)) throw noSuchUpload(id);
    const place = uploadPlace(bucket, key, id);
    await this.#objects.transact(bucket, [place], ([there], writes) => {
      if (there === undefined) throw noSuchUpload(id);
      writes.delete(place.collection, place.key);
      writes.put(ENDED, endedKey(bucket, id), NOTHING);
    });
    await this.#finish(bucket.id, id);
  }

  /** Ends all uploads of a bucket that is being deleted. */
  async abortAll(bucket: Bucket): Promise<void> {
    for (;;) {
      let found: Upload[] = [];
      await this.#tables.scan(
        collectionsOf(bucket.id).uploads,
        {},
        { visit: (_, value) => found.push(parse(value) as Upload) < 100, restart: () => (found = []) },
      );
      if (found.length === 0) return;
      for (const { key, id } of found) await this.abort(bucket, key, id);
    }
  }

  /** Removes what a crash left of uploads that ended. */
  async resume(): Promise<void> {
    let ended: string[] = [];
    await this.#tables.scan(ENDED, {}, { visit: (key) => ended.push(key) < Infinity, restart: () => (ended = []) });
    for (const key of ended) {
      const [bucket = '', upload = ''] = key.split('/');
      await this.#finish(bucket, upload);
    }
  }

  async #finish(bucketId: string, uploadId: string): Promise<void> {
    const { parts: collection } = collectionsOf(bucketId);
    let left: { key: string; blob: string }[] = [];
    await this.#tables.scan(
      collection,
      { from: `${uploadId}/`, below: `${uploadId}0` },
      {
        visit: (key, value) => left.push({ key, blob: (parse(value) as UploadedPart).blob }) < Infinity,
        restart: () => (left = []),
      },
    );
    await this.#tables.transact([], (_, writes) => {
      for (const { key, blob } of left) {
        writes.delete(collection, key);
        this.#blobs.release(blob, writes);
      }
      writes.delete(ENDED, `${bucketId}/${uploadId}`);
    });
    this.#blobs.sweepSoon();
  }
}

const NOTHING = new Uint8Array(0);
const ID = /^[0-9a-f]{64}$/;
const isUploadId = (id: string): boolean => ID.test(id);

/** The key, and behind it when the upload began, so that those of one key stand in that order. */
export const uploadKey = (key: string, id: string): string => `${toOrdered(key)}\0${id}`;
export const uploadPlace = ({ id: bucket }: Bucket, key: string, id: string): Place => ({
  collection: collectionsOf(bucket).uploads,
  key: uploadKey(key, id),
});
const partKey = (uploadId: string, number: number): string => `${uploadId}/${String(number).padStart(5, '0')}`;
const partPlace = ({ id }: Bucket, uploadId: string, number: number): Place => ({
  collection: collectionsOf(id).parts,
  key: partKey(uploadId, number),
});
const endedKey = ({ id }: Bucket, uploadId: string): string => `${id}/${uploadId}`;

/** @param now ms since the epoch @param random 52 hexadecimal digits */
export const newUploadId = (now: number, random: string): string => now.toString(16).padStart(12, '0') + random;
