import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unauthenticatedSessionPolicies } from '../scope-down-policy.js';
import { testAccount, testCognito, testStart, trustOf } from '../testing.js';
import { deleteIdentities } from './delete-identities.js';
import { describeIdentity } from './describe-identity.js';
import { getCredentialsForIdentity } from './get-credentials-for-identity.js';
import { getId } from './get-id.js';
import { getOpenIdToken } from './get-open-id-token.js';
import { listIdentities } from './list-identities.js';
import { setIdentityPoolRoles } from './set-identity-pool-roles.js';
import { updateIdentityPool } from './update-identity-pool.js';

const misconfigured = {
  code: 'InvalidIdentityPoolConfigurationException',
  status: 400,
  message: 'Invalid identity pool configuration. Check assigned IAM roles for this pool.',
};
const noGuests = {
  code: 'NotAuthorizedException',
  message: 'Unauthenticated access is not supported for this identity pool.',
};

test('a guest has a new identity each time', async () => {
  const { run, createPool, stop } = await testCognito();
  const IdentityPoolId = await createPool();
  const first = await run(getId, { IdentityPoolId });
  const second = await run(getId, { IdentityPoolId, Logins: {}, AccountId: testAccount });
  assert.notEqual(first.IdentityId, second.IdentityId);
  assert.deepEqual(await run(describeIdentity, { IdentityId: first.IdentityId ?? '' }), {
    IdentityId: first.IdentityId,
    CreationDate: testStart,
    LastModifiedDate: testStart,
  });
  await stop();
});

test('a pool without guests says so, also to those it had before', async () => {
  const { run, createPool, stop } = await testCognito();
  const IdentityPoolId = await createPool();
  const { IdentityId = '' } = await run(getId, { IdentityPoolId });
  await run(updateIdentityPool, { IdentityPoolId, IdentityPoolName: 'x', AllowUnauthenticatedIdentities: false });
  await assert.rejects(run(getId, { IdentityPoolId }), noGuests);
  await assert.rejects(run(getCredentialsForIdentity, { IdentityId }), noGuests);
  await assert.rejects(run(getOpenIdToken, { IdentityId }), noGuests);
  await stop();
});

test('a guest gets the role of guests for an hour, scoped down', async () => {
  const { run, createPool, giveRole, session, stop } = await testCognito();
  const IdentityPoolId = await createPool();
  const arn = await giveRole(IdentityPoolId, 'unauthenticated', 'guests');
  const { IdentityId = '' } = await run(getId, { IdentityPoolId });
  const answer = await run(getCredentialsForIdentity, { IdentityId });
  assert.equal(answer.IdentityId, IdentityId);
  assert.deepEqual(Object.keys(answer.Credentials ?? {}), ['AccessKeyId', 'SecretKey', 'SessionToken', 'Expiration']);
  assert.match(answer.Credentials?.AccessKeyId ?? '', /^ASIA/);
  assert.equal(answer.Credentials?.Expiration, testStart + 3_600_000);
  const opened = session(answer.Credentials?.SessionToken ?? '');
  assert.equal(opened?.secret, answer.Credentials?.SecretKey);
  assert.equal(opened?.principal.arn, `arn:aws:sts::${testAccount}:assumed-role/guests/CognitoIdentityCredentials`);
  assert.equal(opened?.principal.role?.arn, arn);
  assert.deepEqual(opened?.principal.session?.policies, [unauthenticatedSessionPolicies.inline]);
  assert.deepEqual(opened?.principal.session?.policyArns, [unauthenticatedSessionPolicies.managed]);
  assert.equal(opened?.principal.session?.federatedProvider, 'cognito-identity.amazonaws.com');
  assert.deepEqual(opened?.principal.session?.keys, {
    'cognito-identity.amazonaws.com:sub': [IdentityId],
    'cognito-identity.amazonaws.com:amr': ['unauthenticated'],
    'cognito-identity.amazonaws.com:aud': [IdentityPoolId],
  });
  await stop();
});

test('one text for everything that is wrong with the role', async () => {
  const { run, createPool, giveRole, putRole, context, stop } = await testCognito();
  const IdentityPoolId = await createPool();
  const { IdentityId = '' } = await run(getId, { IdentityPoolId });
  const ask = () => run(getCredentialsForIdentity, { IdentityId });
  await assert.rejects(ask(), misconfigured, 'no roles were set');
  await giveRole(IdentityPoolId, 'authenticated');
  await assert.rejects(ask(), misconfigured, 'none was set for guests');
  const Roles = { unauthenticated: `arn:aws:iam::${testAccount}:role/missing` };
  await run(setIdentityPoolRoles, { IdentityPoolId, Roles });
  await assert.rejects(ask(), misconfigured, 'the role does not exist');
  await putRole('missing', trustOf('us-east-1:00000000-0000-4000-8000-000000000000', 'unauthenticated'));
  await assert.rejects(ask(), misconfigured, 'it trusts another pool');
  await putRole('missing', trustOf(IdentityPoolId, 'authenticated'));
  await assert.rejects(ask(), misconfigured, 'it trusts those who logged in');
  await putRole('missing', trustOf(IdentityPoolId, 'unauthenticated', ['sts:AssumeRole']));
  await assert.rejects(ask(), misconfigured, 'it allows another action');
  await putRole('missing', trustOf(IdentityPoolId, 'unauthenticated'));
  await ask();
  assert.ok(context.store.pool(IdentityPoolId));
  await stop();
});

