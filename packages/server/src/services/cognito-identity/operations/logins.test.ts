import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testClient, testCognito, testIssuer, testOidcArn, testStart, trustOf } from '../testing.js';
import type { TestCognito } from '../testing.js';
import { describeIdentity } from './describe-identity.js';
import { getCredentialsForIdentity } from './get-credentials-for-identity.js';
import { getId } from './get-id.js';
import { getOpenIdToken } from './get-open-id-token.js';
import { listIdentities } from './list-identities.js';
import { setIdentityPoolRoles } from './set-identity-pool-roles.js';
import { setPrincipalTagAttributeMap } from './set-principal-tag-attribute-map.js';
import { unlinkIdentity } from './unlink-identity.js';

const pool = { OpenIdConnectProviderARNs: [testOidcArn] };
const denied = (message: string) => ({ code: 'NotAuthorizedException', message });
const invalid = (what: string) => denied(`Invalid login token. ${what}`);
const mismatch = denied(
  "Logins don't match. Please include at least one valid login for this identity or identity pool.",
);

async function loginsOf(cognito: TestCognito, user: string, claims?: Readonly<Record<string, unknown>>) {
  return { [testIssuer]: await cognito.oidcToken(user, claims) };
}

test('a login has one identity, whoever asks', async () => {
  const cognito = await testCognito();
  const { run, createPool, context } = cognito;
  const IdentityPoolId = await createPool({ ...pool, AllowUnauthenticatedIdentities: false });
  const ids = await Promise.all(
    ['ann', 'ann', 'bob'].map(async (user) => {
      const answer = await run(getId, { IdentityPoolId, Logins: await loginsOf(cognito, user) });
      return answer.IdentityId ?? '';
    }),
  );
  assert.equal(ids[0], ids[1]);
  assert.notEqual(ids[0], ids[2]);
  const [IdentityId = ''] = ids;
  assert.deepEqual((await run(describeIdentity, { IdentityId })).Logins, [testIssuer]);
  const { Token = '' } = await run(getOpenIdToken, { IdentityId, Logins: await loginsOf(cognito, 'ann') });
  const claims = await context.openIdKeys.verify(Token);
  assert.deepEqual(claims?.['amr'], ['authenticated', testIssuer, `${testOidcArn}:OIDC:ann`]);
  await cognito.stop();
});

test('what is wrong with a token, in AWS\u2019s words', async () => {
  const cognito = await testCognito();
  const { run, createPool, oidcToken } = cognito;
  const IdentityPoolId = await createPool({
    ...pool,
    SupportedLoginProviders: { 'graph.facebook.com': 'app', 'accounts.google.com': 'app' },
    CognitoIdentityProviders: [{ ProviderName: 'cognito-idp.us-east-1.amazonaws.com/us-east-1_a', ClientId: 'c' }],
    DeveloperProviderName: 'login.my.app',
  });
  const ask = (provider: string, token: string) => run(getId, { IdentityPoolId, Logins: { [provider]: token } });
  const now = testStart / 1000;
  const good = await oidcToken('ann');
  const [head, , signature] = good.split('.');
  const forged = Buffer.from(
    JSON.stringify({ iss: `https://${testIssuer}`, sub: 'bob', aud: testClient, exp: now + 60 }),
  ).toString('base64url');
  const issuedBy = (iss: string) => oidcToken('ann', { iss });
  const userPool = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_a';
  for (const [provider, token, expected] of [
    [testIssuer, 'garbage', invalid('Not a valid OpenId Connect identity token.')],
    [testIssuer, await oidcToken('ann', { aud: undefined }), invalid('Missing a required claim: aud')],
    [testIssuer, await issuedBy('https://other.example.com'), invalid("Issuer doesn't match providerName")],
    [testIssuer, await oidcToken('ann', { exp: now - 275 }), invalid(`Token expired: ${now} >= ${now - 275}`)],
    [testIssuer, await oidcToken('ann', { exp: now }), invalid(`Token expired: ${now} >= ${now}`)],
    [testIssuer, `${head}.${forged}.${signature}`, invalid("Couldn't verify signed token.")],
    [
      testIssuer,
      await oidcToken('ann', { aud: 'another-app' }),
      denied('Token is not from a supported provider of this identity pool.'),
    ],
    ['unknown.example.com', good, denied('Token is not from a supported provider of this identity pool.')],
    ['login.my.app', 'ann', denied('Token is not from a supported provider of this identity pool.')],
    ['cognito-identity.amazonaws.com', good, invalid("Can't pass in a Cognito token.")],
    ['graph.facebook.com', 'an-access-token', invalid("Couldn't verify signed token.")],
    ['accounts.google.com', await issuedBy('https://accounts.google.com'), invalid("Couldn't verify signed token.")],
    ['accounts.google.com', good, invalid("Issuer doesn't match providerName")],
    [userPool, await issuedBy(`https://${userPool}`), invalid("Couldn't verify signed token.")],
  ] as const) {
    await assert.rejects(ask(provider, token), expected);
  }
  await assert.rejects(
    run(getId, { IdentityPoolId, Logins: { [testIssuer]: good, 'graph.facebook.com': 'x' } }),
    invalid("Couldn't verify signed token."),
    'one that cannot be verified spoils all',
  );
  await cognito.stop();
});

