/** What a page remembers between visits. Where the browser keeps nothing (private windows, a full disk), it forgets. */
export class Store {
  readonly #storage: Storage | undefined;

  /** @param storage gives the storage; in some browsers already asking for it throws */
  constructor(storage: () => Storage | undefined) {
    this.#storage = tolerate(storage);
  }

  get(key: string): string | undefined {
    return tolerate(() => this.#storage?.getItem(key) ?? undefined);
  }

  set(key: string, value: string): void {
    tolerate(() => this.#storage?.setItem(key, value));
  }

  remove(key: string): void {
    tolerate(() => this.#storage?.removeItem(key));
  }
}

/** This browser's. */
export const browserStore = (): Store => new Store(() => globalThis.localStorage);

function tolerate<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
