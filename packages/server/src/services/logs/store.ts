import {
  RegistryConflictError,
  type Json,
  type Registry,
  type RegistryChange,
  type RegistryEntry,
} from '@paddock/store';
import type { RegistryCache } from '../../runtime/registry-cache.js';
import { RegistryMirror } from '../../runtime/registry-mirror.js';
import { keyPart } from './destination-store.js';
import type { GroupName } from './domain/arn.js';
import type { LogGroup } from './domain/log-group.js';
import type { QueryDefinition } from './domain/query-definition.js';
import type { ResourcePolicy } from './domain/resource-policy.js';
import { GroupView } from './group-view.js';

/** The registry's keys of the service, and how its documents are written. Nothing else knows them. */
const root = 'logs';
export const groupsPrefix = `${root}/group/`;
const groupPrefix = (account: string, region: string): string => `${groupsPrefix}${account}/${region}/`;
const groupKey = ({ account, region, name }: GroupName): string => groupPrefix(account, region) + name;
const policiesPrefix = `${root}/policy/`;
const policyPrefix = (account: string, region: string): string => `${policiesPrefix}${account}/${region}/`;
const policyKey = (account: string, region: string, id: string): string => policyPrefix(account, region) + id;
const definitionPrefix = (account: string, region: string): string => `${root}/query-definition/${account}/${region}/`;
const keptPrefix = `${root}/kept/`;
const keptKey = (groupId: string): string => keptPrefix + groupId;

export const decodeGroup = (entry: RegistryEntry): GroupView =>
  new GroupView(entry.value as unknown as LogGroup, entry.version);

export type ResourcePolicies = RegistryMirror<ResourcePolicy>;
export const openResourcePolicies = (registry: Registry): Promise<ResourcePolicies> =>
  RegistryMirror.open(registry, policiesPrefix);
/** Groups whose expired events somebody will remove. */
export type KeptGroups = RegistryMirror<unknown>;
export const openKeptGroups = (registry: Registry): Promise<KeptGroups> => RegistryMirror.open(registry, keptPrefix);

