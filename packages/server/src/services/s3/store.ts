import { RegistryConflictError, type Json, type Registry } from '@paddock/store';
import { RegistryMirror } from '../../runtime/registry-mirror.js';
import type { Versioned } from '../../runtime/versioned.js';
import type { Bucket } from './domain/bucket.js';

const prefix = 's3/bucket/';
const keyOf = (name: string): string => prefix + name;

/** The definitions of buckets, held in memory: whose each is, and its policy, is asked with every request. Names are the whole server's. */
export class BucketStore {
  readonly #registry: Registry;
  readonly #buckets: RegistryMirror<Bucket>;

  private constructor(registry: Registry, buckets: RegistryMirror<Bucket>) {
    this.#registry = registry;
    this.#buckets = buckets;
  }

  static async open(registry: Registry): Promise<BucketStore> {
    const buckets = await RegistryMirror.open(registry, prefix, (value) => value as unknown as Bucket);
    return new BucketStore(registry, buckets);
  }

  get(name: string): Versioned<Bucket> | undefined {
    return this.#buckets.get(keyOf(name));
  }

  /** In order of their names. */
  *all(): Generator<Versioned<Bucket>> {
    yield* this.#buckets.list(prefix);
  }

  /**
   * Writes a definition, in place of the one with that version; 0 for a new one.
   * @returns false when there is another one by now, which can be read
   */
  put(bucket: Bucket, ifVersion: number): Promise<boolean> {
    return this.#commit(bucket.name, { put: keyOf(bucket.name), value: bucket as unknown as Json, ifVersion });
  }

  /** As `put`. */
  delete(name: string, ifVersion: number): Promise<boolean> {
    return this.#commit(name, { delete: keyOf(name), ifVersion });
  }

  /** Reads a definition anew that another process may have changed. */
  async refresh(name: string): Promise<Versioned<Bucket> | undefined> {
    await this.#buckets.refresh(keyOf(name));
    return this.get(name);
  }

  close(): void {
    this.#buckets.close();
  }

  async #commit(name: string, change: Parameters<Registry['commit']>[0][number]): Promise<boolean> {
    try {
      await this.#registry.commit([change]);
      return true;
    } catch (error) {
      if (!(error instanceof RegistryConflictError)) throw error;
      await this.refresh(name);
      return false;
    }
  }
}