test('a pool without providers says so', async () => {
  const cognito = await testCognito();
  const IdentityPoolId = await cognito.createPool();
  await assert.rejects(
    cognito.run(getId, { IdentityPoolId, Logins: await loginsOf(cognito, 'ann') }),
    denied(`Identity pool - ${IdentityPoolId} does not have identity providers configured.`),
  );
  await cognito.stop();
});

test('a guest who logs in stays who it is, and is a guest no more', async () => {
  const cognito = await testCognito();
  const { run, createPool, giveRole, session } = cognito;
  const IdentityPoolId = await createPool(pool);
  await giveRole(IdentityPoolId, 'unauthenticated');
  const authenticated = await giveRole(IdentityPoolId, 'authenticated');
  const { IdentityId = '' } = await run(getId, { IdentityPoolId });
  await run(getCredentialsForIdentity, { IdentityId });
  const Logins = await loginsOf(cognito, 'ann');
  const answer = await run(getCredentialsForIdentity, { IdentityId, Logins });
  assert.equal(answer.IdentityId, IdentityId);
  const opened = session(answer.Credentials?.SessionToken ?? '')?.principal;
  assert.equal(opened?.role?.arn, authenticated);
  assert.equal(opened?.session?.policies, undefined, 'nothing limits it');
  assert.equal(opened?.session?.policyArns, undefined);
  const forbidden = denied(`Access to Identity '${IdentityId}' is forbidden.`);
  await assert.rejects(run(getCredentialsForIdentity, { IdentityId }), forbidden);
  await assert.rejects(run(getOpenIdToken, { IdentityId }), forbidden);
  assert.equal((await run(getId, { IdentityPoolId, Logins })).IdentityId, IdentityId);
  await cognito.stop();
});

test('another user\u2019s login opens no identity, and moves none', async () => {
  const cognito = await testCognito();
  const { run, createPool } = cognito;
  const IdentityPoolId = await createPool(pool);
  const { IdentityId = '' } = await run(getId, { IdentityPoolId, Logins: await loginsOf(cognito, 'ann') });
  await assert.rejects(run(getOpenIdToken, { IdentityId, Logins: await loginsOf(cognito, 'bob') }), mismatch);
  const other = await run(getId, { IdentityPoolId, Logins: await loginsOf(cognito, 'bob') });
  await assert.rejects(run(getOpenIdToken, { IdentityId, Logins: await loginsOf(cognito, 'bob') }), mismatch);
  assert.notEqual(other.IdentityId, IdentityId);
  await cognito.stop();
});

test('a guest who logs in as someone known becomes that one', async () => {
  const cognito = await testCognito();
  const { run, createPool } = cognito;
  const IdentityPoolId = await createPool(pool);
  const Logins = await loginsOf(cognito, 'ann');
  const { IdentityId: known = '' } = await run(getId, { IdentityPoolId, Logins });
  const { IdentityId: guest = '' } = await run(getId, { IdentityPoolId });
  assert.equal((await run(getOpenIdToken, { IdentityId: guest, Logins })).IdentityId, known);
  await assert.rejects(
    run(getOpenIdToken, { IdentityId: guest, Logins }),
    denied(`Access to Identity '${guest}' is forbidden.`),
  );
  const all = await run(listIdentities, { IdentityPoolId, MaxResults: 60 });
  assert.deepEqual(all.Identities?.map((one) => one.IdentityId).toSorted(), [guest, known].toSorted());
  const enabled = await run(listIdentities, { IdentityPoolId, MaxResults: 60, HideDisabled: true });
  assert.deepEqual(
    enabled.Identities?.map((one) => one.IdentityId),
    [known],
  );
  await cognito.stop();
});

