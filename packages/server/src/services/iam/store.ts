import { RegistryConflictError, type Json, type Registry, type RegistryChange } from '@paddock/store';
import { done, type DueTask } from '../../runtime/due-task.js';
import { RegistryMirror, type Mirrored } from '../../runtime/registry-mirror.js';
import { entityArn, parseIamArn } from './domain/arn.js';
import type {
  AccessKey,
  AccountAlias,
  AccountDocument,
  Group,
  LastUsed,
  ManagedPolicy,
  OidcProvider,
  Role,
  RoleDeletion,
  User,
} from './domain/entities.js';
import type { Versioned } from '../../runtime/versioned.js';

/**
 * The registry's keys of the service. Names are kept in lower case there, for names that differ in case alone are the same; the URLs of OIDC
 * providers are as they were given.
 */
const root = 'iam/';
const usedRoot = 'iam-used/';
const key = (account: string, kind: Kind, name: string): string =>
  `${root}${account}/${kind}/${kind === 'oidc' ? name : name.toLowerCase()}`;
const aliasKey = (alias: string): string => `${root}alias/${alias}`;
const accessKeyKey = (id: string): string => `${root}access-key/${id}`;

interface Documents {
  readonly user: User;
  readonly group: Group;
  readonly role: Role;
  readonly policy: ManagedPolicy;
  readonly oidc: OidcProvider;
  readonly deletion: RoleDeletion;
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
  #arnsById: { readonly revision: number; readonly arns: ReadonlyMap<string, string> } | undefined;

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
  /** The last deletion of a service-linked role of that name. */
  roleDeletion(account: string, role: string): Versioned<RoleDeletion> | undefined {
    return this.#get('deletion', account, role);
  }
  /** What belongs to the account as a whole; version 0 while there is nothing. */
  account(account: string): Versioned<AccountDocument> {
    return this.#get('account', account, 'settings') ?? { value: {}, version: 0 };
  }
  /** Whose alias it is: an alias is one account's among all. */
  accountAlias(alias: string): Versioned<AccountAlias> | undefined {
    // Only `putAccountAlias` writes below this prefix.
    return this.#mirror.get(aliasKey(alias)) as Mirrored<AccountAlias> | undefined;
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
    return role && entityArn('role', role.value) === arn ? role : undefined;
  }

  /**
   * The ARN of the user or role with a unique id, of whichever account; undefined when there is none.
   * @param likely its ARN as far as is known, which makes the search short when it is right
   */
  principalArn(id: string, likely?: string): string | undefined {
    const parsed = likely === undefined ? undefined : parseIamArn(likely);
    if (parsed?.kind === 'user' || parsed?.kind === 'role') {
      const named = this.#get(parsed.kind, parsed.account, parsed.name)?.value;
      if (named?.id === id && entityArn(parsed.kind, named) === likely) return likely;
    }
    return this.#arns().get(id);
  }

  /** Customer managed policies are found by their whole ARN. */
  policyByArn(arn: string): Versioned<ManagedPolicy> | undefined {
    const parsed = parseIamArn(arn);
    if (parsed?.kind !== 'policy') return undefined;
    const policy = this.policy(parsed.account, parsed.name);
    return policy && entityArn('policy', policy.value) === arn ? policy : undefined;
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
  putRoleDeletion = (deletion: RoleDeletion, ifVersion: number): RegistryChange => put('deletion', deletion, ifVersion);
  putAccountAlias = (alias: string, account: string, ifVersion: number): RegistryChange => ({
    put: aliasKey(alias),
    value: { account },
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
  deleteAccountAlias = (alias: string, ifVersion: number): RegistryChange => ({ delete: aliasKey(alias), ifVersion });
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

  /** Ends a due task with the changes that it makes from what is there; does nothing when somebody else has ended it. */
  async finish(task: DueTask, make: () => readonly RegistryChange[]): Promise<void> {
    for (;;) {
      try {
        await this.#registry.commit([...make(), done(task)]);
        return;
      } catch (error) {
        if (!(error instanceof RegistryConflictError)) throw error;
        if (error.key === task.key) return;
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

  /** To be committed with the deletion of what had been used. */
  deleteLastUsed = (id: string): RegistryChange => ({ delete: usedRoot + id });

  close(): void {
    this.#mirror.close();
    this.#used.close();
  }

  // What is stored under a kind's key is what its `put` wrote.
  #get<K extends Kind>(kind: K, account: string, name: string): Versioned<Documents[K]> | undefined {
    return this.#mirror.get(key(account, kind, name)) as Mirrored<Documents[K]> | undefined;
  }

  #arns(): ReadonlyMap<string, string> {
    if (this.#arnsById?.revision === this.revision) return this.#arnsById.arns;
    const arns = new Map<string, string>();
    for (const { key: path, value } of this.#mirror.list(root)) {
      const kind = /^iam\/\d{12}\/(user|role)\//.exec(path)?.[1];
      if (kind !== 'user' && kind !== 'role') continue;
      const entity = value as User | Role;
      arns.set(entity.id, entityArn(kind, entity));
    }
    this.#arnsById = { revision: this.revision, arns };
    return arns;
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
