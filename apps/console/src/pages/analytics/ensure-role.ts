import {
  CreateRoleCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  PutRolePolicyCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { isCode, problemOf } from '../../shared/aws-problem.js';
import { merged, policyNameFor, roleNameFor, trustPolicy, type PolicyDocument, type Statement } from './role-policy.js';

/** The policy that the console's role has now; undefined: neither role nor policy is there. */
export async function policyNow(
  iam: IAMClient,
  application: string,
  region: string,
): Promise<PolicyDocument | undefined> {
  try {
    const { PolicyDocument: text = '' } = await iam.send(
      new GetRolePolicyCommand({
        RoleName: roleNameFor(application, region),
        PolicyName: policyNameFor(application, region),
      }),
    );
    return JSON.parse(decodeURIComponent(text)) as PolicyDocument;
  } catch (error) {
    if (isCode(error, 'NoSuchEntity', 'NoSuchEntityException')) return undefined;
    throw error;
  }
}

/**
 * The role `kinesis-analytics-…`, made if it is not there, with its policy widened by what is needed.
 * @returns its ARN
 */
export async function ensureRole(
  iam: IAMClient,
  application: string,
  region: string,
  needs: readonly Statement[],
): Promise<string> {
  const name = roleNameFor(application, region);
  const before = await policyNow(iam, application, region);
  const arn = await roleArn(iam, name, application);
  const policy = merged(before, needs);
  if (JSON.stringify(policy) !== JSON.stringify(before))
    await iam.send(
      new PutRolePolicyCommand({
        RoleName: name,
        PolicyName: policyNameFor(application, region),
        PolicyDocument: JSON.stringify(policy),
      }),
    );
  return arn;
}

async function roleArn(iam: IAMClient, name: string, application: string): Promise<string> {
  try {
    const { Role } = await iam.send(
      new CreateRoleCommand({
        RoleName: name,
        Path: '/service-role/',
        Description: `Of the Kinesis Analytics application ${application}`,
        AssumeRolePolicyDocument: JSON.stringify(trustPolicy),
      }),
    );
    return Role?.Arn ?? '';
  } catch (error) {
    if (!isCode(error, 'EntityAlreadyExists', 'EntityAlreadyExistsException')) throw error;
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: name }));
    return Role?.Arn ?? '';
  }
}

/**
 * Does something with a role that may be new: IAM is eventually consistent, and AWS takes some seconds until a role can be assumed.
 * @param most attempts, two seconds between them
 */
export async function withNewRole<T>(
  act: () => Promise<T>,
  wait: () => Promise<void> = () => new Promise((resolve) => void setTimeout(resolve, 2000)),
  most = 8,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await act();
    } catch (error) {
      const { code, message } = problemOf(error);
      const isTooEarly = code === 'InvalidArgumentException' && /assume the role/i.test(message);
      if (!isTooEarly || attempt >= most) throw error;
      await wait();
    }
  }
}
