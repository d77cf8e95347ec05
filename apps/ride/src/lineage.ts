/** A shard as ListShards and ChildShards describe it. */
export interface Shard {
  readonly id: string;
  /** None for a first shard, one after a split, two after a merge. */
  readonly parents: readonly string[];
  /** False once the shard takes no more records. */
  readonly open: boolean;
}

/** Where reading begins: with what is written from now on, or with the oldest record that is kept. */
export type From = 'LATEST' | 'TRIM_HORIZON';

/** The first record that arrived then or later; epoch milliseconds, by the service's clock. */
export interface Moment {
  readonly at: number;
}

/** A shard that may be read now, and from where. */
export interface Start {
  readonly id: string;
  readonly from: From | Moment;
}

/**
 * Which shards may be read when: a shard waits until each of its parents has been read to its end, so that the records
 * of one partition key come in the order in which they were written, through splits and merges.
 */
export class Lineage {
  readonly #states = new Map<string, 'waiting' | 'reading' | 'finished'>();
  readonly #parents = new Map<string, readonly string[]>();

  /**
   * What to read first, given all shards of the stream. From LATEST, closed shards count as read; from a moment, those
   * that are not in `since`: the shards that were open at some time after it.
   */
  begin(listing: readonly Shard[], from: From | Moment, since: readonly Shard[] = []): Start[] {
    if (from === 'TRIM_HORIZON') return this.survey(listing);
    if (typeof from === 'object') return this.#beginAt(listing, from, since);
    for (const shard of listing) if (!shard.open) this.#states.set(shard.id, 'finished');
    const open = listing.filter((shard) => shard.open);
    const ids = new Set(open.map((shard) => shard.id));
    // A parent that the listing still calls open was split or merged while the pages were fetched.
    const roots = open.filter((shard) => !shard.parents.some((parent) => ids.has(parent)));
    for (const shard of roots) this.#states.set(shard.id, 'reading');
    return [...roots.map(({ id }): Start => ({ id, from })), ...this.learn(open)];
  }

  // A child whose parent is read too was opened after the moment: the usual TRIM_HORIZON is right for it.
  #beginAt(listing: readonly Shard[], from: Moment, since: readonly Shard[]): Start[] {
    const recent = new Set(since.map((shard) => shard.id));
    for (const { id, open } of listing) if (!open && !recent.has(id)) this.#states.set(id, 'finished');
    return this.survey(listing).map(({ id }): Start => ({ id, from }));
  }

  /** Takes notice of shards; answers those that may be read now. Known ones are ignored. */
  learn(shards: readonly Shard[]): Start[] {
    for (const { id, parents } of shards) {
      if (this.#states.has(id)) continue;
      this.#states.set(id, 'waiting');
      this.#parents.set(id, parents);
    }
    return this.#ready(() => false);
  }

  /** The shard has been read to its end. */
  finish(id: string, children: readonly Shard[]): Start[] {
    this.#states.set(id, 'finished');
    return this.learn(children);
  }

  /** Compares with all shards of the stream: learns new ones, and does not wait for a parent that is trimmed away. */
  survey(listing: readonly Shard[]): Start[] {
    const listed = new Set(listing.map((shard) => shard.id));
    for (const [id, state] of this.#states) if (state === 'finished' && !listed.has(id)) this.#states.delete(id);
    const started = this.learn(listing);
    // Only if the child itself is listed: a listing older than both would make a young parent look trimmed.
    return [
      ...started,
      ...this.#ready((parent, child) => listed.has(child) && !listed.has(parent) && !this.#states.has(parent)),
    ];
  }

  #ready(isGone: (parent: string, child: string) => boolean): Start[] {
    const started: Start[] = [];
    for (const [id, parents] of this.#parents) {
      if (!parents.every((parent) => this.#states.get(parent) === 'finished' || isGone(parent, id))) continue;
      this.#parents.delete(id);
      this.#states.set(id, 'reading');
      started.push({ id, from: 'TRIM_HORIZON' });
    }
    return started;
  }
}
