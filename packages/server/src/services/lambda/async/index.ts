import { RegistryConflictError, type RegistryChange, type Tables } from '@paddock/store';
import { AwsError } from '@paddock/wire';
import type { Clock } from '../../../runtime/clock.js';
import { done, dueTask, type DueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import type { Logger } from '../../../runtime/log.js';
import type { ResolvedFunction } from '../addressing.js';
import { functionArn } from '../domain/arns.js';
import type { LambdaFunction } from '../domain/lambda-function.js';
import type { Invoker } from '../invoker.js';
import type { LambdaMetrics } from '../metrics.js';
import { defaultEventAge, defaultRetries, destinationRecord, putOffDelay, retryDelay } from './event.js';
import type { AsyncEvent, Attempt, Ending } from './event.js';

const kind = 'lambda-async';
/** Payloads of events that wait, by request id. */
const collection = 'lambda/async';
/** So many events of this process run at once; the others wait for their turn. */
const mostRunning = 100;
/** A function's time out, and so much more, is how long an event is this process's, ms: if it is not through then, the process is gone. */
const leaseMargin = 30_000;

/** Where what came of an event is sent. */
export interface Destinations {
  /**
   * @param arn a function, a bucket, a queue, a topic or a bus
   * @throws when it cannot be delivered
   */
  send(arn: string, record: string, owner: LambdaFunction, role: string, event: AsyncEvent): Promise<void>;
}

export interface AsyncParts {
  readonly tables: Tables;
  readonly commit: (changes: readonly RegistryChange[]) => Promise<number>;
  readonly clock: Clock;
  readonly invoker: () => Invoker;
  readonly metrics: LambdaMetrics;
  readonly destinations: Destinations;
  /** The function as it is now. @throws ResourceNotFoundException */
  readonly resolve: (event: AsyncEvent) => Promise<ResolvedFunction>;
  readonly logger: Logger;
}

/** An event on its way, and the due task that holds its place: whoever runs the task takes the event over. */
interface Held {
  readonly event: AsyncEvent;
  readonly task: { readonly key: string; readonly version: number };
}

/**
 * Asynchronous invocations: durable when they are accepted, run as soon as there is room, tried again as AWS does, and told to their destinations. Each has a
 * due task: while this process has the event at hand, the task stands at the time by which it would be through, so that another takes over if this one ends.
 */
export class AsyncInvocations {
  readonly #parts: AsyncParts;
  /** Request ids of the events that this process has at hand. */
  readonly #held = new Set<string>();
  #running = 0;
  readonly #queue: (() => Promise<void>)[] = [];
  #stopped = false;
  #idle: (() => void)[] = [];

  constructor(parts: AsyncParts) {
    this.#parts = parts;
  }

  register(tasks: DueTasks): void {
    tasks.handle(kind, (task) => this.#take(task));
  }

  /** Accepts an event; resolves once it is durable. @param timeoutSeconds the function's */
  async accept(
    accepted: Omit<AsyncEvent, 'attempts' | 'delays' | 'accepted'>,
    payload: Uint8Array,
    timeoutSeconds: number,
  ): Promise<void> {
    const { tables, clock, metrics } = this.#parts;
    const event: AsyncEvent = { ...accepted, accepted: clock.now(), attempts: 0, delays: 0 };
    await tables.transact([], (_values, writes) => writes.put(collection, event.requestId, payload));
    const change = this.#due(event, clock.now() + timeoutSeconds * 1000 + leaseMargin);
    const version = await this.#parts.commit([change]);
    metrics.add(event, 'AsyncEventsReceived', 1, resourceOf(event));
    this.#begin({ event, task: { key: keyOf(change), version } }, payload);
  }

  /** Begins no more; resolves when what runs has come to an end. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#queue.length = 0;
    if (this.#running > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }

  /** An event whose time has come: a retry, or one that another process left behind. */
  async #take(task: DueTask): Promise<void> {
    const event = task.payload as unknown as AsyncEvent;
    const { clock, commit, tables } = this.#parts;
    const [payload] = await tables.read([{ collection, key: event.requestId }]);
    if (payload === undefined) {
      await commit([done(task)]);
      return;
    }
    const timeout = await this.#timeoutOf(event);
    const next = this.#due(event, clock.now() + timeout + leaseMargin);
    const version = await commit([done(task), next]);
    // The clock may have been set past the lease of one that still runs here.
    if (this.#held.has(event.requestId)) return;
    this.#begin({ event, task: { key: keyOf(next), version } }, payload);
  }

  #begin(held: Held, payload: Uint8Array): void {
    this.#held.add(held.event.requestId);
    this.#queue.push(async () => {
      try {
        await this.#run(held, payload);
      } catch (error) {
        // The task brings it back.
        if (!this.#stopped) this.#parts.logger.error('an asynchronous invocation was put off', { error });
      } finally {
        this.#held.delete(held.event.requestId);
      }
    });
    this.#next();
  }

  #next(): void {
    while (this.#running < mostRunning) {
      const run = this.#stopped ? undefined : this.#queue.shift();
      if (run === undefined) break;
      this.#running++;
      void run().then(() => {
        this.#running--;
        this.#next();
      });
    }
    if (this.#running === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  async #run(held: Held, payload: Uint8Array): Promise<void> {
    const { event } = held;
    const { clock, metrics } = this.#parts;
    let target: ResolvedFunction;
    try {
      target = await this.#parts.resolve(event);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      // The function is gone, and with it whatever would be told.
      await this.#finish(held);
      return;
    }
    const resource = resourceOf(event);
    metrics.add(event, 'AsyncEventAge', clock.now() - event.accepted, resource);
    if (target.function.reserved === 0) return this.#end(held, target, 'ZeroReservedConcurrency', payload, undefined);
    let attempt: Attempt;
    try {
      const outcome = await this.#parts.invoker().invoke({
        target,
        payload,
        requestId: event.requestId,
        traceId: event.traceId,
        ...(event.clientContext === undefined ? {} : { clientContext: event.clientContext }),
      });
      const { functionError } = outcome;
      attempt = { executedVersion: target.version.version, functionError, payload: outcome.payload };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return this.#putOff(held, target, payload);
    }
    const tried: Held = { ...held, event: { ...event, attempts: event.attempts + 1 } };
    if (attempt.functionError === undefined) return this.#end(tried, target, 'Success', payload, attempt);
    return this.#retry(tried, target, payload, attempt);
  }

  async #retry(held: Held, target: ResolvedFunction, payload: Uint8Array, attempt: Attempt): Promise<void> {
    const { event } = held;
    const { maximumRetryAttempts = defaultRetries } = configOf(target) ?? {};
    if (event.attempts > maximumRetryAttempts) return this.#end(held, target, 'RetriesExhausted', payload, attempt);
    const at = this.#parts.clock.now() + retryDelay(event.attempts);
    if (at > expiryOf(event, target)) return this.#end(held, target, 'EventAgeExceeded', payload, attempt);
    await this.#move(held, event, at);
  }

  /** The function is at its limit, or cannot run. */
  async #putOff(held: Held, target: ResolvedFunction, payload: Uint8Array): Promise<void> {
    const event = { ...held.event, delays: held.event.delays + 1 };
    const at = this.#parts.clock.now() + putOffDelay(event.delays);
    if (at > expiryOf(event, target)) return this.#end(held, target, 'EventAgeExceeded', payload, undefined);
    await this.#move(held, event, at);
  }

  async #end(
    held: Held,
    target: ResolvedFunction,
    ending: Ending,
    payload: Uint8Array,
    attempt: Attempt | undefined,
  ): Promise<void> {
    const { event } = held;
    const { metrics, clock, destinations, logger } = this.#parts;
    const resource = resourceOf(event);
    if (ending !== 'Success') metrics.add(event, 'AsyncEventsDropped', 1, resource);
    const config = configOf(target);
    const arn = ending === 'Success' ? config?.onSuccess : config?.onFailure;
    const { function: owner, version } = target;
    if (arn !== undefined) {
      const record = destinationRecord(event, functionArn(owner), ending, { now: clock.now(), payload, attempt });
      try {
        await destinations.send(arn, record, owner, version.role, event);
      } catch (error) {
        metrics.add(event, 'DestinationDeliveryFailures', 1, resource);
        logger.warn('a destination was not reached', { destination: arn, function: functionArn(owner), error });
      }
    }
    if (ending !== 'Success' && version.deadLetterArn !== undefined) {
      try {
        await destinations.send(version.deadLetterArn, Buffer.from(payload).toString(), owner, version.role, event);
      } catch (error) {
        metrics.add(event, 'DeadLetterErrors', 1, resource);
        logger.warn('a dead-letter queue was not reached', { queue: version.deadLetterArn, error });
      }
    }
    await this.#finish(held);
  }

  /** Puts an event off until later. */
  async #move(held: Held, event: AsyncEvent, at: number): Promise<void> {
    await this.#commit([done(held.task), this.#due(event, at)]);
  }

  async #finish({ event, task }: Held): Promise<void> {
    await this.#commit([done(task)]);
    await this.#parts.tables.transact([], (_values, writes) => writes.delete(collection, event.requestId));
  }

  /** When another has taken the event over, it is theirs. */
  async #commit(changes: readonly RegistryChange[]): Promise<void> {
    try {
      await this.#parts.commit(changes);
    } catch (error) {
      if (!(error instanceof RegistryConflictError)) throw error;
    }
  }

  #due(event: AsyncEvent, at: number): RegistryChange {
    return dueTask({ at, kind, id: event.requestId, payload: { ...event } });
  }

  async #timeoutOf(event: AsyncEvent): Promise<number> {
    try {
      return (await this.#parts.resolve(event)).version.timeout * 1000;
    } catch (error) {
      if (error instanceof AwsError) return 0;
      throw error;
    }
  }
}

const keyOf = (change: RegistryChange): string => ('put' in change ? change.put : '');

const resourceOf = ({ name, qualifier }: AsyncEvent): string =>
  qualifier === undefined ? name : `${name}:${qualifier}`;

const configOf = ({ function: owner, qualifier }: ResolvedFunction) => owner.eventInvoke[qualifier ?? '$LATEST'];

/** When an event is too old, ms since the epoch. */
const expiryOf = (event: AsyncEvent, target: ResolvedFunction): number =>
  event.accepted + (configOf(target)?.maximumEventAgeSeconds ?? defaultEventAge) * 1000;
