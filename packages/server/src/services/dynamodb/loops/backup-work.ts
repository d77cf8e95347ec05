import type { Registry, Tables } from '@paddock/store';
import type { Clock } from '../../../runtime/clock.js';
import type { Backups } from '../backups/backups.js';
import { Copier } from '../backups/copying.js';
import { Histories } from '../backups/history.js';
import { Jobs } from '../backups/jobs.js';
import { noObjects, type ObjectStore } from '../backups/object-store.js';
import type { DynamoDbStore } from '../store.js';
import { BackupStore } from '../store-backups.js';
import { BackupWorker, SystemBackups } from './backups.js';
import { ExportWorker, registerForgetting } from './exports.js';
import { ImportWorker } from './imports.js';
import { RestoreWorker } from './recovery.js';
import type { Transitions } from './transitions.js';

interface Parts {
  readonly registry: Registry;
  readonly tables: Tables;
  readonly clock: Clock;
  readonly store: DynamoDbStore;
  readonly transitions: Transitions;
  /** Absent: there is no bucket. */
  readonly objects?: ObjectStore | undefined;
  /** How many items are copied at a time; few in tests. */
  readonly sliceItems?: number | undefined;
}

/** Everything that backups, restores, exports and imports do in the background. */
export function createBackups(parts: Parts): Backups {
  const { tables, clock, store, objects = noObjects } = parts;
  const backups = new BackupStore(parts.registry);
  const jobs = new Jobs(backups, tables, clock);
  const histories = new Histories(store, backups, tables, clock);
  const copier = new Copier(tables, parts.sliceItems);
  const all = { store, backups, tables, copier, clock, jobs, histories, objects };
  jobs.handle('backup', new BackupWorker(all));
  jobs.handle('restore', new RestoreWorker(all));
  jobs.handle('export', new ExportWorker(all));
  jobs.handle('import', new ImportWorker(all));
  const system = new SystemBackups(all);
  parts.transitions.atRemoval((table) => system.atRemoval(table));
  return {
    store: backups,
    jobs,
    histories,
    objects,
    register(tasks) {
      jobs.register(tasks);
      histories.register(tasks);
      system.register(tasks);
      registerForgetting(tasks, backups);
    },
  };
}
