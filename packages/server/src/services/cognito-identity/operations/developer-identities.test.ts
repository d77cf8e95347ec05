import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testCognito, testIssuer, testOidcArn, testStart, type TestCognito } from '../testing.js';
import { describeIdentity } from './describe-identity.js';
import { getCredentialsForIdentity } from './get-credentials-for-identity.js';
import { getId } from './get-id.js';
import { getOpenIdToken } from './get-open-id-token.js';
import { getOpenIdTokenForDeveloperIdentity } from './get-open-id-token-for-developer-identity.js';
import { lookupDeveloperIdentity } from './lookup-developer-identity.js';
import { mergeDeveloperIdentities } from './merge-developer-identities.js';
import { unlinkDeveloperIdentity } from './unlink-developer-identity.js';

const provider = 'login.my.app';
const cognitoKey = 'cognito-identity.amazonaws.com';
const denied = (message: string) => ({ code: 'NotAuthorizedException', message });
const unsupported = { message: 'This identity pool does not support the specified developer provider' };

async function start() {
  const cognito = await testCognito();
  const IdentityPoolId = await cognito.createPool({
    AllowUnauthenticatedIdentities: false,
    AllowClassicFlow: false,
    DeveloperProviderName: provider,
    OpenIdConnectProviderARNs: [testOidcArn],
  });
  const vouch = vouchFor(cognito, IdentityPoolId);
  return { ...cognito, IdentityPoolId, vouch };
}

type Vouch = Partial<Parameters<typeof getOpenIdTokenForDeveloperIdentity.run>[1]>;
const vouchFor =
  ({ run }: TestCognito, IdentityPoolId: string) =>
  async (user: string, more: Vouch = {}) => {
    const Logins = { [provider]: user, ...more.Logins };
    const answer = await run(getOpenIdTokenForDeveloperIdentity, { IdentityPoolId, ...more, Logins });
    return { id: answer.IdentityId ?? '', token: answer.Token ?? '' };
  };

test('the developer\u2019s word makes an identity, and a token for fifteen minutes', async () => {
  const { vouch, context, IdentityPoolId, stop } = await start();
  const { id, token } = await vouch('ann');
  assert.equal((await vouch('ann')).id, id);
  assert.notEqual((await vouch('bob')).id, id);
  const claims = await context.openIdKeys.verify(token);
  assert.equal(claims?.sub, id);
  assert.equal(claims?.aud, IdentityPoolId);
  assert.deepEqual(claims?.['amr'], ['authenticated', provider, `${provider}:${IdentityPoolId}:ann`]);
  assert.equal((claims?.exp ?? 0) - (claims?.iat ?? 0), 900);
  const longer = await context.openIdKeys.verify((await vouch('ann', { TokenDuration: 86_400 })).token);
  assert.equal((longer?.exp ?? 0) - (longer?.iat ?? 0), 86_400);
  await stop();
});

test('the token opens the enhanced flow, and not the others', async () => {
  const { vouch, run, giveRole, session, clock, IdentityPoolId, stop } = await start();
  const arn = await giveRole(IdentityPoolId, 'authenticated');
  const { id: IdentityId, token } = await vouch('ann');
  const Logins = { [cognitoKey]: token };
  const answer = await run(getCredentialsForIdentity, { IdentityId, Logins });
  const opened = session(answer.Credentials?.SessionToken ?? '')?.principal;
  assert.equal(opened?.role?.arn, arn);
  assert.equal(opened?.session?.policies, undefined, 'those whom the developer vouches for are authenticated');
  assert.deepEqual(opened?.session?.keys?.['cognito-identity.amazonaws.com:amr'], [
    'authenticated',
    provider,
    `${provider}:${IdentityPoolId}:ann`,
  ]);
  const cannot = denied("Invalid login token. Can't pass in a Cognito token.");
  await assert.rejects(run(getId, { IdentityPoolId, Logins }), cannot);
  const open = await run(getOpenIdToken, { IdentityId, Logins }).catch((error: unknown) => error);
  assert.match(String(open), /Basic \(classic\) flow is not enabled/);
  const bob = await vouch('bob');
  const mismatch = "Logins don't match. Please include at least one valid login for this identity or identity pool.";
  await assert.rejects(run(getCredentialsForIdentity, { IdentityId: bob.id, Logins }), denied(mismatch));
  await assert.rejects(
    run(getCredentialsForIdentity, { IdentityId }),
    denied(`Access to Identity '${IdentityId}' is forbidden.`),
  );
  await clock.advance(900_000);
  const now = testStart / 1000 + 900;
  await assert.rejects(
    run(getCredentialsForIdentity, { IdentityId, Logins }),
    denied(`Invalid login token. Token expired: ${now} >= ${now}`),
  );
  await stop();
});