const json = (value: object): Json => value as Json;
const canBe = ({ account, name }: GroupName): boolean => /^[.\-_/#A-Za-z0-9]{1,512}$/.test(name) && account !== '';

export interface Listing {
  readonly prefix?: string;
  readonly after?: string;
  readonly limit?: number;
}

/** Log groups and what belongs to them: reads through a cache that the registry's change feed keeps true, conditional writes. */
export class LogsStore {
  readonly #registry: Registry;
  readonly #groups: RegistryCache<GroupView>;
  readonly #policies: ResourcePolicies;
  readonly #kept: KeptGroups;

  constructor(registry: Registry, groups: RegistryCache<GroupView>, policies: ResourcePolicies, kept: KeptGroups) {
    this.#registry = registry;
    this.#groups = groups;
    this.#policies = policies;
    this.#kept = kept;
  }

  /** The group if it is remembered: the hot path's way. Undefined says nothing. */
  peekGroup(name: GroupName): GroupView | undefined {
    return this.#groups.peek(groupKey(name));
  }

  /** Undefined also for what no group can be called: requests that name theirs by ARNs may say anything. */
  group(name: GroupName): Promise<GroupView | undefined> {
    return canBe(name) ? this.#groups.get(groupKey(name)) : Promise.resolve(undefined);
  }

  /** The group as it is now, where what is remembered may be what it was before another process changed it. */
  currentGroup(name: GroupName): Promise<GroupView | undefined> {
    this.#groups.forget(groupKey(name));
    return this.group(name);
  }

  /** In the order of their names' bytes. */
  async groups(account: string, region: string, { prefix = '', after, limit }: Listing = {}): Promise<LogGroup[]> {
    const start = groupPrefix(account, region);
    const entries = await this.#registry.list(start + prefix, {
      ...(after === undefined ? {} : { after: start + after }),
      ...(limit === undefined ? {} : { limit }),
    });
    return entries.map((entry) => entry.value as unknown as LogGroup);
  }

  /** Every group of every account and region, for the loops that look after them. */
  async allGroups(): Promise<LogGroup[]> {
    return (await this.#registry.list(groupsPrefix)).map((entry) => entry.value as unknown as LogGroup);
  }

  /** Calls the listener for each change of a group, and with nothing when changes may have been missed. */
  watchGroups(listener: (key: string | undefined, group: LogGroup | undefined) => void): () => void {
    return this.#registry.watch(groupsPrefix, (event) => {
      if (event.reset === true) listener(undefined, undefined);
      else listener(event.key, event.value as unknown as LogGroup | undefined);
    });
  }

  keyOf(group: GroupName): string {
    return groupKey(group);
  }

  /** @param ifVersion 0 for a group that is not there yet */
  putGroup(group: LogGroup, ifVersion: number): RegistryChange {
    return { put: groupKey(group), value: json(group), ifVersion };
  }

  deleteGroup(group: GroupName, ifVersion: number): RegistryChange {
    return { delete: groupKey(group), ifVersion };
  }

  isKept(groupId: string): boolean {
    return this.#kept.get(keptKey(groupId)) !== undefined;
  }

  /** When the task falls due that removes what expires in the group, ms since the epoch; undefined when there is none. */
  async keptUntil(groupId: string): Promise<number | undefined> {
    return ((await this.#registry.get(keptKey(groupId)))?.value as { at: number } | undefined)?.at;
  }

  /** Says which task that is, to be committed with it. @param isFirst a conflict when there is one already */
  keep(groupId: string, at: number, isFirst: boolean): RegistryChange {
    return { put: keptKey(groupId), value: { at }, ...(isFirst ? { ifVersion: 0 } : {}) };
  }

  keepNoLonger(groupId: string): RegistryChange {
    return { delete: keptKey(groupId) };
  }

  /** Resource policies in the order of their keys. */
  policies(account: string, region: string): readonly ResourcePolicy[] {
    return Array.from(this.#policies.list(policyPrefix(account, region)), ({ value }) => value);
  }

  policyOfResource(account: string, region: string, resourceArn: string): ResourcePolicy | undefined {
    return this.#policies.get(policyKey(account, region, resourceId(resourceArn)))?.value;
  }

  /** The document of a policy: of the account by its name, or of a resource by its ARN. */
  async policy(
    account: string,
    region: string,
    of: PolicyOf,
  ): Promise<{ value: ResourcePolicy; version: number } | undefined> {
    const entry = await this.#registry.get(policyKey(account, region, policyId(of)));
    return entry && { value: entry.value as unknown as ResourcePolicy, version: entry.version };
  }

  putPolicy(account: string, region: string, of: PolicyOf, policy: ResourcePolicy, ifVersion: number): RegistryChange {
    return { put: policyKey(account, region, policyId(of)), value: json(policy), ifVersion };
  }

  deletePolicy(account: string, region: string, of: PolicyOf, ifVersion: number): RegistryChange {
    return { delete: policyKey(account, region, policyId(of)), ifVersion };
  }

  async queryDefinition(
    account: string,
    region: string,
    id: string,
  ): Promise<{ value: QueryDefinition; version: number } | undefined> {
    // Anybody may ask for any text: ours are UUIDs.
    if (!/^[\w-]{1,64}$/.test(id)) return undefined;
    const entry = await this.#registry.get(definitionPrefix(account, region) + id);
    return entry && { value: entry.value as unknown as QueryDefinition, version: entry.version };
  }

  async queryDefinitions(account: string, region: string): Promise<QueryDefinition[]> {
    const entries = await this.#registry.list(definitionPrefix(account, region));
    return entries.map((entry) => entry.value as unknown as QueryDefinition);
  }

  putQueryDefinition(account: string, region: string, definition: QueryDefinition, ifVersion: number): RegistryChange {
    return { put: definitionPrefix(account, region) + definition.id, value: json(definition), ifVersion };
  }

  deleteQueryDefinition(account: string, region: string, id: string, ifVersion: number): RegistryChange {
    return { delete: definitionPrefix(account, region) + id, ifVersion };
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

/** Which resource policy is meant. */
export type PolicyOf = { readonly name: string } | { readonly resourceArn: string };
const policyId = (of: PolicyOf): string => ('name' in of ? `account/${keyPart(of.name)}` : resourceId(of.resourceArn));
const resourceId = (arn: string): string => `resource/${arn}`;
