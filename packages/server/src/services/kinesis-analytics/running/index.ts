import { AwsError } from '@paddock/wire';
import { RegistryClosedError, type Tables } from '@paddock/store';
import type { Clock, Timer } from '../../../runtime/clock.js';
import { Leases, LostLeaseError, type Held } from '../../../runtime/leases.js';
import type { Logger } from '../../../runtime/log.js';
import { nextTurn } from '../../../runtime/next-turn.js';
import type { KinesisPort } from '../../kinesis/port.js';
import { isRunning, type Application, type ApplicationName, type StartingPosition } from '../domain/application.js';
import type { RoleChecks } from '../role-checks.js';
import type { AnalyticsStore } from '../store.js';
import type { ApplicationRun } from './application-run.js';
import { Checkpoints, type Beginning } from './checkpoints.js';
import type { LiveApplication, RunningApplications } from './contract.js';
import type { Surroundings } from './ports.js';
import { streamEnds } from './stream-ends.js';

export interface RunningParts {
  readonly store: AnalyticsStore;
  readonly tables: Tables;
  readonly kinesis: KinesisPort;
  readonly checks: RoleChecks;
  readonly surroundings: Surroundings;
  /** The server's clock: windows go by it. */
  readonly clock: Clock;
  /** The machine's: leases go by it. */
  readonly realClock: Clock;
  readonly logger: Logger;
  /**
   * Names this process among those that share the stores, the same whenever it is started again: it takes up at once what a process of its name left. Absent where
   * the stores are its alone.
   */
  readonly process?: string;
  /** Batches between snapshots at most: for tests. */
  readonly batchesPerSnapshot?: number;
}

/** After an application broke off, or could not be looked at, ms: the first time, and at most, as the same will go wrong again. */
const firstPause = 1_000;
const longestPause = 60_000;
/** Without another failure, what comes next is a first one. */
const forgotten = 5 * 60_000;

/** A turned clock waits for applications so long, ms of the machine's. */
const longestSettling = 5_000;

/** The applications that run in this process. */
export class Running implements RunningApplications {
  readonly #parts: RunningParts;
  readonly #checkpoints: Checkpoints;
  readonly #leases: Leases<Pick<Application, 'id'>>;
  readonly #held = new Map<string, Held>();
  readonly #runs = new Map<string, ApplicationRun>();
  /** Looks under way, by application: they follow each other. */
  readonly #looking = new Map<string, { again: boolean; readonly run: Promise<void> }>();
  readonly #timers = new Map<string, Timer>();
  /** How often each failed in a row, and when it did last, on the machine's clock. */
  readonly #failures = new Map<string, { readonly count: number; readonly at: number }>();
  #unwatch: () => void = () => undefined;
  #state: 'new' | 'started' | 'stopping' = 'new';
  #stopped: Promise<void> | undefined;

