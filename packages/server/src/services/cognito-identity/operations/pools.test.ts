import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rootPrincipal } from '../../../identity/principal.js';
import { testAccount, testCognito, testOidcArn, testRegion } from '../testing.js';
import { createIdentityPool } from './create-identity-pool.js';
import { deleteIdentityPool } from './delete-identity-pool.js';
import { describeIdentity } from './describe-identity.js';
import { describeIdentityPool } from './describe-identity-pool.js';
import { getId } from './get-id.js';
import { listIdentities } from './list-identities.js';
import { listIdentityPools } from './list-identity-pools.js';
import { listTagsForResource } from './list-tags-for-resource.js';
import { tagResource } from './tag-resource.js';
import { untagResource } from './untag-resource.js';
import { updateIdentityPool } from './update-identity-pool.js';

const unknown = 'us-east-1:00000000-0000-4000-8000-000000000000';
const notFound = (id: string) => ({ code: 'ResourceNotFoundException', message: `IdentityPool '${id}' not found.` });

test('a pool shows what was given, and its tags in any case', async () => {
  const { run, stop } = await testCognito();
  const created = await run(createIdentityPool, {
    IdentityPoolName: 'wildrydes',
    AllowUnauthenticatedIdentities: true,
  });
  assert.match(
    created.IdentityPoolId,
    /^us-east-1:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  const { IdentityPoolId } = created;
  const shown = JSON.parse(JSON.stringify(await run(describeIdentityPool, { IdentityPoolId })));
  assert.deepEqual(shown, {
    IdentityPoolId,
    IdentityPoolName: 'wildrydes',
    AllowUnauthenticatedIdentities: true,
    IdentityPoolTags: {},
  });
  await stop();
});

test('names and ids are checked as AWS does', async () => {
  const { run, stop } = await testCognito();
  await assert.rejects(run(createIdentityPool, { IdentityPoolName: 'a/b', AllowUnauthenticatedIdentities: true }), {
    code: 'ValidationException',
    message:
      "1 validation error detected: Value 'a/b' at 'identityPoolName' failed to satisfy constraint: " +
      'Member must satisfy regular expression pattern: [\\w\\s+=,.@-]+',
  });
  await assert.rejects(run(describeIdentityPool, { IdentityPoolId: '6eaf' }), {
    code: 'ValidationException',
    message:
      "1 validation error detected: Value '6eaf' at 'identityPoolId' failed to satisfy constraint: " +
      'Member must satisfy regular expression pattern: [\\w-]+:[0-9a-f-]+',
  });
  await stop();
});

test('a pool is found by its account in its region only', async () => {
  const { run, createPool, stop } = await testCognito();
  const id = await createPool();
  await assert.rejects(run(describeIdentityPool, { IdentityPoolId: unknown }), notFound(unknown));
  await assert.rejects(run(describeIdentityPool, { IdentityPoolId: id }, { region: 'eu-west-1' }), notFound(id));
  const other = { principal: rootPrincipal('999999999999', 'other') };
  await assert.rejects(run(describeIdentityPool, { IdentityPoolId: id }, other), notFound(id));
  await stop();
});

test('an update replaces everything but the developer provider, roles and tags', async () => {
  const { run, createPool, giveRole, context, stop } = await testCognito();
  const IdentityPoolId = await createPool({
    AllowClassicFlow: false,
    DeveloperProviderName: 'login.my.app',
    OpenIdConnectProviderARNs: [testOidcArn],
    SupportedLoginProviders: { 'accounts.google.com': 'client' },
    IdentityPoolTags: { stage: 'test' },
  });
  await giveRole(IdentityPoolId, 'unauthenticated');
  const updated = await run(updateIdentityPool, {
    IdentityPoolId,
    IdentityPoolName: 'renamed',
    AllowUnauthenticatedIdentities: false,
  });
  assert.deepEqual(JSON.parse(JSON.stringify(updated)), {
    IdentityPoolId,
    IdentityPoolName: 'renamed',
    AllowUnauthenticatedIdentities: false,
    DeveloperProviderName: 'login.my.app',
    IdentityPoolTags: { stage: 'test' },
  });
  assert.ok(context.store.pool(IdentityPoolId)?.value.roles?.unauthenticated);
  const change = { IdentityPoolId, IdentityPoolName: 'x', AllowUnauthenticatedIdentities: false };
  await assert.rejects(run(updateIdentityPool, { ...change, DeveloperProviderName: 'login.other.app' }), {
    code: 'InvalidParameterException',
  });
  await stop();
});

test('providers must exist', async () => {
  const { createPool, stop } = await testCognito();
  const elsewhere = testOidcArn.replace(testAccount, '999999999999');
  for (const input of [
    { OpenIdConnectProviderARNs: [`${testOidcArn}2`] },
    { OpenIdConnectProviderARNs: [elsewhere] },
    { SupportedLoginProviders: { 'login.example.com': 'client' } },
    { SamlProviderARNs: [testOidcArn] },
  ]) {
    await assert.rejects(createPool(input), { code: 'InvalidParameterException' }, JSON.stringify(input));
  }
  await stop();
});

test('pools are listed in pages, by account and region', async () => {
  const { run, createPool, stop } = await testCognito();
  const ids = [await createPool(), await createPool(), await createPool()].toSorted();
  await run(
    createIdentityPool,
    { IdentityPoolName: 'x', AllowUnauthenticatedIdentities: true },
    { region: 'eu-west-1' },
  );
  const first = await run(listIdentityPools, { MaxResults: 2 });
  assert.deepEqual(first.IdentityPools?.[0], { IdentityPoolId: ids[0], IdentityPoolName: 'wildrydes' });
  const second = await run(listIdentityPools, { MaxResults: 2, NextToken: first.NextToken });
  assert.deepEqual(
    [...(first.IdentityPools ?? []), ...(second.IdentityPools ?? [])].map((pool) => pool.IdentityPoolId),
    ids,
  );
  assert.equal(second.NextToken, undefined);
  await assert.rejects(run(listIdentityPools, { MaxResults: 2, NextToken: 'x' }), {
    code: 'InvalidParameterException',
  });
  await assert.rejects(run(listIdentityPools, { MaxResults: 61 }), { code: 'ValidationException' });
  await stop();
});

test('quotas of pools, providers and tags hold', async () => {
  const { run, createPool, stop } = await testCognito({ quotas: { pools: 2, providersPerPool: 1, tagsPerPool: 1 } });
  const user = { ProviderName: 'cognito-idp.us-east-1.amazonaws.com/us-east-1_a', ClientId: 'c' };
  const saml = `arn:aws:iam::${testAccount}:saml-provider/a`;
  for (const members of [
    { CognitoIdentityProviders: [user, user] },
    { OpenIdConnectProviderARNs: [testOidcArn, testOidcArn] },
    { SamlProviderARNs: [saml, saml] },
  ]) {
    await assert.rejects(createPool(members), { code: 'LimitExceededException' });
  }
  await assert.rejects(createPool({ IdentityPoolTags: { a: '1', b: '2' } }), { code: 'InvalidParameterException' });
  const id = await createPool({ IdentityPoolTags: { a: '1' } });
  const ResourceArn = `arn:aws:cognito-identity:${testRegion}:${testAccount}:identitypool/${id}`;
  await assert.rejects(run(tagResource, { ResourceArn, Tags: { b: '2' } }), { code: 'InvalidParameterException' });
  await createPool();
  await assert.rejects(createPool(), { code: 'LimitExceededException' });
  await stop();
});

test('tags come and go by ARN', async () => {
  const { run, createPool, context, request, stop } = await testCognito();
  const id = await createPool({ IdentityPoolTags: { a: '1' } });
  const ResourceArn = `arn:aws:cognito-identity:${testRegion}:${testAccount}:identitypool/${id}`;
  await run(tagResource, { ResourceArn, Tags: { b: '2', a: '3' } });
  assert.deepEqual(await run(listTagsForResource, { ResourceArn }), { Tags: { a: '3', b: '2' } });
  await run(untagResource, { ResourceArn, TagKeys: ['a', 'z'] });
  assert.deepEqual(await run(listTagsForResource, { ResourceArn }), { Tags: { b: '2' } });
  await assert.rejects(run(tagResource, { ResourceArn, Tags: { 'aws:x': '' } }), { code: 'InvalidParameterException' });
  const missing = ResourceArn.replace(id, unknown);
  await assert.rejects(run(listTagsForResource, { ResourceArn: missing }), notFound(unknown));
  assert.throws(() => tagResource.needs(context, { ResourceArn: testOidcArn, Tags: {} }, request()), {
    code: 'InvalidParameterException',
  });
  await stop();
});

test('identities go with their pool, at once for everyone who asks, and for good', async () => {
  const { run, createPool, context, registry, tasks, stop } = await testCognito();
  const IdentityPoolId = await createPool();
  const kept = await createPool();
  const { IdentityId = '' } = await run(getId, { IdentityPoolId });
  const { IdentityId: other = '' } = await run(getId, { IdentityPoolId: kept });
  await run(deleteIdentityPool, { IdentityPoolId });
  await assert.rejects(run(describeIdentity, { IdentityId }), {
    code: 'ResourceNotFoundException',
    message: `Identity '${IdentityId}' not found.`,
  });
  await assert.rejects(run(getId, { IdentityPoolId }), notFound(IdentityPoolId));
  await assert.rejects(run(listIdentities, { IdentityPoolId, MaxResults: 1 }), notFound(IdentityPoolId));
  await assert.rejects(run(deleteIdentityPool, { IdentityPoolId }), notFound(IdentityPoolId));
  await tasks.idle();
  const left = (await registry.list('cognito-identity/')).map(({ key }) => key);
  assert.deepEqual(left.toSorted(), [
    `cognito-identity/identity/${kept}/${other}`,
    `cognito-identity/pool/${kept}`,
    `cognito-identity/where/${other}`,
  ]);
  assert.equal(context.store.pool(IdentityPoolId), undefined);
  await stop();
});
