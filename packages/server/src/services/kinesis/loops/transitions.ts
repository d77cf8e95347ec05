import { RegistryConflictError, type Log, type RegistryChange } from '@paddock/store';
import type { Clock } from '../../../runtime/clock.js';
import { done, dueTask, type DueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import { consumerArn, streamArn } from '../domain/arn.js';
import type { Consumer } from '../domain/consumer.js';
import { applySteps, scalingRound } from '../domain/reshard.js';
import { logShard, type ReshardStep, type Stream } from '../domain/stream.js';
import type { Named } from '../errors.js';
import type { ConsumerKey, KinesisStore } from '../store.js';

const streamKind = 'kinesis-stream';
const consumerKind = 'kinesis-consumer';

/** How long a stream stays CREATING, UPDATING or DELETING, ms. On AWS it is tens of seconds. */
export const briefTransition = 200;

/**
 * Ends the states that AWS passes through. Each begins with a due task in the commit that began the state, so a restart loses none;
 * ending one is idempotent, because the task and, with instant transitions, the request both do it.
 */
export class Transitions {
  readonly #store: KinesisStore;
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #delay: number;

  /** @param delay ms; 0 ends every state before the request that began it is answered */
  constructor(store: KinesisStore, log: Log, clock: Clock, delay: number) {
    this.#store = store;
    this.#log = log;
    this.#clock = clock;
    this.#delay = delay;
  }

  register(tasks: DueTasks): void {
    tasks.handle(streamKind, (task) => this.#endStream(task.payload as unknown as Named & { id: string }, task));
    tasks.handle(consumerKind, (task) =>
      this.#endConsumer(task.payload as unknown as ConsumerKey & { created: number }, task),
    );
  }

  dueFor({ account, region, name, id, status }: Stream): RegistryChange {
    return dueTask({
      at: this.#clock.now() + this.#delay,
      kind: streamKind,
      id: `${id}-${status}`,
      payload: { account, region, name, id },
    });
  }

  dueForConsumer({ account, region, stream, name, created, status, streamId }: Consumer): RegistryChange {
    return dueTask({
      at: this.#clock.now() + this.#delay,
      kind: consumerKind,
      id: `${streamId}-${name}-${status}`,
      payload: { account, region, stream, name, created },
    });
  }

  /** To be called after the commit that began a state. */
  async begun(stream: Stream): Promise<void> {
    if (this.#delay === 0) await this.#endStream(stream);
  }

  async begunConsumer(consumer: Consumer): Promise<void> {
    if (this.#delay === 0) await this.#endConsumer(consumer);
  }

  async #endStream(named: Named & { readonly id: string }, task?: DueTask): Promise<void> {
    const finished = task ? [done(task)] : [];
    for (;;) {
      const view = await this.#store.stream(named);
      if (view === undefined || view.stream.id !== named.id || view.stream.status === 'ACTIVE') {
        if (task) await this.#store.commit(finished);
        return;
      }
      const { stream, version } = view;
      try {
        if (stream.status === 'DELETING') {
          // Records first: while its document is there, a crash between the two is made good by the due task.
          await Promise.all(stream.shards.map((shard) => this.#log.drop(logShard(stream, shard))));
          await this.#store.commit([...(await this.#removal(stream, version)), ...finished]);
        } else {
          await this.#store.commit([this.#store.putStream(await this.#settled(stream), version), ...finished]);
        }
        return;
      } catch (error) {
        if (!(error instanceof RegistryConflictError)) throw error;
        if (task && error.key === task.key) return;
      }
    }
  }

  async #removal(stream: Stream, version: number): Promise<RegistryChange[]> {
    const consumers = await this.#store.consumers(stream);
    return [
      this.#store.deleteStream(stream, version),
      this.#store.deletePolicy(streamArn(stream)),
      ...consumers.flatMap((consumer) => [
        this.#store.deleteConsumer(consumer),
        this.#store.deletePolicy(arnOf(consumer)),
      ]),
    ];
  }

  async #settled(stream: Stream): Promise<Stream> {
    const { pending, ...rest } = stream;
    const active: Stream = { ...rest, status: 'ACTIVE' };
    if (pending === undefined) return active;
    switch (pending.kind) {
      case 'settings': {
        const { encryption, ...set } = pending.set;
        if (encryption === undefined) return { ...active, ...set };
        const { encryption: _before, ...unencrypted } = active;
        return { ...unencrypted, ...set, ...(encryption === null ? {} : { encryption }) };
      }
      case 'reshard':
        return this.#carryOut(active, [pending.step]);
      case 'scale': {
        let scaled = active;
        for (
          let steps = scalingRound(scaled, pending.target);
          steps.length > 0;
          steps = scalingRound(scaled, pending.target)
        ) {
          scaled = await this.#carryOut(scaled, steps);
        }
        return scaled;
      }
    }
  }

  // A parent is sealed before it is counted: what a producer still puts there fails, and goes to the children once they are in the registry.
  async #carryOut(stream: Stream, steps: readonly ReshardStep[]): Promise<Stream> {
    const parents = new Set(steps.flatMap((step) => step.parents));
    const sealed = stream.shards
      .filter((shard) => parents.has(shard.index) && !shard.closed)
      .map(async (shard) => [shard.index, (await this.#log.seal(logShard(stream, shard))).end] as const);
    return applySteps(stream, steps, new Map(await Promise.all(sealed)), this.#clock.now());
  }

  async #endConsumer(key: ConsumerKey & { readonly created: number }, task?: DueTask): Promise<void> {
    const finished = task ? [done(task)] : [];
    for (;;) {
      const found = await this.#store.consumer(key);
      if (found === undefined || found.value.created !== key.created || found.value.status === 'ACTIVE') {
        if (task) await this.#store.commit(finished);
        return;
      }
      const { value: consumer, version } = found;
      try {
        await this.#store.commit([
          ...(consumer.status === 'DELETING'
            ? [this.#store.deleteConsumer(consumer, version), this.#store.deletePolicy(arnOf(consumer))]
            : [this.#store.putConsumer({ ...consumer, status: 'ACTIVE' }, version)]),
          ...finished,
        ]);
        return;
      } catch (error) {
        if (!(error instanceof RegistryConflictError)) throw error;
        if (task && error.key === task.key) return;
      }
    }
  }
}

const arnOf = (consumer: Consumer): string =>
  consumerArn({
    account: consumer.account,
    region: consumer.region,
    name: consumer.stream,
    consumer: consumer.name,
    createdSecond: Math.floor(consumer.created / 1000),
  });
