import type { CognitoIdentityContext } from './context.js';
import { parsePoolArn } from './domain/arn.js';

/** `aws:ResourceTag/…` of pools, and of the roles that SetIdentityPoolRoles passes on. */
export function resourceTags(
  { store, iam }: Pick<CognitoIdentityContext, 'store' | 'iam'>,
  arn: string,
): Readonly<Record<string, string>> | undefined {
  const name = parsePoolArn(arn);
  if (name === undefined) {
    const role = iam.role(arn);
    return role && Object.fromEntries(role.tags.map(({ Key, Value }) => [Key, Value]));
  }
  const pool = store.pool(name.id)?.value;
  return pool?.account === name.account && pool.region === name.region ? pool.tags : undefined;
}