  constructor(parts: RunningParts) {
    const { store, tables, realClock, logger } = parts;
    this.#parts = parts;
    this.#checkpoints = new Checkpoints(tables);
    this.#leases = new Leases({
      store,
      own: (application, epoch) => this.#checkpoints.own(application, epoch),
      what: 'analytics applications',
      process: parts.process ?? 'alone',
      clock: realClock,
      logger,
      onFree: () => this.#lookAtAll(),
    });
  }

  /** Begins to run the applications that are to run and that no other process has. */
  start(): void {
    if (this.#state !== 'new') return;
    this.#state = 'started';
    this.#unwatch = this.#parts.store.watch((changed) => {
      if (changed === undefined) this.#lookAtAll();
      else void this.#look(changed);
    });
    this.#lookAtAll();
  }

  /** Writes down how far everything has come, and lets other processes take over. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    this.#state = 'stopping';
    this.#unwatch();
    for (const timer of this.#timers.values()) timer.cancel();
    await Promise.all(Array.from(this.#looking.values(), ({ run }) => run));
    await Promise.all(Array.from(this.#runs.values(), (run) => this.#close(run)));
    await this.#leases.close();
  }

  /** As after a crash: nothing is written down or told to anyone. For tests. */
  async abandon(): Promise<void> {
    this.#state = 'stopping';
    this.#unwatch();
    for (const timer of this.#timers.values()) timer.cancel();
    this.#leases.abandon();
    await Promise.all(Array.from(this.#runs.values(), (run) => run.abandon()));
  }

  async checkProgram(application: Application): Promise<void> {
    const { compileApplication } = await import('./program.js');
    compileApplication(application);
  }

  async begin(application: Application, starts: ReadonlyMap<string, StartingPosition>): Promise<void> {
    const beginnings = new Map<string, Beginning>();
    for (const { id, source } of application.inputs) {
      const start = starts.get(id);
      if (start === undefined || source.kind !== 'stream') continue;
      const before = await this.#checkpoints.beginning(application, id);
      const goesOn =
        start === 'LAST_STOPPED_POINT'
          ? await this.#checkpoints.hasSnapshot(application)
          : before?.run === application.run && before.goesOn === true;
      const positions =
        start === 'NOW' || (start === 'LAST_STOPPED_POINT' && !goesOn)
          ? await streamEnds(this.#parts.kinesis.reader, source.arn)
          : {};
      beginnings.set(id, { run: application.run, positions, ...(goesOn ? { goesOn: true as const } : {}) });
    }
    await this.#checkpoints.begin(application, beginnings);
  }

  live(application: ApplicationName): LiveApplication | undefined {
    const run = this.#runs.get(nameOf(application));
    return run && { streams: run.live.streams() };
  }

  /** Does here what an application's state is about, before the state ends. */
  async settle(application: Application): Promise<void> {
    if (this.#state === 'started') await this.#look(application);
    if (application.status !== 'DELETING') return;
    this.#held.delete(application.id);
    this.#failures.delete(nameOf(application));
    await this.#checkpoints.forget(application);
  }

  /**
   * Resolves when nothing is being opened or closed, and everything that came by now is computed and delivered, as far as destinations take it; or after a while, for an application
   * that reads what it writes never rests.
   */
  async settled(): Promise<void> {
    if (this.#runs.size === 0 && this.#looking.size === 0) return;
    let timer: Timer | undefined;
    const late = new Promise<void>((resolve) => {
      timer = this.#parts.realClock.after(longestSettling, resolve);
    });
    await Promise.race([this.#atRest(), late]);
    timer?.cancel();
  }

  async #atRest(): Promise<void> {
    // What one delivers another may read.
    for (let round = 0, before = -1; round <= this.#runs.size && before !== this.#steps; round++) {
      before = this.#steps;
      while (this.#looking.size > 0) await Promise.all(Array.from(this.#looking.values(), ({ run }) => run));
      await Promise.all(Array.from(this.#runs.values(), (run) => run.idle()));
      await nextTurn();
    }
  }

  get #steps(): number {
    let steps = 0;
    for (const run of this.#runs.values()) steps += run.steps;
    return steps;
  }

  #lookAtAll(): void {
    for (const application of this.#parts.store.all()) void this.#look(application);
  }

  /** Sees to it that the application runs here if it should, as it is set up now. */
  #look({ account, region, name }: ApplicationName): Promise<void> {
    const named = { account, region, name };
    const key = nameOf(named);
    const looking = this.#looking.get(key);
    if (looking !== undefined) {
      looking.again = true;
      return looking.run;
    }
    const entry = { again: true, run: Promise.resolve() };
    const run = (async () => {
      while (entry.again && this.#state === 'started') {
        entry.again = false;
        try {
          await this.#see(named);
        } catch (error) {
          if (error instanceof RegistryClosedError) return;
          this.#parts.logger.error('an analytics application could not be looked at', { ...named, error });
          this.#lookLater(named, this.#pause(key));
        }
      }
    })().finally(() => this.#looking.delete(key));
    entry.run = run;
    this.#looking.set(key, entry);
    return run;
  }

  async #see(named: ApplicationName): Promise<void> {
    const key = nameOf(named);
    const application = this.#parts.store.application(named)?.value;
    const run = this.#runs.get(key);
    if (run !== undefined) {
      if (application !== undefined && isRunning(application) && isSame(run.application, application))
        return run.retry();
      this.#runs.delete(key);
      await this.#close(run);
    }
    if (application === undefined || !isRunning(application)) return;
    const held = await this.#take(application);
    if (held === undefined) return;
    await this.#open(application, held);
  }

  async #take(application: Application): Promise<Held | undefined> {
    const known = this.#held.get(application.id);
    if (known !== undefined && (await this.#leases.has(application))) return known;
    const held = await this.#leases.take(application);
    if (held === undefined) this.#held.delete(application.id);
    else this.#held.set(application.id, held);
    return held;
  }

  async #open(application: Application, { epoch }: Held): Promise<void> {
    const run = await this.#made(application, epoch);
    if (run === undefined) return;
    const key = nameOf(application);
    this.#runs.set(key, run);
    try {
      await run.open();
    } catch (error) {
      this.#runs.delete(key);
      await run.abandon();
      if (!(error instanceof LostLeaseError)) throw error;
      this.#held.delete(application.id);
      this.#lookLater(application, firstPause);
    }
  }

  async #made(application: Application, epoch: number): Promise<ApplicationRun | undefined> {
    // Most servers never run an application: the language is loaded for the first.
    const { ApplicationRun } = await import('./application-run.js');
    const { kinesis, checks, surroundings, clock, realClock, logger, batchesPerSnapshot } = this.#parts;
    try {
      const run: ApplicationRun = new ApplicationRun(application, epoch, {
        checkpoints: this.#checkpoints,
        kinesis,
        checks,
        surroundings,
        clock,
        realClock,
        logger,
        onEnd: (reason) => this.#ended(run, reason),
        ...(batchesPerSnapshot === undefined ? {} : { batchesPerSnapshot }),
      });
      return run;
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      // It was not checked when it was started, or was compiled by an earlier version.
      surroundings.messages.write(application, { errorCode: 'CodeError', message: error.message, itemId: null });
      return undefined;
    }
  }

  #ended(run: ApplicationRun, reason: 'lost' | 'broken'): void {
    const key = nameOf(run.application);
    if (this.#runs.get(key) !== run) return;
    this.#runs.delete(key);
    if (reason === 'lost') this.#held.delete(run.application.id);
    void run.abandon();
    this.#lookLater(run.application, reason === 'lost' ? firstPause : this.#pause(key));
  }

  /** How long to wait after another failure, ms. */
  #pause(key: string): number {
    const now = this.#parts.realClock.monotonic();
    const before = this.#failures.get(key);
    const count = before === undefined || now - before.at > forgotten ? 0 : before.count;
    this.#failures.set(key, { count: count + 1, at: now });
    return Math.min(firstPause * 2 ** count, longestPause);
  }

  async #close(run: ApplicationRun): Promise<void> {
    try {
      await run.stop();
    } catch (error) {
      const { account, region, name } = run.application;
      this.#parts.logger.warn('an analytics application could not be closed', { account, region, name, error });
    }
  }

  #lookLater(application: ApplicationName, pause: number): void {
    if (this.#state !== 'started') return;
    const key = nameOf(application);
    this.#timers.get(key)?.cancel();
    const timer = this.#parts.realClock.after(pause, () => {
      this.#timers.delete(key);
      void this.#look(application);
    });
    this.#timers.set(key, timer);
  }
}

const nameOf = ({ account, region, name }: ApplicationName): string => `${account}/${region}/${name}`;

/** Whether one goes on as it is. */
const isSame = (running: Application, now: Application): boolean =>
  running.id === now.id && running.run === now.run && running.version === now.version;
