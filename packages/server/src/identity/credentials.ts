import type { AuthFailure } from '@paddock/wire';
import { expiredToken } from '@paddock/wire';
import { rootPrincipal, type Principal } from './principal.js';
import type { Sessions } from './sessions.js';

/** Whose an access key is, and the secret to check its signatures with. */
export interface Found {
  readonly secret: string;
  readonly principal: Principal;
}

/** Looks up whose an access key is. */
export interface Credentials {
  /**
   * @param now ms since the epoch
   * @returns undefined for a key that is unknown or may not be used, or a token that does not belong to it
   */
  find(accessKeyId: string, sessionToken: string | undefined, now: number): Found | AuthFailure | undefined;
}

/** One account's root key. */
export interface RootKey {
  readonly account: string;
  readonly accessKeyId: string;
  readonly secret: string;
}

/** Knows the accounts' root keys. A session token that comes with one is passed over: set-ups made for emulators send any. */
export function rootCredentials(keys: readonly RootKey[]): Credentials {
  const found = new Map(
    keys.map(({ account, accessKeyId, secret }) => [
      accessKeyId,
      { secret, principal: rootPrincipal(account, accessKeyId) },
    ]),
  );
  return { find: (accessKeyId) => found.get(accessKeyId) };
}

/**
 * Knows the sessions that STS and Cognito made: a key of theirs is good with its own token, until its time is over.
 * @param current the principal as it is by now; undefined when its role or user is gone, and the session with it
 */
export function sessionCredentials(
  sessions: Sessions,
  current: (principal: Principal) => Principal | undefined = (principal) => principal,
): Credentials {
  return {
    find(accessKeyId, sessionToken, now) {
      if (sessionToken === undefined) return undefined;
      const opened = sessions.find(accessKeyId, sessionToken);
      if (opened === undefined) return undefined;
      if (now >= (opened.principal.session?.expiresAt ?? 0)) return expiredToken();
      const principal = current(opened.principal);
      if (principal === opened.principal) return opened;
      return principal && { secret: opened.secret, principal };
    },
  };
}

/** The first that knows the key. */
export const firstOf = (sources: readonly Credentials[]): Credentials => ({
  find(accessKeyId, sessionToken, now) {
    for (const source of sources) {
      const found = source.find(accessKeyId, sessionToken, now);
      if (found !== undefined) return found;
    }
    return undefined;
  },
});
