import type { Registry, RegistryEntry } from '@paddock/store';

export interface RegistryCacheOptions<T> {
  readonly registry: Registry;
  /** What the keys begin with. */
  readonly prefix: string;
  readonly decode: (entry: RegistryEntry) => T;
  /** About how many documents are remembered; 10,000 by default. */
  readonly limit?: number;
}

/**
 * Documents under a prefix, decoded and remembered until the change feed says that they changed. Absence is not remembered, so that
 * names that somebody makes up push nothing out.
 */
export class RegistryCache<T> {
  readonly #registry: Registry;
  readonly #decode: (entry: RegistryEntry) => T;
  readonly #generation: number;
  readonly #stop: () => void;
  /**
   * What was used lately, and what was used before that: when the young fill up they become the old, and the old, unless used in the
   * meantime, are forgotten. As good as exact order of use, at the price of one look-up.
   */
  #young = new Map<string, T>();
  #old = new Map<string, T>();
  /** Reads under way that no change has overtaken. */
  readonly #reads = new Map<string, Promise<T | undefined>>();

  constructor({ registry, prefix, decode, limit = 10_000 }: RegistryCacheOptions<T>) {
    this.#registry = registry;
    this.#decode = decode;
    this.#generation = Math.max(1, Math.ceil(limit / 2));
    this.#stop = registry.watch(prefix, (event) => {
      if (event.reset === true) this.#forgetAll();
      else this.forget(event.key);
    });
  }

  /** What is remembered; undefined says nothing about the document. */
  peek(key: string): T | undefined {
    const young = this.#young.get(key);
    if (young !== undefined) return young;
    const old = this.#old.get(key);
    if (old !== undefined) this.#remember(key, old);
    return old;
  }

  /** The document as it is, or undefined when there is none. Whoever asks after a change was told of gets the changed one. */
  get(key: string): Promise<T | undefined> {
    const known = this.peek(key);
    if (known !== undefined) return Promise.resolve(known);
    const under = this.#reads.get(key);
    if (under !== undefined) return under;
    const read = this.#read(key, () => this.#reads.get(key) === read);
    this.#reads.set(key, read);
    return read;
  }

  /** Reads the document anew when it is asked for next: for those who know of a change that the feed may not have come to. */
  forget(key: string): void {
    this.#young.delete(key);
    this.#old.delete(key);
    this.#reads.delete(key);
  }

  /** Forgets everything and listens no longer. */
  close(): void {
    this.#stop();
    this.#forgetAll();
  }

  /** A change that is told while the read is under way may have come too late for it: then it is answered, not remembered. */
  async #read(key: string, isCurrent: () => boolean): Promise<T | undefined> {
    try {
      const entry = await this.#registry.get(key);
      if (entry === undefined) return undefined;
      const value = this.#decode(entry);
      if (isCurrent()) this.#remember(key, value);
      return value;
    } finally {
      if (isCurrent()) this.#reads.delete(key);
    }
  }

  #remember(key: string, value: T): void {
    if (this.#young.size >= this.#generation) {
      this.#old = this.#young;
      this.#young = new Map();
    }
    this.#young.set(key, value);
  }

  #forgetAll(): void {
    this.#young.clear();
    this.#old.clear();
    this.#reads.clear();
  }
}
