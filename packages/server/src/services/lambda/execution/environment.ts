import type { Timer } from '../../../runtime/clock.js';
import { AnswerTaker } from './answer-taker.js';
import { EnvironmentLog } from './environment-log.js';
import { exited, invalidEntrypoint, reported, timedOut, tooLarge, type Failure } from './failures.js';
import { Instance, type Host, type InstanceEvents } from './instance.js';
import type { Place } from './layout.js';
import { conclude, type Run } from './outcome.js';
import * as platform from './platform-log.js';
import type { EnvironmentSpec, Invocation, LogSink, Outcome, RoleCredentials } from './types.js';
import type { InitializationType } from './variables.js';

const INIT_LIMIT_MS = 10_000;
const PROVISIONED_INIT_LIMIT_MS = 130_000;
/** Idle for so long, an environment is frozen: invocations that follow one another do not pay for it. */
const FREEZE_AFTER_MS = 5;
const MEMORY_SAMPLE_MS = 50;
const MEGABYTE = 1024 * 1024;

/** One execution environment: a log stream, a directory, processes; one invocation at a time. */
export class Environment {
  readonly spec: EnvironmentSpec;
  readonly logStream: string;
  readonly isProvisioned: boolean;
  /** Called whenever the next invocation may come, and once when none will any more. */
  onIdle: () => void = () => {};
  onEnd: () => void = () => {};
  readonly #host: Host;
  readonly #log: EnvironmentLog;
  readonly #credentials: RoleCredentials;
  readonly #type: InitializationType;
  readonly #place: Place;
  #instance: Instance | undefined;
  #initialised: Promise<Failure | undefined>;
  #initOver: ((failure?: Failure) => void) | undefined;
  #initMs = 0;
  #run: Run | undefined;
  #isTaken: boolean;
  /** Its processes are not worth listening to. */
  #isBroken = false;
  #wasInvoked = false;
  #peakBytes = 0;
  #whenReady: (() => void) | undefined;
  #quietTimer: Timer | undefined;
  #settler: Timer | undefined;
  #ending: Promise<void> | undefined;

  /** @param sink opens the log stream */
  constructor(
    host: Host,
    spec: EnvironmentSpec,
    credentials: RoleCredentials,
    type: InitializationType,
    sink: (logStream: string) => LogSink,
  ) {
    this.#host = host;
    this.spec = spec;
    this.#credentials = credentials;
    this.#type = type;
    this.isProvisioned = type === 'provisioned-concurrency';
    // It is started for an invocation, which nobody else's may overtake.
    this.#isTaken = !this.isProvisioned;
    const id = host.ids.hex(32);
    this.logStream = logStreamOf(spec, id, host.clock.now());
    this.#log = new EnvironmentLog(spec, sink(this.logStream), host.clock);
    this.#place = host.layout.place(spec, id);
    this.#log.platform(platform.initStart(spec, this.logStream, type));
    const limit = this.isProvisioned ? Math.max(PROVISIONED_INIT_LIMIT_MS, spec.timeoutSeconds * 1000) : INIT_LIMIT_MS;
    this.#initialised = this.#initialise('init', limit);
  }

  /** When its credentials end, ms by the machine's clock. */
  get expiresAt(): number {
    return this.#credentials.expiresAt;
  }

  /** Resolves when the first initialisation is over, one way or the other. */
  async initialised(): Promise<void> {
    await this.#initialised;
  }

  get hasEnded(): boolean {
    return this.#ending !== undefined;
  }

  get isBusy(): boolean {
    return this.#isTaken;
  }

  get isFrozen(): boolean {
    return this.#instance?.isFrozen ?? false;
  }

  /** Whether an invocation would begin now, or as soon as the runtime has come back for it. */
  get isFree(): boolean {
    const instance = this.#instance;
    return !this.hasEnded && !this.#isTaken && instance !== undefined && (instance.atNext || !instance.hasExtensions);
  }

  /** The runtime has answered, but extensions are still at work: they may be done in a moment. */
  get isSettling(): boolean {
    return !this.hasEnded && !this.#isTaken && this.#wasInvoked && !this.isFree;
  }

  /** Waits for that moment. */
  async settled(ms: number): Promise<void> {
    const timer = this.#host.clock.after(ms, () => this.#whenReady?.());
    await this.#ready();
    timer.cancel();
  }

  /** Keeps it for the invocation that comes next. */
  take(): this {
    this.#isTaken = true;
    return this;
  }

