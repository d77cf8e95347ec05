import assert from 'node:assert/strict';
import { account, region } from '../../harness/server.js';
import { sampleOf } from '../sample-of.js';
import { allow, documentOf, xmlText, type Keys } from '../../harness/identity.js';
import type { RawClient } from '../../harness/raw.js';
import { call, type Input, type ServiceName } from './call.js';
import { operationsOf, type Known } from './operations.js';

/** What the requests are about. */
export interface World {
  readonly poolId: string;
  readonly identityId: string;
  /** Of an administrator: root may not assume roles. */
  readonly keys: Keys;
}

/** An operation, with an input that has every member but those that would end the request early. */
export interface Sample extends Known {
  readonly input: Input;
}

const iamArn = (resource: string): string => `arn:aws:iam::${account}:${resource}`;
const policyArn = iamArn('policy/target');
const oidcArn = iamArn('oidc-provider/id.example.com');
const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess';
const trust = documentOf(
  { Principal: { AWS: account }, Action: ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'] },
  {
    Principal: { Federated: 'cognito-identity.amazonaws.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringLike: { 'cognito-identity.amazonaws.com:aud': `${region}:*` } },
  },
);

/** Makes what the samples are about, where it is not there (any more). */
export async function populate(raw: RawClient): Promise<void> {
  const UserName = 'target';
  const make = async (operation: string, input: Input): Promise<void> => {
    const { status, text } = await call(raw, 'iam', operation, input);
    assert.ok(status === 200 || status === 409, text);
  };
  await Promise.all([
    make('CreateUser', { UserName, Tags: [{ Key: 'team', Value: 'a' }] }),
    make('CreateGroup', { GroupName: 'target' }),
    make('CreateRole', { RoleName: 'target', AssumeRolePolicyDocument: trust }),
    make('CreatePolicy', { PolicyName: 'target', PolicyDocument: allow('s3:*') }),
    make('CreateOpenIDConnectProvider', { Url: 'https://id.example.com', ClientIDList: ['a'] }),
  ]);
  await Promise.all([
    make('AttachUserPolicy', { UserName, PolicyArn: policyArn }),
    make('AddUserToGroup', { UserName, GroupName: 'target' }),
    make('UpdateAssumeRolePolicy', { RoleName: 'target', PolicyDocument: trust }),
    make('PutRolePolicy', { RoleName: 'target', PolicyName: 'target', PolicyDocument: allow('s3:*') }),
  ]);
}

export async function newWorld(raw: RawClient): Promise<World> {
  await populate(raw);
  const UserName = 'caller';
  await call(raw, 'iam', 'CreateUser', { UserName });
  await call(raw, 'iam', 'AttachUserPolicy', { UserName, PolicyArn: administrator });
  const made = await call(raw, 'iam', 'CreateAccessKey', { UserName });
  const pool = await call(raw, 'cognito-identity', 'CreateIdentityPool', poolMembers);
  const poolId = String(pool.json?.['IdentityPoolId']);
  const roles = { IdentityPoolId: poolId, Roles: { unauthenticated: iamArn('role/target') } };
  await call(raw, 'cognito-identity', 'SetIdentityPoolRoles', roles);
  const guest = await call(raw, 'cognito-identity', 'GetId', { IdentityPoolId: poolId });
  return {
    poolId,
    identityId: String(guest.json?.['IdentityId']),
    keys: {
      accessKeyId: xmlText(made, 'AccessKeyId') ?? '',
      secretAccessKey: xmlText(made, 'SecretAccessKey') ?? '',
    },
  };
}

const poolMembers: Input = {
  IdentityPoolName: 'target',
  AllowUnauthenticatedIdentities: true,
  DeveloperProviderName: 'login.target',
  OpenIdConnectProviderARNs: [oidcArn],
};

/** Every operation of a service. What a request destroys when it succeeds, `populate` makes again; the pool and its identity stay. */
export const samplesOf = (service: ServiceName, world: World): Sample[] =>
  operationsOf(service).map((known) => {
    const all: Hints = { ...hints, ...worldHints(world), ...ofOperation[known.operation] };
    return { ...known, input: sampleOf(known.shape, all) as Input };
  });

type Hints = Readonly<Record<string, unknown>>;

const worldHints = ({ poolId, identityId }: World): Hints => ({
  IdentityPoolId: poolId,
  IdentityId: identityId,
  ResourceArn: `arn:aws:cognito-identity:${region}:${account}:identitypool/${poolId}`,
});

/** Values of members that name something, or must be of a form that their shape does not tell. */
const hints: Hints = {
  UserName: 'target',
  NewUserName: 'target',
  GroupName: 'target',
  NewGroupName: 'target',
  RoleName: 'target',
  PolicyName: 'target',
  Path: '/',
  NewPath: '/',
  PathPrefix: '/',
  PolicyArn: policyArn,
  PermissionsBoundary: policyArn,
  PolicySourceArn: iamArn('user/target'),
  CallerArn: iamArn('user/target'),
  Arn: iamArn('user/target'),
  ResourceOwner: iamArn('root'),
  PolicyInputList: [allow('s3:*')],
  PermissionsBoundaryPolicyInputList: [allow('*')],
  ResourcePolicy: documentOf({ Principal: '*', Action: 's3:*', Resource: '*' }),
  ActionNames: ['s3:GetObject'],
  ResourceArns: ['arn:aws:s3:::bucket/key'],
  ContextKeyName: 'aws:username',
  ContextKeyType: 'string',
  PolicyDocument: allow('s3:*'),
  AssumeRolePolicyDocument: trust,
  AWSServiceName: 'dynamodb.application-autoscaling.amazonaws.com',
  CustomSuffix: undefined,
  DeletionTaskId:
    'task/aws-service-role/dynamodb.application-autoscaling.amazonaws.com/x/00000000-0000-0000-0000-000000000000',
  Url: 'https://other.example.com',
  OpenIDConnectProviderArn: oidcArn,
  ThumbprintList: ['0123456789012345678901234567890123456789'],
  ServiceNamespaces: ['s3'],
  VersionId: 'v1',
  AccountAlias: 'target',
  AccessKeyId: 'AKIAQAAAAAAAAAAAAAAA',
  Key: 'team',
  TagKeys: ['team'],
  Filter: ['User', 'LocalManagedPolicy'],
  RoleArn: iamArn('role/target'),
  RoleSessionName: 'session',
  PolicyArns: [{ arn: policyArn }],
  Policy: allow('s3:*'),
  WebIdentityToken: 'a.b.c',
  TransitiveTagKeys: ['team'],
  Name: 'federated',
  ...poolMembers,
  SupportedLoginProviders: { 'www.amazon.com': 'amzn1.application' },
  SamlProviderARNs: [iamArn('saml-provider/x')],
  ProviderName: 'cognito-idp.us-east-1.amazonaws.com/us-east-1_abc',
  IdentityProviderName: 'login.target',
  DeveloperUserIdentifier: 'user',
  SourceUserIdentifier: 'user',
  DestinationUserIdentifier: 'user',
  CustomRoleArn: iamArn('role/target'),
  AccountId: account,
  Logins: { 'login.target': 'user' },
  LoginsToRemove: ['id.example.com'],
  Roles: { authenticated: iamArn('role/target'), unauthenticated: iamArn('role/target') },
  RoleMappings: {
    [oidcArn]: {
      Type: 'Rules',
      AmbiguousRoleResolution: 'Deny',
      RulesConfiguration: {
        Rules: [{ Claim: 'sub', MatchType: 'Equals', Value: 'a', RoleARN: iamArn('role/target') }],
      },
    },
  },
  // With one of these a request gets no further: there are no such pages, devices and providers.
  Marker: undefined,
  NextToken: undefined,
  SerialNumber: undefined,
  TokenCode: undefined,
  ProviderId: undefined,
  ProvidedContexts: undefined,
  ResourceHandlingOption: undefined,
};

/** Where an operation wants something else, and where a hint would end what the other requests are about. */
const ofOperation: Readonly<Record<string, Hints>> = {
  GetId: { Logins: {} },
  GetOpenIdToken: { Logins: {} },
  GetCredentialsForIdentity: { Logins: {}, CustomRoleArn: undefined },
  UpdateAssumeRolePolicy: { PolicyDocument: trust },
  SetPrincipalTagAttributeMap: { IdentityProviderName: oidcArn },
  GetPrincipalTagAttributeMap: { IdentityProviderName: oidcArn },
  DeleteIdentityPool: { IdentityPoolId: `${region}:00000000-0000-4000-8000-000000000000` },
  DeleteIdentities: { IdentityIdsToDelete: [`${region}:00000000-0000-4000-8000-000000000000`] },
};
