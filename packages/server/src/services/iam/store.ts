import { RegistryConflictError, type Json, type Registry, type RegistryChange } from '@paddock/store';
import { RegistryMirror, type Mirrored } from '../../runtime/registry-mirror.js';
import { parseIamArn } from './domain/arn.js';
import type {
  AccessKey,
  AccountDocument,
  Group,
  LastUsed,
  ManagedPolicy,
  OidcProvider,
  Role,
  User,
} from './domain/entities.js';

/** A document and the version to name when it is changed. */
export interface Versioned<T> {
  readonly value: T;
  readonly version: number;
}

/** The registry's keys of the service. Names are kept in lower case there, for names that differ in case alone are the same. */
const root = 'iam/';
const usedRoot = 'iam-used/';
const key = (account: string, kind: Kind, name: string): string => `${root}${account}/${kind}/${name.toLowerCase()}`;
const accessKeyKey = (id: string): string => `${root}access-key/${id}`;

interface Documents {
  readonly user: User;
  readonly group: Group;
  readonly role: Role;
  readonly policy: ManagedPolicy;
  readonly oidc: OidcProvider;
  readonly account: AccountDocument;
}
type Kind = keyof Documents;

/**
 * Users, groups, roles, policies, keys and providers. All of it is held in memory and kept true by the change feed, so that reading never
 * waits: a request's signature and permissions are looked up here. IAM belongs to an account, not to a region.
 */
export class IamStore {
  readonly #registry: Registry;
  readonly #mirror: RegistryMirror<unknown>;
  readonly #used: RegistryMirror<LastUsed>;

  private constructor(registry: Registry, mirror: RegistryMirror<unknown>, used: RegistryMirror<LastUsed>) {
    this.#registry = registry;
    this.#mirror = mirror;
    this.#used = used;
  }

  static async open(registry: Registry): Promise<IamStore> {
    return new IamStore(
      registry,
      await RegistryMirror.open<unknown>(registry, root),
      await RegistryMirror.open<LastUsed>(registry, usedRoot),
    );
  }

  /** Grows with every change of anything that decides who may do what. */
  get revision(): number {
    return this.#mirror.revision;
  }

  user(account: string, name: string): Versioned<User> | undefined {
    return this.#get('user', account, name);
  }
  group(account: string, name: string): Versioned<Group> | undefined {
    return this.#get('group', account, name);
  }
  role(account: string, name: string): Versioned<Role> | undefined {
    return this.#get('role', account, name);
  }
  /** A customer managed policy, by its name. */
  policy(account: string, name: string): Versioned<ManagedPolicy> | undefined {
    return this.#get('policy', account, name);
  }
  /** @param url without `https://` */
  oidcProvider(account: string, url: string): Versioned<OidcProvider> | undefined {
    return this.#get('oidc', account, url);
  }
  /** What belongs to the account as a whole; version 0 while there is nothing. */
  account(account: string): Versioned<AccountDocument> {
    return this.#get('account', account, 'settings') ?? { value: {}, version: 0 };
  }
  accessKey(id: string): Versioned<AccessKey> | undefined {
    // Only `putAccessKey` writes below this prefix.
    return this.#mirror.get(accessKeyKey(id)) as Mirrored<AccessKey> | undefined;
  }

  /** The role that an ARN names, path and all; undefined for any other. */
  roleByArn(arn: string): Versioned<Role> | undefined {
    const parsed = parseIamArn(arn);
    if (parsed?.kind !== 'role') return undefined;
    const role = this.role(parsed.account, parsed.name);
    return role?.value.path === parsed.path && role.value.name === parsed.name ? role : undefined;
  }

  /** Customer managed policies are found by their whole ARN. */
  policyByArn(arn: string): Versioned<ManagedPolicy> | undefined {
    const parsed = parseIamArn(arn);
    if (parsed?.kind !== 'policy') return undefined;
    const policy = this.policy(parsed.account, parsed.name);
    return policy?.value.path === parsed.path && policy.value.name === parsed.name ? policy : undefined;
  }