  /** Only of who has taken it. @returns undefined when the environment ended before the function saw anything of the invocation, or with the server */
  async invoke(invocation: Invocation): Promise<Outcome | undefined> {
    this.#quietTimer?.cancel();
    const isFirst = !this.#wasInvoked;
    this.#wasInvoked = true;
    let failure = await this.#initialised;
    const since = this.#host.clock.monotonic();
    if (failure && !this.hasEnded) {
      // As AWS does: what failed before is tried once more, at the invocation's expense.
      this.#log.tail.clear();
      await this.#instance?.end('failure');
      this.#initialised = this.#initialise('invoke', this.spec.timeoutSeconds * 1000);
      failure = await this.#initialised;
      if (this.hasEnded) return undefined;
      if (failure) return this.#neverRan(invocation, failure, since);
    } else {
      await this.#ready();
      this.#log.tail.clear();
    }
    if (this.hasEnded || !this.#instance?.atNext) return undefined;
    const initMs = isFirst && !this.isProvisioned ? this.#initMs : undefined;
    return new Promise((done) => {
      this.#begin({ invocation, answer: new AnswerTaker(invocation.stream), since, initMs, timers: [], done });
    });
  }

  /** Ends the processes and removes the directory. Resolves when nothing is left. */
  end(reason: 'spindown' | 'timeout' | 'failure' = 'spindown'): Promise<void> {
    if (this.#ending === undefined) {
      this.#quietTimer?.cancel();
      this.#settler?.cancel();
      this.#ending = (async () => {
        await this.#instance?.end(reason);
        this.#host.layout.remove(this.#place);
      })();
      this.#initOver?.(exited(143));
      this.#whenReady?.();
      this.#abandon();
      this.onEnd();
    }
    return this.#ending;
  }

  async #initialise(phase: 'init' | 'invoke', limitMs: number): Promise<Failure | undefined> {
    const { clock } = this.#host;
    const since = clock.monotonic();
    const over = new Promise<Failure | undefined>((resolve) => {
      this.#initOver = resolve;
    });
    const timer = clock.after(limitMs, () => this.#initOver?.(timedOut(this.spec.timeoutSeconds)));
    const { spec, logStream } = this;
    const setting = {
      spec,
      place: this.#place,
      logStream,
      initializationType: this.#type,
      credentials: this.#credentials,
    };
    const instance = new Instance(this.#host, setting, this.#log, this.#events());
    this.#instance = instance;
    this.#isBroken = false;
    await instance.start().catch((error: unknown) => {
      // No descriptors are left, or no processes.
      this.#initOver?.(invalidEntrypoint(`the environment cannot be made: ${String(error)}`));
    });
    const failure = await over;
    this.#initOver = undefined;
    this.#isBroken = failure !== undefined;
    timer.cancel();
    const durationMs = clock.monotonic() - since;
    if (failure) {
      await instance.drained();
      if (phase === 'init') void instance.end(failure.status === 'timeout' ? 'timeout' : 'failure');
    } else if (phase === 'init') this.#initMs = durationMs;
    const status = failure ? (failure.status === 'timeout' ? 'timeout' : 'error') : 'success';
    const report = { durationMs, phase, status, errorType: failure?.errorType } as const;
    this.#log.platform(platform.initRuntimeDone(this.#type, report), platform.initReport(this.#type, report));
    if (!failure) this.#rest();
    return failure;
  }

  #events(): InstanceEvents {
    return {
      ready: () => {
        this.#initOver?.();
        this.#settler?.cancel();
        this.#whenReady?.();
        this.#rest();
      },
      initError: (error) => this.#initOver?.(reported(error)),
      failed: (failure) => this.#failed(failure),
      error: (error) => this.#finish(reported(error)),
      response: (payload, contentType) => {
        const run = this.#run;
        if (run === undefined) return;
        run.answer.contentType = contentType;
        void run.answer.take(payload);
        this.#finish();
      },
      streamStart: (contentType) => {
        if (this.#run) this.#run.answer.contentType = contentType;
      },
      streamPiece: (piece) => this.#run?.answer.take(piece),
      streamEnd: (error) => this.#finish(this.#run?.answer.isTooLarge ? tooLarge() : error && reported(error)),
    };
  }

  #failed(failure: Failure): void {
    if (this.#initOver) this.#initOver(failure);
    else if (this.#isBroken) return;
    else if (this.#run) this.#finish(failure);
    else void this.end('failure');
  }

  /** Waits until the runtime is back, or the environment is gone. */
  async #ready(): Promise<void> {
    if (this.#instance?.atNext === true || this.hasEnded) return;
    await new Promise<void>((resolve) => {
      this.#whenReady = resolve;
    });
    this.#whenReady = undefined;
  }

  #begin(run: Run): void {
    const { clock } = this.#host;
    const { invocation, timers } = run;
    const { timeoutSeconds } = this.spec;
    this.#run = run;
    this.#log.platform(platform.start(this.spec, invocation.requestId, invocation.traceId));
    // A re-initialisation has used some of the time.
    const left = timeoutSeconds * 1000 - (clock.monotonic() - run.since);
    timers.push(clock.after(left, () => this.#finish(timedOut(timeoutSeconds))));
    this.#sample(timers);
    this.#instance?.deliver(invocation, clock.now() + Math.max(0, Math.floor(left)));
  }

  #sample(timers: Timer[]): void {
    timers[1] = this.#host.clock.after(MEMORY_SAMPLE_MS, () => {
      const bytes = this.#instance?.memory() ?? 0;
      this.#peakBytes = Math.max(this.#peakBytes, bytes);
      if (bytes > this.spec.memoryMb * MEGABYTE) this.#finish(exited(137));
      else this.#sample(timers);
    });
  }

  /** Only the server's own end comes amid an invocation: it says nothing of what the function would have done. */
  #abandon(): void {
    const run = this.#run;
    this.#run = undefined;
    for (const timer of run?.timers ?? []) timer.cancel();
    run?.done(undefined);
  }

  #finish(failure?: Failure): void {
    const run = this.#run;
    if (run === undefined) return;
    this.#run = undefined;
    for (const timer of run.timers) timer.cancel();
    const measured = this.#host.clock.monotonic() - run.since;
    // Timers may be early by a fraction.
    const atLeast = failure?.status === 'timeout' ? this.spec.timeoutSeconds * 1000 : 0;
    void this.#settle(run, failure, Math.max(measured, atLeast));
  }

  async #settle(run: Run, failure: Failure | undefined, durationMs: number): Promise<void> {
    const instance = this.#instance;
    this.#peakBytes = Math.max(this.#peakBytes, instance?.peakMemory() ?? 0);
    // What the function printed stands before the end of its invocation.
    await instance?.drained();
    const isLost = failure !== undefined && failure.status !== 'error';
    if (isLost) void this.end(failure.status === 'timeout' ? 'timeout' : 'failure');
    const outcome = this.#conclude(run, failure, durationMs);
    instance?.tell();
    this.#isTaken = false;
    run.done(outcome);
    if (this.hasEnded) return;
    if (instance?.atNext === true) return this.#rest();
    // Until it is back, the function's time runs on.
    const rest = Math.max(0, this.spec.timeoutSeconds * 1000 - durationMs);
    this.#settler = this.#host.clock.after(rest, () => void this.end('timeout'));
    this.onIdle();
  }

  #neverRan(invocation: Invocation, failure: Failure, since: number): Outcome {
    const durationMs = this.#host.clock.monotonic() - since;
    this.#log.platform(platform.start(this.spec, invocation.requestId, invocation.traceId));
    const run = {
      invocation,
      answer: new AnswerTaker(undefined),
      since,
      initMs: undefined,
      timers: [],
      done: () => {},
    };
    const outcome = this.#conclude(
      run,
      { ...failure, status: failure.status === 'timeout' ? 'timeout' : 'failure' },
      durationMs,
    );
    this.#isTaken = false;
    void this.end('failure');
    return outcome;
  }

  #conclude(run: Run, failure: Failure | undefined, durationMs: number): Outcome {
    const now = this.#host.clock.now();
    const { logStream } = this;
    return conclude(this.spec, this.#log, run, { failure, durationMs, peakBytes: this.#peakBytes, now, logStream });
  }

  /** Nothing to do, as far as is known. */
  #rest(): void {
    if (this.#isTaken || this.hasEnded || this.#instance?.atNext !== true) return;
    this.#quietTimer?.cancel();
    this.#quietTimer = this.#host.clock.after(FREEZE_AFTER_MS, () => {
      if (!this.#isTaken && this.#instance?.atNext === true) this.#instance.freeze();
    });
    this.onIdle();
  }
}

/** A log group that functions share tells whose stream it is. */
function logStreamOf(spec: EnvironmentSpec, id: string, now: number): string {
  const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '/');
  const owner = spec.logGroup === `/aws/lambda/${spec.functionName}` ? '' : spec.functionName;
  return `${day}/${owner}[${spec.version}]${id}`;
}
