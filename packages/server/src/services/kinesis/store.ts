import {
  RegistryConflictError,
  type Json,
  type Registry,
  type RegistryChange,
  type RegistryEntry,
} from '@paddock/store';
import type { RegistryCache } from '../../runtime/registry-cache.js';
import { RegistryMirror } from '../../runtime/registry-mirror.js';
import type { Consumer } from './domain/consumer.js';
import type { Stream } from './domain/stream.js';
import { StreamView } from './domain/stream-view.js';
import type { Named } from './errors.js';
import type { Versioned } from '../../runtime/versioned.js';

/** The registry's keys of the service, and how its documents are written. Nothing else knows them. */
const root = 'kinesis';
const streamPrefix = (account: string, region: string): string => `${root}/stream/${account}/${region}/`;
const streamKey = ({ account, region, name }: Named): string => streamPrefix(account, region) + name;
const consumerPrefix = (stream: Named): string => `${root}/consumer/${stream.account}/${stream.region}/${stream.name}/`;
const consumerKey = (consumer: ConsumerKey): string =>
  consumerPrefix({ account: consumer.account, region: consumer.region, name: consumer.stream }) + consumer.name;
const policyKey = (resourceArn: string): string => `${policiesPrefix}${resourceArn}`;
const settingsKey = (account: string, region: string): string => `${root}/settings/${account}/${region}`;
const subscriptionPrefix = `${root}/subscription/`;
const subscriptionKey = ({ streamId, consumer, created, shardIndex }: SubscriptionKey): string =>
  `${subscriptionPrefix}${streamId}/${consumer}/${created}/${shardIndex}`;
const onceKey = (what: string): string => `${root}/once/${what}`;
const iteratorKeyKey = `${root}/iterator-key`;

export const streamsPrefix = `${root}/stream/`;
const policiesPrefix = `${root}/policy/`;

export type ResourcePolicies = RegistryMirror<{ readonly policy: string }>;
export const openResourcePolicies = (registry: Registry): Promise<ResourcePolicies> =>
  RegistryMirror.open(registry, policiesPrefix);

export type ConsumerKey = Pick<Consumer, 'account' | 'region' | 'stream' | 'name'>;

/** One consumer's place at one shard: `created` tells consumers of the same name apart. */
export interface SubscriptionKey {
  readonly streamId: string;
  readonly consumer: string;
  readonly created: number;
  readonly shardIndex: number;
}

/** Who is subscribed there, in whichever process. */
export interface SubscriptionLease {
  readonly token: string;
  /** When it was taken, ms since the epoch. */
  readonly at: number;
  readonly ended?: true;
}

/** An account's commitment to a minimum of throughput, in one region. */
export interface AccountSettings {
  readonly status: 'ENABLED' | 'DISABLED' | 'ENABLED_UNTIL_EARLIEST_ALLOWED_END';
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly earliestAllowedEndAt?: number;
}

export const decodeStream = (entry: RegistryEntry): StreamView =>
  new StreamView(entry.value as unknown as Stream, entry.version);

const json = (value: object): Json => value as Json;

/** Streams, their consumers and policies: reads through a cache that the registry's change feed keeps true, conditional writes. */
export class KinesisStore {
  readonly #registry: Registry;
  readonly #streams: RegistryCache<StreamView>;

  readonly #policies: ResourcePolicies;

  constructor(registry: Registry, streams: RegistryCache<StreamView>, policies: ResourcePolicies) {
    this.#registry = registry;
    this.#streams = streams;
    this.#policies = policies;
  }

  /** The stream if it is remembered: the hot path's way. Undefined says nothing. */
  peekStream(name: Named): StreamView | undefined {
    return this.#streams.peek(streamKey(name));
  }

  stream(name: Named): Promise<StreamView | undefined> {
    return this.#streams.get(streamKey(name));
  }

