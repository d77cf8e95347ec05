import { RegistryClosedError, TablesClosedError, type Json, type Tables } from '@paddock/store';
import type { Clock } from '../../runtime/clock.js';
import { done, dueTask, type DueTask, type DueTasks } from '../../runtime/due-tasks.js';
import type { Ids } from '../../runtime/ids.js';
import type { Logger } from '../../runtime/log.js';
import type { GroupName } from './domain/arn.js';
import type { LogGroup, Tail } from './domain/log-group.js';
import type { StoredEvent } from './events/block.js';
import { tailFeed } from './events/collections.js';
import { readBlocksAt } from './events/reader.js';
import { decodeFed } from './events/writer.js';
import { isNotFound, sessionTimedOut } from './errors.js';
import type { Groups } from './groups.js';
import type { FilterPattern } from './patterns/index.js';
import type { LogsStore } from './store.js';

const kind = 'logs-tail';
/** How long a session lasts, ms. */
const LIFETIME = 3 * 3_600_000;
/** How often it tells what is new, ms. */
const INTERVAL = 1_000;
/** Events of one update; of more a part is told. */
const MOST_EVENTS = 500;
/** Blocks that are looked at together: each may be of a megabyte. */
const MOST_BLOCKS = 32;

interface Parts {
  readonly store: LogsStore;
  readonly groups: Groups;
  readonly tables: Tables;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
}

/** What somebody wants to see as it comes in. */
export interface TailWanted {
  readonly groups: readonly LogGroup[];
  readonly wants: (stream: string) => boolean;
  readonly pattern: FilterPattern;
  /** What the first event of the stream says. */
  readonly start: SessionStart;
}

export interface SessionStart {
  readonly requestId: string;
  readonly sessionId: string;
  readonly logGroupIdentifiers: readonly string[];
  readonly logStreamNames?: readonly string[] | undefined;
  readonly logStreamNamePrefixes?: readonly string[] | undefined;
  readonly logEventFilterPattern?: string | undefined;
}

export interface TailedEvent {
  readonly logStreamName: string;
  readonly logGroupIdentifier: string;
  readonly message: string;
  readonly timestamp: number;
  readonly ingestionTime: number;
}

export type TailEvent =
  | { readonly sessionStart: SessionStart }
  | {
      readonly sessionUpdate: {
        readonly sessionMetadata: { readonly sampled: boolean };
        readonly sessionResults: readonly TailedEvent[];
      };
    };

/** The live tails whose events this process sends. A group's writers, in whichever process, feed those that its document names. */
export class LiveTails {
  readonly #parts: Parts;
  readonly #active = new Set<LiveTail>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  register(tasks: DueTasks): void {
    tasks.handle(kind, (task) => this.#expire(task));
  }

  /** How many are open here. */
  get count(): number {
    return this.#active.size;
  }

  /** @throws ResourceNotFoundException when a group is gone */
  async begin(wanted: TailWanted): Promise<LiveTail> {
    const { store, groups, clock, ids } = this.#parts;
    const tail: Tail = { id: ids.hex(16), until: clock.now() + LIFETIME };
    const tailed: TailedGroup[] = [];
    try {
      for (const [at, group] of wanted.groups.entries()) {
        const own = { ...tail, id: `${tail.id}-${at}` };
        // Should this process be killed, it is taken from the group all the same.
        await store.commit([expiryOf(group, own)]);
        await groups.changeFeeds(group, (current) => ({ ...current, tails: [...current.tails, own] }));
        tailed.push({ group, tail: own });
      }
    } catch (error) {
      for (const { group, tail: own } of tailed) await this.#leave(group, own);
      throw error;
    }
    const session = new LiveTail(this.#parts, wanted, tailed, async (ended) => {
      this.#active.delete(ended);
      for (const { group, tail: own } of tailed) await this.#leave(group, own);
    });
    this.#active.add(session);
    return session;
  }

  /** Ends them all. */
  async stop(): Promise<void> {
    await Promise.all(Array.from(this.#active, (session) => session.return()));
  }

  async #expire(task: DueTask): Promise<void> {
    const { groups, store } = this.#parts;
    const { id, ...named } = task.payload as unknown as GroupName & { readonly id: string };
    const group = (await store.currentGroup(named))?.group;
    if (group?.tails.some((tail) => tail.id === id) === true) {
      await groups.changeFeeds(named, (current) => ({
        ...current,
        tails: current.tails.filter((tail) => tail.id !== id),
      }));
    }
    await store.commit([done(task)]);
  }

  async #leave(group: LogGroup, tail: Tail): Promise<void> {
    try {
      await this.#parts.groups.changeFeeds(group, (current) => ({
        ...current,
        tails: current.tails.filter(({ id }) => id !== tail.id),
      }));
      await this.#parts.store.commit([{ delete: expiryOf(group, tail).put }]);
    } catch (error) {
      // With the group went its tails.
      if (!isNotFound(error)) this.#parts.logger.error('a live tail was not taken from its group', { error });
    }
  }
}

