import type { RegistryChange } from '@paddock/store';
import type { CognitoIdentityContext } from './context.js';
import { regionOf } from './domain/arn.js';
import { isEnabled, sameLogin, type Identity, type Login } from './domain/identity.js';
import { arrive, merge, type Outcome, type Refusal, type Rules } from './domain/merging.js';
import type { Pool } from './domain/pool.js';
import {
  developerUserTaken,
  identityForbidden,
  identityNotFound,
  loginsDoNotMatch,
  poolNotFound,
  tooManyLogins,
  twoUsersOfProvider,
  unauthenticatedNotSupported,
} from './errors.js';
import type { Ownership } from './store.js';
import type { Versioned } from '../../runtime/versioned.js';

/** An identity and its pool. */
export interface Found {
  readonly identity: Identity;
  readonly pool: Pool;
}

/** @throws ResourceNotFoundException */
export async function findIdentity({ store }: CognitoIdentityContext, id: string): Promise<Found> {
  const identity = await store.identity(id);
  const pool = identity && store.pool(identity.value.poolId);
  if (identity === undefined || pool === undefined) throw identityNotFound(id);
  return { identity: identity.value, pool: pool.value };
}

/** An identity of the pool. @throws ResourceNotFoundException also for another pool's */
export async function findIdentityOf(
  context: CognitoIdentityContext,
  pool: Pool,
  id: string,
): Promise<Versioned<Identity>> {
  const identity = await context.store.identity(id);
  if (identity?.value.poolId !== pool.id) throw identityNotFound(id);
  return identity;
}

/** A guest, new each time. @throws NotAuthorizedException when the pool takes none */
export function newGuest(context: CognitoIdentityContext, poolId: string): Promise<Identity> {
  const { store } = context;
  return store.change(() => {
    const { value: pool, version } = currentPool(context, poolId);
    if (!pool.allowUnauthenticated) throw unauthenticatedNotSupported();
    const identity = newIdentity(context, pool, []);
    return { changes: [...store.addIdentity(identity), store.checkPool(pool, version)], result: identity };
  });
}

/** Who comes, and with what. */
export interface Arriving {
  readonly poolId: string;
  /** The identity that the request names. */
  readonly named: string | undefined;
  /** Whether a token of Cognito's proves that it is the caller's. */
  readonly proven: boolean;
  readonly logins: readonly Login[];
}

/**
 * The identity of whoever comes with these logins: made, linked and merged as need be. Without logins it is the named one as it is.
 * @throws NotAuthorizedException when the caller may not be it, ResourceConflictException when it would have two users of a provider
 */
export function arriveAs(context: CognitoIdentityContext, arriving: Arriving): Promise<Identity> {
  const { store } = context;
  const { poolId, logins, proven } = arriving;
  return store.change<Identity>(async () => {
    const { value: pool, version } = currentPool(context, poolId);
    const named = arriving.named === undefined ? undefined : await usableIdentity(context, pool, arriving.named);
    if (logins.length === 0 && !proven) return { changes: [], result: asGuest(pool, named?.value) };
    const owners = await ownersOf(context, pool, logins);
    const developerUser = takenDeveloperUser(pool, named?.value, owners);
    if (developerUser !== undefined) throw developerUserTaken(developerUser);
    const known = [...(named ? [named] : []), ...owners.flatMap(({ owner }) => owner ?? [])];
    const outcome = arrive(
      { named: named?.value, proven, logins, owners: owners.flatMap(({ owner }) => owner?.value ?? []) },
      rulesFor(context, pool),
    );
    if (outcome.kind === 'refused') throw refused(outcome.why, context);
    if (outcome.kind === 'new') {
      const identity = newIdentity(context, pool, logins);
      return {
        changes: [
          ...store.addIdentity(identity),
          ...owners.map(({ login, version: of }) => store.putLogin(poolId, login, identity.id, of)),
          store.checkPool(pool, version),
        ],
        result: identity,
      };
    }
    const changes = changesOf(context, outcome, known, owners);
    return {
      changes: changes.length === 0 ? [] : [...changes, store.checkPool(pool, version)],
      result: outcome.identity,
    };
  });
}

