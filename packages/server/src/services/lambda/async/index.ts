import type { RegistryChange, Tables } from '@paddock/store';
import { AwsError } from '@paddock/wire';
import type { Clock } from '../../../runtime/clock.js';
import { done, type DueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import type { Logger } from '../../../runtime/log.js';
import type { ResolvedFunction } from '../addressing.js';
import { functionArn } from '../domain/arns.js';
import type { LambdaFunction } from '../domain/lambda-function.js';
import type { Invoker } from '../invoker.js';
import type { LambdaMetrics } from '../metrics.js';
import { Endings } from './endings.js';
import { configOf, expiryOf, putOffDelay, resourceOf, retriesOf, retryDelay } from './event.js';
import type { AsyncEvent, Attempt } from './event.js';
import { HeldEvent, kind } from './held-event.js';
import { Lanes } from './lanes.js';

/** Payloads of events that wait, by request id. */
const collection = 'lambda/async';
/**
 * So many events of this process run at once, and of one function; the others wait for their turn. Each takes an execution environment, which is a process: where a
 * backlog starts fifty of them at a time, everything else on the machine waits.
 */
const mostRunning = 64;
const mostOfOne = 16;
/** Bytes of payloads that are held while their events wait; what is more is read again. */
const mostHeld = 32 * 1024 * 1024;
/** A function's timeout, and so much more, is how long an event is this process's, ms: if it is not through then, the process is gone. */
const leaseMargin = 30_000;
/** What runs when the server stops gets so long to end, ms. */
const grace = 1_000;
/** So often a function may come up again among what its own destinations set off, as on AWS. */
const mostRounds = 16;

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
  /** The machine's: how long a stopping server waits. */
  readonly realClock: Clock;
  readonly invoker: () => Invoker;
  readonly metrics: LambdaMetrics;
  readonly destinations: Destinations;
  /** The function as it is now. @throws ResourceNotFoundException */
  readonly resolve: (event: AsyncEvent) => Promise<ResolvedFunction>;
  readonly logger: Logger;
}

export type AcceptedEvent = Omit<AsyncEvent, 'attempts' | 'delays' | 'accepted'>;

/**
 * Asynchronous invocations: durable when they are accepted, run as soon as there is room, tried again as AWS does, and told to their destinations. Each has a
 * due task: see {@link HeldEvent}. The task comes before the payload and goes after it, so that a crash leaves no payload without a task.
 */
export class AsyncInvocations {
  readonly #parts: AsyncParts;
  readonly #endings: Endings;
  /** By request id. */
  readonly #held = new Map<string, HeldEvent>();
  readonly #lanes = new Lanes(mostRunning, mostOfOne);
  #heldBytes = 0;
  #state: 'open' | 'stopping' | 'stopped' = 'open';

  constructor(parts: AsyncParts) {
    this.#parts = parts;
    this.#endings = new Endings(parts);
  }