/** What takes a tail from its group when its time is over. */
const expiryOf = ({ account, region, name }: LogGroup, { id, until }: Tail): { put: string; value: Json } => {
  const task = dueTask({ at: until, kind, id, payload: { account, region, name, id } });
  if (!('put' in task)) throw new Error('a due task is a document');
  return { put: task.put, value: task.value };
};

interface TailedGroup {
  readonly group: LogGroup;
  readonly tail: Tail;
}

const finished = { done: true, value: undefined } as const;

/** The events of one StartLiveTail: what has come in, every second, for three hours. */
export class LiveTail implements AsyncIterableIterator<TailEvent> {
  readonly #parts: Parts;
  readonly #wanted: TailWanted;
  readonly #tailed: readonly TailedGroup[];
  readonly #onEnd: (session: LiveTail) => Promise<void>;
  /** On the monotonic clock. */
  readonly #ends: number;
  #next: number;
  #state: 'new' | 'open' | 'over' = 'new';
  #wake: (() => void) | undefined;

  constructor(
    parts: Parts,
    wanted: TailWanted,
    tailed: readonly TailedGroup[],
    onEnd: (session: LiveTail) => Promise<void>,
  ) {
    this.#parts = parts;
    this.#wanted = wanted;
    this.#tailed = tailed;
    this.#onEnd = onEnd;
    const now = parts.clock.monotonic();
    this.#ends = now + LIFETIME;
    this.#next = now + INTERVAL;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** @throws AwsError SessionTimeoutException after three hours */
  async next(): Promise<IteratorResult<TailEvent, undefined>> {
    if (this.#state === 'over') return finished;
    if (this.#state === 'new') {
      this.#state = 'open';
      return { done: false, value: { sessionStart: this.#wanted.start } };
    }
    const { clock } = this.#parts;
    if (clock.monotonic() >= this.#ends) {
      await this.return();
      throw sessionTimedOut();
    }
    await this.#sleep(this.#next - clock.monotonic());
    this.#next = Math.max(this.#next + INTERVAL, clock.monotonic());
    if (this.#isOver()) return finished;
    try {
      return { done: false, value: { sessionUpdate: await this.#update() } };
    } catch (error) {
      await this.return();
      if (error instanceof TablesClosedError || error instanceof RegistryClosedError) return finished;
      throw error;
    }
  }

  /** Ends it: an event that is being waited for will not come. */
  async return(): Promise<IteratorReturnResult<undefined>> {
    if (this.#state === 'over') return finished;
    this.#state = 'over';
    this.#wake?.();
    await this.#onEnd(this);
    return finished;
  }

  async #update(): Promise<{ sessionMetadata: { sampled: boolean }; sessionResults: TailedEvent[] }> {
    const found: TailedEvent[] = [];
    let sampled = false;
    const { tables } = this.#parts;
    for (const { group, tail } of this.#tailed) {
      // All that there is, or it would fall behind.
      for (let isLeft = true; isLeft && !sampled;) {
        const { keys, after } = await this.#newBlocks(tail);
        for (const events of await readBlocksAt(tables, group, keys)) {
          for (const event of events) {
            if (!this.#isWanted(event)) continue;
            if (found.length === MOST_EVENTS) sampled = true;
            else found.push(tailedEvent(group, event));
          }
        }
        if (after !== undefined) await tables.clear(tailFeed(tail), `${after}\0`);
        isLeft = keys.length === MOST_BLOCKS && !this.#isOver();
      }
      // Of more than can be told nothing has to be looked at.
      if (sampled) await tables.clear(tailFeed(tail));
    }
    return { sessionMetadata: { sampled }, sessionResults: found };
  }

  #isWanted({ stream, message }: StoredEvent): boolean {
    return this.#wanted.wants(stream) && this.#wanted.pattern.matches(message);
  }

  async #newBlocks(tail: Tail): Promise<{ keys: readonly string[]; after: string | undefined }> {
    let keys: string[] = [];
    let after: string | undefined;
    await this.#parts.tables.scan(
      tailFeed(tail),
      {},
      {
        visit(key, value) {
          keys.push(decodeFed(value).key);
          after = key;
          return keys.length < MOST_BLOCKS;
        },
        restart() {
          [keys, after] = [[], undefined];
        },
      },
    );
    return { keys, after };
  }

  async #sleep(ms: number): Promise<void> {
    if (ms <= 0) return;
    await new Promise<void>((resolve) => {
      const timer = this.#parts.clock.after(ms, resolve);
      this.#wake = () => {
        timer.cancel();
        resolve();
      };
    });
    this.#wake = undefined;
  }

  /** While something was awaited, the reader may have left. */
  #isOver(): boolean {
    return this.#state === 'over';
  }
}

const tailedEvent = (group: LogGroup, event: StoredEvent): TailedEvent => ({
  logStreamName: event.stream,
  logGroupIdentifier: `${group.account}:${group.name}`,
  message: event.message,
  timestamp: event.timestamp,
  ingestionTime: event.ingestionTime,
});
