import {
  RegistryConflictError,
  type Json,
  type Registry,
  type RegistryChange,
  type RegistryEntry,
} from '@paddock/store';
import type { RegistryCache } from '../../runtime/registry-cache.js';
import { RegistryMirror } from '../../runtime/registry-mirror.js';
import type { ChangeStream, Table, TableName } from './domain/table.js';
import type { Versioned } from '../../runtime/versioned.js';
import { streamCareTask } from './stream-care-task.js';
import { TableView } from './table-view.js';

/** The registry's keys of the service, and how its documents are written. Nothing else knows them. */
const root = 'dynamodb';
export const tablesPrefix = `${root}/table/`;
const policiesPrefix = `${root}/policy/`;
const tablePrefix = (account: string, region: string): string => `${tablesPrefix}${account}/${region}/`;
const tableKey = ({ account, region, name }: TableName): string => tablePrefix(account, region) + name;
const streamsPrefix = `${root}/stream/`;
const streamPrefix = (account: string, region: string): string => `${streamsPrefix}${account}/${region}/`;
const streamKey = ({ account, region, table, label }: StreamName): string =>
  `${streamPrefix(account, region)}${table}/${label}`;
const canBe = ({ account, name }: TableName): boolean => NAME.test(name) && NAME.test(account);
const NAME = /^[a-zA-Z0-9_.-]{1,255}$/;
const policyKey = (resourceArn: string): string => `${policiesPrefix}${resourceArn}`;

/** A resource policy, as it was put. */
export interface ResourcePolicy {
  readonly policy: string;
  readonly revisionId: string;
}
/** Which of the streams that a table has had. */
export type StreamName = Pick<ChangeStream, 'account' | 'region' | 'table' | 'label'>;

export type ResourcePolicies = RegistryMirror<ResourcePolicy>;
export const openResourcePolicies = (registry: Registry): Promise<ResourcePolicies> =>
  RegistryMirror.open(registry, policiesPrefix);

export const decodeTable = (entry: RegistryEntry): TableView =>
  new TableView(entry.value as unknown as Table, entry.version);

const json = (value: object): Json => value as Json;

/** Tables and what belongs to them: reads through a cache that the registry's change feed keeps true, conditional writes. */
export class DynamoDbStore {
  readonly #registry: Registry;
  readonly #tables: RegistryCache<TableView>;
  readonly #policies: ResourcePolicies;

  constructor(registry: Registry, tables: RegistryCache<TableView>, policies: ResourcePolicies) {
    this.#registry = registry;
    this.#tables = tables;
    this.#policies = policies;
  }

  /** The table if it is remembered: the hot path's way. Undefined says nothing. */
  peekTable(name: TableName): TableView | undefined {
    return this.#tables.peek(tableKey(name));
  }

  /** Undefined also for what no table can be called: requests that name theirs by ARNs may say anything. */
  table(name: TableName): Promise<TableView | undefined> {
    return canBe(name) ? this.#tables.get(tableKey(name)) : Promise.resolve(undefined);
  }

  /**
   * The table as it is now, where what is remembered may be what it was before another process changed it: for those who know of a change, or
   * would do harm if they missed one.
   */
  currentTable(name: TableName): Promise<TableView | undefined> {
    this.forgetTable(name);
    return this.table(name);
  }

  /** Has the table read anew when it is asked for next. */
  forgetTable(name: TableName): void {
    this.#tables.forget(tableKey(name));
  }

  /** In the order of their names' bytes. */
  async tables(account: string, region: string, options: { after?: string; limit?: number } = {}): Promise<Table[]> {
    const prefix = tablePrefix(account, region);
    const entries = await this.#registry.list(prefix, {
      ...(options.after === undefined ? {} : { after: prefix + options.after }),
      ...(options.limit === undefined ? {} : { limit: options.limit }),
    });
    return entries.map((entry) => entry.value as unknown as Table);
  }

  /** Every table of every account and region, for the loops that look after them. */
  async allTables(): Promise<Table[]> {
    return (await this.#registry.list(tablesPrefix)).map((entry) => entry.value as unknown as Table);
  }

  /** @param ifVersion 0 for a table that is not there yet */
  putTable(table: Table, ifVersion: number): RegistryChange {
    return { put: tableKey(table), value: json(table), ifVersion };
  }

  deleteTable(table: TableName, ifVersion: number): RegistryChange {
    return { delete: tableKey(table), ifVersion };
  }

  async stream(name: StreamName): Promise<Versioned<ChangeStream> | undefined> {
    const entry = await this.#registry.get(streamKey(name));
    return entry && { value: entry.value as unknown as ChangeStream, version: entry.version };
  }

  /** Streams that are on, or were less than a day ago: by the names of their tables, then by age. @param options.table of this table alone */
  async streams(
    account: string,
    region: string,
    options: { table?: string; after?: Pick<StreamName, 'table' | 'label'>; limit?: number } = {},
  ): Promise<ChangeStream[]> {
    const { table, after, limit } = options;
    const prefix = streamPrefix(account, region);
    const entries = await this.#registry.list(table === undefined ? prefix : `${prefix}${table}/`, {
      ...(after === undefined ? {} : { after: streamKey({ account, region, ...after }) }),
      ...(limit === undefined ? {} : { limit }),
    });
    return entries.map((entry) => entry.value as unknown as ChangeStream);
  }

  /** Every stream of every account and region, for the loops that look after them. */
  async allStreams(): Promise<ChangeStream[]> {
    return (await this.#registry.list(streamsPrefix)).map((entry) => entry.value as unknown as ChangeStream);
  }

  /** The changes that make a stream; from then on it is looked after. @param now ms since the epoch */
  makeStream(stream: ChangeStream, now: number): RegistryChange[] {
    return [this.putStream(stream), streamCareTask(stream, now)];
  }

  /** @param ifVersion only if it is the document's version */
  putStream(stream: ChangeStream, ifVersion?: number): RegistryChange {
    return { put: streamKey(stream), value: json(stream), ...(ifVersion === undefined ? {} : { ifVersion }) };
  }

  deleteStream(stream: StreamName, ifVersion?: number): RegistryChange {
    return { delete: streamKey(stream), ...(ifVersion === undefined ? {} : { ifVersion }) };
  }

  /** The resource policy of a table or a stream; at once, for every request asks. */
  policy(resourceArn: string): ResourcePolicy | undefined {
    return this.#policies.get(policyKey(resourceArn))?.value;
  }

  /** The same as it is now, where another process may have changed it. */
  async currentPolicy(resourceArn: string): Promise<ResourcePolicy | undefined> {
    return (await this.#registry.get(policyKey(resourceArn)))?.value as unknown as ResourcePolicy | undefined;
  }

  putPolicy(resourceArn: string, policy: ResourcePolicy): RegistryChange {
    return { put: policyKey(resourceArn), value: json(policy) };
  }

  deletePolicy(resourceArn: string): RegistryChange {
    return { delete: policyKey(resourceArn) };
  }

  commit(changes: readonly RegistryChange[]): Promise<number> {
    return this.#registry.commit(changes);
  }

  /** Commits what the callback makes of the newest documents; calls it again when another change came first. */
  async change<T>(
    make: () => Promise<{ readonly changes: readonly RegistryChange[]; readonly result: T }>,
  ): Promise<T> {
    for (;;) {
      const { changes, result } = await make();
      if (changes.length === 0) return result;
      try {
        await this.#registry.commit(changes);
        return result;
      } catch (error) {
        if (!(error instanceof RegistryConflictError)) throw error;
      }
    }
  }
}
