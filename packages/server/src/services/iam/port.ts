import type { OidcProvider, Role } from './domain/entities.js';
import { findManagedPolicy } from './managed-policies/index.js';
import type { IamStore } from './store.js';
import { trustPolicyOf } from './trust.js';

export type { OidcProvider, Role } from './domain/entities.js';

/** What other services may ask of IAM. It answers from memory. */
export class IamPort {
  readonly #store: IamStore;

  constructor(store: IamStore) {
    this.#store = store;
  }

  /** The role that an ARN names, path and all. */
  role(arn: string): Role | undefined {
    return this.#store.roleByArn(arn)?.value;
  }

  /**
   * A role's trust policy as it now is: users and roles that it names and that were deleted since stand there with their unique ids, so that others of
   * the same name are not trusted. The same text for as long as nothing has changed.
   */
  trustPolicyOf(role: Role): string {
    return trustPolicyOf(this.#store, role);
  }

  /** @param url without `https://`, in the case in which it was given */
  oidcProvider(account: string, url: string): OidcProvider | undefined {
    return this.#store.oidcProvider(account, url)?.value;
  }

  oidcProviders(account: string): OidcProvider[] {
    return this.#store.oidcProviders(account).map(({ value }) => value);
  }

  /** Whether a managed policy of that ARN exists, AWS's or the account's own. */
  hasPolicy(arn: string): boolean {
    return this.#store.policyByArn(arn) !== undefined || findManagedPolicy(arn) !== undefined;
  }

  /** Grows with every change of IAM. */
  get revision(): number {
    return this.#store.revision;
  }
}
