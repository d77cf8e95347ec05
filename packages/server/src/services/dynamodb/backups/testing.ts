import type { BucketRefusal, BucketUse, ObjectEncryption, ObjectStore } from './object-store.js';

/** Buckets in memory: those that were made. */
export class TestObjects implements ObjectStore {
  readonly buckets = new Map<string, Map<string, Uint8Array>>();
  readonly encryptions: ObjectEncryption[] = [];
  /** Buckets that nobody may use. */
  readonly closed = new Set<string>();
  /** How an object's bytes come: in parts of so many. */
  partBytes = 1000;

  make(bucket: string): Map<string, Uint8Array> {
    const objects = new Map<string, Uint8Array>();
    this.buckets.set(bucket, objects);
    return objects;
  }

  async refusal({ bucket }: BucketUse): Promise<BucketRefusal | undefined> {
    if (this.closed.has(bucket)) return 'denied';
    return this.buckets.has(bucket) ? undefined : 'absent';
  }

  async put(bucket: string, key: string, body: Uint8Array, encryption: ObjectEncryption): Promise<void> {
    this.#objects(bucket).set(key, body);
    this.encryptions.push(encryption);
  }

  async *list(bucket: string, prefix: string, after = ''): AsyncGenerator<{ key: string; size: number }> {
    for (const [key, body] of [...this.#objects(bucket)].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      if (key.startsWith(prefix) && key > after) yield { key, size: body.length };
    }
  }

  async *read(bucket: string, key: string): AsyncGenerator<Uint8Array> {
    const body = this.#objects(bucket).get(key);
    if (body === undefined) throw new Error(`there is no object ${key}`);
    for (let at = 0; at < body.length; at += this.partBytes) yield body.subarray(at, at + this.partBytes);
  }

  #objects(bucket: string): Map<string, Uint8Array> {
    const objects = this.buckets.get(bucket);
    if (objects === undefined) throw new Error(`there is no bucket ${bucket}`);
    return objects;
  }
}
