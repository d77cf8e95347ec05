import { type Registry, RegistryClosedError, RegistryConflictError, type RegistryEntry } from '@paddock/store';
import type { Clock, Timer } from './clock.js';
import { DUE_PREFIX, type DueTask, dueTimeOf, readDueTask } from './due-task.js';
import type { Logger } from './log.js';

export { done, type DueTask, dueTask } from './due-task.js';

/** Does a task's work, and deletes the task in the commit that has its effect: `[…changes, done(task)]`. */
export type DueTaskHandler = (task: DueTask) => Promise<void>;

const PAGE = 100;
const CONCURRENCY = 16;
const FIRST_RETRY = 1_000;
const LAST_RETRY = 5 * 60_000;
/** Conflicts in a row after which a handler is taken to have failed. */
const CONFLICTS = 10;

interface Attempts {
  readonly failures: number;
  readonly conflicts: number;
  /** When the next one may begin, ms since the epoch. */
  readonly next: number;
}

/**
 * Runs state changes at their time: tasks that services wrote into the registry, with their cause. Each runs at least once and, because
 * its handler deletes it together with its effect, takes effect exactly once, whatever crashes and whichever process runs it.
 * Waits on one timer, and costs nothing while no task is due.
 */
export class DueTasks {
  readonly #registry: Registry;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #handlers = new Map<string, DueTaskHandler>();
  /** Keys of the tasks that run, by kind and id. */
  readonly #running = new Map<string, string>();
  /** Of tasks that failed. */
  readonly #attempts = new Map<string, Attempts>();
  readonly #unhandled = new Set<string>();
  #state: 'new' | 'started' | 'stopped' = 'new';
  #unwatch: (() => void) | undefined;
  #alarm: { readonly at: number; readonly timer: Timer } | undefined;
  #scan: Promise<void> | undefined;
  #scanAgain = false;
  #scanFailures = 0;
  /** Something is due that had to wait for a place. */
  #crowded = false;
  #idleWaiters: (() => void)[] = [];

  constructor({
    registry,
    clock,
    logger,
  }: {
    readonly registry: Registry;
    readonly clock: Clock;
    readonly logger: Logger;
  }) {
    this.#registry = registry;
    this.#clock = clock;
    this.#logger = logger;
  }

