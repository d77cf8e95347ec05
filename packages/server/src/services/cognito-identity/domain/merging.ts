import { isEnabled, sameLogin, type Identity, type Login } from './identity.js';

/** What becomes of identities when someone comes with logins. */
export type Outcome =
  /** Nobody had any of the logins: an identity that has them all is to be made. */
  | { readonly kind: 'new' }
  /** `identity` has all the logins now; those that it absorbed have none and are disabled. */
  | {
      readonly kind: 'known';
      readonly identity: Identity;
      readonly absorbed: readonly Identity[];
      readonly changed: boolean;
    }
  | { readonly kind: 'refused'; readonly why: Refusal };

/**
 * - `unproven`: none of the logins belongs to the identity that was named, which has some.
 * - `two-users`: one identity would have two users of a public provider.
 * - `too-many`: it would have more logins than an identity may.
 */
export type Refusal = 'unproven' | 'two-users' | 'too-many';

export interface Arrival {
  /** The identity that the request names, enabled. */
  readonly named: Identity | undefined;
  /** Whether the request proves by something else than a login that the named identity is the caller's. */
  readonly proven: boolean;
  /** Of different providers, unless they are the developer's. */
  readonly logins: readonly Login[];
  /** The enabled identities that have any of the logins. */
  readonly owners: readonly Identity[];
}

export interface Rules {
  /** The only provider of which an identity may have several users. */
  readonly developerProvider: string | undefined;
  /** How many logins an identity may have. */
  readonly limit: number;
  /** ms since the epoch */
  readonly now: number;
}

/**
 * Links the logins with the identity that has one of them, or with the one that was named. When they belong to several identities these
 * become one: the named one, if it was authenticated before, otherwise the oldest that was.
 */
export function arrive({ named, proven, logins, owners }: Arrival, rules: Rules): Outcome {
  if (named?.authenticated === true) {
    const owned = owners.some(({ id }) => id === named.id);
    // Without logins an identity is lost, and an older token of Cognito's does not bring it back.
    if (!owned && !(proven && named.logins.length > 0)) return { kind: 'refused', why: 'unproven' };
  }
  const parties = distinct(named === undefined ? owners : [named, ...owners]);
  const [first, ...others] = parties.toSorted(byPrecedence(named));
  return first === undefined ? checkNew(logins, rules) : unite(first, others, logins, rules);
}

/** Moves everything that `source` has to `destination`. */
export function merge(destination: Identity, source: Identity, rules: Rules): Outcome {
  return unite(destination, destination.id === source.id ? [] : [source], [], rules);
}

function checkNew(logins: readonly Login[], rules: Rules): Outcome {
  const why = refusal(logins, rules);
  return why === undefined ? { kind: 'new' } : { kind: 'refused', why };
}

function unite(into: Identity, others: readonly Identity[], added: readonly Login[], rules: Rules): Outcome {
  const logins = distinctLogins([...into.logins, ...others.flatMap((other) => other.logins), ...added]);
  const why = refusal(logins, rules);
  if (why !== undefined) return { kind: 'refused', why };
  const authenticated = into.authenticated || logins.length > 0;
  const changed = others.length > 0 || logins.length > into.logins.length || authenticated !== into.authenticated;
  const { now } = rules;
  return {
    kind: 'known',
    identity: changed ? { ...into, logins, authenticated, modified: now } : into,
    absorbed: others.map((other) => ({ ...other, logins: [], mergedInto: into.id, modified: now })),
    changed,
  };
}

function refusal(logins: readonly Login[], { developerProvider, limit }: Rules): Refusal | undefined {
  const publicLogins = logins.filter(({ provider }) => provider !== developerProvider);
  if (new Set(publicLogins.map(({ provider }) => provider)).size < publicLogins.length) return 'two-users';
  return logins.length > limit ? 'too-many' : undefined;
}

function byPrecedence(named: Identity | undefined): (a: Identity, b: Identity) => number {
  const rank = (identity: Identity): number => (!identity.authenticated ? 2 : identity.id === named?.id ? 0 : 1);
  return (a, b) => rank(a) - rank(b) || a.created - b.created || (a.id < b.id ? -1 : 1);
}

const distinct = (identities: readonly Identity[]): Identity[] => [
  ...new Map(identities.filter(isEnabled).map((identity) => [identity.id, identity])).values(),
];
const distinctLogins = (logins: readonly Login[]): Login[] =>
  logins.filter((login, index) => logins.findIndex((other) => sameLogin(other, login)) === index);
