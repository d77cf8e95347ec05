import { TablesFullError } from '@paddock/store';
import type { Checkpoint } from '../progress.js';
import type { Work } from './work.js';

/** Writes one shard's checkpoints, one at a time: what becomes due while one is written goes into the next. */
export class Checkpointer {
  readonly #work: Work;
  readonly #shard: string;
  readonly #current: () => Checkpoint;
  #result: string | undefined;
  #writing: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  /** @param current what is to be written now */
  constructor(work: Work, shard: string, current: () => Checkpoint) {
    this.#work = work;
    this.#shard = shard;
    this.#current = current;
  }

  /** Resolves when what is done by now is durable. @throws LostLeaseError */
  save(result?: string): Promise<void> {
    if (result !== undefined) this.#result = result;
    if (this.#writing === undefined) return this.#begin();
    // Whether that one fails is its own callers' matter.
    this.#next ??= this.#writing.then(
      () => this.#begin(),
      () => this.#begin(),
    );
    return this.#next;
  }

  #begin(): Promise<void> {
    this.#next = undefined;
    const writing = this.#write().finally(() => {
      if (this.#writing === writing) this.#writing = undefined;
    });
    this.#writing = writing;
    return writing;
  }

  async #write(): Promise<void> {
    for (let failures = 1; ; failures++) {
      try {
        return await this.#work.save(this.#shard, this.#current(), this.#result);
      } catch (error) {
        if (!(error instanceof TablesFullError) || this.#work.isStopping) throw error;
        await this.#work.pause(failures);
      }
    }
  }
}
