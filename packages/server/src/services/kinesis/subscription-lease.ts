import { RegistryClosedError, RegistryConflictError } from '@paddock/store';
import type { KinesisContext } from './context.js';
import type { Consumer } from './domain/consumer.js';
import { shardId } from './domain/shard-id.js';
import { anotherSubscription, subscribeRateExceeded } from './errors.js';
import type { SubscriptionKey } from './store.js';

/** So long after a successful call no other for the same consumer and shard is taken, ms; after it, the later one takes over. */
const grace = 5_000;

/**
 * The right of one subscription to be the one of its consumer and shard: a document that every process sees, so that they agree who has
 * it. Nothing has to be done for one whose process died: after five seconds it is there to be taken.
 */
export class SubscriptionLease {
  readonly key: SubscriptionKey;
  readonly #context: KinesisContext;
  readonly #token: string;
  readonly #at: number;
  readonly #version: number;

  private constructor(context: KinesisContext, key: SubscriptionKey, token: string, at: number, version: number) {
    this.#context = context;
    this.key = key;
    this.#token = token;
    this.#at = at;
    this.#version = version;
  }

  /**
   * @param withinRate whether the call keeps to AWS's rate
   * @throws ResourceInUseException within five seconds of the last successful call, as on AWS even if that one has ended;
   * LimitExceededException
   */
  static async take(
    context: KinesisContext,
    consumer: Consumer,
    shardIndex: number,
    withinRate: boolean,
  ): Promise<SubscriptionLease> {
    const { store, clock, random, throttles } = context;
    const key = leaseKey(consumer, shardIndex);
    const token = Buffer.from(random.bytes(16)).toString('hex');
    for (;;) {
      const held = await store.subscription(key);
      const now = clock.now();
      if (held !== undefined && (throttles.enforced || held.value.ended !== true)) {
        const age = now - held.value.at;
        if (age >= 0 && age < grace) throw anotherSubscription(consumer, shardId(shardIndex));
      }
      if (!withinRate) throw subscribeRateExceeded(consumer, shardId(shardIndex));
      try {
        const version = await store.commit([store.putSubscription(key, { token, at: now }, held?.version ?? 0)]);
        return new SubscriptionLease(context, key, token, now, version);
      } catch (error) {
        if (!(error instanceof RegistryConflictError)) throw error;
      }
    }
  }

  /** Whether a later call has taken over. */
  async isLost(): Promise<boolean> {
    const held = await this.#context.store.subscription(this.key);
    return held !== undefined && held.value.token !== this.#token;
  }

  /** Gives it back, if it has not been taken over. */
  async release(): Promise<void> {
    const { store, clock } = this.#context;
    const over = clock.now() - this.#at >= grace;
    const change = over
      ? store.deleteSubscription(this.key, this.#version)
      : store.putSubscription(this.key, { token: this.#token, at: this.#at, ended: true }, this.#version);
    try {
      await store.commit([change]);
    } catch (error) {
      if (!(error instanceof RegistryConflictError) && !(error instanceof RegistryClosedError)) throw error;
    }
  }
}

const leaseKey = ({ streamId, name, created }: Consumer, shardIndex: number): SubscriptionKey => ({
  streamId,
  consumer: name,
  created,
  shardIndex,
});
