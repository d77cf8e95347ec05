import { RegistryConflictError, type Registry, type RegistryChange } from '@paddock/store';
import { done, dueTask, type DueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import type { DynamoDbContext } from '../context.js';
import { isFed, isPassing, type KinesisDestination } from '../domain/kinesis-destination.js';
import { withDestination } from '../domain/table-destinations.js';
import type { Table, TableName } from '../domain/table.js';
import { decodeTable, tablesPrefix } from '../store.js';
import { KinesisPump, type KinesisSink } from './kinesis-pump.js';

const kind = 'dynamodb-kinesis';
/** How long a destination stays DISABLING at most because its stream does not take what is left, ms, and how often that is tried. */
const LONGEST_FAREWELL = 60_000;
const FAREWELL_STEP = 1000;

const NOT_PERMITTED = 'User does not have a permission to use kinesis stream';

type Context = Pick<DynamoDbContext, 'store' | 'tables' | 'transitions' | 'clock' | 'metrics' | 'logger'>;

/** A destination whose state is to end. */
type Passing = TableName & { readonly id: string; readonly feed: string };

/** Looks after the Kinesis streams that tables' changes go to: ends the states that they pass through, and keeps a pump for each that is fed. */
export class KinesisDestinations {
  readonly #context: Context;
  readonly #registry: Registry;
  readonly #sink: KinesisSink;
  /** By feed, with their tables' documents' keys. */
  readonly #pumps = new Map<string, { readonly key: string; readonly pump: KinesisPump }>();
  #unwatch: (() => void) | undefined;

  constructor(context: Context, registry: Registry, sink: KinesisSink) {
    this.#context = context;
    this.#registry = registry;
    this.#sink = sink;
  }

  register(tasks: DueTasks): void {
    tasks.handle(kind, (task) => this.#end(task.payload as unknown as Passing, task));
    this.#context.transitions.atRemoval(async (table) => {
      for (const { feed } of table.destinations ?? []) await this.#context.tables.clear(feed);
      return [];
    });
  }

  /** Goes on with what was left. */
  async start(): Promise<void> {
    this.#unwatch = this.#registry.watch(tablesPrefix, (event) => {
      if (event.reset === true) this.#syncAll().catch((error: unknown) => this.#unread(error));
      else this.#sync(event.key, event.value as unknown as Table | undefined);
    });
    await this.#syncAll();
  }

  async stop(): Promise<void> {
    this.#unwatch?.();
    const pumps = [...this.#pumps.values()];
    this.#pumps.clear();
    await Promise.all(pumps.map(({ pump }) => pump.stop()));
  }

  /** The due task that ends a destination's state, for the commit that begins it. */
  due(table: Table, destination: KinesisDestination): RegistryChange {
    return dueAt(this.#context.clock.now() + this.#context.transitions.delay, table, destination);
  }

  /** To be called after that commit. */
  async begun({ account, region, name, id }: Table, { feed }: KinesisDestination): Promise<void> {
    if (this.#context.transitions.delay === 0) await this.#end({ account, region, name, id, feed });
  }

  async #end(passing: Passing, task?: DueTask): Promise<void> {
    const { store, tables, transitions } = this.#context;
    const finished = task ? [done(task)] : [];
    for (;;) {
      const view = await store.currentTable(passing);
      const found = view?.table.id === passing.id ? destinationOfFeed(view.table, passing.feed) : undefined;
      if (view === undefined || found === undefined || !isPassing(found)) {
        if (task) await store.commit(finished);
        return;
      }
      const { table, version } = view;
      // Not only when the state began: the process may have ended before.
      await transitions.begun(table, []);
      const ended = await this.#ended(table, found);
      const after = ended && withDestination(table, ended);
      try {
        const change = after ? store.putTable(after, version) : this.#again(table, found);
        await store.commit([change, ...finished]);
      } catch (error) {
        if (!(error instanceof RegistryConflictError)) throw error;
        if (task && error.key === task.key) return;
        continue;
      }
      if (after) await transitions.begun(after, []);
      if (ended?.status === 'DISABLED') await tables.clear(ended.feed);
      return;
    }
  }

  /** What becomes of a destination when its state ends; undefined when it cannot end yet. */
  async #ended(table: Table, destination: KinesisDestination): Promise<KinesisDestination | undefined> {
    const now = this.#context.clock.now();
    const { description: _description, nextPrecision, ...rest } = destination;
    switch (destination.status) {
      case 'ENABLING':
        return (await this.#sink.takesRecords(destination.streamArn))
          ? { ...rest, status: 'ACTIVE', since: now }
          : { ...rest, status: 'ENABLE_FAILED', description: NOT_PERMITTED, since: now };
      case 'UPDATING':
        return { ...rest, status: 'ACTIVE', ...(nextPrecision && { precision: nextPrecision }), since: now };
      case 'DISABLING': {
        const isDrained = await this.#pump(table, destination).drain();
        return isDrained || now >= destination.since + LONGEST_FAREWELL
          ? { ...rest, status: 'DISABLED', since: now }
          : undefined;
      }
      default:
        return destination;
    }
  }

  #again(table: Table, destination: KinesisDestination): RegistryChange {
    return dueAt(this.#context.clock.now() + FAREWELL_STEP, table, destination);
  }

  #unread(error: unknown): void {
    this.#context.logger.error('the destinations of tables cannot be read', { error });
  }

  async #syncAll(): Promise<void> {
    const entries = await this.#registry.list(tablesPrefix);
    const there = new Set(entries.map(({ key }) => key));
    for (const { key } of this.#pumps.values()) if (!there.has(key)) this.#sync(key, undefined);
    for (const entry of entries) this.#sync(entry.key, decodeTable(entry).table);
  }

  /** Makes the pumps those that a table's document asks for. @param key the document's */
  #sync(key: string, table: Table | undefined): void {
    const fed = (table?.destinations ?? []).filter(isFed);
    const feeds = new Set(fed.map(({ feed }) => feed));
    for (const [feed, { key: of, pump }] of this.#pumps) {
      if (of !== key || feeds.has(feed)) continue;
      this.#pumps.delete(feed);
      void pump.stop();
    }
    if (table !== undefined) for (const destination of fed) this.#pump(table, destination).update(table, destination);
  }

  #pump(table: Table, destination: KinesisDestination): KinesisPump {
    const known = this.#pumps.get(destination.feed);
    if (known !== undefined) return known.pump;
    const { account, region, name } = table;
    const pump = new KinesisPump({ ...this.#context, sink: this.#sink }, table, destination);
    this.#pumps.set(destination.feed, { key: `${tablesPrefix}${account}/${region}/${name}`, pump });
    return pump;
  }
}

const destinationOfFeed = ({ destinations = [] }: Table, feed: string): KinesisDestination | undefined =>
  destinations.find((destination) => destination.feed === feed);

function dueAt(at: number, { account, region, name, id }: Table, { feed, status }: KinesisDestination): RegistryChange {
  return dueTask({ at, kind, id: `${id}-${feed}-${status}`, payload: { account, region, name, id, feed } });
}
