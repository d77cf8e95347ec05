import { hash } from 'node:crypto';
import { AwsError } from '@paddock/wire';
import { whileTablesChange } from './addressing.js';
import type { ItemWrite, ItemWritten, Rider } from './items.js';
import type { DynamoDbContext } from './context.js';
import { sameItemTwice, tokenReused, transactionCanceled, type CancellationReason } from './errors.js';
import { throttledInTransaction } from './throttled.js';

/** How long a token is remembered after its transaction, ms. */
export const tokenLife = 10 * 60_000;

/** Units of a transaction count twice: it is prepared, then committed. */
export const transactionFactor = 2;

/** One action of a transaction, ready to be carried out; or what is wrong with it, which cancels the transaction. */
export type PlannedAction = ItemWrite | AwsError;

export interface TransactionOutcome {
  readonly written: readonly ItemWritten[];
  /** Whether the same request had been carried out before: then nothing was written now. */
  readonly replayed: boolean;
}

/** A client's token, and what it stands for. */
export interface Token {
  readonly account: string;
  readonly region: string;
  readonly token: string;
  /** What the request asks, in one form: two requests are the same when these are. */
  readonly request: string;
}

/**
 * Carries out actions on different items together, or none of them.
 * @param plan makes the actions; called again when a table's definition changed meanwhile
 * @throws TransactionCanceledException with a reason for each action; IdempotentParameterMismatchException; ValidationException for two actions on one item
 */
export async function transact(
  context: DynamoDbContext,
  plan: () => Promise<readonly PlannedAction[]>,
  token?: Token,
): Promise<TransactionOutcome> {
  if (token) await context.tokens.expect();
  return whileTablesChange(context, async () => {
    const actions = await plan();
    refuseDuplicates(actions);
    const sound = soundOf(actions);
    const isFlawed = sound.length < actions.length;
    const rider = token && new TokenRider(token, () => context.clock.now());
    try {
      const written = await context.items.write(sound, 'all', {
        factor: transactionFactor,
        ...(rider && { rider }),
        ...(isFlawed && { dry: true }),
      });
      if (isFlawed || written.some(({ error }) => error !== undefined)) {
        const outcomes = written.values();
        throw transactionCanceled(
          actions.map((action) => reasonOf(action instanceof AwsError ? action : outcomes.next().value?.error)),
        );
      }
      return { written, replayed: false };
    } catch (error) {
      if (error instanceof Replayed) return { written: await looked(context, actions), replayed: true };
      throw error;
    }
  });
}

/** What the items are now, for the capacity that a replay takes. */
async function looked(context: DynamoDbContext, actions: readonly PlannedAction[]): Promise<ItemWritten[]> {
  const found = await context.items.read(soundOf(actions));
  return found.map((stored) => ({ old: stored, new: stored, units: 0, indexUnits: [] }));
}

const soundOf = (actions: readonly PlannedAction[]): ItemWrite[] =>
  actions.filter((action): action is ItemWrite => !(action instanceof AwsError));

function refuseDuplicates(actions: readonly PlannedAction[]): void {
  const places = new Set<string>();
  for (const action of actions) {
    if (action instanceof AwsError) continue;
    const place = `${action.view.collection} ${action.key.place}`;
    if (places.has(place)) throw sameItemTwice();
    places.add(place);
  }
}

/** An action's failure as the reasons of a cancellation name it. */
export function reasonOf(error: AwsError | undefined): CancellationReason {
  if (error === undefined) return { Code: 'None' };
  const { message } = error;
  switch (error.code) {
    case 'ConditionalCheckFailedException': {
      const item = error.members['Item'];
      return {
        Code: 'ConditionalCheckFailed',
        Message: message,
        ...(item === undefined ? {} : { Item: item as NonNullable<CancellationReason['Item']> }),
      };
    }
    case 'DuplicateItemException':
      return { Code: 'DuplicateItem', Message: message };
    case 'ItemCollectionSizeLimitExceededException':
      return { Code: 'ItemCollectionSizeLimitExceeded', Message: message };
    case 'TransactionConflictException':
      return { Code: 'TransactionConflict', Message: message };
    case 'ValidationException':
      return { Code: 'ValidationError', Message: message };
    default:
      return throttledInTransaction(error);
  }
}

/** The same text for the same value, whatever the order of its members: a request that is repeated may have been written anew. */
export const sameText = (value: unknown): string =>
  JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** Says that a transaction's token was used before, for the same request. */
class Replayed extends Error {}

/** Remembers a token in the transaction that it is for. */
class TokenRider implements Rider {
  readonly places: Rider['places'];
  readonly #digest: string;
  readonly #now: () => number;

  constructor({ account, region, token, request }: Token, now: () => number) {
    this.places = [
      { collection: tokens, key: hash('sha256', `${account}/${region}/${token}`, 'buffer').toString('latin1') },
    ];
    this.#digest = hash('sha256', request, 'hex');
    this.#now = now;
  }

  board([value]: readonly (Uint8Array | undefined)[]): void {
    if (value === undefined) return;
    const { digest, until } = readUsedToken(value);
    if (until <= this.#now()) return;
    if (digest !== this.#digest) throw tokenReused();
    throw new Replayed();
  }

  write(writes: Parameters<Rider['write']>[0]): void {
    const [place] = this.places;
    if (place === undefined) return;
    const until = this.#now() + tokenLife;
    const used: UsedToken = { key: place.key, digest: this.#digest, until };
    const value = Buffer.from(JSON.stringify(used));
    writes.put(place.collection, place.key, value);
    writes.append(usedTokens, value);
  }
}

/** A token as the store has it. */
export interface UsedToken {
  /** Where it stands among the tokens. */
  readonly key: string;
  /** Of the request. */
  readonly digest: string;
  /** Until when it is remembered, ms since the epoch. */
  readonly until: number;
}

export const readUsedToken = (value: Uint8Array): UsedToken =>
  JSON.parse(Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString()) as UsedToken;

/** The store's collections of tokens: by token, and in the order of their use, in which they are forgotten. */
export const tokens = 'tokens';
export const usedTokens = 'tokens.used';
