import type { PolicyDocument, Statement } from '../document/policy-document.js';
import type { Candidates } from './statement.js';

/** A question to decide: may this principal do this to that resource? */
export interface AccessRequest {
  readonly principal: PolicyPrincipal;
  /** `kinesis:PutRecord` */
  readonly action: string;
  /** An ARN, or `*` for an action that knows no resource. */
  readonly resource: string;
  /** The account that owns the resource: that of the ARN when absent, or else the principal's. */
  readonly resourceAccount?: string;
  readonly context: ContextKeys;
}

/** The condition keys of a request. A request has a key or has not; a key has one value or several. */
export interface ContextKeys {
  /** @param key in lower case: `aws:sourceip`, `aws:requesttag/team`. @returns its values in text form; undefined when the request lacks the key */
  get(key: string): readonly string[] | undefined;
}

/** Who asks, as policies see it. */
export type PolicyPrincipal =
  | { readonly kind: 'root'; readonly account: string; readonly arn: string }
  /** An IAM user by its key, or in a session from GetSessionToken. */
  | { readonly kind: 'user'; readonly account: string; readonly arn: string; readonly id: string }
  /** `sessionArn`: `arn:aws:sts::…:assumed-role/name/session`; `id` the role's unique id, AROA… */
  | {
      readonly kind: 'role';
      readonly account: string;
      readonly roleArn: string;
      readonly sessionArn: string;
      readonly id: string;
    }
  /** A session from GetFederationToken; `issuer` is the ARN of the user, or root, whose permissions it can have at most. */
  | { readonly kind: 'federated-user'; readonly account: string; readonly arn: string; readonly issuer: string }
  /** Who bears a token of an identity provider, before a role is assumed: `cognito-identity.amazonaws.com`, or an OIDC provider's ARN. */
  | { readonly kind: 'web-identity'; readonly provider: string }
  /** An AWS service for itself: `lambda.amazonaws.com`. */
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'anonymous' };

/** The policies that decide. A kind that does not apply is absent; one that applies and is empty allows nothing. */
export interface PolicySet {
  /** Managed and inline policies of the user, its groups, or the role. `all` for root, and for the federated users of root. */
  readonly identity?: readonly CompiledPolicy[] | 'all';
  readonly boundary?: CompiledPolicy;
  /** Inline and managed policies given when the session was made: one of them must allow the action. */
  readonly session?: readonly CompiledPolicy[];
  /** The policy on the resource, or the trust policy when a role is to be assumed. */
  readonly resource?: CompiledPolicy;
}

/** Where a policy comes from: what a decision is explained with. */
export interface PolicySource {
  readonly type: 'identity-based' | 'resource-based' | 'permissions boundary' | 'session';
  /** An ARN, or the name of an inline policy. */
  readonly name: string;
  /** Whose inline policy it is, or to what it is attached: `user alice`. */
  readonly holder?: string;
}

/** A policy made ready for deciding. Opaque: `compilePolicy` makes it. */
export interface CompiledPolicy {
  readonly source: PolicySource;
  readonly document: PolicyDocument;
  /** The statements whose actions include this one. */
  candidates(action: string): Candidates;
}

export interface Decision {
  readonly outcome: 'allowed' | 'explicit-deny' | 'implicit-deny';
  /** The kind of policy that decided: which one allowed, which one denied, which one failed to allow. */
  readonly decidedBy: PolicySource['type'] | 'root';
  /**
   * The statements that decided, of all policies that had to agree, or that each sufficed; empty for an implicit deny, and for root.
   * Of an explicit deny: every Deny that applies, those of `decidedBy` first.
   */
  readonly statements: readonly DecidingStatement[];
  /** Whether the same principal, action and resource get the same answer whatever the request's context. */
  readonly contextFree: boolean;
}

export interface DecidingStatement {
  readonly source: PolicySource;
  readonly statement: Statement;
  /** Counted from 0. */
  readonly index: number;
}
