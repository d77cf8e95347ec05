/** An identity of a pool. Its id, `region:uuid`, is all that a guest has to prove. */
export interface Identity {
  readonly id: string;
  readonly poolId: string;
  /** ms since the epoch */
  readonly created: number;
  /** ms since the epoch */
  readonly modified: number;
  /** Whether it was ever linked with a login: from then on one of its logins must be shown, and without any it is lost. */
  readonly authenticated: boolean;
  readonly logins: readonly Login[];
  /** The identity that has its logins now. It can no longer be used. */
  readonly mergedInto?: string;
}

/** A user of a provider. */
export interface Login {
  /** As in a request's Logins: `accounts.google.com`, an OIDC provider's URL without its scheme, the pool's developer provider. */
  readonly provider: string;
  readonly user: string;
}

export const isEnabled = (identity: Identity): boolean => identity.mergedInto === undefined;
export const sameLogin = (a: Login, b: Login): boolean => a.provider === b.provider && a.user === b.user;
export const owns = (identity: Identity, login: Login): boolean => identity.logins.some((own) => sameLogin(own, login));

/** The users of a provider who are linked with the identity. */
export const usersOf = (identity: Identity, provider: string): readonly string[] =>
  identity.logins.filter((login) => login.provider === provider).map(({ user }) => user);
