import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { account, denial, documentOf, Identities, iamVersion, signerOf, startPaddock, xmlText } from './harness.js';

const paddock = await startPaddock();
const identities = new Identities(paddock);
after(async () => {
  identities.close();
  await paddock.close();
});

const arn = (resource: string): string => `arn:aws:iam::${account}:${resource}`;

test('IAM denies in the words of its requests: what they name by its name, what they create by its ARN', async () => {
  const someone = await identities.newUser();
  const PolicyArn = arn('policy/none');
  const PolicyDocument = documentOf({ Action: '*', Resource: '*' });
  const cases: readonly (readonly [action: string, parameters: Record<string, string>, resource: string])[] = [
    ['GetUser', {}, `user ${someone.name}`],
    ['GetUser', { UserName: 'bob' }, 'user bob'],
    ['UpdateUser', { UserName: 'bob', NewUserName: 'rob' }, 'user bob'],
    ['ListAccessKeys', {}, `user ${someone.name}`],
    ['GetUserPolicy', { UserName: 'bob', PolicyName: 'p' }, 'user bob'],
    ['AddUserToGroup', { UserName: 'bob', GroupName: 'crew' }, 'group crew'],
    ['GetRole', { RoleName: 'reader' }, 'role reader'],
    ['DeleteRole', { RoleName: 'reader' }, 'role reader'],
    ['AttachRolePolicy', { RoleName: 'reader', PolicyArn }, 'role reader'],
    ['GetPolicy', { PolicyArn }, `policy ${PolicyArn}`],
    ['TagPolicy', { PolicyArn, 'Tags.member.1.Key': 'a', 'Tags.member.1.Value': 'b' }, `policy ${PolicyArn}`],
    ['CreatePolicy', { PolicyName: 'mine', PolicyDocument }, 'policy mine'],
    ['CreateUser', { UserName: 'bob' }, arn('user/bob')],
    ['CreateGroup', { GroupName: 'crew', Path: '/ship/' }, arn('group/ship/crew')],
    ['ListRoles', {}, arn('role/')],
    ['ListPolicies', {}, 'policy path /'],
    ['ListPolicies', { PathPrefix: '/ship/' }, 'policy path /ship/'],
    ['ListAccountAliases', {}, '*'],
    ['GetOpenIDConnectProvider', { OpenIDConnectProviderArn: arn('oidc-provider/a.b') }, arn('oidc-provider/a.b')],
  ];
  for (const [action, parameters, resource] of cases) {
    const answer = await paddock.raw.query(action, iamVersion, parameters, { sign: signerOf(someone.keys) });
    assert.deepEqual([answer.status, xmlText(answer, 'Code')], [403, 'AccessDenied'], action);
    assert.equal(xmlText(answer, 'Message'), denial(someone.arn, `iam:${action}`, resource));
  }
});