test('a token of someone else is none of Cognito\u2019s', async () => {
  const { vouch, run, oidcToken, stop } = await start();
  const { id: IdentityId } = await vouch('ann');
  const ask = (token: string) => run(getCredentialsForIdentity, { IdentityId, Logins: { [cognitoKey]: token } });
  await assert.rejects(ask(await oidcToken('ann')), denied('Invalid login token. Not a Cognito token.'));
  await assert.rejects(ask('x'), denied('Invalid login token. Not a valid OpenId Connect identity token.'));
  await stop();
});

test('principal tags go with the token', async () => {
  const { vouch, run, session, context, putRole, giveRole, IdentityPoolId, stop } = await start();
  await giveRole(IdentityPoolId, 'authenticated');
  await putRole('authenticated', {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: cognitoKey },
        Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
        Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': IdentityPoolId } },
      },
    ],
  });
  const { id: IdentityId, token } = await vouch('ann', { PrincipalTags: { team: 'fleet' } });
  const claims = await context.openIdKeys.verify(token);
  assert.deepEqual(claims?.['https://aws.amazon.com/tags'], { principal_tags: { team: ['fleet'] } });
  const { Credentials } = await run(getCredentialsForIdentity, { IdentityId, Logins: { [cognitoKey]: token } });
  assert.deepEqual(session(Credentials?.SessionToken ?? '')?.principal.session?.tags, { team: 'fleet' });
  await stop();
});

test('another provider\u2019s users are nobody\u2019s here', async () => {
  const { run, createPool, IdentityPoolId, stop } = await start();
  const Logins = { 'login.other.app': 'ann' };
  await assert.rejects(run(getOpenIdTokenForDeveloperIdentity, { IdentityPoolId, Logins }), unsupported);
  const without = await createPool();
  await assert.rejects(
    run(getOpenIdTokenForDeveloperIdentity, { IdentityPoolId: without, Logins: { [provider]: 'ann' } }),
    unsupported,
  );
  await stop();
});

test('logins are linked to an identity by naming it with one of its own', async () => {
  const { vouch, run, oidcToken, IdentityPoolId, stop } = await start();
  const Logins = { [testIssuer]: await oidcToken('ann') };
  const { IdentityId = '' } = await run(getId, { IdentityPoolId, Logins });
  await assert.rejects(vouch('ann', { IdentityId }), {
    code: 'NotAuthorizedException',
    message: "Logins don't match. Please include at least one valid login for this identity or identity pool.",
  });
  assert.equal((await vouch('ann', { IdentityId, Logins })).id, IdentityId);
  assert.equal((await vouch('ann')).id, IdentityId);
  assert.equal((await vouch('anna', { IdentityId, Logins })).id, IdentityId, 'a second user of the developer\u2019s');
  assert.deepEqual((await run(describeIdentity, { IdentityId })).Logins?.toSorted(), [testIssuer, provider].toSorted());
  await vouch('bob');
  await assert.rejects(vouch('bob', { IdentityId, Logins }), { code: 'DeveloperUserAlreadyRegisteredException' });
  const other = { [testIssuer]: await oidcToken('bob') };
  await assert.rejects(vouch('ann', { IdentityId, Logins: other }), { code: 'ResourceConflictException' });
  await stop();
});

