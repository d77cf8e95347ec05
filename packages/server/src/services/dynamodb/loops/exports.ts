import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Fence, RegistryChange, Tables } from '@paddock/store';
import type { Clock } from '../../../runtime/clock.js';
import { done, dueTask, type DueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import { changedSlice } from '../backups/changed-slice.js';
import type { Copier } from '../backups/copying.js';
import type { BackupName, Export, Failure } from '../backups/documents.js';
import {
  changeLine,
  dataFileKey,
  itemLine,
  manifestKey,
  md5,
  startedKey,
  summaryOf,
  type DataFile,
} from '../backups/export-files.js';
import { day, type Histories } from '../backups/history.js';
import type { ExportJob } from '../backups/job.js';
import type { Worker } from '../backups/jobs.js';
import type { ObjectStore } from '../backups/object-store.js';
import { bucketFailure } from '../backups/object-store.js';
import { willClear } from '../clearing.js';
import type { BackupStore } from '../store-backups.js';
import { TableView } from '../table-view.js';

const forgetKind = 'dynamodb-forget';
/** How long exports and imports are told of, ms. */
const lifetime = 90 * day;
/** Characters of a data file, before it is compressed. */
const fileLength = 8 * 1024 * 1024;

const compress = promisify(gzip);

interface Parts {
  readonly backups: BackupStore;
  readonly tables: Tables;
  readonly copier: Copier;
  readonly histories: Histories;
  readonly objects: ObjectStore;
  readonly clock: Clock;
}

/**
 * Exports tables: makes a copy of a table as it was, or of what changed, in a collection of the export's own, writes that into the bucket file by file,
 * and tells of the files in manifests.
 */
export class ExportWorker implements Worker<ExportJob> {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async slice(job: ExportJob, fence: Fence): Promise<ExportJob | undefined> {
    const { backups, copier, tables } = this.#parts;
    const exported = (await backups.find('export', job.export))?.value;
    if (exported === undefined) return undefined;
    const view = new TableView(exported.table, 0);
    switch (job.phase) {
      case 'open': {
        const failure = await this.#failure(exported);
        if (failure) return { ...job, phase: 'end', failure };
        await this.#put(exported, startedKey(exported), '');
        return inPhase(job, exported.changes === undefined ? 'copy' : 'gather');
      }
      case 'copy': {
        const at = await copier.copy(view.collection, job.to, job.at, fence);
        return at === undefined ? inPhase(job, 'undo') : { ...job, at };
      }
      case 'undo': {
        const at = await copier.undo(job.history, { time: exported.time }, { view, to: job.to }, job.at, fence);
        return at === undefined ? inPhase(job, 'write') : { ...job, at };
      }
      case 'gather': {
        if (exported.changes === undefined) return inPhase(job, 'write');
        const at = await changedSlice(tables, job.history, exported.changes, { view, to: job.to }, job.at, fence);
        return at === undefined ? inPhase(job, 'write') : { ...job, at };
      }
      case 'write':
        return this.#write(job, exported, fence);
      case 'close':
        return this.#close(job, exported);
      case 'end':
        return undefined;
    }
  }

  async end(job: ExportJob): Promise<readonly RegistryChange[]> {
    const { backups, histories, clock } = this.#parts;
    const found = await backups.find('export', job.export);
    if (found === undefined) return [];
    const { failure, items, bytes, ended = clock.now() } = job;
    const { value } = found;
    const ending = failure
      ? ({ status: 'FAILED', failure } as const)
      : ({ status: 'COMPLETED', items, bytes } as const);
    return [
      backups.put('export', { ...value, ...ending, ended }, found.version),
      willClear([job.to, filesOf(job)], clock.now()),
      histories.mayRelease(value.table, job.history),
      willForget({ kind: 'export', name: job.export, token: value.token }, clock.now()),
    ];
  }

  /** One data file. */
  async #write(job: ExportJob, exported: Export, fence: Fence): Promise<ExportJob> {
    const { copier, tables } = this.#parts;
    const failure = await this.#failure(exported);
    if (failure) return { ...job, phase: 'end', failure };
    const lines: string[] = [];
    let [length, bytes, at] = [0, 0, job.at];
    do {
      const { entries, last } = await copier.entries(job.to, at);
      for (const { value } of entries) {
        const line = exported.changes === undefined ? itemLine(value) : changeLine(value, exported.changes.view);
        if (line === undefined) continue;
        lines.push(line.text);
        length += line.text.length;
        bytes += line.bytes;
      }
      at = last;
    } while (at !== undefined && length < fileLength);
    // There is a file even if there is nothing to tell.
    if (lines.length > 0 || job.files === 0) {
      const body = await compress(lines.join(''));
      const dataFileS3Key = dataFileKey(exported, job.files);
      await this.#put(exported, dataFileS3Key, body);
      const sum = md5(body);
      const file: DataFile = {
        itemCount: lines.length,
        md5Checksum: sum.toString('base64'),
        etag: `${sum.toString('hex')}-1`,
        dataFileS3Key,
      };
      await tables.transact(
        [],
        (_values, writes) =>
          writes.put(filesOf(job), String(job.files).padStart(10, '0'), Buffer.from(JSON.stringify(file))),
        [fence],
      );
    }
    const next = { ...job, files: job.files + 1, items: job.items + lines.length, bytes: job.bytes + bytes };
    return at === undefined ? inPhase(next, 'close') : { ...next, at };
  }

  /** The manifests. */
  async #close(job: ExportJob, exported: Export): Promise<ExportJob> {
    const failure = await this.#failure(exported);
    if (failure) return { ...job, phase: 'end', failure };
    const files: string[] = [];
    await this.#parts.tables.scan(
      filesOf(job),
      {},
      { visit: (_key, value) => files.push(`${Buffer.from(value).toString()}\n`) > 0 },
    );
    const ended = this.#parts.clock.now();
    for (const [name, body] of [
      ['manifest-files', files.join('')],
      ['manifest-summary', summaryOf(exported, job, ended)],
    ] as const) {
      await this.#put(exported, manifestKey(exported, `${name}.json`), body);
      await this.#put(exported, manifestKey(exported, `${name}.md5`), md5(body).toString('base64'));
    }
    return { ...inPhase(job, 'end'), ended };
  }

  async #failure(exported: Export): Promise<Failure | undefined> {
    const { bucket, bucketOwner: owner, caller, table } = exported;
    const { account } = table;
    const prefix = manifestKey(exported, '');
    const refusal = await this.#parts.objects.refusal({ bucket, owner, account, caller, prefix, action: 'write' });
    return refusal && bucketFailure(refusal);
  }

  #put({ bucket, encryption: algorithm, keyId }: Export, key: string, body: string | Uint8Array): Promise<void> {
    return this.#parts.objects.put(bucket, key, typeof body === 'string' ? Buffer.from(body) : body, {
      algorithm,
      keyId,
    });
  }
}

const filesOf = ({ to }: ExportJob): string => `${to}.f`;

function inPhase(job: ExportJob, phase: ExportJob['phase']): ExportJob {
  const { at: _reached, ...rest } = job;
  return { ...rest, phase };
}

interface Forgotten {
  readonly kind: 'export' | 'import';
  readonly name: BackupName;
  readonly token: string;
}

/** The due task that forgets an export or an import, for the commit that ends it. @param now ms since the epoch */
export const willForget = ({ kind, name, token }: Forgotten, now: number): RegistryChange =>
  dueTask({
    at: now + lifetime,
    kind: forgetKind,
    id: `${kind}-${name.id}`,
    payload: { kind, name: { ...name }, token },
  });

/** Does those due tasks. */
export function registerForgetting(tasks: DueTasks, backups: BackupStore): void {
  tasks.handle(forgetKind, async (task: DueTask) => {
    const { kind, name, token } = task.payload as unknown as Forgotten;
    const use = await backups.token(kind, name, token);
    await backups.commit([
      backups.delete(kind, name),
      // The token may stand for a later one by now.
      ...(use?.value.name.id === name.id ? [backups.deleteToken(kind, name, token)] : []),
      done(task),
    ]);
  });
}
