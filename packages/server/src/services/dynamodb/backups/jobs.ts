import { nextTurn } from '../../../runtime/next-turn.js';
import { RegistryConflictError, TablesFencedError, type Fence, type RegistryChange, type Tables } from '@paddock/store';
import type { Clock } from '../../../runtime/clock.js';
import { done, dueTask, type DueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import { jobKey, type BackupStore } from '../store-backups.js';
import type { Job, JobName } from './job.js';

const kind = 'dynamodb-job';
/** Slices after which the place reached is written down. */
const slicesAtOnce = 64;

/** How one kind of job is done. */
export interface Worker<J extends Job> {
  /**
   * Does a slice, writing under the fence.
   * @returns the job as it goes on: the same phase, or the next; undefined when only its end is left
   */
  slice(job: J, fence: Fence): Promise<J | undefined>;
  /** The changes that end it, for the commit that forgets it. Called again when one of them came too late. */
  end(job: J): Promise<readonly RegistryChange[]>;
}

/** What waits for a job has to be tried again. */
export class JobElsewhereError extends Error {
  override readonly name = 'JobElsewhereError';
}

/** Does jobs, by due tasks. Several processes may take up one and the same: the last one's fence keeps the others from writing. */
export class Jobs {
  readonly #store: BackupStore;
  readonly #tables: Tables;
  readonly #clock: Clock;
  readonly #workers = new Map<Job['kind'], Worker<Job>>();
  /** What this process does, by job: one after the other. */
  readonly #lanes = new Map<string, Promise<unknown>>();

  constructor(store: BackupStore, tables: Tables, clock: Clock) {
    this.#store = store;
    this.#tables = tables;
    this.#clock = clock;
  }

  register(tasks: DueTasks): void {
    tasks.handle(kind, (task) => {
      const name = task.payload as unknown as JobName;
      return this.#inLane(name, () => this.#advance(name, slicesAtOnce, task));
    });
  }

  /** Says who does the jobs of a kind. */
  handle<J extends Job>(jobs: J['kind'], worker: Worker<J>): void {
    this.#workers.set(jobs, worker as unknown as Worker<Job>);
  }

  /** The changes that begin a job, for the commit of its cause. @param delay ms until it is taken up */
  begin(job: Job, delay = 0): RegistryChange[] {
    return [this.#store.putJob(job, 0), this.#due(job, this.#clock.now() + delay)];
  }

  /**
   * Does a job, here and now: its first slices, or all of it.
   * @returns whether that was done; not when another process has taken it up
   */
  async run(name: JobName, slices = Number.POSITIVE_INFINITY): Promise<boolean> {
    try {
      await this.#inLane(name, () => this.#advance(name, slices));
      return true;
    } catch (error) {
      if (error instanceof RegistryConflictError) return false;
      throw error;
    }
  }

  /**
   * Does all the jobs that go by a table's items.
   * @param owner the table's id
   * @throws JobElsewhereError when another process is at one of them
   */
  async settle(owner: string): Promise<void> {
    for (const job of await this.#store.jobs(owner)) {
      if (!(await this.run(job))) throw new JobElsewhereError(`another process does the job ${job.id}`);
    }
  }

  #inLane<T>(name: JobName, run: () => Promise<T>): Promise<T> {
    const lane = jobKey(name);
    const before = this.#lanes.get(lane) ?? Promise.resolve();
    const after = before.then(run, run);
    const settled = after.catch(() => undefined);
    this.#lanes.set(lane, settled);
    void settled.then(() => {
      if (this.#lanes.get(lane) === settled) this.#lanes.delete(lane);
    });
    return after;
  }

  /** @throws RegistryConflictError when another process has taken up the job */
  async #advance(name: JobName, slices: number, task?: DueTask): Promise<void> {
    const finished = task ? [done(task)] : [];
    const found = await this.#store.job(name);
    if (found === undefined) {
      if (task) await this.#store.commit(finished);
      return;
    }
    let job: Job = { ...found.value, step: found.value.step + 1 };
    let version = await this.#store.commit([this.#store.putJob(job, found.version)]);
    const fence = { name: `J${job.id}`, revision: job.step };
    await this.#tables.raiseFence(fence.name, fence.revision);
    const worker = this.#workers.get(job.kind);
    if (worker === undefined) throw new Error(`nobody does jobs of kind ${job.kind}`);
    for (let slice = 1; ; slice++) {
      const next = await this.#slice(worker, job, fence);
      if (next === undefined) break;
      job = next;
      await nextTurn();
      const isLast = slice >= slices;
      if (!isLast && slice % slicesAtOnce !== 0) continue;
      const goesOn = task ? [...finished, this.#due(job, this.#clock.now())] : [];
      version = await this.#store.commit([this.#store.putJob(job, version), ...(isLast ? goesOn : [])]);
      if (isLast) return;
    }
    await this.#end(worker, job, version, finished);
  }

  async #slice(worker: Worker<Job>, job: Job, fence: Fence): Promise<Job | undefined> {
    try {
      return await worker.slice(job, fence);
    } catch (error) {
      if (error instanceof TablesFencedError && error.fence === fence.name)
        throw new RegistryConflictError(jobKey(job));
      throw error;
    }
  }

  async #end(worker: Worker<Job>, job: Job, version: number, finished: readonly RegistryChange[]): Promise<void> {
    for (;;) {
      const changes = await worker.end(job);
      try {
        await this.#store.commit([...changes, this.#store.deleteJob(job, version), ...finished]);
        return;
      } catch (error) {
        if (!(error instanceof RegistryConflictError)) throw error;
        const own = finished.flatMap((change) => ('delete' in change ? [change.delete] : []));
        if (error.key === jobKey(job) || own.includes(error.key)) throw error;
      }
    }
  }

  #due({ owner, id, step }: Job, at: number): RegistryChange {
    return dueTask({ at, kind, id: `${id}-${step}`, payload: { owner, id } });
  }
}
