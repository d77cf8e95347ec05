export type RoleKind = 'authenticated' | 'unauthenticated';

/** What the name of a pool leaves for the name of a role; 64 characters in all. */
const plain = (pool: string): string => pool.replace(/[^\w+=,.@-]/g, '').slice(0, 40);

/** `Cognito_wildrydesUnauth_Role`, as AWS's wizard names it. */
export const roleNameOf = (pool: string, kind: RoleKind): string =>
  `Cognito_${plain(pool)}${kind === 'authenticated' ? 'Auth' : 'Unauth'}_Role`;
export const policyNameOf = (role: string): string => `oneClick_${role}`;

/** Only identities of this pool, and only those of this kind, may be the role. */
export const trustOf = (poolId: string, kind: RoleKind) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: 'cognito-identity.amazonaws.com' },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: {
        StringEquals: { 'cognito-identity.amazonaws.com:aud': poolId },
        'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': kind },
      },
    },
  ],
});

/** What AWS's wizard gives a new role; what the app needs is added to it in IAM. */
export const policyOf = (kind: RoleKind) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: [
        'mobileanalytics:PutEvents',
        'cognito-sync:*',
        ...(kind === 'authenticated' ? ['cognito-identity:*'] : []),
      ],
      Resource: ['*'],
    },
  ],
});

/** Whether a role's trust policy, as IAM gives it (URL-encoded), lets identities of the pool be it. */
export function trusts(assumeRolePolicy: string | undefined, poolId: string): boolean {
  const text = decoded(assumeRolePolicy);
  return text.includes('cognito-identity.amazonaws.com') && text.includes(poolId);
}

/** Whether it lets identities of any pool be it. */
export const trustsCognito = (assumeRolePolicy: string | undefined): boolean =>
  decoded(assumeRolePolicy).includes('cognito-identity.amazonaws.com');

function decoded(text = ''): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
