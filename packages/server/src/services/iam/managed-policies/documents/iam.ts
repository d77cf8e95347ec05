import type { ManagedPolicyFacts } from '../facts.js';

/** AWS managed policies for IAM, of AWS's Managed Policy Reference: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html */
export const iamPolicies: readonly ManagedPolicyFacts[] = [
  {
    name: 'AWSDenyAll',
    id: 'ANPAZKAPJZG4P43IUQ5E5',
    description: 'Deny all access.',
    versionId: 'v2',
    created: '2019-05-01T22:36:14Z',
    updated: '2023-12-18T16:42:05Z',
    document: '{"Version":"2012-10-17","Statement":[{"Sid":"DenyAll","Effect":"Deny","Action":["*"],"Resource":"*"}]}',
  },
  {
    name: 'IAMFullAccess',
    id: 'ANPAI7XKCFMBPM3QQRRVQ',
    description: 'Provides full access to IAM via the AWS Management Console.',
    versionId: 'v2',
    created: '2015-02-06T18:40:38Z',
    updated: '2019-06-21T19:40:00Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:*","organizations:DescribeAccount","organizations:DescribeOrganization","organizations:DescribeOrganizationalUnit","organizations:DescribePolicy","organizations:ListChildren","organizations:ListParents","organizations:ListPoliciesForTarget","organizations:ListRoots","organizations:ListPolicies","organizations:ListTargetsForPolicy"],"Resource":"*"}]}',
  },
  {
    name: 'IAMReadOnlyAccess',
    id: 'ANPAJKSO7NDY4T57MWDSQ',
    description: 'Provides read only access to IAM via the AWS Management Console.',
    versionId: 'v4',
    created: '2015-02-06T18:40:39Z',
    updated: '2018-01-25T19:11:27Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:GenerateCredentialReport","iam:GenerateServiceLastAccessedDetails","iam:Get*","iam:List*","iam:SimulateCustomPolicy","iam:SimulatePrincipalPolicy"],"Resource":"*"}]}',
  },
  {
    name: 'IAMSelfManageServiceSpecificCredentials',
    id: 'ANPAI4VT74EMXK2PMQJM2',
    description: 'Allows an IAM user to manage their own Service Specific Credentials.',
    versionId: 'v1',
    created: '2016-12-22T17:25:18Z',
    updated: '2016-12-22T17:25:18Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:CreateServiceSpecificCredential","iam:ListServiceSpecificCredentials","iam:UpdateServiceSpecificCredential","iam:DeleteServiceSpecificCredential","iam:ResetServiceSpecificCredential"],"Resource":"arn:aws:iam::*:user/${aws:username}"}]}',
  },
  {
    name: 'IAMUserChangePassword',
    id: 'ANPAJ4L4MM2A7QIEB56MS',
    description: 'Provides the ability for an IAM user to change their own password.',
    versionId: 'v5',
    created: '2016-11-15T00:25:16Z',
    updated: '2026-02-12T17:58:57Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:ChangePassword"],"Resource":["arn:aws:iam::*:user/${aws:username}","arn:aws:iam::*:user/*/${aws:username}"]},{"Effect":"Allow","Action":["iam:GetAccountPasswordPolicy"],"Resource":"*"}]}',
  },
  {
    name: 'IAMUserSSHKeys',
    id: 'ANPAJTSHUA4UXGXU7ANUA',
    description: 'Provides the ability for an IAM user to manage their own SSH keys.',
    versionId: 'v1',
    created: '2015-07-09T17:08:54Z',
    updated: '2015-07-09T17:08:54Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["iam:DeleteSSHPublicKey","iam:GetSSHPublicKey","iam:ListSSHPublicKeys","iam:UpdateSSHPublicKey","iam:UploadSSHPublicKey"],"Resource":"arn:aws:iam::*:user/${aws:username}"}]}',
  },
];
