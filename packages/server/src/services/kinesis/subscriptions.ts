import { AwsError } from '@paddock/wire';
import type { KinesisContext } from './context.js';
import { Subscription, type SubscriptionStart } from './subscription.js';
import { SubscriptionLease } from './subscription-lease.js';

/** The subscriptions whose events this process sends. */
export class Subscriptions {
  readonly #active = new Set<Subscription>();
  readonly #report: (error: unknown) => void;

  /** @param report what becomes of a subscription's fault: its reader is only told that there was one */
  constructor(report: (error: unknown) => void = () => undefined) {
    this.#report = report;
  }

  /**
   * Begins one.
   * @param withinRate whether the call keeps to AWS's rate
   * @throws ResourceInUseException when its consumer has subscribed to the shard within the last five seconds, else LimitExceededException
   *   beyond the rate
   */
  async begin(
    context: KinesisContext,
    start: Omit<SubscriptionStart, 'lease'>,
    withinRate: boolean,
  ): Promise<Subscription> {
    const lease = await SubscriptionLease.take(context, start.consumer, start.shardIndex, withinRate);
    const subscription = new Subscription(context, { ...start, lease }, (ended, error) => {
      this.#active.delete(ended);
      if (error !== undefined && !(error instanceof AwsError)) this.#report(error);
    });
    this.#active.add(subscription);
    return subscription;
  }

  get count(): number {
    return this.#active.size;
  }

  /** Ends them all, as after their five minutes: clients subscribe again, here or elsewhere. */
  async stop(): Promise<void> {
    await Promise.all(Array.from(this.#active, (subscription) => subscription.return()));
  }
}
