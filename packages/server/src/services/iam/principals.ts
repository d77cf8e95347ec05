import { compilePolicy, contextKeysOf, parsePolicy, type CompiledPolicy, type PolicySource } from '@paddock/policy';
import type { PolicyProvider } from '../../authorization/policy-authorizer.js';
import { isResourceTag } from '../../authorization/request-keys.js';
import type { PrincipalPolicies } from '../../authorization/principal-policies.js';
import type { Credentials, Found } from '../../identity/credentials.js';
import type { Principal, Session } from '../../identity/principal.js';
import type { AccessKeySecrets } from './access-key-secrets.js';
import { entityArn, parseIamArn } from './domain/arn.js';
import type { AccessKey, Tag, User } from './domain/entities.js';
import {
  boundaryPolicy,
  managedPolicy,
  policiesOfHolder,
  policiesOfUser,
  type SourcedPolicy,
} from './entity-policies.js';
import type { IamStore } from './store.js';

/** How many compiled documents are remembered. */
const mostCompiled = 5000;

/** Whose keys users' access keys are, and which policies decide about a principal. */
export class IamPrincipals implements Credentials, PolicyProvider {
  readonly #store: IamStore;
  readonly #secrets: AccessKeySecrets;
  /** One object per key, for as long as the key and its user stay as they are: decisions are remembered by it. */
  readonly #users = new WeakMap<AccessKey, { readonly user: User; readonly principal: Principal }>();
  /** What was found since the last change of IAM: every request asks. */
  readonly #found = new Map<string, Found>();
  #foundAt = -1;
  /** Whose sessions have become what, at which revision. */
  readonly #present = new WeakMap<Principal, { readonly revision: number; readonly present: Principal | undefined }>();
  readonly #compiled = new Map<string, CompiledPolicy>();

  constructor(store: IamStore, secrets: AccessKeySecrets) {
    this.#store = store;
    this.#secrets = secrets;
  }

  get revision(): number {
    return this.#store.revision;
  }

  find(accessKeyId: string, sessionToken?: string): Found | undefined {
    // A user's own key comes without a token: one that is there, and that nobody could open, is forged.
    if (sessionToken !== undefined) return undefined;
    const { revision } = this.#store;
    if (this.#foundAt !== revision) {
      this.#found.clear();
      this.#foundAt = revision;
    }
    const known = this.#found.get(accessKeyId);
    if (known !== undefined) return known;
    const found = this.#find(accessKeyId);
    if (found !== undefined) this.#found.set(accessKeyId, found);
    return found;
  }

