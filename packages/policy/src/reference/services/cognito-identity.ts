import type { ServiceFacts } from '../facts.js';

/** Amazon Cognito Identity, of AWS's Service Authorization Reference: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitoidentity.html */
export const cognitoIdentity: ServiceFacts = {
  prefix: 'cognito-identity',
  name: 'Amazon Cognito Identity',
  conditionKeys: {
    'aws:RequestTag/${TagKey}': 'String',
    'aws:ResourceTag/${TagKey}': 'String',
    'aws:TagKeys': 'ArrayOfString',
    'cognito-identity-auth:AccountId': 'String',
    'cognito-identity-auth:IdentityPoolArn': 'ARN',
    'cognito-identity-unauth:AccountId': 'String',
    'cognito-identity-unauth:IdentityPoolArn': 'ARN',
    'cognito-identity:IdentityPoolArn': 'ARN',
  },
  resourceTypes: {
    identitypool: {
      arn: 'arn:${Partition}:cognito-identity:${Region}:${Account}:identitypool/${IdentityPoolId}',
      conditionKeys: ['aws:ResourceTag/${TagKey}'],
    },
  },
  actions: {
    CreateIdentityPool: 'Write |  | aws:RequestTag/${TagKey}, aws:TagKeys',
    DeleteIdentities: 'Write |  | cognito-identity:IdentityPoolArn',
    DeleteIdentityPool: 'Write | identitypool*',
    DescribeIdentity: 'Read |  | cognito-identity:IdentityPoolArn',
    DescribeIdentityPool: 'Read | identitypool*',
    GetCredentialsForIdentity:
      'Read |  | cognito-identity-auth:AccountId, cognito-identity-auth:IdentityPoolArn, cognito-identity-unauth:AccountId, cognito-identity-unauth:IdentityPoolArn',
    GetId:
      'Write |  | cognito-identity-auth:AccountId, cognito-identity-auth:IdentityPoolArn, cognito-identity-unauth:AccountId, cognito-identity-unauth:IdentityPoolArn',
    GetIdentityPoolAnalytics: 'Read | identitypool*',
    GetIdentityPoolDailyAnalytics: 'Read | identitypool*',
    GetIdentityPoolRoles: 'Read | identitypool*',
    GetIdentityProviderDailyAnalytics: 'Read | identitypool*',
    GetOpenIdToken:
      'Read |  | cognito-identity-auth:AccountId, cognito-identity-auth:IdentityPoolArn, cognito-identity-unauth:AccountId, cognito-identity-unauth:IdentityPoolArn',
    GetOpenIdTokenForDeveloperIdentity: 'Read | identitypool*',
    GetPrincipalTagAttributeMap: 'Read | identitypool*',
    ListIdentities: 'List | identitypool*',
    ListIdentityPools: 'List',
    ListTagsForResource: 'Read | identitypool',
    LookupDeveloperIdentity: 'Read | identitypool*',
    MergeDeveloperIdentities: 'Write | identitypool*',
    SetIdentityPoolRoles: 'Write',
    SetPrincipalTagAttributeMap: 'Write',
    TagResource: 'Tagging | identitypool* | aws:RequestTag/${TagKey}, aws:TagKeys',
    UnlinkDeveloperIdentity: 'Write | identitypool*',
    UnlinkIdentity: 'Write |  | cognito-identity-auth:AccountId, cognito-identity-auth:IdentityPoolArn',
    UntagResource: 'Tagging | identitypool* | aws:TagKeys',
    UpdateIdentityPool: 'Write | identitypool*',
  },
};
