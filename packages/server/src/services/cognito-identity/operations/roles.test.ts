import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testAccount, testCognito, testOidcArn } from '../testing.js';
import { getIdentityPoolRoles } from './get-identity-pool-roles.js';
import { getOpenIdToken } from './get-open-id-token.js';
import { getId } from './get-id.js';
import { getPrincipalTagAttributeMap } from './get-principal-tag-attribute-map.js';
import { setIdentityPoolRoles } from './set-identity-pool-roles.js';
import { setPrincipalTagAttributeMap } from './set-principal-tag-attribute-map.js';

const role = (name: string): string => `arn:aws:iam::${testAccount}:role/${name}`;
const mapping = { Type: 'Token', AmbiguousRoleResolution: 'Deny' } as const;

test('roles and mappings are replaced together', async () => {
  const { run, createPool, stop } = await testCognito();
  const IdentityPoolId = await createPool({ OpenIdConnectProviderARNs: [testOidcArn] });
  const shown = async () => JSON.parse(JSON.stringify(await run(getIdentityPoolRoles, { IdentityPoolId }))) as unknown;
  assert.deepEqual(await shown(), { IdentityPoolId });
  const Roles = { authenticated: role('in'), unauthenticated: role('out') };
  await run(setIdentityPoolRoles, { IdentityPoolId, Roles, RoleMappings: { [testOidcArn]: mapping } });
  assert.deepEqual(await shown(), { IdentityPoolId, Roles, RoleMappings: { [testOidcArn]: mapping } });
  await run(setIdentityPoolRoles, { IdentityPoolId, Roles: { authenticated: role('in') } });
  assert.deepEqual(await shown(), { IdentityPoolId, Roles: { authenticated: role('in') } });
  await stop();
});

test('who sets a role must be allowed to pass it, each of them', async () => {
  const { context, createPool, request, stop } = await testCognito();
  const IdentityPoolId = await createPool();
  const rule = { Claim: 'c', MatchType: 'Equals', Value: 'v', RoleARN: role('mapped') } as const;
  const RoleMappings = { [testOidcArn]: { Type: 'Rules', RulesConfiguration: { Rules: [rule] } } } as const;
  const needs = await setIdentityPoolRoles.needs(
    context,
    { IdentityPoolId, Roles: { authenticated: role('in') }, RoleMappings },
    request(),
  );
  assert.deepEqual(
    [needs].flat().map(({ action, resources }) => [action, ...resources]),
    [
      ['cognito-identity:SetIdentityPoolRoles', '*'],
      ['iam:PassRole', role('in')],
      ['iam:PassRole', role('mapped')],
    ],
  );
  const [, pass] = [needs].flat();
  assert.deepEqual(pass?.keys?.('iam:passedtoservice'), ['cognito-identity.amazonaws.com']);
  for (const arn of ['a-bare-name-of-a-role-it-is', 'arn:aws:iam::999999999999:role/elsewhere']) {
    const input = { IdentityPoolId, Roles: { authenticated: arn } };
    assert.throws(() => setIdentityPoolRoles.needs(context, input, request()), {
      code: 'NotAuthorizedException',
      message: `Access to Role '${arn}' is forbidden.`,
    });
  }
  await stop();
});

test('a mapping is for a provider that the pool has, and says what is to be done in doubt', async () => {
  const { run, createPool, stop } = await testCognito();
  const user = { ProviderName: 'cognito-idp.us-east-1.amazonaws.com/us-east-1_a', ClientId: 'c' };
  const IdentityPoolId = await createPool({ CognitoIdentityProviders: [user] });
  const set = (key: string, value: object) =>
    run(setIdentityPoolRoles, { IdentityPoolId, Roles: {}, RoleMappings: { [key]: { ...mapping, ...value } } });
  await assert.rejects(set('graph.facebook.com', {}), {
    code: 'InvalidParameterException',
    message: '(graph.facebook.com) is not a valid RoleMapping ProviderName or is not a configured provider.',
  });
  const key = `${user.ProviderName}:${user.ClientId}`;
  await set(key, {});
  await assert.rejects(set(key, { Type: 'Rules' }), { code: 'InvalidParameterException' });
  await assert.rejects(set(key, { AmbiguousRoleResolution: undefined }), { code: 'InvalidParameterException' });
  await assert.rejects(set(key, { AmbiguousRoleResolution: 'Perhaps' }), {
    code: 'ValidationException',
    message: /Member must satisfy enum value set: \[AuthenticatedRole, Deny\]/,
  });
  const { IdentityId = '' } = await run(getId, { IdentityPoolId });
  await assert.rejects(run(getOpenIdToken, { IdentityId }), {
    code: 'InvalidParameterException',
    message: 'Basic (classic) flow is not supported with RoleMappings, please use enhanced flow.',
  });
  await stop();
});

test('tag maps are kept by provider', async () => {
  const { run, createPool, stop } = await testCognito();
  const IdentityPoolId = await createPool({ OpenIdConnectProviderARNs: [testOidcArn] });
  const of = { IdentityPoolId, IdentityProviderName: testOidcArn };
  assert.deepEqual(await run(getPrincipalTagAttributeMap, of), of);
  const PrincipalTags = { team: 'department' };
  const custom = { ...of, UseDefaults: false, PrincipalTags };
  assert.deepEqual(await run(setPrincipalTagAttributeMap, { ...of, PrincipalTags }), custom);
  assert.deepEqual(await run(getPrincipalTagAttributeMap, of), custom);
  const defaults = { ...of, UseDefaults: true, PrincipalTags: { username: 'sub', client: 'aud' } };
  assert.deepEqual(await run(setPrincipalTagAttributeMap, { ...of, UseDefaults: true, PrincipalTags }), defaults);
  assert.deepEqual(await run(getPrincipalTagAttributeMap, of), defaults);
  await run(setPrincipalTagAttributeMap, of);
  assert.deepEqual(await run(getPrincipalTagAttributeMap, of), of);
  await assert.rejects(run(setPrincipalTagAttributeMap, { ...of, IdentityProviderName: 'www.amazon.com' }), {
    code: 'InvalidParameterException',
  });
  await stop();
});
