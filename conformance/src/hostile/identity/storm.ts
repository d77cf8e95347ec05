import type { Answer, RawClient } from '../../harness/raw.js';
import { account } from '../../harness/server.js';
import { allow, documentOf, xmlText } from '../../harness/identity.js';
import { call, type Input } from './call.js';
import { assertExpected } from './codes.js';
import { operationOf } from './operations.js';

/** Numbers from 0 to below 1. */
type Random = () => number;
/** One request, whose answer must be one that its operation may give. Fails when the server is gone. */
export type Ask = (operation: string, input: Input) => Promise<Answer>;

export const asking =
  (raw: RawClient): Ask =>
  async (operation, input) => {
    const known = operationOf(operation);
    const answer = await call(raw, known.service, operation, input);
    assertExpected(known, answer, `${operation} ${JSON.stringify(input)}`);
    return answer;
  };

function oneOf<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('nothing to choose from');
  return item;
}

type Request = readonly [operation: string, input: Input];

const trust = documentOf({ Principal: { AWS: account }, Action: 'sts:AssumeRole' });
const documents = [allow('s3:*'), allow('kinesis:*'), allow('sqs:*')] as const;

/** Keys that were made in the storm: what is made by one is made inactive or deleted by another. */
export interface MadeKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly madeFor: string;
}

/**
 * A request at random about one of a few users, groups, roles and policies, which all clients share. Names come in two spellings, for those that
 * differ in case alone are the same.
 */
export async function changeIam(ask: Ask, random: Random, keys: MadeKey[]): Promise<void> {
  const name = (kind: string, count: number): string => {
    const it = `${kind}${Math.floor(random() * count)}`;
    return random() < 0.1 ? it.toUpperCase() : it;
  };
  const UserName = name('user-', 4);
  const GroupName = name('group-', 2);
  const RoleName = name('role-', 2);
  const PolicyName = `policy-${Math.floor(random() * 3)}`;
  const PolicyArn = `arn:aws:iam::${account}:policy/${PolicyName}`;
  const PolicyDocument = oneOf(random, documents);
  const VersionId = `v${1 + Math.floor(random() * 12)}`;
  const user: Request = ['User', { UserName }];
  const role: Request = ['Role', { RoleName }];
  const holder = oneOf(random, [user, role, ['Group', { GroupName }] as Request]);
  const bounded = oneOf(random, [user, role]);
  const key = keys[Math.floor(random() * keys.length)];
  const requests: readonly Request[] = [
    ['CreateUser', { UserName, ...(random() < 0.3 ? { PermissionsBoundary: PolicyArn } : {}) }],
    ['DeleteUser', { UserName }],
    ['UpdateUser', { UserName, NewUserName: name('user-', 4), ...(random() < 0.2 ? { NewPath: '/moved/' } : {}) }],
    ['CreateGroup', { GroupName }],
    ['DeleteGroup', { GroupName }],
    ['UpdateGroup', { GroupName, NewGroupName: name('group-', 2) }],
    ['CreateRole', { RoleName, AssumeRolePolicyDocument: trust }],
    ['DeleteRole', { RoleName }],
    ['CreatePolicy', { PolicyName, PolicyDocument }],
    ['DeletePolicy', { PolicyArn }],
    ['CreatePolicyVersion', { PolicyArn, PolicyDocument, SetAsDefault: random() < 0.5 }],
    ['DeletePolicyVersion', { PolicyArn, VersionId }],
    ['DeletePolicyVersion', { PolicyArn, VersionId: 'v1' }],
    ['SetDefaultPolicyVersion', { PolicyArn, VersionId }],
    [`Attach${holder[0]}Policy`, { ...holder[1], PolicyArn }],
    [`Detach${holder[0]}Policy`, { ...holder[1], PolicyArn }],
    [`Detach${holder[0]}Policy`, { ...holder[1], PolicyArn }],
    [`Put${holder[0]}Policy`, { ...holder[1], PolicyName: 'inline', PolicyDocument }],
    [`Delete${holder[0]}Policy`, { ...holder[1], PolicyName: 'inline' }],
    [`Put${bounded[0]}PermissionsBoundary`, { ...bounded[1], PermissionsBoundary: PolicyArn }],
    [`Delete${bounded[0]}PermissionsBoundary`, bounded[1]],
    ['AddUserToGroup', { GroupName, UserName }],
    ['RemoveUserFromGroup', { GroupName, UserName }],
    ['CreateAccessKey', { UserName }],
    ['UpdateAccessKey', { UserName, AccessKeyId: key?.accessKeyId ?? 'AKIAQAAAAAAAAAAAAAAA', Status: 'Inactive' }],
    ['DeleteAccessKey', { UserName, AccessKeyId: key?.accessKeyId ?? 'AKIAQAAAAAAAAAAAAAAA' }],
    ['GetGroup', { GroupName }],
    ['ListUsers', { MaxItems: 2 }],
    ['ListEntitiesForPolicy', { PolicyArn }],
    ['GetAccountAuthorizationDetails', { MaxItems: 5 }],
  ];
  const [operation, input] = oneOf(random, requests);
  const answer = await ask(operation, input);
  if (operation !== 'CreateAccessKey' || answer.status !== 200) return;
  keys.push({
    accessKeyId: xmlText(answer, 'AccessKeyId') ?? '',
    secretAccessKey: xmlText(answer, 'SecretAccessKey') ?? '',
    madeFor: UserName,
  });
}

export const developer = 'login.storm';
export const developerUsers = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

/** A request at random about a pool's few developer users and their identities, whose ids it gathers. */
export async function changeIdentities(ask: Ask, random: Random, IdentityPoolId: string, ids: string[]): Promise<void> {
  const user = oneOf(random, developerUsers);
  const IdentityId = ids[Math.floor(random() * ids.length)];
  const Logins = { [developer]: user };
  const unlinking = { DeveloperProviderName: developer, DeveloperUserIdentifier: user };
  const merging = { SourceUserIdentifier: user, DestinationUserIdentifier: oneOf(random, developerUsers) };
  const requests: Request[] = [
    ['GetOpenIdTokenForDeveloperIdentity', { IdentityPoolId, Logins }],
    ['GetId', { IdentityPoolId }],
    ['MergeDeveloperIdentities', { IdentityPoolId, DeveloperProviderName: developer, ...merging }],
    ['LookupDeveloperIdentity', { IdentityPoolId, DeveloperUserIdentifier: user }],
    ['ListIdentities', { IdentityPoolId, MaxResults: 10 }],
  ];
  if (IdentityId !== undefined) {
    requests.push(
      ['GetOpenIdTokenForDeveloperIdentity', { IdentityPoolId, IdentityId, Logins }],
      ['UnlinkDeveloperIdentity', { IdentityPoolId, IdentityId, ...unlinking }],
      ['DeleteIdentities', { IdentityIdsToDelete: [IdentityId] }],
      ['DescribeIdentity', { IdentityId }],
    );
  }
  const [operation, input] = oneOf(random, requests);
  const answer = await ask(operation, input);
  const id = answer.json?.['IdentityId'];
  if (typeof id === 'string' && !ids.includes(id)) ids.push(id);
}
