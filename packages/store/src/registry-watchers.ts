import type { Json, RegistryEvent } from './registry.js';

type Listener = (event: RegistryEvent) => void;

/** Who listens to what in one process, for adapters. */
export class RegistryWatchers {
  readonly #watchers = new Set<{ readonly prefix: string; readonly listener: Listener }>();

  watch(prefix: string, listener: Listener): () => void {
    const watcher = { prefix, listener };
    this.#watchers.add(watcher);
    return () => void this.#watchers.delete(watcher);
  }

  /** Tells everyone who listens to the key; the document is parsed only if someone does. */
  changed(key: string, version: number, json: string | undefined): void {
    let event: RegistryEvent | undefined;
    for (const { prefix, listener } of this.#watchers) {
      if (!key.startsWith(prefix)) continue;
      event ??= { key, version, value: json === undefined ? undefined : (JSON.parse(json) as Json) };
      tell(listener, event);
    }
  }

  reset(): void {
    for (const { listener } of this.#watchers) tell(listener, { reset: true });
  }

  clear(): void {
    this.#watchers.clear();
  }
}

/** A listener's fault must neither fail the commit nor keep the event from the others, nor go unheard. */
function tell(listener: Listener, event: RegistryEvent): void {
  try {
    listener(event);
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
