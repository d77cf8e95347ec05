import { RegistryConflictError, type RegistryChange } from '@paddock/store';
import { done, dueTask, type DueTask } from '../../../runtime/due-tasks.js';
import type { AsyncEvent } from './event.js';

export const kind = 'lambda-async';

export type Commit = (changes: readonly RegistryChange[]) => Promise<number>;
/** From when to when an event is a process's, ms since the epoch. */
export interface Lease {
  readonly since: number;
  readonly until: number;
}

type Task = Pick<DueTask, 'key' | 'version'>;

/**
 * An event that this process has at hand, and the due task that keeps its place meanwhile: whoever runs the task takes the event over. It stands at the time by
 * which the event would be through, and is put later when that takes longer.
 */
export class HeldEvent {
  readonly event: AsyncEvent;
  /** Since when this process has it, ms since the epoch. */
  readonly since: number;
  readonly #commit: Commit;
  #task: Task;
  /** When others may take it over, ms since the epoch. */
  #until: number;
  #isLost = false;
  /** Changes of the task come one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(commit: Commit, event: AsyncEvent, task: Task, { since, until }: Lease) {
    this.#commit = commit;
    this.event = event;
    this.since = since;
    this.#task = task;
    this.#until = until;
  }

  /** @param instead the task that is done with it @throws RegistryConflictError when another was first */
  static async take(commit: Commit, event: AsyncEvent, lease: Lease, instead?: Task): Promise<HeldEvent> {
    const change = due(event, lease.until);
    const version = await commit(instead === undefined ? [change] : replaced(instead, change));
    return new HeldEvent(commit, event, { key: keyOf(change), version }, lease);
  }

  /** Whether the task is the one that keeps this event's place. */
  holds(task: Task): boolean {
    return !this.#isLost && this.#task.key === task.key;
  }

  /**
   * Keeps others away until some time, and longer if that takes a change.
   * @returns false when another has taken it over
   */
  async keep(until: number, longer = until): Promise<boolean> {
    return until <= this.#until || this.#move(this.event, longer);
  }

  /** Leaves the event to whoever comes at that time; it may have changed. */
  async leave(event: AsyncEvent, at: number): Promise<void> {
    await this.#move(event, at);
  }

  async finish(): Promise<void> {
    await this.#inTurn(() => [done(this.#task)]);
  }

  async #move(event: AsyncEvent, at: number): Promise<boolean> {
    const change = due(event, at);
    const version = await this.#inTurn(() => replaced(this.#task, change));
    if (version === undefined) return false;
    this.#task = { key: keyOf(change), version };
    this.#until = at;
    return true;
  }

  /** Undefined when another has taken the event over: it is theirs. */
  #inTurn(changes: () => readonly RegistryChange[]): Promise<number | undefined> {
    const turn = this.#turn.then(async () => {
      if (this.#isLost) return undefined;
      try {
        return await this.#commit(changes());
      } catch (error) {
        if (!(error instanceof RegistryConflictError)) throw error;
        this.#isLost = true;
        return undefined;
      }
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }
}

/** The change of a task into one that may have the same time. */
const replaced = (task: Task, change: RegistryChange): RegistryChange[] =>
  'put' in change && change.put === task.key ? [{ ...change, ifVersion: task.version }] : [done(task), change];

const due = (event: AsyncEvent, at: number): RegistryChange =>
  dueTask({ at, kind, id: event.requestId, payload: { ...event } });
const keyOf = (change: RegistryChange): string => ('put' in change ? change.put : '');
