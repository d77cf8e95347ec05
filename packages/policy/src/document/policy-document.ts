/**
 * An IAM policy as its grammar defines it, every "string or list" made a list. It says what the text says and judges nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export interface PolicyDocument {
  /** `2012-10-17`, or `2008-10-17`, which a document without a version has too: in that one policy variables are plain text. */
  readonly version: '2012-10-17' | '2008-10-17';
  readonly id?: string;
  readonly statements: readonly Statement[];
}

export interface Statement {
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  /** Of Action, or with `not` of NotAction. */
  readonly actions: Patterns;
  /** Of Resource or NotResource. Absent in a trust policy, where the role itself is the resource. */
  readonly resources?: Patterns;
  /** Of Principal or NotPrincipal. Only resource-based policies, of which trust policies are one kind, have it. */
  readonly principals?: Principals;
  readonly conditions: readonly Condition[];
}

export interface Patterns {
  readonly not: boolean;
  readonly patterns: readonly string[];
}

export interface Principals {
  readonly not: boolean;
  /** `"Principal": "*"`: anyone, known or not. */
  readonly everyone: boolean;
  /** As written: account ids, ARNs, unique ids, `*`. */
  readonly aws: readonly string[];
  /** `lambda.amazonaws.com` */
  readonly service: readonly string[];
  /** `cognito-identity.amazonaws.com`, or the ARN of an OIDC provider. */
  readonly federated: readonly string[];
  readonly canonicalUser: readonly string[];
}

/** One key of one operator, with the values of which one must match: `{"ForAnyValue:StringLike": {"aws:TagKeys": ["a*"]}}`. */
export interface Condition {
  /** The operator as written, without quantifier and `IfExists`: `StringEquals`. */
  readonly operator: string;
  readonly quantifier?: 'ForAllValues' | 'ForAnyValue';
  readonly ifExists: boolean;
  /** As written; its case does not matter. */
  readonly key: string;
  /** Numbers and booleans as their JSON text. */
  readonly values: readonly string[];
}

/**
 * What a policy is for: it decides which elements it must and must not have, and how long it may be.
 * `managed` is an identity policy that stands by itself, which must be of version 2012-10-17; `identity` is one inside a user, group or role.
 */
export type PolicyKind = 'managed' | 'identity' | 'resource' | 'trust' | 'session';
