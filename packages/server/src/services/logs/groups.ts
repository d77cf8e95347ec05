import { RegistryConflictError, type RegistryChange, type Tables } from '@paddock/store';
import type { Clock } from '../../runtime/clock.js';
import { done, dueTask, type DueTask, type DueTasks } from '../../runtime/due-tasks.js';
import type { GroupName } from './domain/arn.js';
import type { LogGroup } from './domain/log-group.js';
import { deletionProtected, groupExists, groupNotFound } from './errors.js';
import {
  blocksCollection,
  fenceOf,
  GONE,
  indexCollection,
  streamsCollection,
  subscriptionFeed,
  tailFeed,
} from './events/collections.js';
import { decodeStream } from './events/streams.js';
import type { GroupView } from './group-view.js';
import type { LogsStore } from './store.js';

const fenceKind = 'logs-fence';
const removalKind = 'logs-removal';

interface Parts {
  readonly store: LogsStore;
  readonly tables: Tables;
  readonly clock: Clock;
}

/** Makes, changes and removes log groups. What a change means for writers reaches them through the group's fence. */
export class Groups {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  register(tasks: DueTasks): void {
    tasks.handle(fenceKind, (task) => this.#settle(task.payload as unknown as Settling, [done(task)]));
    tasks.handle(removalKind, (task) => this.#remove(task));
  }

  /** @throws ResourceNotFoundException */
  async find(named: GroupName): Promise<GroupView> {
    const { store } = this.#parts;
    const view = store.peekGroup(named) ?? (await store.group(named));
    if (view === undefined) throw groupNotFound();
    return view;
  }

  /** @throws ResourceAlreadyExistsException */
  async create(group: LogGroup): Promise<void> {
    const { store } = this.#parts;
    try {
      await store.commit([store.putGroup(group, 0)]);
    } catch (error) {
      if (error instanceof RegistryConflictError) throw groupExists();
      throw error;
    }
  }

  /**
   * @param change what becomes of the newest document: the same one for no change. It may throw, and be called again
   * @throws ResourceNotFoundException
   */
  change(named: GroupName, change: (group: LogGroup) => LogGroup): Promise<LogGroup> {
    const { store } = this.#parts;
    return store.change(async () => {
      const { group, version } = await this.#current(named);
      const changed = change(group);
      return { changes: changed === group ? [] : [store.putGroup(changed, version)], result: changed };
    });
  }

  /** The same for a change of who is fed: when it resolves, every writer knows of it. */
  async changeFeeds(named: GroupName, change: (group: LogGroup) => LogGroup): Promise<LogGroup> {
    const { store, clock } = this.#parts;
    const { result, settling, task } = await store.change(async () => {
      const { group, version } = await this.#current(named);
      const wanted = change(group);
      const now = clock.now();
      const changed = {
        ...wanted,
        tails: wanted.tails.filter(({ until }) => until > now),
        revision: group.revision + 1,
      };
      const left = new Set(feedsOf(changed));
      const settling: Settling = {
        groupId: group.id,
        revision: changed.revision,
        clear: feedsOf(group).filter((feed) => !left.has(feed)),
      };
      const task = dueTask({
        at: now,
        kind: fenceKind,
        id: `${group.id}-${changed.revision}`,
        payload: { ...settling },
      });
      return { changes: [store.putGroup(changed, version), task], result: { result: changed, settling, task } };
    });
    await this.#settle(settling, 'put' in task ? [{ delete: task.put }] : []);
    return result;
  }

  /** @throws ResourceNotFoundException, or ValidationException when it is protected */
  async delete(named: GroupName): Promise<void> {
    const { store, tables, clock } = this.#parts;
    const group = await store.change(async () => {
      const { group, version } = await this.#current(named);
      if (group.deletionProtection) throw deletionProtected();
      const payload = { id: group.id, feeds: feedsOf(group) };
      const task = dueTask({ at: clock.now(), kind: removalKind, id: group.id, payload });
      return { changes: [store.deleteGroup(group, version), task], result: group };
    });
    await tables.raiseFence(fenceOf(group).name, GONE);
  }

  async #current(named: GroupName): Promise<GroupView> {
    const view = await this.#parts.store.currentGroup(named);
    if (view === undefined) throw groupNotFound();
    return view;
  }

  async #settle({ groupId, revision, clear }: Settling, finished: readonly RegistryChange[]): Promise<void> {
    const { tables, store } = this.#parts;
    await tables.raiseFence(fenceOf({ id: groupId, revision }).name, revision);
    for (const feed of clear) await tables.clear(feed);
    try {
      await store.commit(finished);
    } catch (error) {
      // Somebody else has finished it.
      if (!(error instanceof RegistryConflictError)) throw error;
    }
  }

  /** Forgets what a group that is gone had. */
  async #remove(task: DueTask): Promise<void> {
    const { tables, store } = this.#parts;
    const { id, feeds } = task.payload as unknown as { id: string; feeds: readonly string[] };
    await tables.raiseFence(fenceOf({ id, revision: GONE }).name, GONE);
    const streamIds: string[] = [];
    await tables.scan(
      streamsCollection({ id }),
      {},
      {
        visit(_key, value) {
          streamIds.push(decodeStream(value).id);
          return true;
        },
        restart: () => void streamIds.splice(0),
      },
    );
    for (const streamId of streamIds) await tables.clear(indexCollection(streamId));
    for (const feed of feeds) await tables.clear(feed);
    await tables.clear(blocksCollection({ id }));
    await tables.clear(streamsCollection({ id }));
    await store.commit([store.keepNoLonger(id), done(task)]);
  }
}

interface Settling {
  readonly groupId: string;
  readonly revision: number;
  /** Feeds that nobody reads any more. */
  readonly clear: readonly string[];
}

const feedsOf = ({ subscriptions, tails }: LogGroup): string[] => [
  ...subscriptions.map(subscriptionFeed),
  ...tails.map(tailFeed),
];
