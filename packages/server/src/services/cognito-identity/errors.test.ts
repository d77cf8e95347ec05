import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessDenied } from './errors.js';

test('a denial has a capital Message, and names * where there is no resource', () => {
  const because = 'because no identity-based policy allows the cognito-identity:CreateIdentityPool action';
  const start =
    'User: arn:aws:iam::123456789012:user/ann is not authorized to perform: cognito-identity:CreateIdentityPool';
  const need = { action: 'cognito-identity:CreateIdentityPool', resources: ['*'] };
  const error = accessDenied(`${start} ${because}`, need);
  assert.equal(error.message, `${start} on resource: * ${because}`);
  assert.equal(error.capitalMessage, true);
  assert.equal(error.status, 400);
});
