import type { Fence, RegistryChange } from '@paddock/store';
import type { Clock } from '../../../runtime/clock.js';
import type { Copier } from '../backups/copying.js';
import type { Histories } from '../backups/history.js';
import type { RestoreJob } from '../backups/job.js';
import type { Worker } from '../backups/jobs.js';
import { endWork } from '../domain/table-work.js';
import type { DynamoDbStore } from '../store.js';
import type { BackupStore } from '../store-backups.js';
import type { TableView } from '../table-view.js';

interface Parts {
  readonly store: DynamoDbStore;
  readonly backups: BackupStore;
  readonly copier: Copier;
  readonly histories: Histories;
  readonly clock: Clock;
}

/**
 * Restores tables: items are copied straight to their places in the new table, those of another table are undone to the moment that is asked
 * for, and then the new table's indexes are made. Until that is done nobody else reads or writes it.
 */
export class RestoreWorker implements Worker<RestoreJob> {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async slice(job: RestoreJob, fence: Fence): Promise<RestoreJob | undefined> {
    const { copier } = this.#parts;
    const view = await this.#target(job);
    if (view === undefined) return undefined;
    const to = view.collection;
    switch (job.phase) {
      case 'copy': {
        const at = await copier.copy(job.from, to, job.at, fence);
        return at === undefined ? inPhase(job, job.past ? 'undo' : 'index') : { ...job, at };
      }
      case 'undo': {
        if (job.past === undefined) return inPhase(job, 'index');
        const { history, time } = job.past;
        const at = await copier.undo(history, { time }, { view, to }, job.at, fence);
        return at === undefined ? inPhase(job, 'index') : { ...job, at };
      }
      case 'index': {
        const at = await copier.index(view, job.at, fence);
        return at === undefined ? inPhase(job, 'end') : { ...job, at };
      }
      case 'end':
        return undefined;
    }
  }

  async end(job: RestoreJob): Promise<readonly RegistryChange[]> {
    const { store, backups, histories, clock } = this.#parts;
    const changes: RegistryChange[] = [];
    const view = await this.#target(job);
    const work = view?.table.works.find(({ kind }) => kind === 'fill');
    if (view && work) changes.push(store.putTable(endWork(view.table, work, clock.now()), view.version));
    if (job.backup !== undefined) {
      const found = await backups.find('backup', job.backup);
      if (found !== undefined) {
        const { restoring: _done, ...backup } = found.value;
        changes.push(backups.put('backup', backup, found.version));
      }
    }
    if (job.past !== undefined) changes.push(histories.mayRelease(job.past.table, job.past.history));
    return changes;
  }

  async #target({ target }: RestoreJob): Promise<TableView | undefined> {
    const view = await this.#parts.store.currentTable(target);
    return view?.table.id === target.id ? view : undefined;
  }
}

function inPhase(job: RestoreJob, phase: RestoreJob['phase']): RestoreJob {
  const { at: _reached, ...rest } = job;
  return { ...rest, phase };
}