/** Makes one identity of two: the destination, which has all the logins then. */
export function mergeInto(
  context: CognitoIdentityContext,
  pool: Pool,
  destination: Versioned<Identity>,
  source: Versioned<Identity>,
): { readonly changes: readonly RegistryChange[]; readonly identity: Identity } {
  const outcome = merge(destination.value, source.value, rulesFor(context, pool));
  if (outcome.kind !== 'known') throw refused(outcome.kind === 'refused' ? outcome.why : 'two-users', context);
  return { changes: changesOf(context, outcome, [destination, source], []), identity: outcome.identity };
}

function changesOf(
  { store }: CognitoIdentityContext,
  { identity, absorbed, changed }: Extract<Outcome, { kind: 'known' }>,
  known: readonly Versioned<Identity>[],
  owners: readonly OwnedLogin[],
): RegistryChange[] {
  if (!changed) return [];
  const before = new Map(known.map(({ value, version }) => [value.id, { value, version }]));
  const versionOf = (id: string): number => before.get(id)?.version ?? 0;
  const had = before.get(identity.id)?.value.logins ?? [];
  const gained = identity.logins.filter((login) => !had.some((own) => sameLogin(own, login)));
  const links = gained.map((login) => {
    // A login that changes hands is safe by the versions of both identities.
    const free = owners.find((ownership) => ownership.owner === undefined && sameLogin(ownership.login, login));
    return store.putLogin(identity.poolId, login, identity.id, free?.version);
  });
  return [
    store.putIdentity(identity, versionOf(identity.id)),
    ...absorbed.map((other) => store.putIdentity(other, versionOf(other.id))),
    ...links,
  ];
}

interface OwnedLogin extends Ownership {
  readonly login: Login;
}

function ownersOf({ store }: CognitoIdentityContext, pool: Pool, logins: readonly Login[]): Promise<OwnedLogin[]> {
  return Promise.all(
    logins.map(async ({ provider, user }) => {
      const login = { provider, user };
      return { login, ...(await store.owner(pool.id, login)) };
    }),
  );
}

/** The user of the developer's who belongs to another identity than the named one, and is not to be moved by naming it. */
function takenDeveloperUser(
  pool: Pool,
  named: Identity | undefined,
  owners: readonly OwnedLogin[],
): string | undefined {
  if (named === undefined) return undefined;
  const taken = owners.find(
    ({ login, owner }) =>
      login.provider === pool.developerProvider && owner !== undefined && owner.value.id !== named.id,
  );
  return taken?.login.user;
}

function currentPool({ store }: CognitoIdentityContext, id: string): Versioned<Pool> {
  const pool = store.pool(id);
  if (pool === undefined) throw poolNotFound(id);
  return pool;
}

async function usableIdentity(context: CognitoIdentityContext, pool: Pool, id: string): Promise<Versioned<Identity>> {
  const found = await findIdentityOf(context, pool, id);
  if (!isEnabled(found.value)) throw identityForbidden(id);
  return found;
}

function asGuest(pool: Pool, identity: Identity | undefined): Identity {
  if (identity === undefined) throw loginsDoNotMatch();
  if (identity.authenticated) throw identityForbidden(identity.id);
  if (!pool.allowUnauthenticated) throw unauthenticatedNotSupported();
  return identity;
}

function newIdentity({ ids, clock }: CognitoIdentityContext, pool: Pool, logins: readonly Login[]): Identity {
  const now = clock.now();
  return {
    id: `${regionOf(pool.id)}:${ids.requestId()}`,
    poolId: pool.id,
    created: now,
    modified: now,
    authenticated: logins.length > 0,
    logins: logins.map(({ provider, user }) => ({ provider, user })),
  };
}

const rulesFor = ({ quotas, clock }: CognitoIdentityContext, pool: Pool): Rules => ({
  developerProvider: pool.developerProvider,
  limit: quotas.loginsPerIdentity,
  now: clock.now(),
});

function refused(why: Refusal, { quotas }: CognitoIdentityContext): Error {
  switch (why) {
    case 'unproven':
      return loginsDoNotMatch();
    case 'two-users':
      return twoUsersOfProvider();
    case 'too-many':
      return tooManyLogins(quotas.loginsPerIdentity);
  }
}