  register(tasks: DueTasks): void {
    tasks.handle(kind, (task) => this.#take(task));
  }

  /** Accepts an event; resolves once it is durable. @param timeoutSeconds the function's */
  async accept(accepted: AcceptedEvent, payload: Uint8Array, timeoutSeconds: number): Promise<void> {
    const { tables, clock, metrics, commit } = this.#parts;
    const now = clock.now();
    const event: AsyncEvent = { ...accepted, accepted: now, attempts: 0, delays: 0 };
    // Once the server stops it is the next one's.
    const until = this.#state === 'open' ? now + timeoutSeconds * 1000 + leaseMargin : now;
    const held = await HeldEvent.take(commit, event, { since: now, until });
    await tables.transact([], (_values, writes) => writes.put(collection, event.requestId, payload));
    metrics.add(event, 'AsyncEventsReceived', 1, resourceOf(event));
    this.#begin(held, payload);
  }

  /** Accepts an event for a function that was found. */
  acceptFor(
    { function: { account, region, name }, version, qualifier }: ResolvedFunction,
    payload: Uint8Array,
    request: Pick<AcceptedEvent, 'requestId' | 'traceId' | 'clientContext'>,
  ): Promise<void> {
    const called = qualifier === undefined ? {} : { qualifier };
    return this.accept({ account, region, name, ...called, ...request }, payload, version.timeout);
  }

  /** Begins no more, and leaves what does not end soon to whoever comes next. */
  async stop(): Promise<void> {
    this.#state = 'stopping';
    this.#lanes.close();
    await this.#ended();
    this.#state = 'stopped';
    const now = this.#parts.clock.now();
    const left = Array.from(this.#held.values(), (held) => held.leave(held.event, now));
    await Promise.allSettled(left);
  }

  #ended(): Promise<void> {
    return new Promise((resolve) => {
      const timer = this.#parts.realClock.after(grace, resolve);
      void this.#lanes.idle().then(() => {
        timer.cancel();
        resolve();
      });
    });
  }

  /** An event whose time has come: a retry, or one that another process left behind. */
  async #take(task: DueTask): Promise<void> {
    const event = task.payload as unknown as AsyncEvent;
    const { clock, commit, tables } = this.#parts;
    const lease = (await this.#timeoutOf(event)) + leaseMargin;
    const now = clock.now();
    const held = this.#held.get(event.requestId);
    // It waits for its turn here, or the clock was set: by a year, maybe, so that ever longer leases get there.
    if (held?.holds(task) === true) {
      await held.keep(now + Math.max(lease, now - held.since));
      return;
    }
    const [payload] = await tables.read([{ collection, key: event.requestId }]);
    if (payload === undefined) await commit([done(task)]);
    else this.#begin(await HeldEvent.take(commit, event, { since: now, until: now + lease }, task), payload);
  }

  #begin(held: HeldEvent, payload: Uint8Array): void {
    if (this.#state !== 'open') return;
    const { event } = held;
    const isKept = this.#heldBytes + payload.byteLength <= mostHeld;
    const kept = isKept ? payload : undefined;
    if (isKept) this.#heldBytes += payload.byteLength;
    this.#held.set(event.requestId, held);
    this.#lanes.add(functionArn(event), async () => {
      if (kept !== undefined) this.#heldBytes -= kept.byteLength;
      try {
        await this.#run(held, kept);
      } catch (error) {
        // The task brings it back.
        if (this.#state === 'open') this.#parts.logger.error('an asynchronous invocation was put off', { error });
      } finally {
        if (this.#state !== 'stopped' && this.#held.get(event.requestId) === held) this.#held.delete(event.requestId);
      }
    });
  }

  async #run(held: HeldEvent, kept: Uint8Array | undefined): Promise<void> {
    const { event } = held;
    const { clock, metrics, tables, logger } = this.#parts;
    const target = await this.#resolve(event);
    // The function is gone, and with it whatever would be told.
    if (target === undefined) return this.#finish(held);
    const through = clock.now() + target.version.timeout * 1000;
    if (!(await held.keep(through, through + leaseMargin))) return;
    const payload = kept ?? (await tables.read([{ collection, key: event.requestId }]))[0];
    if (payload === undefined) return held.finish();
    const over = this.#overBefore(event, target);
    if (over !== undefined) {
      await this.#endings.tell({ event, target, ending: over, payload, attempt: undefined });
      return this.#finish(held);
    }
    metrics.add(event, 'AsyncEventAge', clock.now() - event.accepted, resourceOf(event));
    let attempt: Attempt;
    try {
      const { functionError, payload: answer } = await this.#parts.invoker().invoke({
        target,
        payload,
        requestId: event.requestId,
        traceId: event.traceId,
        ...(event.clientContext === undefined ? {} : { clientContext: event.clientContext }),
      });
      attempt = { executedVersion: target.version.version, functionError, payload: answer };
    } catch (error) {
      if (this.#state === 'stopped') return;
      if (!(error instanceof AwsError))
        logger.error('a function could not be run', { function: functionArn(event), error });
      return this.#putOff(held, target, payload);
    }
    // It was ended with the server, which is not its fault.
    if (this.#state === 'stopped') return;
    return this.#tried(held, target, payload, attempt);
  }

  /** Why an event is through before the function gets it. */
  #overBefore(event: AsyncEvent, target: ResolvedFunction) {
    const { reserved, recursiveLoop } = target.function;
    if (reserved === 0) return 'ZeroReservedConcurrency';
    if (this.#parts.clock.now() > expiryOf(event, target)) return 'EventAgeExceeded';
    const rounds = event.lineage?.[functionArn(event)] ?? 0;
    return rounds >= mostRounds && recursiveLoop !== 'Allow' ? 'Recursion' : undefined;
  }

  async #tried(held: HeldEvent, target: ResolvedFunction, payload: Uint8Array, attempt: Attempt): Promise<void> {
    const event = { ...held.event, attempts: held.event.attempts + 1 };
    const at = this.#parts.clock.now() + retryDelay(event.attempts);
    const ending =
      attempt.functionError === undefined
        ? 'Success'
        : event.attempts > retriesOf(configOf(target))
          ? 'RetriesExhausted'
          : at > expiryOf(event, target)
            ? 'EventAgeExceeded'
            : undefined;
    if (ending === undefined) return held.leave(event, at);
    await this.#endings.tell({ event, target, ending, payload, attempt });
    return this.#finish(held);
  }

  /** The function is at its limit, or cannot run. */
  async #putOff(held: HeldEvent, target: ResolvedFunction, payload: Uint8Array): Promise<void> {
    const event = { ...held.event, delays: held.event.delays + 1 };
    const at = this.#parts.clock.now() + putOffDelay(event.delays);
    if (at <= expiryOf(event, target)) return held.leave(event, at);
    await this.#endings.tell({ event, target, ending: 'EventAgeExceeded', payload, attempt: undefined });
    return this.#finish(held);
  }

  async #finish(held: HeldEvent): Promise<void> {
    await this.#parts.tables.transact([], (_values, writes) => writes.delete(collection, held.event.requestId));
    await held.finish();
  }

  /** Undefined when it is gone. */
  async #resolve(event: AsyncEvent): Promise<ResolvedFunction | undefined> {
    try {
      return await this.#parts.resolve(event);
    } catch (error) {
      if (error instanceof AwsError) return undefined;
      throw error;
    }
  }

  /** ms */
  async #timeoutOf(event: AsyncEvent): Promise<number> {
    return ((await this.#resolve(event))?.version.timeout ?? 0) * 1000;
  }
}
