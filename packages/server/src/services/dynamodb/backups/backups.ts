import type { DueTasks } from '../../../runtime/due-tasks.js';
import type { BackupStore } from '../store-backups.js';
import type { Histories } from './history.js';
import type { Jobs } from './jobs.js';
import type { ObjectStore } from './object-store.js';

/** What the operations on backups, exports and imports work with. */
export interface Backups {
  readonly store: BackupStore;
  readonly jobs: Jobs;
  readonly histories: Histories;
  readonly objects: ObjectStore;
  /** Has due tasks done. */
  register(tasks: DueTasks): void;
}
