import type { LogGroup } from '../domain/log-group.js';
import type { LogsStore } from '../store.js';
import { SubscriptionPump, type PumpParts } from './pump.js';

/** Keeps a pump for each subscription filter that there is. */
export class Subscriptions {
  readonly #parts: PumpParts;
  readonly #store: LogsStore;
  /** By filter's id, with their groups' documents' keys. */
  readonly #pumps = new Map<string, { readonly key: string; readonly pump: SubscriptionPump }>();
  #unwatch: (() => void) | undefined;

  constructor(parts: PumpParts, store: LogsStore) {
    this.#parts = parts;
    this.#store = store;
  }

  /** Goes on with what was left. */
  async start(): Promise<void> {
    this.#unwatch = this.#store.watchGroups((key, group) => {
      if (key !== undefined) this.#sync(key, group);
      else this.#syncAll().catch((error: unknown) => this.#parts.logger.error('log groups cannot be read', { error }));
    });
    await this.#syncAll();
  }

  async stop(): Promise<void> {
    this.#unwatch?.();
    const pumps = [...this.#pumps.values()];
    this.#pumps.clear();
    await Promise.all(pumps.map(({ pump }) => pump.stop()));
  }

  /** Resolves when nothing is being sent. */
  async idle(): Promise<void> {
    await Promise.all(Array.from(this.#pumps.values(), ({ pump }) => pump.idle()));
  }

  async #syncAll(): Promise<void> {
    const groups = await this.#store.allGroups();
    const there = new Set(groups.map((group) => this.#store.keyOf(group)));
    for (const { key } of this.#pumps.values()) if (!there.has(key)) this.#sync(key, undefined);
    for (const group of groups) this.#sync(this.#store.keyOf(group), group);
  }

  /** Makes the pumps those that a group's document asks for. @param key the document's */
  #sync(key: string, group: LogGroup | undefined): void {
    const filters = new Map(group?.subscriptions.map((filter) => [filter.id, filter]));
    for (const [id, { key: of, pump }] of this.#pumps) {
      if (of !== key || filters.has(id)) continue;
      this.#pumps.delete(id);
      void pump.stop();
    }
    if (group === undefined) return;
    for (const [id, filter] of filters) {
      const known = this.#pumps.get(id);
      if (known) known.pump.update(group, filter);
      else this.#pumps.set(id, { key, pump: new SubscriptionPump(this.#parts, group, filter) });
    }
  }
}
