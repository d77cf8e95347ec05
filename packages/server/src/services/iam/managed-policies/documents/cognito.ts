import type { ManagedPolicyFacts } from '../facts.js';

/** AWS managed policies for Amazon Cognito, of AWS's Managed Policy Reference: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html */
export const cognitoPolicies: readonly ManagedPolicyFacts[] = [
  {
    name: 'AmazonCognitoDeveloperAuthenticatedIdentities',
    id: 'ANPAIQOKZ5BGKLCMTXH4W',
    description:
      'Provides access to Amazon Cognito APIs to support developer authenticated identities from your authentication backend.',
    versionId: 'v1',
    created: '2015-03-24T17:22:23Z',
    updated: '2015-03-24T17:22:23Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["cognito-identity:GetOpenIdTokenForDeveloperIdentity","cognito-identity:LookupDeveloperIdentity","cognito-identity:MergeDeveloperIdentities","cognito-identity:UnlinkDeveloperIdentity"],"Resource":"*"}]}',
  },
  {
    name: 'AmazonCognitoPowerUser',
    id: 'ANPAJKW5H2HNCPGCYGR6Y',
    description:
      'Provides administrative access to existing Amazon Cognito resources. You will need AWS account admin privileges to create new Cognito resources.',
    versionId: 'v9',
    created: '2015-03-24T17:14:56Z',
    updated: '2026-02-12T18:00:09Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["cognito-identity:*","cognito-idp:*","cognito-sync:*","iam:ListRoles","iam:ListOpenIdConnectProviders","iam:GetRole","iam:ListSAMLProviders","iam:GetSAMLProvider","kinesis:ListStreams","lambda:GetPolicy","lambda:ListFunctions","sns:GetSMSSandboxAccountStatus","sns:ListPlatformApplications","ses:ListIdentities","ses:GetIdentityVerificationAttributes","mobiletargeting:GetApps","acm:ListCertificates","sms-voice:DescribeAccountAttributes"],"Resource":"*"},{"Effect":"Allow","Action":"iam:CreateServiceLinkedRole","Resource":"*","Condition":{"StringEquals":{"iam:AWSServiceName":["cognito-idp.amazonaws.com","email.cognito-idp.amazonaws.com"]}}},{"Effect":"Allow","Action":["iam:DeleteServiceLinkedRole","iam:GetServiceLinkedRoleDeletionStatus"],"Resource":["arn:aws:iam::*:role/aws-service-role/cognito-idp.amazonaws.com/AWSServiceRoleForAmazonCognitoIdp*","arn:aws:iam::*:role/aws-service-role/email.cognito-idp.amazonaws.com/AWSServiceRoleForAmazonCognitoIdpEmail*"]}]}',
  },
  {
    name: 'AmazonCognitoReadOnly',
    id: 'ANPAJBFTRZD2GQGJHSVQK',
    description: 'Provides read only access to Amazon Cognito resources.',
    versionId: 'v4',
    created: '2015-03-24T17:06:46Z',
    updated: '2019-08-01T19:21:04Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["cognito-identity:Describe*","cognito-identity:Get*","cognito-identity:List*","cognito-idp:Describe*","cognito-idp:AdminGet*","cognito-idp:AdminList*","cognito-idp:List*","cognito-idp:Get*","cognito-sync:Describe*","cognito-sync:Get*","cognito-sync:List*","iam:ListOpenIdConnectProviders","iam:ListRoles","sns:ListPlatformApplications"],"Resource":"*"}]}',
  },
  {
    name: 'AmazonCognitoUnAuthedIdentitiesSessionPolicy',
    // AWS's own id has not been published.
    id: 'ANPAZKAPJZG4SAEZU422F',
    description:
      'This policy defines the set of permissions allowed for unauthenticated identities for Cognito Identity Pools. This policy is not intended to be used as a stand alone permission policy. It is used as a guardrail against overly permissive policies attached for roles in an identity pool. Do not attach this policy to any roles, as Cognito Identity Service will automatically include it as a scoped down policy when creating credentials. The privileges to temporarily access other AWS resources through the enhanced flow will now be defined by the intersection of the role associated with the identity of the unauthenticated user provided by a service, and the privileges given in this managed policy that is owned by Cognito.',
    versionId: 'v4',
    created: '2023-07-19T23:04:05Z',
    updated: '2026-05-01T19:57:11Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Sid":"CognitoUnAuthedIdentitiesSessionPolicy","Effect":"Allow","Action":["rum:PutRumEvents","sagemaker:InvokeEndpoint","polly:*","comprehend:*","translate:*","transcribe:*","rekognition:*","mobiletargeting:*","firehose:*","personalize:*","geo:GetMap*","geo:ListMaps","geo:SearchPlaceIndex*","geo:GetPlace","geo:CalculateRoute*","geo:*Geofence","geo:*Geofences","geo:*DevicePosition*","kms:Encrypt","kms:Decrypt","kms:ReEncryptTo","kms:ReEncryptFrom","kms:GenerateDataKey","kms:GenerateDataKeyPair","kms:GenerateDataKeyPairWithoutPlaintext","kms:GenerateDataKeyWithoutPlaintext"],"Resource":"*"}]}',
  },
  {
    name: 'AmazonCognitoUnauthenticatedIdentities',
    // AWS's own id has not been published.
    id: 'ANPAZKAPJZG4OOLWNSGJ5',
    description:
      'This policy defines the set of permissions allowed for unauthenticated identities for Cognito Identity Pools. This does not need to be attached to your unauth role, as Cognito Identity Service will automatically include it as a scoped down policy when creating credentials. The privileges to temporarily access other AWS resources through the enhanced flow will now be defined by the intersection of the role associated with the identity of the unauthenticated user provided by a service, and the privileges given in this managed policy that is owned by Cognito.',
    versionId: 'v1',
    created: '2023-02-01T22:36:27Z',
    updated: '2023-02-01T22:36:27Z',
    document: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"rum:PutRumEvents","Resource":"*"}]}',
  },
];
