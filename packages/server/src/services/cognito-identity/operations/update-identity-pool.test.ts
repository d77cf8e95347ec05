import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testRequest } from '../../../test-request.js';
import { testCognito } from '../testing.js';
import { createIdentityPool } from './create-identity-pool.js';
import { updateIdentityPool } from './update-identity-pool.js';

test('tags that change need what TagResource and UntagResource need', async () => {
  const { context, clock, run, stop } = await testCognito();
  const pool = { IdentityPoolName: 'wildrydes', AllowUnauthenticatedIdentities: true };
  const { IdentityPoolId } = await run(createIdentityPool, { ...pool, IdentityPoolTags: { team: 'red', cost: '1' } });
  const needs = async (IdentityPoolTags?: Record<string, string>, id = IdentityPoolId) => {
    const input = { ...pool, IdentityPoolId: id, ...(IdentityPoolTags && { IdentityPoolTags }) };
    const all = [await updateIdentityPool.needs(context, input, testRequest(clock))].flat();
    for (const { resources } of all) assert.match(String(resources), new RegExp(`:identitypool/${id}$`));
    return all.map(({ action, keys }) => [action, keys?.('aws:tagkeys'), keys?.('aws:requesttag/team')]);
  };
  const update = ['cognito-identity:UpdateIdentityPool', undefined, undefined];
  const tag = (keys: string[], team?: string[]) => ['cognito-identity:TagResource', keys, team];
  const untag = (...keys: string[]) => ['cognito-identity:UntagResource', keys, undefined];
  assert.deepEqual(await needs(), [update]);
  assert.deepEqual(await needs({ team: 'red', cost: '1' }), [update]);
  assert.deepEqual(await needs({ team: 'blue', cost: '1' }), [update, tag(['team'], ['blue'])]);
  assert.deepEqual(await needs({ cost: '1', more: '' }), [update, tag(['more']), untag('team')]);
  assert.deepEqual(await needs({}), [update, untag('team', 'cost')]);
  assert.deepEqual(await needs({ team: 'red' }, 'us-east-1:0'), [update, tag(['team'], ['red'])]);
  const elsewhere = { ...pool, IdentityPoolId, IdentityPoolTags: { team: 'red', cost: '1' } };
  const foreign = await updateIdentityPool.needs(context, elsewhere, testRequest(clock, { region: 'eu-west-1' }));
  assert.deepEqual(
    [foreign].flat().map(({ action }) => action),
    ['cognito-identity:UpdateIdentityPool', 'cognito-identity:TagResource'],
  );
  await stop();
});
