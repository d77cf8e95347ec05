/** A policy document that allows actions on resources, nothing else. */
export const allowing = (
  ...statements: readonly { readonly actions: string[]; readonly resources: string[] }[]
): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: statements.map(({ actions, resources }) => ({ Effect: 'Allow', Action: actions, Resource: resources })),
  });

/** Who may assume a role: a service of AWS. */
export const trusting = (service: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  });

/** Who may assume a role: the guests of an identity pool. Cognito has a name of its own in AWS's closed partitions. */
export function trustingGuests(
  identityPoolId: string,
  { partition, region }: { readonly partition: string; readonly region: string } = { partition: 'aws', region: '' },
): string {
  const cognito =
    partition === 'aws-cn'
      ? `cognito-identity.${region}.amazonaws.com.cn`
      : partition === 'aws-us-gov'
        ? 'cognito-identity-us-gov.amazonaws.com'
        : 'cognito-identity.amazonaws.com';
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: cognito },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          StringEquals: { [`${cognito}:aud`]: identityPoolId },
          'ForAnyValue:StringLike': { [`${cognito}:amr`]: 'unauthenticated' },
        },
      },
    ],
  });
}

/** Whether two documents say the same, however they are written: IAM gives them URL-encoded, people reorder them. */
export function isSameDocument(found: string | undefined, wanted: string): boolean {
  if (found === undefined) return false;
  try {
    const text = found.startsWith('%') ? decodeURIComponent(found) : found;
    return JSON.stringify(normal(JSON.parse(text))) === JSON.stringify(normal(JSON.parse(wanted)));
  } catch {
    return false;
  }
}

// One value and a list of it are the same; the order of lists and members says nothing in a policy.
function normal(value: unknown): unknown {
  if (Array.isArray(value)) {
    const values = value.map((each) => JSON.stringify(normal(each))).toSorted();
    return values.length === 1 ? JSON.parse(values[0] ?? 'null') : values;
  }
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([key, member]) => [key, normal(member)] as const);
  return Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