  async streams(account: string, region: string, options: { after?: string; limit?: number } = {}): Promise<Stream[]> {
    const prefix = streamPrefix(account, region);
    const entries = await this.#registry.list(prefix, {
      ...(options.after === undefined ? {} : { after: prefix + options.after }),
      ...(options.limit === undefined ? {} : { limit: options.limit }),
    });
    return entries.map((entry) => entry.value as unknown as Stream);
  }

  /** Every stream of every account and region, for the loops that look after them. */
  async allStreams(): Promise<Stream[]> {
    return (await this.#registry.list(streamsPrefix)).map((entry) => entry.value as unknown as Stream);
  }

  putStream(stream: Stream, ifVersion: number): RegistryChange {
    return { put: streamKey(stream), value: json(stream), ifVersion };
  }

  deleteStream(stream: Stream, ifVersion: number): RegistryChange {
    return { delete: streamKey(stream), ifVersion };
  }

  /** Calls the listener when the stream's document changes, from now on. */
  watchStream(name: Named, listener: () => void): () => void {
    return this.#registry.watch(streamKey(name), listener);
  }

  async consumer(key: ConsumerKey): Promise<Versioned<Consumer> | undefined> {
    const entry = await this.#registry.get(consumerKey(key));
    return entry && { value: entry.value as unknown as Consumer, version: entry.version };
  }

  async consumers(stream: Named, options: { after?: string; limit?: number } = {}): Promise<Consumer[]> {
    const prefix = consumerPrefix(stream);
    const entries = await this.#registry.list(prefix, {
      ...(options.after === undefined ? {} : { after: prefix + options.after }),
      ...(options.limit === undefined ? {} : { limit: options.limit }),
    });
    return entries.map((entry) => entry.value as unknown as Consumer);
  }

  putConsumer(consumer: Consumer, ifVersion: number): RegistryChange {
    return { put: consumerKey(consumer), value: json(consumer), ifVersion };
  }

  deleteConsumer(consumer: ConsumerKey, ifVersion?: number): RegistryChange {
    return { delete: consumerKey(consumer), ...(ifVersion === undefined ? {} : { ifVersion }) };
  }

  /** Calls the listener when the consumer's document may have changed, from now on. */
  watchConsumer(consumer: ConsumerKey, listener: () => void): () => void {
    return this.#watch(consumerKey(consumer), listener);
  }

  async subscription(key: SubscriptionKey): Promise<Versioned<SubscriptionLease> | undefined> {
    const entry = await this.#registry.get(subscriptionKey(key));
    return entry && { value: entry.value as unknown as SubscriptionLease, version: entry.version };
  }

  putSubscription(key: SubscriptionKey, lease: SubscriptionLease, ifVersion: number): RegistryChange {
    return { put: subscriptionKey(key), value: json(lease), ifVersion };
  }

  deleteSubscription(key: SubscriptionKey, ifVersion: number): RegistryChange {
    return { delete: subscriptionKey(key), ifVersion };
  }

  /** Calls the listener when the lease may have changed, from now on. */
  watchSubscription(key: SubscriptionKey, listener: () => void): () => void {
    return this.#watch(subscriptionKey(key), listener);
  }

  /** The changes that forget leases taken before the time (ms since the epoch), which ended without being given back. */
  async forgetSubscriptions(before: number): Promise<RegistryChange[]> {
    const entries = await this.#registry.list(subscriptionPrefix);
    return entries
      .filter((entry) => (entry.value as unknown as SubscriptionLease).at < before)
      .map(({ key, version }) => ({ delete: key, ifVersion: version }));
  }

  async hasSubscriptions(): Promise<boolean> {
    return (await this.#registry.list(subscriptionPrefix, { limit: 1 })).length > 0;
  }

  /** Commits the changes unless that has been done before, by whichever process, under the same name. */
  async once(what: string, changes: readonly RegistryChange[]): Promise<void> {
    try {
      await this.commit([{ put: onceKey(what), value: true, ifVersion: 0 }, ...changes]);
    } catch (error) {
      if (!(error instanceof RegistryConflictError)) throw error;
    }
  }

  /** The resource policy on a stream or a consumer; at once, for every request asks. */
  policy(resourceArn: string): string | undefined {
    return this.#policies.get(policyKey(resourceArn))?.value.policy;
  }

  putPolicy(resourceArn: string, policy: string): RegistryChange {
    return { put: policyKey(resourceArn), value: { policy } };
  }

  deletePolicy(resourceArn: string): RegistryChange {
    return { delete: policyKey(resourceArn) };
  }

  async settings(account: string, region: string): Promise<Versioned<AccountSettings>> {
    const entry = await this.#registry.get(settingsKey(account, region));
    return entry
      ? { value: entry.value as unknown as AccountSettings, version: entry.version }
      : { value: { status: 'DISABLED' }, version: 0 };
  }

  putSettings(account: string, region: string, settings: AccountSettings, ifVersion: number): RegistryChange {
    return { put: settingsKey(account, region), value: json(settings), ifVersion };
  }

  /** The key that seals shard iterators and tokens: made once, by whichever process comes first. */
  async iteratorKey(make: () => Uint8Array): Promise<Uint8Array> {
    for (;;) {
      const entry = await this.#registry.get(iteratorKeyKey);
      if (entry) return Buffer.from((entry.value as { key: string }).key, 'base64');
      try {
        await this.commit([
          { put: iteratorKeyKey, value: { key: Buffer.from(make()).toString('base64') }, ifVersion: 0 },
        ]);
      } catch (error) {
        if (!(error instanceof RegistryConflictError)) throw error;
      }
    }
  }

  commit(changes: readonly RegistryChange[]): Promise<number> {
    return this.#registry.commit(changes);
  }

  #watch(key: string, listener: () => void): () => void {
    return this.#registry.watch(key, (event) => {
      if (event.reset === true || event.key === key) listener();
    });
  }
}
