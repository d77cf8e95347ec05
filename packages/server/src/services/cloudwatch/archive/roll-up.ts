import type { Registry, Tables } from '@paddock/store';
import { done, type DueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import type { Clock } from '../../../runtime/clock.js';
import { addToBlock, decodeBlock, eachPoint, encodeBlock } from './block.js';
import { chunkKey, ROLL_UP, type ChunkTask } from './chunks.js';
import { readCount, type MetricArchive } from './metric-archive.js';
import {
  blockOf,
  chunkCollection,
  chunkOf,
  countsCollection,
  minutes,
  isOpen,
  readRowKey,
  rollUps,
  rowKey,
  seconds,
  tierNamed,
  type Place,
  type Tier,
} from './tiers.js';

// Rows that one transaction moves.
const AT_ONCE = 100;

/**
 * Ends chunks that have become too old for their tier: their points become coarser ones, or are forgotten. A row is added to its coarser one and removed in one
 * transaction, so that a crash in between does neither twice.
 */
export class RollUp {
  readonly #tables: Tables;
  readonly #registry: Registry;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #archive: MetricArchive;

  constructor(parts: {
    readonly tables: Tables;
    readonly registry: Registry;
    readonly clock: Pick<Clock, 'now'>;
    readonly archive: MetricArchive;
  }) {
    this.#tables = parts.tables;
    this.#registry = parts.registry;
    this.#clock = parts.clock;
    this.#archive = parts.archive;
  }

  register(tasks: DueTasks): void {
    tasks.handle(ROLL_UP, (task) => this.#run(task));
  }

  async #run(task: DueTask): Promise<void> {
    // What `Chunks` wrote.
    const { account, region, tier: name, chunk } = task.payload as unknown as ChunkTask;
    const place = { account, region };
    const tier = tierNamed(name);
    if (tier === undefined) throw new Error(`there is no tier ${name}`);
    const coarser = tier === seconds ? undefined : this.#coarser(tier, chunk);
    if (coarser !== undefined) await this.#move(place, tier, chunk, coarser);
    await this.#tables.clear(chunkCollection(place, tier, chunk));
    this.#archive.chunks.forget(place, tier, chunk);
    if (tier === minutes) await this.#archive.index.prune(place, this.#clock.now());
    await this.#registry.commit([{ delete: chunkKey(place, tier, chunk) }, done(task)]);
  }

  /** The next tier that is still open for a chunk: a clock that leaps may leave several behind. */
  #coarser(tier: Tier, chunk: number): Tier | undefined {
    const later = rollUps.slice(rollUps.indexOf(tier) + 1);
    return later.find((one) => isOpen(one, chunk * tier.chunk, this.#clock.now()));
  }

  async #move(place: Place, tier: Tier, chunk: number, coarser: Tier): Promise<void> {
    const collection = chunkCollection(place, tier, chunk);
    const [first, last] = [chunkOf(coarser, chunk * tier.chunk), chunkOf(coarser, (chunk + 1) * tier.chunk - 1)];
    for (let one = first; one <= last; one++) await this.#archive.chunks.ensure(place, coarser, one);
    for (;;) {
      const keys = await this.#firstKeys(collection);
      if (keys.length === 0) return;
      await this.#moveRows(place, tier, collection, keys, coarser);
    }
  }

  async #firstKeys(collection: string): Promise<string[]> {
    let keys: string[] = [];
    await this.#tables.scan(
      collection,
      {},
      {
        visit: (key) => keys.push(key) < AT_ONCE,
        restart: () => {
          keys = [];
        },
      },
    );
    return keys;
  }

  async #moveRows(place: Place, tier: Tier, collection: string, keys: readonly string[], coarser: Tier): Promise<void> {
    const targets = new Map<string, { readonly collection: string; readonly key: string }>();
    const targetOf = keys.map((from) => {
      const { seriesId, unit, block } = readRowKey(from);
      const time = block * tier.block;
      const key = rowKey(seriesId, unit, blockOf(coarser, time));
      const into = chunkCollection(place, coarser, chunkOf(coarser, time));
      targets.set(`${into} ${key}`, { collection: into, key });
      return `${into} ${key}`;
    });
    const counts = { collection: countsCollection(place), key: '' };
    const places = [counts, ...targets.values(), ...keys.map((key) => ({ collection, key }))];
    await this.#tables.transact(places, ([count, ...values], writes) => {
      const blocks = new Map([...targets.keys()].map((name, index) => [name, decodeBlock(values[index])]));
      for (const [index, key] of keys.entries()) {
        const value = values[targets.size + index];
        const block = blocks.get(targetOf[index] ?? '');
        if (value === undefined || block === undefined) continue;
        const start = readRowKey(key).block * tier.block;
        const into = blockOf(coarser, start) * coarser.block;
        eachPoint(value, (slot, sample) => {
          const time = start + slot * tier.resolution;
          addToBlock(block, Math.floor((time - into) / coarser.resolution), sample);
        });
        writes.delete(collection, key);
      }
      for (const [name, target] of targets) {
        writes.put(target.collection, target.key, encodeBlock(blocks.get(name) ?? new Map()));
      }
      writes.put(counts.collection, counts.key, Buffer.from(String(readCount(count) + 1)));
    });
  }
}