test('a developer\u2019s users are looked up by identity and by name', async () => {
  const { vouch, run, IdentityPoolId, stop } = await start();
  const { id: IdentityId } = await vouch('a');
  const link = async (user: string) => {
    await vouch(user);
    const ids = { SourceUserIdentifier: user, DestinationUserIdentifier: 'a', DeveloperProviderName: provider };
    assert.deepEqual(await run(mergeDeveloperIdentities, { IdentityPoolId, ...ids }), { IdentityId });
  };
  await link('b');
  await link('c');
  const look = (input: object) => run(lookupDeveloperIdentity, { IdentityPoolId, ...input });
  assert.deepEqual(await look({ IdentityId }), { IdentityId, DeveloperUserIdentifierList: ['a', 'b', 'c'] });
  const first = await look({ DeveloperUserIdentifier: 'b', MaxResults: 2 });
  assert.deepEqual(first.DeveloperUserIdentifierList, ['a', 'b']);
  const second = await look({ DeveloperUserIdentifier: 'b', MaxResults: 2, NextToken: first.NextToken });
  assert.deepEqual(second, { IdentityId, DeveloperUserIdentifierList: ['c'] });
  await assert.rejects(look({}), { code: 'InvalidParameterException' });
  await assert.rejects(look({ DeveloperUserIdentifier: 'z' }), { code: 'ResourceNotFoundException' });
  await assert.rejects(look({ IdentityId, DeveloperUserIdentifier: 'z' }), { code: 'ResourceConflictException' });
  const unknown = 'us-east-1:00000000-0000-4000-8000-000000000000';
  await assert.rejects(look({ IdentityId: unknown }), { message: `Identity '${unknown}' not found.` });
  await stop();
});

test('merging moves every login and disables the source', async () => {
  const { vouch, run, oidcToken, IdentityPoolId, stop } = await start();
  const ann = await vouch('ann', { Logins: { [testIssuer]: await oidcToken('ann') } });
  const bob = await vouch('bob');
  const pair = { DeveloperProviderName: provider, IdentityPoolId };
  const merge = { ...pair, SourceUserIdentifier: 'ann', DestinationUserIdentifier: 'bob' };
  assert.deepEqual(await run(mergeDeveloperIdentities, merge), { IdentityId: bob.id });
  assert.deepEqual(await run(mergeDeveloperIdentities, merge), { IdentityId: bob.id }, 'once more changes nothing');
  assert.equal((await vouch('ann')).id, bob.id);
  const known = await run(getId, { IdentityPoolId, Logins: { [testIssuer]: await oidcToken('ann') } });
  assert.equal(known.IdentityId, bob.id);
  await assert.rejects(
    run(getCredentialsForIdentity, { IdentityId: ann.id, Logins: { [cognitoKey]: ann.token } }),
    denied(`Access to Identity '${ann.id}' is forbidden.`),
  );
  await vouch('cid', { Logins: { [testIssuer]: await oidcToken('cid') } });
  await assert.rejects(
    run(mergeDeveloperIdentities, { ...merge, SourceUserIdentifier: 'cid' }),
    { code: 'ResourceConflictException' },
    'two users of a public provider',
  );
  await assert.rejects(run(mergeDeveloperIdentities, { ...merge, SourceUserIdentifier: 'zoe' }), {
    code: 'ResourceNotFoundException',
  });
  await assert.rejects(run(mergeDeveloperIdentities, { ...merge, DeveloperProviderName: 'x' }), unsupported);
  await stop();
});

test('no identity has more than twenty logins', async () => {
  const { vouch, run, IdentityPoolId, stop } = await start();
  await vouch('0');
  const mergeInto0 = async (user: string) => {
    await vouch(user);
    const pair = { SourceUserIdentifier: user, DestinationUserIdentifier: '0', DeveloperProviderName: provider };
    return run(mergeDeveloperIdentities, { IdentityPoolId, ...pair });
  };
  for (let i = 1; i < 20; i++) await mergeInto0(String(i));
  await assert.rejects(mergeInto0('20'), { code: 'InvalidParameterException' });
  await stop();
});

test('an unlinked user makes a new identity, and the old token opens nothing', async () => {
  const { vouch, run, giveRole, IdentityPoolId, stop } = await start();
  await giveRole(IdentityPoolId, 'authenticated');
  const { id: IdentityId, token } = await vouch('ann');
  const unlink = { IdentityId, IdentityPoolId, DeveloperProviderName: provider, DeveloperUserIdentifier: 'ann' };
  await run(unlinkDeveloperIdentity, unlink);
  await assert.rejects(run(unlinkDeveloperIdentity, unlink), { code: 'ResourceNotFoundException' });
  await assert.rejects(run(getCredentialsForIdentity, { IdentityId, Logins: { [cognitoKey]: token } }), {
    code: 'NotAuthorizedException',
  });
  assert.notEqual((await vouch('ann')).id, IdentityId);
  await stop();
});
