import { nextTurn } from '../../../runtime/next-turn.js';
import { RegistryConflictError, type Fence, type RegistryChange, type Tables } from '@paddock/store';
import type { Clock } from '../../../runtime/clock.js';
import type { Copier } from '../backups/copying.js';
import type { Failure, Import, ImportCounts } from '../backups/documents.js';
import { importedItems, type Imported } from '../backups/import-items.js';
import type { ImportJob } from '../backups/job.js';
import type { Worker } from '../backups/jobs.js';
import { bucketFailure, type ObjectStore } from '../backups/object-store.js';
import { endWork } from '../domain/table-work.js';
import type { DynamoDbStore } from '../store.js';
import type { BackupStore } from '../store-backups.js';
import type { TableView } from '../table-view.js';
import { willForget } from './exports.js';

/** Items, and their bytes, that one transaction writes. */
const batchItems = 256;
const batchBytes = 1024 * 1024;

interface Parts {
  readonly store: DynamoDbStore;
  readonly backups: BackupStore;
  readonly tables: Tables;
  readonly copier: Copier;
  readonly objects: ObjectStore;
  readonly clock: Clock;
}

/**
 * Imports tables: object by object, in the order of their keys, items are put at their places, a later one over an earlier one; then the indexes are made. An object
 * that was not read to its end is read again from its beginning.
 */
export class ImportWorker implements Worker<ImportJob> {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async slice(job: ImportJob, fence: Fence): Promise<ImportJob | undefined> {
    const { backups, copier, objects } = this.#parts;
    const imported = (await backups.find('import', job.import))?.value;
    if (imported === undefined || job.phase === 'end') return undefined;
    if (job.phase === 'open') {
      const failure = await this.#open(imported);
      return failure ? { ...inPhase(job, 'end'), failure } : inPhase(job, 'load');
    }
    const view = await this.#table(imported);
    if (view === undefined) return undefined;
    if (job.phase === 'index') {
      const at = await copier.index(view, job.at, fence);
      return at === undefined ? inPhase(job, 'end') : { ...job, at };
    }
    const { bucket, prefix = '' } = imported;
    for await (const { key, size } of objects.list(bucket, prefix, job.at)) {
      const counts = await this.#load(imported, view, key, size, fence);
      return { ...job, at: key, counts: sum(job.counts, counts) };
    }
    return inPhase(job, 'index');
  }

  async end(job: ImportJob): Promise<readonly RegistryChange[]> {
    const { store, backups, clock } = this.#parts;
    const found = await backups.find('import', job.import);
    if (found === undefined) return [];
    const { value: imported, version } = found;
    const now = clock.now();
    const failure = job.failure ?? (job.counts.errors > 0 ? itemErrors : undefined);
    const view = await this.#table(imported);
    const work = view?.table.works.find(({ kind }) => kind === 'fill');
    const ended: Import = {
      ...imported,
      status: failure ? 'FAILED' : 'COMPLETED',
      ended: now,
      counts: job.counts,
      ...(failure && { failure }),
    };
    return [
      ...(view && work ? [store.putTable(endWork(view.table, work, now), view.version)] : []),
      backups.put('import', ended, version),
      willForget({ kind: 'import', name: job.import, token: imported.token }, now),
    ];
  }

  /** Makes the table once it is known that there is something to fill it from. */
  async #open(imported: Import): Promise<Failure | undefined> {
    const { store, objects } = this.#parts;
    const { bucket, bucketOwner: owner, prefix, caller, table } = imported;
    const refusal = await objects.refusal({ bucket, owner, account: table.account, caller, prefix, action: 'read' });
    if (refusal) return bucketFailure(refusal);
    if (imported.format === 'ION') return unsupported('InputFormat', 'ION');
    if (imported.compression === 'ZSTD') return unsupported('InputCompressionType', 'ZSTD');
    try {
      await store.commit([store.putTable(table, 0)]);
    } catch (error) {
      if (!(error instanceof RegistryConflictError)) throw error;
      // It may be this import's own, made before a crash.
      if ((await this.#table(imported)) === undefined) {
        return { code: 'TableAlreadyExists', message: `Table already exists: ${table.name}` };
      }
    }
    return undefined;
  }

  async #load(imported: Import, view: TableView, key: string, size: number, fence: Fence): Promise<ImportCounts> {
    const { objects } = this.#parts;
    let [processed, errors] = [0, 0];
    let batch: NonNullable<Imported>[] = [];
    let bytes = 0;
    const flush = async (): Promise<void> => {
      const items = batch;
      [batch, bytes] = [[], 0];
      if (items.length > 0) await this.#write(view, items, fence);
      else await nextTurn();
    };
    for await (const items of importedItems(imported, view, objects.read(imported.bucket, key))) {
      for (const item of items) {
        processed += 1;
        if (item === undefined) {
          errors += 1;
          continue;
        }
        batch.push(item);
        bytes += item.stored.bytes.length;
        if (batch.length >= batchItems || bytes >= batchBytes) await flush();
      }
    }
    await flush();
    return { bytes: size, processed, imported: processed - errors, errors };
  }

  async #write(view: TableView, items: readonly NonNullable<Imported>[], fence: Fence): Promise<void> {
    await this.#parts.tables.transact(
      [],
      (_values, writes) => {
        for (const { key, stored } of items) writes.put(view.collection, key, stored.bytes);
      },
      [fence],
    );
  }

  async #table({ table }: Import): Promise<TableView | undefined> {
    const view = await this.#parts.store.currentTable(table);
    return view?.table.id === table.id ? view : undefined;
  }
}

const itemErrors: Failure = {
  code: 'ItemValidationError',
  message:
    'Some of the items failed validation checks and were not imported. ' +
    'Please check CloudWatch error logs for more details.',
};

const unsupported = (member: string, value: string): Failure => ({
  code: `Unsupported${member}`,
  message: `${member} ${value} is not supported here`,
});

const sum = (a: ImportCounts, b: ImportCounts): ImportCounts => ({
  bytes: a.bytes + b.bytes,
  processed: a.processed + b.processed,
  imported: a.imported + b.imported,
  errors: a.errors + b.errors,
});

function inPhase(job: ImportJob, phase: ImportJob['phase']): ImportJob {
  const { at: _reached, ...rest } = job;
  return { ...rest, phase };
}