  /** Says who runs the tasks of a kind. Tasks of one kind and id run one after the other, others side by side. */
  handle(kind: string, handler: DueTaskHandler): void {
    if (this.#handlers.has(kind)) throw new Error(`due tasks of kind ${kind} are handled already`);
    this.#handlers.set(kind, handler);
    if (this.#state === 'started') this.#look();
  }

  /** Begins, with everything that is overdue; resolves once that is under way. */
  async start(): Promise<void> {
    if (this.#state !== 'new') throw new Error('due tasks start once');
    this.#state = 'started';
    this.#unwatch = this.#registry.watch(DUE_PREFIX, (event) => {
      if (event.reset === true) {
        this.#attempts.clear();
        this.#look();
      } else if (event.value === undefined) {
        this.#attempts.delete(event.key);
      } else {
        this.#wakeAt(dueTimeOf(event.key));
      }
    });
    this.#look();
    await this.#scan;
  }

  /** Begins no more tasks, and waits for those that run. */
  async stop(): Promise<void> {
    this.#state = 'stopped';
    this.#unwatch?.();
    this.#alarm?.timer.cancel();
    this.#alarm = undefined;
    await this.idle();
  }

  /** Resolves when nothing runs and nothing is due but what waits to be tried again. */
  async idle(): Promise<void> {
    if (this.#scan === undefined && this.#running.size === 0) return;
    await new Promise<void>((resolve) => this.#idleWaiters.push(resolve));
  }

  /** Looks for due tasks, now or, if that is happening, once more. */
  #look(): void {
    if (this.#state !== 'started') return;
    if (this.#scan !== undefined) {
      this.#scanAgain = true;
      return;
    }
    this.#scan = this.#scanAll().then(() => {
      this.#scan = undefined;
      this.#settle();
    });
  }

  async #scanAll(): Promise<void> {
    do {
      this.#scanAgain = false;
      try {
        await this.#scanOnce();
        this.#scanFailures = 0;
      } catch (error) {
        if (error instanceof RegistryClosedError) return;
        const delay = retryDelay(++this.#scanFailures);
        this.#logger.error('due tasks cannot be read', { error, retryMs: delay });
        this.#wakeAt(this.#clock.now() + delay);
      }
    } while (this.#scanAgain && this.#state === 'started');
  }

  /** Begins what is due and has a place, and sets the alarm for what comes next. */
  async #scanOnce(): Promise<void> {
    this.#crowded = false;
    for (let after: string | undefined; ;) {
      const page = await this.#registry.list(DUE_PREFIX, { limit: PAGE, ...(after === undefined ? {} : { after }) });
      for (const entry of page) {
        if (this.#state !== 'started') return;
        const at = dueTimeOf(entry.key);
        if (at > this.#clock.now()) {
          this.#wakeAt(at);
          return;
        }
        if (!this.#consider(entry)) return;
      }
      after = page.at(-1)?.key;
      if (page.length < PAGE) return;
    }
  }

  /** Begins a due task unless it must wait. @returns whether there is a place for another. */
  #consider(entry: RegistryEntry): boolean {
    const task = readDueTask(entry);
    if (task === undefined) return true;
    const handler = this.#handlers.get(task.kind);
    if (handler === undefined) {
      if (!this.#unhandled.has(task.kind)) this.#logger.warn('nobody handles these due tasks', { kind: task.kind });
      this.#unhandled.add(task.kind);
      return true;
    }
    const next = this.#attempts.get(task.key)?.next ?? 0;
    if (next > this.#clock.now()) {
      this.#wakeAt(next);
      return true;
    }
    const lane = `${task.kind}/${task.id}`;
    const runs = this.#running.get(lane);
    if (runs !== undefined) {
      this.#crowded ||= runs !== task.key;
      return true;
    }
    if (this.#running.size >= CONCURRENCY) {
      this.#crowded = true;
      return false;
    }
    this.#running.set(lane, task.key);
    void this.#run(task, handler).then((again) => {
      this.#running.delete(lane);
      if (again || this.#crowded) this.#look();
      this.#settle();
    });
    return true;
  }

  /** @returns whether there may be something to do at once. */
  async #run(task: DueTask, handler: DueTaskHandler): Promise<boolean> {
    let failure: { readonly error: unknown } | undefined;
    try {
      await handler(task);
    } catch (error) {
      failure = { error };
    }
    try {
      const left = await this.#registry.get(task.key);
      if (left?.version !== task.version) {
        // Done, by whomever, or written anew.
        this.#attempts.delete(task.key);
        if (failure !== undefined && !(failure.error instanceof RegistryConflictError)) {
          this.#logger.error('a due task failed after it was done', { task: task.key, error: failure.error });
        }
        return left !== undefined;
      }
    } catch (error) {
      if (error instanceof RegistryClosedError) return false;
      failure ??= { error };
    }
    return this.#retry(task, failure === undefined ? new Error('the handler left its task undone') : failure.error);
  }

  /** @returns whether at once. */
  #retry(task: DueTask, error: unknown): boolean {
    const before = this.#attempts.get(task.key) ?? { failures: 0, conflicts: 0, next: 0 };
    if (error instanceof RegistryConflictError && before.conflicts < CONFLICTS) {
      this.#attempts.set(task.key, { ...before, conflicts: before.conflicts + 1, next: 0 });
      return true;
    }
    const failures = before.failures + 1;
    const delay = retryDelay(failures);
    const next = this.#clock.now() + delay;
    this.#attempts.set(task.key, { failures, conflicts: 0, next });
    this.#logger.error('a due task failed', { task: task.key, failures, retryMs: delay, error });
    this.#wakeAt(next);
    return false;
  }

  #wakeAt(at: number): void {
    if (this.#state !== 'started') return;
    const now = this.#clock.now();
    if (at <= now) {
      this.#look();
      return;
    }
    if (this.#alarm !== undefined && this.#alarm.at <= at) return;
    this.#alarm?.timer.cancel();
    const timer = this.#clock.after(at - now, () => {
      this.#alarm = undefined;
      this.#look();
    });
    this.#alarm = { at, timer };
  }

  #settle(): void {
    if (this.#scan !== undefined || this.#running.size > 0) return;
    for (const resolve of this.#idleWaiters.splice(0)) resolve();
  }
}

function retryDelay(failures: number): number {
  return Math.min(FIRST_RETRY * 2 ** (failures - 1), LAST_RETRY);
}
