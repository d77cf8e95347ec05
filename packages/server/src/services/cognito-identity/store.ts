import { createHash } from 'node:crypto';
import {
  RegistryConflictError,
  type Json,
  type Registry,
  type RegistryChange,
  type RegistryEntry,
} from '@paddock/store';
import { RegistryMirror, type Mirrored } from '../../runtime/registry-mirror.js';
import { owns, type Identity, type Login } from './domain/identity.js';
import type { Pool } from './domain/pool.js';
import type { Versioned } from '../../runtime/versioned.js';

/** Whose a login is. */
export interface Ownership {
  /** Enabled: what is merged into another has no logins. */
  readonly owner: Versioned<Identity> | undefined;
  /** Of the document that says so; 0 while there is none. */
  readonly version: number;
}

/** The registry's keys of the service. */
const root = 'cognito-identity/';
const poolsPrefix = `${root}pool/`;
const poolKey = (id: string): string => poolsPrefix + id;
const identitiesPrefix = (poolId: string): string => `${root}identity/${poolId}/`;
const identityKey = ({ id, poolId }: Pick<Identity, 'id' | 'poolId'>): string => identitiesPrefix(poolId) + id;
/** Says which pool an identity belongs to: requests name identities alone. */
const whereKey = (identityId: string): string => `${root}where/${identityId}`;
const loginsPrefix = (poolId: string): string => `${root}login/${poolId}/`;
/** Names of users are longer than keys may be. */
const loginKey = (poolId: string, { provider, user }: Login): string =>
  loginsPrefix(poolId) +
  createHash('sha256')
    .update(JSON.stringify([provider, user]))
    .digest('hex');

/**
 * Pools, identities, and which identity a login belongs to. Pools are few and held in memory; identities are as many as guests ever came, so
 * each is read when it is asked for. A login's document is only ever written with the identity that it belongs to.
 */
export class CognitoIdentityStore {
  readonly #registry: Registry;
  readonly #pools: RegistryMirror<Pool>;

  private constructor(registry: Registry, pools: RegistryMirror<Pool>) {
    this.#registry = registry;
    this.#pools = pools;
  }

  static async open(registry: Registry): Promise<CognitoIdentityStore> {
    return new CognitoIdentityStore(registry, await RegistryMirror.open<Pool>(registry, poolsPrefix));
  }

  /** Of whatever account and region: guests name a pool by its id alone. */
  pool(id: string): Versioned<Pool> | undefined {
    return this.#pools.get(poolKey(id));
  }

  /** An account's pools in a region, in order of their ids. */
  pools(account: string, region: string): Pool[] {
    const all: Mirrored<Pool>[] = [...this.#pools.list(poolKey(`${region}:`))];
    return all.map(({ value }) => value).filter((pool) => pool.account === account);
  }

  async identity(id: string): Promise<Versioned<Identity> | undefined> {
    const where = await this.#registry.get(whereKey(id));
    if (where === undefined) return undefined;
    const { poolId } = where.value as { readonly poolId: string };
    // The identities of a pool that was deleted are removed little by little.
    if (this.pool(poolId) === undefined) return undefined;
    const entry = await this.#registry.get(identityKey({ id, poolId }));
    return entry && versioned(entry);
  }

  /** A pool's identities, in order of their ids. */
  async identities(poolId: string, page: { readonly after?: string; readonly limit: number }): Promise<Identity[]> {
    const prefix = identitiesPrefix(poolId);
    const { after, limit } = page;
    const entries = await this.#registry.list(prefix, {
      limit,
      ...(after === undefined ? {} : { after: prefix + after }),
    });
    return entries.map((entry) => versioned<Identity>(entry).value);
  }

  /**
   * The identity that the login belongs to, and the version of the document that says so; 0 when there is none. Both documents are read until they
   * agree: a login may change hands in between.
   */
  async owner(poolId: string, login: Login): Promise<Ownership> {
    let entry = await this.#registry.get(loginKey(poolId, login));
    for (;;) {
      if (entry === undefined) return { owner: undefined, version: 0 };
      const owner = await this.identity((entry.value as { readonly identityId: string }).identityId);
      if (owner !== undefined && owns(owner.value, login)) return { owner, version: entry.version };
      const again = await this.#registry.get(loginKey(poolId, login));
      if (again?.version === entry.version) return { owner: undefined, version: entry.version };
      entry = again;
    }
  }

  putPool = (pool: Pool, ifVersion: number): RegistryChange => ({
    put: poolKey(pool.id),
    value: json(pool),
    ifVersion,
  });
  deletePool = (pool: Pool, ifVersion: number): RegistryChange => ({ delete: poolKey(pool.id), ifVersion });
  /** Nothing new comes to a pool that is deleted meanwhile. */
  checkPool = (pool: Pool, ifVersion: number): RegistryChange => ({ check: poolKey(pool.id), ifVersion });

  addIdentity = (identity: Identity): RegistryChange[] => [
    { put: identityKey(identity), value: json(identity), ifVersion: 0 },
    { put: whereKey(identity.id), value: { poolId: identity.poolId }, ifVersion: 0 },
  ];
  putIdentity = (identity: Identity, ifVersion: number): RegistryChange => ({
    put: identityKey(identity),
    value: json(identity),
    ifVersion,
  });
  deleteIdentity = (identity: Identity, ifVersion: number): RegistryChange[] => [
    { delete: identityKey(identity), ifVersion },
    { delete: whereKey(identity.id) },
    ...identity.logins.map((login) => this.deleteLogin(identity.poolId, login)),
  ];

  /** @param ifVersion 0 for a login that belonged to nobody; absent where the version of its former owner is checked */
  putLogin = (poolId: string, login: Login, identityId: string, ifVersion?: number): RegistryChange => ({
    put: loginKey(poolId, login),
    value: { identityId },
    ...(ifVersion === undefined ? {} : { ifVersion }),
  });
  deleteLogin = (poolId: string, login: Login): RegistryChange => ({ delete: loginKey(poolId, login) });

  /** The changes that remove some of what is left of a pool; none when nothing is. */
  async removeRest(poolId: string, limit: number): Promise<RegistryChange[]> {
    const identities = await this.#registry.list(identitiesPrefix(poolId), { limit });
    if (identities.length > 0) {
      return identities.flatMap((entry) => [
        { delete: entry.key },
        { delete: whereKey(versioned<Identity>(entry).value.id) },
      ]);
    }
    const logins = await this.#registry.list(loginsPrefix(poolId), { limit });
    return logins.map(({ key }) => ({ delete: key }));
  }

  /**
   * Makes changes from what is there and commits them; should another request have been first, makes them anew from what is there then.
   * `make` throws AWS's errors for what must not be.
   */
  async change<T>(make: () => Made<T> | Promise<Made<T>>): Promise<T> {
    for (;;) {
      const { changes, result } = await make();
      if (changes.length === 0) return result;
      try {
        await this.commit(changes);
        return result;
      } catch (error) {
        if (!(error instanceof RegistryConflictError)) throw error;
        if (error.key.startsWith(poolsPrefix)) await this.#pools.refresh(error.key);
      }
    }
  }

  commit(changes: readonly RegistryChange[]): Promise<number> {
    return this.#registry.commit(changes);
  }

  close(): void {
    this.#pools.close();
  }
}

interface Made<T> {
  readonly changes: readonly RegistryChange[];
  readonly result: T;
}

const json = (value: object): Json => value as Json;
// What is stored under a kind's key is what its `put` wrote.
const versioned = <T>({ value, version }: RegistryEntry): Versioned<T> => ({ value: value as T, version });
