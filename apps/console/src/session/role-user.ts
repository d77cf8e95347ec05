import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  GetUserCommand,
  PutUserPolicyCommand,
  type IAMClient,
} from '@aws-sdk/client-iam';
import { stored } from '../shared/stored.js';
import { isCode } from '../shared/aws-problem.js';
import type { Keys } from './credentials.js';

/** The user through whom root comes into a role: root itself may assume none. */
export const userNameOf = (typed: string): string => `console-${typed.trim()}`;

export const isUserPart = (typed: string): boolean => /^[\w+=,.@-]{1,56}$/.test(typed.trim());

/** The policy's name tells roles apart: one user may come into several. */
export const policyNameOf = (roleArn: string): string =>
  `AssumeRole-${(roleArn.split('/').at(-1) ?? 'role').replaceAll(/[^\w+=,.@-]/g, '-')}`.slice(0, 128);

export const assumeRolePolicy = (roleArn: string): string =>
  JSON.stringify(
    {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Resource: roleArn }],
    },
    null,
    2,
  );

/** Their keys, for as long as the tab is open: IAM says a secret once only. */
const known = stored<Readonly<Record<string, Keys>>>(
  'role-users',
  () => ({}),
  (value) => (typeof value === 'object' && value !== null ? (value as Readonly<Record<string, Keys>>) : undefined),
  () => sessionStorage,
);

/** Makes, or takes again, a user who may assume this one role, and answers a key of theirs. @throws what IAM answers */
export async function roleUser(iam: IAMClient, userName: string, roleArn: string): Promise<Keys> {
  const arn = await ensureUser(iam, userName);
  await iam.send(
    new PutUserPolicyCommand({
      UserName: userName,
      PolicyName: policyNameOf(roleArn),
      PolicyDocument: assumeRolePolicy(roleArn),
    }),
  );
  const before = known.get()[arn];
  if (before !== undefined) return before;
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: userName }));
  const keys = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
  known.set({ ...known.get(), [arn]: keys });
  return keys;
}

/** Forgets keys that were refused: someone has deleted them. */
export function forgetKeys(keys: Keys): void {
  const rest = Object.entries(known.get()).filter(([, { accessKeyId }]) => accessKeyId !== keys.accessKeyId);
  known.set(Object.fromEntries(rest));
}

/** @returns what tells the user from a later one of the same name: its ARN and ID */
async function ensureUser(iam: IAMClient, name: string): Promise<string> {
  try {
    const { User } = await iam.send(new GetUserCommand({ UserName: name }));
    return `${User?.Arn ?? name} ${User?.UserId ?? ''}`;
  } catch (error) {
    if (!isCode(error, 'NoSuchEntity', 'NoSuchEntityException')) throw error;
    const { User } = await iam.send(new CreateUserCommand({ UserName: name }));
    return `${User?.Arn ?? name} ${User?.UserId ?? ''}`;
  }
}
