import type { Json, Registry, RegistryChange } from '@paddock/store';
import type { LeaseStore } from '../../../runtime/leases.js';
import { RegistryMirror } from '../../../runtime/registry-mirror.js';
import type { Versioned } from '../../../runtime/versioned.js';
import type { Mapping } from './mapping.js';

/** The registry's keys of mappings, and of who works on them. Nothing else knows them. */
const mappingsPrefix = 'lambda/mapping/';
const pairsPrefix = 'lambda/mapping-pair/';
const leasesPrefix = 'lambda/mapping-lease/';
const pollersPrefix = 'lambda/mapping-poller/';

export type MappingName = Pick<Mapping, 'account' | 'region' | 'uuid'>;

const scope = ({ account, region }: Pick<Mapping, 'account' | 'region'>): string =>
  `${mappingsPrefix}${account}/${region}/`;
const mappingKey = (named: MappingName): string => scope(named) + named.uuid;
const pairKey = ({ account, region, functionName, qualifier, eventSourceArn }: Pair): string =>
  `${pairsPrefix}${account}/${region}/${functionName}/${qualifier ?? ''}/${eventSourceArn}`;
const leaseKey = ({ uuid }: Pick<Mapping, 'uuid'>): string => leasesPrefix + uuid;
const pollerKey = (process: string): string => pollersPrefix + process;

/** No two mappings share it. */
type Pair = Pick<Mapping, 'account' | 'region' | 'functionName' | 'qualifier' | 'eventSourceArn'>;

/** Which process works on a mapping. */
export interface Lease {
  readonly process: string;
}

/** A process that works on mappings, while it is there. */
export interface Poller {
  /** ms since the epoch on the machine's clock: it renews this well before. */
  readonly expires: number;
}

const json = (value: object): Json => value as Json;

/** Mappings: all of them in memory once they are read, kept true by the registry's change feed; conditional writes. */
export class MappingStore implements LeaseStore<Pick<Mapping, 'uuid'>> {
  readonly registry: Registry;
  readonly #mappings: Promise<RegistryMirror<Mapping>>;

  constructor(registry: Registry) {
    this.registry = registry;
    this.#mappings = RegistryMirror.open<Mapping>(registry, mappingsPrefix);
    // Whoever asks for them is told.
    this.#mappings.catch(() => undefined);
  }

  async mapping(named: MappingName): Promise<Versioned<Mapping> | undefined> {
    return (await this.#mappings).get(mappingKey(named));
  }

  /** As it is now, where the change feed may not have told of another process's change yet. */
  async current(named: MappingName): Promise<Versioned<Mapping> | undefined> {
    await (await this.#mappings).refresh(mappingKey(named));
    return this.mapping(named);
  }

  /** In the order of their ids. */
  async mappings(account: string, region: string): Promise<Mapping[]> {
    return Array.from((await this.#mappings).list(scope({ account, region })), ({ value }) => value);
  }

  /** Of every account and region. */
  async all(): Promise<Mapping[]> {
    return Array.from((await this.#mappings).list(mappingsPrefix), ({ value }) => value);
  }

  put(mapping: Mapping, ifVersion: number): RegistryChange {
    return { put: mappingKey(mapping), value: json(mapping), ifVersion };
  }

  remove(mapping: Mapping, ifVersion: number): RegistryChange[] {
    return [{ delete: mappingKey(mapping), ifVersion }, { delete: pairKey(mapping) }, { delete: leaseKey(mapping) }];
  }

  /** Takes the pair of function and source; conflicts when another mapping has it. */
  takePair(mapping: Mapping): RegistryChange {
    return { put: pairKey(mapping), value: mapping.uuid, ifVersion: 0 };
  }

  leavePair(mapping: Mapping): RegistryChange {
    return { delete: pairKey(mapping) };
  }

  isSamePair(one: Pair, other: Pair): boolean {
    return pairKey(one) === pairKey(other);
  }

  /** The id of the mapping that has the pair. */
  async pairOwner(pair: Pair): Promise<string | undefined> {
    return (await this.registry.get(pairKey(pair)))?.value as string | undefined;
  }

  async lease(mapping: Pick<Mapping, 'uuid'>): Promise<Versioned<Lease> | undefined> {
    const entry = await this.registry.get(leaseKey(mapping));
    return entry && { value: entry.value as unknown as Lease, version: entry.version };
  }

  putLease(mapping: Pick<Mapping, 'uuid'>, process: string, ifVersion: number): RegistryChange {
    return { put: leaseKey(mapping), value: { process }, ifVersion };
  }

  async poller(process: string): Promise<Versioned<Poller> | undefined> {
    const entry = await this.registry.get(pollerKey(process));
    return entry && { value: entry.value as unknown as Poller, version: entry.version };
  }

  putPoller(process: string, expires: number): RegistryChange {
    return { put: pollerKey(process), value: { expires } };
  }

  removePoller(process: string): RegistryChange {
    return { delete: pollerKey(process) };
  }

  /** Calls the listener after a mapping changed; undefined: any may have. */
  watchMappings(listener: (changed: MappingName | undefined) => void): () => void {
    return this.#watch(mappingsPrefix, (rest) => {
      const [account = '', region = '', uuid = ''] = rest?.split('/') ?? [];
      listener(rest === undefined ? undefined : { account, region, uuid });
    });
  }

  /** Calls the listener after a mapping was taken by a process; undefined: any may have been. */
  watchLeases(listener: (uuid: string | undefined) => void): () => void {
    return this.#watch(leasesPrefix, listener);
  }

  /** Calls the listener after a process went. */
  watchPollersGone(listener: () => void): () => void {
    return this.registry.watch(pollersPrefix, (event) => {
      if (event.reset === true || event.value === undefined) listener();
    });
  }

  close(): void {
    this.#mappings.then(
      (mappings) => mappings.close(),
      () => undefined,
    );
  }

  #watch(prefix: string, listener: (rest: string | undefined) => void): () => void {
    return this.registry.watch(prefix, (event) =>
      listener(event.reset === true ? undefined : event.key.slice(prefix.length)),
    );
  }
}
