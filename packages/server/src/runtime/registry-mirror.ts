import type { Json, Registry, RegistryEntry } from '@paddock/store';

export interface Mirrored<T> {
  readonly key: string;
  readonly version: number;
  readonly value: T;
}

/**
 * Every document under a prefix, decoded and held in memory, kept true by the change feed: for what must be answered without waiting. A change
 * that this process committed is here when its commit resolves; another process's follows with the feed.
 */
export class RegistryMirror<T> {
  readonly #registry: Registry;
  readonly #prefix: string;
  readonly #decode: (value: Json, key: string) => T;
  readonly #documents = new Map<string, Mirrored<T>>();
  /** Versions of what was deleted while a read was under way, which could otherwise bring it back. */
  readonly #deleted = new Map<string, number>();
  #reading = 0;
  /** Whether changes were missed and could not be read yet. */
  #isBehind = false;
  #sorted: readonly string[] | undefined;
  #revision = 0;
  readonly #stop: () => void;

  private constructor(registry: Registry, prefix: string, decode: (value: Json, key: string) => T) {
    this.#registry = registry;
    this.#prefix = prefix;
    this.#decode = decode;
    this.#stop = registry.watch(prefix, (event) => {
      if (event.reset === true || this.#isBehind) this.#readAnew();
      if (event.reset === true) return;
      if (event.value === undefined) this.#remove(event.key, event.version);
      else this.#put({ key: event.key, version: event.version, value: event.value });
    });
  }

  static async open<T>(
    registry: Registry,
    prefix: string,
    decode: (value: Json, key: string) => T = (value) => value as T,
  ): Promise<RegistryMirror<T>> {
    const mirror = new RegistryMirror(registry, prefix, decode);
    await mirror.#readAll();
    return mirror;
  }

  /** Grows with every change: what was derived from these documents is good while it stays. */
  get revision(): number {
    return this.#revision;
  }

  get(key: string): Mirrored<T> | undefined {
    return this.#documents.get(key);
  }

  /** The documents whose key begins with the prefix, in order of their keys. */
  *list(prefix: string): Generator<Mirrored<T>> {
    const keys = this.#keys();
    for (let at = firstFrom(keys, prefix); at < keys.length; at++) {
      const key = keys[at];
      if (key === undefined || !key.startsWith(prefix)) return;
      const document = this.#documents.get(key);
      if (document) yield document;
    }
  }

  /**
   * To be called when a change conflicted at that key. If another process was first and the feed has not said so yet, everything is read anew, not
   * that document alone: what was changed with it must not be taken for what it was.
   */
  async refresh(key: string): Promise<void> {
    await this.#read(async () => {
      const entry = await this.#registry.get(key);
      if (entry?.version === this.#documents.get(key)?.version) return;
      if (entry) this.#put(entry);
      else if (this.#documents.delete(key)) this.#changed(true);
      await this.#readAll();
    });
  }

  close(): void {
    this.#stop();
    this.#documents.clear();
  }

  /** A registry that cannot be read just now is read when it has something to say again. */
  #readAnew(): void {
    this.#isBehind = true;
    this.#readAll().then(
      () => {
        this.#isBehind = false;
      },
      () => undefined,
    );
  }

  async #readAll(): Promise<void> {
    await this.#read(async () => {
      const entries = await this.#registry.list(this.#prefix);
      const there = new Set(entries.map(({ key }) => key));
      const versionRead = entries.reduce((newest, { version }) => Math.max(newest, version), 0);
      for (const entry of entries) this.#put(entry);
      for (const [key, { version }] of this.#documents) {
        if (!there.has(key) && version <= versionRead) this.#documents.delete(key);
      }
      this.#changed(true);
    });
  }

  async #read(run: () => Promise<void>): Promise<void> {
    this.#reading++;
    try {
      await run();
    } finally {
      this.#reading--;
      if (this.#reading === 0) this.#deleted.clear();
    }
  }

  #put(entry: RegistryEntry): void {
    const known = this.#documents.get(entry.key);
    const newest = Math.max(known?.version ?? 0, this.#deleted.get(entry.key) ?? 0);
    if (entry.version <= newest) return;
    this.#documents.set(entry.key, { ...entry, value: this.#decode(entry.value, entry.key) });
    this.#changed(known === undefined);
  }

  #remove(key: string, version: number): void {
    if (this.#reading > 0) this.#deleted.set(key, version);
    // It may have been made again since, and read before the feed came to that.
    if ((this.#documents.get(key)?.version ?? 0) > version) return;
    if (this.#documents.delete(key)) this.#changed(true);
  }

  #changed(keys: boolean): void {
    this.#revision++;
    if (keys) this.#sorted = undefined;
  }

  #keys(): readonly string[] {
    this.#sorted ??= [...this.#documents.keys()].sort();
    return this.#sorted;
  }
}

function firstFrom(keys: readonly string[], prefix: string): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle] ?? '') < prefix) low = middle + 1;
    else high = middle;
  }
  return low;
}
