import { feedKey, feedSequence } from '@paddock/store';
import { done, dueTask, type DueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import type { DynamoDbContext } from '../context.js';
import { readUsedToken, tokenLife, tokens, usedTokens, type UsedToken } from '../transactions.js';

const kind = 'dynamodb-tokens';
/** ms */
const hour = 3_600_000;
/** Tokens that one transaction forgets. */
const slice = 256;

/**
 * Gives back what tokens of transactions take that no request can repeat any more: at the hour's end, where one was used in an hour. What a token means never
 * depends on it.
 */
export class TokenRetention {
  readonly #context: Pick<DynamoDbContext, 'store' | 'tables' | 'clock'>;
  /** The last time for which a task was made, ms since the epoch. */
  #expected = 0;

  constructor(context: Pick<DynamoDbContext, 'store' | 'tables' | 'clock'>) {
    this.#context = context;
  }

  register(tasks: DueTasks): void {
    tasks.handle(kind, (task) => this.#run(task));
  }

  /** To be called before a token is used: makes sure that it will be forgotten. */
  async expect(): Promise<void> {
    const { store, clock } = this.#context;
    const at = (Math.floor((clock.now() + tokenLife) / hour) + 1) * hour;
    if (at === this.#expected) return;
    // Whoever makes the task for the same hour makes the same one.
    await store.commit([dueTask({ at, kind, id: 'used', payload: null })]);
    this.#expected = at;
  }

  async #run(task: DueTask): Promise<void> {
    while (await this.#forgetSome());
    await this.#context.store.commit([done(task)]);
  }

  /** @returns whether there may be more */
  async #forgetSome(): Promise<boolean> {
    const { tables, clock } = this.#context;
    const now = clock.now();
    const used: UsedToken[] = [];
    let last: string | undefined;
    await tables.scan(
      usedTokens,
      {},
      {
        restart() {
          used.length = 0;
          last = undefined;
        },
        visit(key, value) {
          const token = readUsedToken(value);
          if (token.until > now) return false;
          used.push(token);
          last = key;
          return used.length < slice;
        },
      },
    );
    if (last === undefined) return false;
    await tables.transact(
      used.map(({ key }) => ({ collection: tokens, key })),
      (values, writes) => {
        for (const [i, { key }] of used.entries()) {
          const value = values[i];
          // It may have been used again since.
          if (value !== undefined && readUsedToken(value).until <= now) writes.delete(tokens, key);
        }
      },
    );
    await tables.clear(usedTokens, feedKey(feedSequence(last) + 1));
    return used.length === slice;
  }
}