  #find(accessKeyId: string): Found | undefined {
    const accessKey = this.#store.accessKey(accessKeyId)?.value;
    if (accessKey?.status !== 'Active') return undefined;
    const user = this.#store.user(accessKey.account, accessKey.userName)?.value;
    if (user === undefined) return undefined;
    const secret = this.#secrets.open(accessKey);
    const known = this.#users.get(accessKey);
    if (known?.user === user) return { secret, principal: known.principal };
    const principal: Principal = {
      kind: 'user',
      account: user.account,
      arn: entityArn('user', user),
      accessKeyId,
      userId: user.id,
      userName: user.name,
    };
    this.#users.set(accessKey, { user, principal });
    return { secret, principal };
  }

  /**
   * Who has a session by now: its user, or the user who issued it, under the present name. Undefined when the role or the user is gone, for what
   * resources grant to them by ARN or by id would outlive them. The same object for as long as nothing changes.
   */
  present(principal: Principal): Principal | undefined {
    const { revision } = this.#store;
    const known = this.#present.get(principal);
    if (known?.revision === revision) return known.present;
    const present = this.#nowOf(principal);
    this.#present.set(principal, { revision, present });
    return present;
  }

  #nowOf(principal: Principal): Principal | undefined {
    const { account, role, session } = principal;
    switch (principal.kind) {
      case 'root':
      case 'anonymous':
        return principal;
      case 'role':
        return role && this.#store.role(account, role.name)?.value.id === role.id ? principal : undefined;
      case 'user':
        return this.#renamed(account, principal);
      case 'federated-user': {
        const issuer = session?.issuer;
        if (issuer?.kind !== 'user') return principal;
        const present = this.#renamed(account, issuer);
        if (present === issuer) return principal;
        return present && { ...principal, session: { ...session, issuer: present } as Session };
      }
    }
  }

  /** The same object for a user who still has the name. */
  #renamed<T extends Pick<Principal, 'arn'> & Partial<Principal>>(account: string, named: T): T | undefined {
    const user = this.#user(account, named.userName ?? '', named.userId);
    if (user === undefined) return undefined;
    const arn = entityArn('user', user);
    return arn === named.arn ? named : { ...named, arn, userName: user.name };
  }

  policiesOf(principal: Principal): PrincipalPolicies {
    const { account, session, role } = principal;
    switch (principal.kind) {
      case 'root':
        return withSession({ identity: 'all' as const }, this.#sessionPolicies(session), {}, session);
      case 'anonymous':
        return { asksResourceTags: false, tags: {} };
      case 'federated-user': {
        const issuer = session?.issuer;
        if (issuer?.kind === 'root')
          return withSession({ identity: 'all' as const }, this.#sessionPolicies(session) ?? [], {}, session);
        const of = this.#userPolicies(account, issuer?.userName ?? '', issuer?.userId);
        // Without policies of its own such a session has no permissions at all.
        return withSession(of, this.#sessionPolicies(session) ?? [], of.tags, session);
      }
      case 'user': {
        const of = this.#userPolicies(account, principal.userName ?? '', principal.userId);
        return withSession(of, this.#sessionPolicies(session), of.tags, session);
      }
      case 'role': {
        const found = role && this.#store.role(account, role.name)?.value;
        // A session of a role that was deleted, or made anew under the same name, has nothing left.
        const current = found?.id === role?.id ? found : undefined;
        const identity = current ? this.#compileAll(policiesOfHolder(this.#store, 'role', current)) : [];
        const boundary = this.#boundaryOf(current?.boundary);
        const tags = tagsOf(current?.tags ?? []);
        return withSession(
          { identity, ...(boundary === undefined ? {} : { boundary }) },
          this.#sessionPolicies(session),
          tags,
          session,
        );
      }
    }
  }

  /** The policies of a user and of its groups. @param id the user's unique id, if it must be that one */
  #userPolicies(account: string, name: string, id: string | undefined) {
    const user = this.#user(account, name, id);
    if (user === undefined) return { identity: [], tags: {} };
    const boundary = this.#boundaryOf(user.boundary);
    return {
      identity: this.#compileAll(policiesOfUser(this.#store, user)),
      ...(boundary === undefined ? {} : { boundary }),
      tags: tagsOf(user.tags),
    };
  }

  /** The user with the id, whatever its name is by now. */
  #user(account: string, name: string, id: string | undefined): User | undefined {
    const named = this.#store.user(account, name)?.value;
    if (id === undefined || named?.id === id) return named;
    const arn = this.#store.principalArn(id);
    const renamed = arn === undefined ? undefined : parseIamArn(arn);
    return renamed?.kind === 'user' ? this.#store.user(renamed.account, renamed.name)?.value : undefined;
  }

  #compileAll(policies: readonly SourcedPolicy[]): CompiledPolicy[] {
    return policies.map(({ text, source }) => this.#compile(text, source));
  }

  #boundaryOf(arn: string | undefined): CompiledPolicy | undefined {
    return arn === undefined ? undefined : this.#compileAll([boundaryPolicy(this.#store, arn)])[0];
  }

  #sessionPolicies(session: Session | undefined): CompiledPolicy[] | undefined {
    if (session?.policies === undefined && session?.policyArns === undefined) return undefined;
    return [
      ...(session.policies ?? []).map((text, index) =>
        this.#compile(text, { type: 'session', name: `session policy ${index + 1}` }),
      ),
      ...(session.policyArns ?? []).flatMap((arn) =>
        this.#compileAll(managedPolicy(this.#store, { type: 'session', name: arn })),
      ),
    ];
  }

  #compile(text: string, source: PolicySource): CompiledPolicy {
    const key = `${source.type}\n${source.name}\n${source.holder ?? ''}\n${text}`;
    const known = this.#compiled.get(key);
    if (known !== undefined) return known;
    const document = parsePolicy(text, 'identity');
    // Only documents that passed the same parser are kept, and AWS's own.
    if ('fault' in document) throw new Error(`the policy ${source.name} cannot be read: ${document.fault}`);
    const compiled = compilePolicy(document, source);
    if (this.#compiled.size >= mostCompiled) this.#compiled.clear();
    this.#compiled.set(key, compiled);
    return compiled;
  }
}

type Base = Pick<PrincipalPolicies, 'identity' | 'boundary'>;

function withSession(
  { identity, boundary }: Base,
  session: readonly CompiledPolicy[] | undefined,
  tags: Readonly<Record<string, string>>,
  of: Session | undefined,
): PrincipalPolicies {
  const all = [...(identity === 'all' || identity === undefined ? [] : identity), ...(session ?? [])];
  return {
    ...(identity === undefined ? {} : { identity }),
    ...(boundary === undefined ? {} : { boundary }),
    ...(session === undefined ? {} : { session }),
    asksResourceTags: asksResourceTags(boundary ? [...all, boundary] : all),
    tags: overridden(tags, of?.tags ?? {}),
  };
}

/** A session's tag takes the place of the role's or the user's whose key differs in case at most. */
function overridden(tags: Readonly<Record<string, string>>, by: Readonly<Record<string, string>>) {
  const keys = new Set(Object.keys(by).map((key) => key.toLowerCase()));
  return { ...Object.fromEntries(Object.entries(tags).filter(([key]) => !keys.has(key.toLowerCase()))), ...by };
}

const asksResourceTags = (policies: readonly CompiledPolicy[]): boolean =>
  contextKeysOf(policies.map(({ document }) => document)).some(isResourceTag);

const tagsOf = (tags: readonly Tag[]): Record<string, string> =>
  Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
