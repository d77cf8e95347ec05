import { createHash } from 'node:crypto';
import type { Json, Registry, RegistryChange } from '@paddock/store';
import type { Versioned } from '../../runtime/versioned.js';
import { backupName, type Backup, type BackupName, type Export, type Import } from './backups/documents.js';
import type { Job, JobName } from './backups/job.js';
import type { TableName } from './domain/table.js';

/** The registry's keys of backups, exports and imports, and of the work on them. Nothing else knows them. */
const root = 'dynamodb';
const kinds = { backup: `${root}/backup/`, export: `${root}/export/`, import: `${root}/import/` } as const;
const jobsPrefix = (owner: string): string => `${root}/job/${owner}/`;
export const jobKey = ({ owner, id }: JobName): string => jobsPrefix(owner) + id;

type Kind = keyof typeof kinds;
interface Documents {
  readonly backup: Backup;
  readonly export: Export;
  readonly import: Import;
}
type Region = Pick<TableName, 'account' | 'region'>;

const regionPrefix = (kind: Kind, { account, region }: Region): string => `${kinds[kind]}${account}/${region}/`;
const keyOf = (kind: Kind, name: BackupName): string => `${regionPrefix(kind, name)}${name.name}/${name.id}`;

/** What a client token stands for. */
export interface TokenUse {
  readonly name: BackupName;
  /** What the request said, for comparison. */
  readonly parameters: string;
}

const json = (value: object): Json => value as Json;
/** Documents that are read at a time where many are looked through. */
const page = 100;

/** Backups, exports, imports and jobs in the registry. */
export class BackupStore {
  readonly #registry: Registry;

  constructor(registry: Registry) {
    this.#registry = registry;
  }

  async find<K extends Kind>(kind: K, name: BackupName): Promise<Versioned<Documents[K]> | undefined> {
    const entry = await this.#registry.get(keyOf(kind, name));
    return entry && { value: entry.value as unknown as Documents[K], version: entry.version };
  }

  /** Those of a region, by the names of their tables, then by age; or of one table. @param options.after exclusive; it need not be there */
  async *list<K extends Kind>(
    kind: K,
    region: Region,
    options: { readonly table?: string | undefined; readonly after?: BackupName | undefined } = {},
  ): AsyncGenerator<Documents[K]> {
    const { table } = options;
    const prefix = regionPrefix(kind, region) + (table === undefined ? '' : `${table}/`);
    let after = options.after && keyOf(kind, { ...options.after, ...region });
    for (;;) {
      const entries = await this.#registry.list(prefix, { limit: page, ...(after === undefined ? {} : { after }) });
      for (const { value } of entries) yield value as unknown as Documents[K];
      after = entries.at(-1)?.key;
      if (entries.length < page) return;
    }
  }

  /** @param ifVersion 0 for one that is not there yet */
  put<K extends Kind>(kind: K, value: Documents[K], ifVersion: number): RegistryChange {
    return { put: keyOf(kind, backupName(value)), value: json(value), ifVersion };
  }

  delete(kind: Kind, name: BackupName, ifVersion?: number): RegistryChange {
    return { delete: keyOf(kind, name), ...(ifVersion === undefined ? {} : { ifVersion }) };
  }

  async token(kind: Kind, region: Region, token: string): Promise<Versioned<TokenUse> | undefined> {
    const entry = await this.#registry.get(tokenKey(kind, region, token));
    return entry && { value: entry.value as unknown as TokenUse, version: entry.version };
  }

  putToken(kind: Kind, token: string, use: TokenUse, ifVersion: number): RegistryChange {
    return { put: tokenKey(kind, use.name, token), value: json(use), ifVersion };
  }

  deleteToken(kind: Kind, region: Region, token: string): RegistryChange {
    return { delete: tokenKey(kind, region, token) };
  }

  async job(name: JobName): Promise<Versioned<Job> | undefined> {
    const entry = await this.#registry.get(jobKey(name));
    return entry && { value: entry.value as unknown as Job, version: entry.version };
  }

  /** The work that goes by a table's items. @param owner the table's id */
  async jobs(owner: string): Promise<Job[]> {
    return (await this.#registry.list(jobsPrefix(owner))).map(({ value }) => value as unknown as Job);
  }

  putJob(job: Job, ifVersion: number): RegistryChange {
    return { put: jobKey(job), value: json(job), ifVersion };
  }

  deleteJob(name: JobName, ifVersion: number): RegistryChange {
    return { delete: jobKey(name), ifVersion };
  }

  commit(changes: readonly RegistryChange[]): Promise<number> {
    return this.#registry.commit(changes);
  }
}

/** Tokens are as long as their senders like. */
const tokenKey = (kind: Kind, { account, region }: Region, token: string): string =>
  `${root}/${kind}-token/${account}/${region}/${createHash('sha256').update(token).digest('hex')}`;
