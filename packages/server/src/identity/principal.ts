/** Who sent a request. */
export interface Principal {
  readonly kind: 'root' | 'user' | 'role' | 'federated-user' | 'anonymous';
  /** Empty for anonymous. */
  readonly account: string;
  /** As GetCallerIdentity and denials name it: `arn:aws:sts::…:assumed-role/name/session` for a role. */
  readonly arn: string;
  readonly accessKeyId: string;
  /** `aws:userid`: the account for root, AIDA… for a user, `AROA…:session` for a role, `account:name` for a federated user. */
  readonly userId: string;
  /** Of a user. */
  readonly userName?: string;
  /** Of a role's session: the role that was assumed. */
  readonly role?: { readonly name: string; readonly arn: string; readonly id: string };
  /** There for temporary credentials. */
  readonly session?: Session;
}

/** What temporary credentials carry. */
export interface Session {
  /** ms since the epoch */
  readonly issuedAt: number;
  /** ms since the epoch */
  readonly expiresAt: number;
  /** Which operation of STS made it. */
  readonly from: 'AssumeRole' | 'AssumeRoleWithWebIdentity' | 'GetSessionToken' | 'GetFederationToken';
  /** Texts of inline session policies and ARNs of managed ones. Absent when none were given: then they limit nothing. */
  readonly policies?: readonly string[];
  readonly policyArns?: readonly string[];
  /** Session tags: `aws:PrincipalTag/key`. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly transitiveTagKeys?: readonly string[];
  readonly sourceIdentity?: string;
  /** `aws:FederatedProvider`: `cognito-identity.amazonaws.com`, or an OIDC provider's ARN. */
  readonly federatedProvider?: string;
  /** Further condition keys that every request of the session has, by name in lower case: `cognito-identity.amazonaws.com:sub`. */
  readonly keys?: Readonly<Record<string, readonly string[]>>;
  /** For a federated user: whose permissions it can have at most. `root` for the account itself. */
  readonly issuer?: Issuer;
}

export interface Issuer {
  readonly kind: 'root' | 'user';
  readonly arn: string;
  /** Of a user. */
  readonly userName?: string;
  readonly userId?: string;
}

export const rootPrincipal = (account: string, accessKeyId: string): Principal => ({
  kind: 'root',
  account,
  arn: `arn:aws:iam::${account}:root`,
  accessKeyId,
  userId: account,
});

/** Who sends what needs no signature, such as Cognito's GetId. */
export const anonymous: Principal = { kind: 'anonymous', account: '', arn: '', accessKeyId: '', userId: '' };
