import {
  compilePolicy,
  decideTrust,
  isPolicyDocument,
  parsePolicy,
  type ContextKeys,
  type PolicyPrincipal,
} from '@paddock/policy';
import { keysOf } from '../../authorization/need-keys.js';
import { requestKeys } from '../../authorization/request-keys.js';
import type { Session } from '../../identity/principal.js';
import type { NeedKeys, RequestContext } from '../../request-context.js';
import type { Role } from '../iam/port.js';
import type { StsContext } from './context.js';
import { accountOfArn } from './domain/arns.js';
import { tokenKeys, type TokenClaims } from './domain/token-claims.js';
import { defaultRoleSeconds, issueRoleSession, type AssumedRole } from './role-sessions.js';
import { roleNeeds, type Assuming } from './role-needs.js';

export type { AssumedRole } from './role-sessions.js';
export type { TokenClaims } from './domain/token-claims.js';

/** What comes of asking for a role: credentials, or why not. */
export type Assumption = ({ readonly outcome: 'assumed' } & AssumedRole) | Refusal;

export interface Refusal {
  readonly outcome: 'refused';
  /** `untrusted`: the role's trust policy does not allow it. */
  readonly why: 'no-such-role' | 'untrusted';
}

interface RoleWanted {
  readonly roleArn: string;
  /** 2 to 64 of the characters that role session names have. */
  readonly sessionName: string;
  /** An hour when absent. It is not compared with the role's maximum. */
  readonly durationSeconds?: number;
  /** The request for which this is done: the decision is added to its verdicts. */
  readonly request?: RequestContext;
}

/** A role for the bearer of an identity provider's token. */
export interface RoleForToken extends RoleWanted {
  /** As trust policies name it: `cognito-identity.amazonaws.com`, or the ARN of an OIDC provider. */
  readonly provider: string;
  /** Condition keys come from it: `cognito-identity.amazonaws.com:aud`, `:sub`, `:amr`. The caller has verified it. */
  readonly claims: TokenClaims;
  /** Texts of inline policies that were parsed, and ARNs of managed ones: the session may do no more than they allow. */
  readonly sessionPolicies?: readonly string[];
  readonly sessionPolicyArns?: readonly string[];
  /** Session tags, which the trust policy must allow with sts:TagSession. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly transitiveTagKeys?: readonly string[];
}

/** A role for a service that acts for itself, such as Lambda with a function's execution role. */
export interface RoleForService extends RoleWanted {
  /** `lambda.amazonaws.com` */
  readonly service: string;
  /** What of the service's it is for: `aws:SourceArn` and `aws:SourceAccount` of the trust policy's conditions. */
  readonly sourceArn?: string;
  readonly sourceAccount?: string;
}

/** What other services may ask of STS: roles, as far as trust policies allow. It answers from memory. */
export class StsPort {
  readonly #context: StsContext;

  constructor(context: StsContext) {
    this.#context = context;
  }

  assumeRoleForToken(wanted: RoleForToken): Assumption {
    const { roleArn, sessionName, provider, claims, tags = {}, transitiveTagKeys = [] } = wanted;
    const role = this.#context.iam.role(roleArn);
    if (role === undefined) return { outcome: 'refused', why: 'no-such-role' };
    const keys = tokenKeys(hostOf(provider), claims);
    const principal: PolicyPrincipal = { kind: 'web-identity', provider };
    const trusted = this.#trusts(principal, wanted.request, {
      action: 'sts:AssumeRoleWithWebIdentity',
      roleArn,
      role,
      sessionName,
      tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
      transitiveTagKeys,
      keys: keysOf(keys),
    });
    if (!trusted) return { outcome: 'refused', why: 'untrusted' };
    return this.#issue(role, wanted, {
      from: 'AssumeRoleWithWebIdentity',
      federatedProvider: provider,
      keys,
      ...(wanted.sessionPolicies === undefined ? {} : { policies: wanted.sessionPolicies }),
      ...(wanted.sessionPolicyArns === undefined ? {} : { policyArns: wanted.sessionPolicyArns }),
      ...(Object.keys(tags).length === 0 ? {} : { tags }),
      ...(transitiveTagKeys.length === 0 ? {} : { transitiveTagKeys }),
    });
  }

  assumeRoleForService(wanted: RoleForService): Assumption {
    const { roleArn, sessionName, service, sourceArn, sourceAccount } = wanted;
    const role = this.#context.iam.role(roleArn);
    if (role === undefined) return { outcome: 'refused', why: 'no-such-role' };
    const trusted = this.#trusts({ kind: 'service', service }, wanted.request, {
      action: 'sts:AssumeRole',
      roleArn,
      role,
      sessionName,
      tags: [],
      transitiveTagKeys: [],
      keys: keysOf({
        'aws:sourcearn': sourceArn,
        'aws:sourceaccount': sourceAccount,
        'aws:principalisawsservice': 'true',
        'aws:principalservicename': service,
      }),
    });
    return trusted ? this.#issue(role, wanted, { from: 'AssumeRole' }) : { outcome: 'refused', why: 'untrusted' };
  }

  #issue(role: Role, { sessionName, durationSeconds = defaultRoleSeconds }: RoleWanted, carried: Carried): Assumption {
    return {
      outcome: 'assumed',
      ...issueRoleSession(this.#context, { role, sessionName, durationSeconds, ...carried }),
    };
  }

  /** Asks the role's trust policy for everything that assuming it needs. */
  #trusts(principal: PolicyPrincipal, request: RequestContext | undefined, assuming: Trusting): boolean {
    if (this.#context.relaxed) return true;
    const { role, roleArn: resource } = assuming;
    const document = parsePolicy(this.#context.iam.trustPolicyOf(role), 'trust');
    const policy = isPolicyDocument(document)
      ? { resource: compilePolicy(document, { type: 'resource-based', name: resource }) }
      : {};
    return roleNeeds(assuming).every(({ action, keys }) => {
      const context = this.#keys(principal, request, resource, keys);
      const decision = decideTrust({ principal, action, resource, context }, policy);
      request?.verdicts.push({ action, resource, decision });
      return decision.outcome === 'allowed';
    });
  }

  /** A service acts for itself: nothing of the request that made it act is its own. */
  #keys(
    principal: PolicyPrincipal,
    request: RequestContext | undefined,
    resource: string,
    keys: NeedKeys = () => undefined,
  ): ContextKeys {
    if (principal.kind === 'web-identity' && request !== undefined)
      return requestKeys(request, { keys }, resource, {}, undefined);
    const now = this.#context.clock.now();
    const time = keysOf({
      'aws:currenttime': new Date(now).toISOString(),
      'aws:epochtime': String(Math.floor(now / 1000)),
      'aws:requestedregion': request?.region,
      'aws:resourceaccount': accountOfArn(resource),
    });
    return { get: (key) => keys(key) ?? time(key) };
  }
}

type Carried = Omit<Session, 'issuedAt' | 'expiresAt'>;
type Trusting = Assuming & { readonly role: Role };

/** What stands before the claims of a provider in condition keys: its URL without `https://`. */
const hostOf = (provider: string): string => provider.replace(/^arn:[^:]*:iam::\d{12}:oidc-provider\//, '');
