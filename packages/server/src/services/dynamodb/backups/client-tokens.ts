import type { RegistryChange } from '@paddock/store';
import type { Random } from '../../../runtime/random.js';
import type { TableName } from '../domain/table.js';
import type { BackupStore, TokenUse } from '../store-backups.js';
import { newTableId } from '../table-identity.js';
import type { BackupName } from './documents.js';

/** How long a client token stands for the request that first had it, ms. */
export const tokenLifetime = 8 * 60 * 60_000;

/** A request's token, and what it stands for already. */
export class ClientToken {
  readonly token: string;
  readonly use: TokenUse | undefined;
  readonly #store: BackupStore;
  readonly #kind: 'export' | 'import';
  readonly #version: number | undefined;

  private constructor(store: BackupStore, kind: 'export' | 'import', token: string, version?: number, use?: TokenUse) {
    this.#store = store;
    this.#kind = kind;
    this.token = token;
    this.#version = version;
    this.use = use;
  }

  /** @param given absent: one is made up, which stands for nothing else */
  static async look(
    store: BackupStore,
    kind: 'export' | 'import',
    region: Pick<TableName, 'account' | 'region'>,
    given: string | undefined,
    random: Random,
  ): Promise<ClientToken> {
    if (given === undefined) return new ClientToken(store, kind, newTableId(random));
    const found = await store.token(kind, region, given);
    return new ClientToken(store, kind, given, found?.version ?? 0, found?.value);
  }

  /** The changes that have the token stand for something, for the commit that begins it. */
  standsFor(name: BackupName, parameters: string): RegistryChange[] {
    if (this.#version === undefined) return [];
    return [this.#store.putToken(this.#kind, this.token, { name, parameters }, this.#version)];
  }
}