test('an identity without logins is lost; the login makes a new one', async () => {
  const cognito = await testCognito();
  const { run, createPool } = cognito;
  const IdentityPoolId = await createPool(pool);
  const Logins = await loginsOf(cognito, 'ann');
  const { IdentityId = '' } = await run(getId, { IdentityPoolId, Logins });
  const bob = await loginsOf(cognito, 'bob');
  const LoginsToRemove = [testIssuer];
  await assert.rejects(run(unlinkIdentity, { IdentityId, Logins: bob, LoginsToRemove }), mismatch);
  await run(unlinkIdentity, { IdentityId, Logins, LoginsToRemove: ['graph.facebook.com'] });
  await run(unlinkIdentity, { IdentityId, Logins, LoginsToRemove });
  assert.equal((await run(describeIdentity, { IdentityId })).Logins, undefined);
  await assert.rejects(run(getOpenIdToken, { IdentityId, Logins }), mismatch);
  await assert.rejects(run(getOpenIdToken, { IdentityId }), denied(`Access to Identity '${IdentityId}' is forbidden.`));
  assert.notEqual((await run(getId, { IdentityPoolId, Logins })).IdentityId, IdentityId);
  await cognito.stop();
});

test('role mappings choose the role', async () => {
  const cognito = await testCognito();
  const { run, createPool, giveRole, putRole, session } = cognito;
  const IdentityPoolId = await createPool(pool);
  const fallback = await giveRole(IdentityPoolId, 'authenticated');
  const admins = await putRole('admins', trustOf(IdentityPoolId, 'authenticated'));
  const testers = await putRole('testers', trustOf(IdentityPoolId, 'authenticated'));
  const set = (mapping: object) =>
    run(setIdentityPoolRoles, {
      IdentityPoolId,
      Roles: { authenticated: fallback },
      RoleMappings: { [testOidcArn]: mapping as never },
    });
  const { IdentityId = '' } = await run(getId, { IdentityPoolId, Logins: await loginsOf(cognito, 'ann') });
  const roleOf = async (claims: Readonly<Record<string, unknown>>, CustomRoleArn?: string) => {
    const Logins = await loginsOf(cognito, 'ann', claims);
    const answer = await run(getCredentialsForIdentity, { IdentityId, Logins, CustomRoleArn });
    return session(answer.Credentials?.SessionToken ?? '')?.principal.role?.arn;
  };
  const Rules = [
    { Claim: 'groups', MatchType: 'Contains', Value: 'admin', RoleARN: admins },
    { Claim: 'groups', MatchType: 'Contains', Value: 'test', RoleARN: testers },
  ];
  await set({ Type: 'Rules', AmbiguousRoleResolution: 'Deny', RulesConfiguration: { Rules } });
  assert.equal(await roleOf({ groups: ['admin', 'test'] }), admins);
  assert.equal(await roleOf({ groups: ['admin', 'test'] }, testers), testers);
  assert.equal(await roleOf({ groups: 'test' }), testers);
  await assert.rejects(roleOf({ groups: 'test' }, admins), { code: 'NotAuthorizedException' });
  await assert.rejects(roleOf({}), denied('The ambiguous role mapping rules denied this request.'));
  await set({ Type: 'Token', AmbiguousRoleResolution: 'AuthenticatedRole' });
  assert.equal(await roleOf({}), fallback);
  assert.equal(await roleOf({ 'cognito:preferred_role': testers, 'cognito:roles': [admins, testers] }), testers);
  assert.equal(await roleOf({ 'cognito:roles': [admins, testers] }, admins), admins);
  await cognito.stop();
});

test('claims become session tags where the pool maps them, if the role takes tags', async () => {
  const cognito = await testCognito();
  const { run, createPool, giveRole, putRole, session, context } = cognito;
  const IdentityPoolId = await createPool(pool);
  await giveRole(IdentityPoolId, 'authenticated');
  await run(setPrincipalTagAttributeMap, {
    IdentityPoolId,
    IdentityProviderName: testOidcArn,
    PrincipalTags: { team: 'department', absent: 'nothing' },
  });
  const Logins = await loginsOf(cognito, 'ann', { department: 'fleet' });
  const { IdentityId = '' } = await run(getId, { IdentityPoolId, Logins });
  await assert.rejects(run(getCredentialsForIdentity, { IdentityId, Logins }), {
    code: 'InvalidIdentityPoolConfigurationException',
  });
  await putRole(
    'authenticated',
    trustOf(IdentityPoolId, 'authenticated', ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession']),
  );
  const { Credentials } = await run(getCredentialsForIdentity, { IdentityId, Logins });
  assert.deepEqual(session(Credentials?.SessionToken ?? '')?.principal.session?.tags, { team: 'fleet' });
  const { Token = '' } = await run(getOpenIdToken, { IdentityId, Logins });
  const claims = await context.openIdKeys.verify(Token);
  assert.deepEqual(claims?.['https://aws.amazon.com/tags'], { principal_tags: { team: ['fleet'] } });
  await cognito.stop();
});
