import { RegistryConflictError, type Registry } from '@paddock/store';
import { dueTask } from '../../../runtime/due-tasks.js';
import { endOfChunk, type Place, type Tier } from './tiers.js';

export const ROLL_UP = 'cloudwatch-roll-up';

/** What the task that ends a chunk is about. */
export interface ChunkTask extends Place {
  readonly tier: Tier['name'];
  readonly chunk: number;
  readonly [key: string]: string | number;
}

/** Which chunks there are. Each has, from before its first row on, the due task that ends it. */
export class Chunks {
  readonly #registry: Registry;
  readonly #known = new Map<string, Promise<void>>();

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** To be awaited before anything is written into the chunk. */
  ensure(place: Place, tier: Tier, chunk: number): Promise<void> | undefined {
    const key = chunkKey(place, tier, chunk);
    const known = this.#known.get(key);
    if (known !== undefined) return known === READY ? undefined : known;
    const made = this.#make(key, place, tier, chunk).then(
      () => void this.#known.set(key, READY),
      (error: unknown) => {
        this.#known.delete(key);
        throw error;
      },
    );
    this.#known.set(key, made);
    return made;
  }

  /** The chunk was ended. */
  forget(place: Place, tier: Tier, chunk: number): void {
    this.#known.delete(chunkKey(place, tier, chunk));
  }

  async #make(key: string, place: Place, tier: Tier, chunk: number): Promise<void> {
    const payload: ChunkTask = { account: place.account, region: place.region, tier: tier.name, chunk };
    const task = dueTask({
      at: endOfChunk(tier, chunk),
      kind: ROLL_UP,
      id: `${place.account}/${place.region}/${tier.name}/${chunk}`,
      payload,
    });
    try {
      await this.#registry.commit([{ put: key, value: {}, ifVersion: 0 }, task]);
    } catch (error) {
      // It is there: from an earlier run, or another process was first.
      if (!(error instanceof RegistryConflictError)) throw error;
    }
  }
}

const READY = Promise.resolve();

export const chunkKey = ({ account, region }: Place, tier: Tier, chunk: number): string =>
  `cloudwatch/chunk/${account}/${region}/${tier.name}/${chunk}`;