test('a trust policy may ask for the region, which is that of the pool', async () => {
  const { run, putRole, createPool, stop } = await testCognito();
  const IdentityPoolId = await createPool();
  const trust = trustOf(IdentityPoolId, 'unauthenticated') as { Statement: { Condition: Record<string, object> }[] };
  const [statement] = trust.Statement;
  const arn = await putRole('regional', {
    ...trust,
    Statement: [{ ...statement, Condition: { StringEquals: { 'aws:RequestedRegion': 'us-east-1' } } }],
  });
  await run(setIdentityPoolRoles, { IdentityPoolId, Roles: { unauthenticated: arn } });
  const { IdentityId = '' } = await run(getId, { IdentityPoolId });
  await run(getCredentialsForIdentity, { IdentityId }, { region: 'eu-west-1' });
  await stop();
});

test('the token of a guest, for the basic flow', async () => {
  const { run, createPool, context, stop } = await testCognito();
  const IdentityPoolId = await createPool({ AllowClassicFlow: true });
  const { IdentityId = '' } = await run(getId, { IdentityPoolId });
  const { Token = '' } = await run(getOpenIdToken, { IdentityId });
  const claims = await context.openIdKeys.verify(Token);
  assert.deepEqual(claims, {
    sub: IdentityId,
    aud: IdentityPoolId,
    amr: ['unauthenticated'],
    iss: 'https://cognito-identity.amazonaws.com',
    'https://cognito-identity.amazonaws.com/identity-pool-arn': `arn:aws:cognito-identity:us-east-1:${testAccount}:identitypool/${IdentityPoolId}`,
    exp: testStart / 1000 + 600,
    iat: testStart / 1000,
  });
  assert.deepEqual(Object.keys(claims ?? {}), [
    'sub',
    'aud',
    'amr',
    'iss',
    'https://cognito-identity.amazonaws.com/identity-pool-arn',
    'exp',
    'iat',
  ]);
  await assert.rejects(
    run(getCredentialsForIdentity, { IdentityId, Logins: { 'cognito-identity.amazonaws.com': Token } }),
    { code: 'NotAuthorizedException', message: 'Invalid login token. Not a Cognito token.' },
    'it proves nothing, and takes no limits away',
  );
  await stop();
});

test('the basic flow may be off; when nothing was said it is on', async () => {
  const { run, createPool, stop } = await testCognito();
  const tokenOf = async (AllowClassicFlow?: boolean) => {
    const IdentityPoolId = await createPool({ AllowClassicFlow });
    const { IdentityId = '' } = await run(getId, { IdentityPoolId });
    return run(getOpenIdToken, { IdentityId });
  };
  assert.ok((await tokenOf()).Token);
  assert.ok((await tokenOf(true)).Token);
  await assert.rejects(tokenOf(false), {
    code: 'InvalidParameterException',
    message: 'Basic (classic) flow is not enabled, please use enhanced flow.',
  });
  await stop();
});

test('a guest cannot ask for another role, and nobody is an identity that is not', async () => {
  const { run, createPool, giveRole, stop } = await testCognito();
  const IdentityPoolId = await createPool();
  const CustomRoleArn = await giveRole(IdentityPoolId, 'unauthenticated');
  const { IdentityId = '' } = await run(getId, { IdentityPoolId });
  await assert.rejects(run(getCredentialsForIdentity, { IdentityId, CustomRoleArn }), {
    code: 'InvalidParameterException',
  });
  const unknown = 'us-east-1:00000000-0000-4000-8000-000000000000';
  const missing = { code: 'ResourceNotFoundException', message: `Identity '${unknown}' not found.` };
  await assert.rejects(run(getCredentialsForIdentity, { IdentityId: unknown }), missing);
  await assert.rejects(run(getOpenIdToken, { IdentityId: unknown }), missing);
  await stop();
});

test('identities are listed in pages and deleted by their ids', async () => {
  const { run, createPool, stop } = await testCognito();
  const IdentityPoolId = await createPool();
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) ids.push((await run(getId, { IdentityPoolId })).IdentityId ?? '');
  ids.sort();
  const listed: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await run(listIdentities, { IdentityPoolId, MaxResults: 2, NextToken });
    assert.ok((page.Identities?.length ?? 0) <= 2);
    listed.push(...(page.Identities ?? []).map(({ IdentityId }) => IdentityId));
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  assert.deepEqual(listed, ids);
  const gone = ids.slice(0, 2);
  const unknown = 'us-east-1:00000000-0000-4000-8000-000000000000';
  assert.deepEqual(await run(deleteIdentities, { IdentityIdsToDelete: [...gone, unknown] }), {
    UnprocessedIdentityIds: [],
  });
  const left = await run(listIdentities, { IdentityPoolId, MaxResults: 60 });
  assert.deepEqual(
    left.Identities?.map(({ IdentityId }) => IdentityId),
    ids.slice(2),
  );
  const foreign = await run(deleteIdentities, { IdentityIdsToDelete: ids.slice(2, 3) }, { region: 'eu-west-1' });
  assert.deepEqual(foreign.UnprocessedIdentityIds, [{ IdentityId: ids[2], ErrorCode: 'AccessDenied' }]);
  await stop();
});

test('pages that hide what is disabled end, however much of it there is', async () => {
  const { run, createPool, context, stop } = await testCognito();
  const IdentityPoolId = await createPool();
  const ids: string[] = [];
  for (let i = 0; i < 50; i++) ids.push((await run(getId, { IdentityPoolId })).IdentityId ?? '');
  ids.sort();
  for (const id of ids.slice(0, 49)) {
    const found = await context.store.identity(id);
    assert.ok(found);
    await context.store.commit([context.store.putIdentity({ ...found.value, mergedInto: 'x' }, found.version)]);
  }
  const pages: number[] = [];
  let NextToken: string | undefined;
  do {
    const page = await run(listIdentities, { IdentityPoolId, MaxResults: 1, HideDisabled: true, NextToken });
    pages.push(page.Identities?.length ?? -1);
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  assert.deepEqual(pages, [0, 1]);
  await stop();
});