  /** All of a kind, in order of their names in lower case. */
  users(account: string): Versioned<User>[] {
    return this.#all('user', account);
  }
  groups(account: string): Versioned<Group>[] {
    return this.#all('group', account);
  }
  roles(account: string): Versioned<Role>[] {
    return this.#all('role', account);
  }
  policies(account: string): Versioned<ManagedPolicy>[] {
    return this.#all('policy', account);
  }
  oidcProviders(account: string): Versioned<OidcProvider>[] {
    return this.#all('oidc', account);
  }

  /** A document's `ifVersion` is the version that the change was made from; 0 for a new one. */
  putUser = (user: User, ifVersion: number): RegistryChange => put('user', user, ifVersion);
  putGroup = (group: Group, ifVersion: number): RegistryChange => put('group', group, ifVersion);
  putRole = (role: Role, ifVersion: number): RegistryChange => put('role', role, ifVersion);
  putPolicy = (policy: ManagedPolicy, ifVersion: number): RegistryChange => put('policy', policy, ifVersion);
  putOidcProvider = (provider: OidcProvider, ifVersion: number): RegistryChange => ({
    put: key(provider.account, 'oidc', provider.url),
    value: json(provider),
    ifVersion,
  });
  putAccount = (account: string, document: AccountDocument, ifVersion: number): RegistryChange => ({
    put: key(account, 'account', 'settings'),
    value: json(document),
    ifVersion,
  });
  putAccessKey = (accessKey: AccessKey, ifVersion: number): RegistryChange => ({
    put: accessKeyKey(accessKey.id),
    value: json(accessKey),
    ifVersion,
  });

  deleteUser = (user: User, ifVersion: number): RegistryChange => remove('user', user, ifVersion);
  deleteGroup = (group: Group, ifVersion: number): RegistryChange => remove('group', group, ifVersion);
  deleteRole = (role: Role, ifVersion: number): RegistryChange => remove('role', role, ifVersion);
  deletePolicy = (policy: ManagedPolicy, ifVersion: number): RegistryChange => remove('policy', policy, ifVersion);
  deleteOidcProvider = ({ account, url }: OidcProvider, ifVersion: number): RegistryChange => ({
    delete: key(account, 'oidc', url),
    ifVersion,
  });
  deleteAccessKey = (id: string, ifVersion: number): RegistryChange => ({ delete: accessKeyKey(id), ifVersion });

  /**
   * Makes changes from what is there and commits them; should another request have been first, makes them anew from what is there then. `make`
   * throws AWS's errors for what must not be; it reads nothing but this store and does not wait.
   */
  async change<T>(make: () => { readonly changes: readonly RegistryChange[]; readonly result: T }): Promise<T> {
    for (;;) {
      const { changes, result } = make();
      if (changes.length === 0) return result;
      try {
        await this.#registry.commit(changes);
        return result;
      } catch (error) {
        if (!(error instanceof RegistryConflictError)) throw error;
        await this.#mirror.refresh(error.key);
      }
    }
  }

  /** When the access key, or the role with that unique id, was last used. */
  lastUsed(id: string): LastUsed | undefined {
    return this.#used.get(usedRoot + id)?.value;
  }

  async putLastUsed(id: string, used: LastUsed): Promise<void> {
    await this.#registry.commit([{ put: usedRoot + id, value: json(used) }]);
  }

  close(): void {
    this.#mirror.close();
    this.#used.close();
  }

  // What is stored under a kind's key is what its `put` wrote.
  #get<K extends Kind>(kind: K, account: string, name: string): Versioned<Documents[K]> | undefined {
    return this.#mirror.get(key(account, kind, name)) as Mirrored<Documents[K]> | undefined;
  }

  #all<K extends Kind>(kind: K, account: string): Versioned<Documents[K]>[] {
    return [...this.#mirror.list(key(account, kind, ''))] as Mirrored<Documents[K]>[];
  }
}

const json = (value: object): Json => value as Json;

type Named = { readonly account: string; readonly name: string };
const put = (kind: Kind, document: Named, ifVersion: number): RegistryChange => ({
  put: key(document.account, kind, document.name),
  value: json(document),
  ifVersion,
});
const remove = (kind: Kind, document: Named, ifVersion: number): RegistryChange => ({
  delete: key(document.account, kind, document.name),
  ifVersion,
});
