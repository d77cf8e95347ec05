import { nextTurn } from '../../../runtime/next-turn.js';
import { RegistryConflictError, type Fence, type RegistryChange, type Tables } from '@paddock/store';
import type { Clock } from '../../../runtime/clock.js';
import { done, dueTask, type DueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import type { Copier } from '../backups/copying.js';
import { backupName, newId, type Backup, type BackupName } from '../backups/documents.js';
import { willClear } from '../clearing.js';
import { day, type Histories } from '../backups/history.js';
import type { BackupJob } from '../backups/job.js';
import type { Jobs, Worker } from '../backups/jobs.js';
import type { Table } from '../domain/table.js';
import type { DynamoDbStore } from '../store.js';
import type { BackupStore } from '../store-backups.js';
import { TableView } from '../table-view.js';

const expiryKind = 'dynamodb-backup-expiry';
/** How long the backup that the service makes of a deleted table is kept, ms. */
const systemLifetime = 35 * day;

interface Parts {
  readonly store: DynamoDbStore;
  readonly backups: BackupStore;
  readonly tables: Tables;
  readonly copier: Copier;
  readonly histories: Histories;
  readonly jobs: Jobs;
  readonly clock: Clock;
}

/**
 * Makes backups: a table's items are copied into a collection of the backup's own, and what was written since the backup's moment is undone
 * in the copy.
 */
export class BackupWorker implements Worker<BackupJob> {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async slice(job: BackupJob, fence: Fence): Promise<BackupJob | undefined> {
    const { backups, copier } = this.#parts;
    const backup = (await backups.find('backup', job.backup))?.value;
    if (backup === undefined) return undefined;
    const { collection: to } = backup;
    const view = new TableView(backup.table, 0);
    switch (job.phase) {
      case 'mark': {
        // From here on every writer adds to the history, and whatever it adds later is above the mark.
        await this.#raiseTableFence(backup.table);
        return { ...job, phase: 'copy', mark: await copier.lastChange(job.history) };
      }
      case 'copy': {
        const at = await copier.copy(view.collection, to, job.at, fence);
        return at === undefined ? inPhase(job, 'undo') : { ...job, at };
      }
      case 'undo': {
        const at = await copier.undo(job.history, { mark: job.mark ?? '' }, { view, to }, job.at, fence);
        return at === undefined ? inPhase(job, 'count') : { ...job, at };
      }
      case 'count': {
        const { items, bytes, last } = await copier.count(to, job.at);
        const counted = { ...job, items: job.items + items, bytes: job.bytes + bytes };
        return last === undefined ? inPhase(counted, 'end') : { ...counted, at: last };
      }
      case 'end':
        return undefined;
    }
  }

  async end(job: BackupJob): Promise<readonly RegistryChange[]> {
    const { backups, histories } = this.#parts;
    const found = await backups.find('backup', job.backup);
    if (found === undefined) return [];
    const { table } = found.value;
    const backup: Backup = { ...found.value, status: 'AVAILABLE', items: job.items, bytes: job.bytes };
    return [backups.put('backup', backup, found.version), histories.mayRelease(table, job.history)];
  }

  async #raiseTableFence({ account, region, name, id }: Table): Promise<void> {
    const { store, tables } = this.#parts;
    const view = await store.currentTable({ account, region, name });
    if (view?.table.id === id) await tables.raiseFence(view.fence.name, view.fence.revision);
  }
}

function inPhase(job: BackupJob, phase: BackupJob['phase']): BackupJob {
  const { at: _reached, ...rest } = job;
  return { ...rest, phase };
}

/** The backups that the service makes itself, of tables that are deleted while point-in-time recovery is on. */
export class SystemBackups {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  register(tasks: DueTasks): void {
    tasks.handle(expiryKind, (task) => this.#expire(task));
  }

  /**
   * Ends what goes by a table's items before they are removed, and makes the changes that turn them into a backup where there is to be one: then
   * they are not to be removed.
   */
  async atRemoval(table: Table): Promise<readonly RegistryChange[]> {
    const { backups, jobs, copier, clock } = this.#parts;
    await jobs.settle(table.id);
    const changes = table.history === undefined ? [] : [willClear([table.history], clock.now())];
    if (table.recovery === undefined) return changes;
    const { collection } = new TableView(table, 0);
    let [items, bytes] = [0, 0];
    for (let at: string | undefined, isLast = false; !isLast;) {
      const part = await copier.count(collection, at);
      [items, bytes, at, isLast] = [items + part.items, bytes + part.bytes, part.last, part.last === undefined];
      await nextTurn();
    }
    const now = clock.now();
    const expires = now + systemLifetime;
    const backup: Backup = {
      id: newId(now, '00000000'),
      name: `${table.name}$DeletedTableBackup`,
      type: 'SYSTEM',
      status: 'AVAILABLE',
      created: now,
      expires,
      table,
      collection,
      items,
      bytes,
    };
    const name = backupName(backup);
    return [
      ...changes,
      backups.put('backup', backup, 0),
      dueTask({ at: expires, kind: expiryKind, id: `${table.id}-${backup.id}`, payload: { ...name } }),
    ];
  }

  async #expire(task: DueTask): Promise<void> {
    const { backups, clock } = this.#parts;
    const name = task.payload as unknown as BackupName;
    const found = await backups.find('backup', name);
    if (found === undefined) {
      await backups.commit([done(task)]);
      return;
    }
    const { restoring, collection } = found.value;
    const again = dueTask({ at: clock.now() + day, kind: expiryKind, id: task.id, payload: task.payload });
    await backups.commit(
      restoring === undefined
        ? [backups.delete('backup', name, found.version), willClear([collection], clock.now()), done(task)]
        : [again, done(task)],
    );
  }
}

/** Changes a backup by what it is now. @returns undefined when it is not there */
export async function changeBackup(
  backups: BackupStore,
  name: BackupName,
  change: (backup: Backup, version: number) => readonly RegistryChange[],
): Promise<Backup | undefined> {
  for (;;) {
    const found = await backups.find('backup', name);
    if (found === undefined) return undefined;
    try {
      await backups.commit(change(found.value, found.version));
      return found.value;
    } catch (error) {
      if (!(error instanceof RegistryConflictError)) throw error;
    }
  }
}
