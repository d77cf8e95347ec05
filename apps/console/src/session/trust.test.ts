import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { trustOf } from './trust.js';

const account = '000000000000';
const policy = (...statements: readonly unknown[]): string =>
  encodeURIComponent(JSON.stringify({ Version: '2012-10-17', Statement: statements }));
const allow = (principal: unknown, rest: object = {}) => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRole',
  Principal: principal,
  ...rest,
});

describe('a trust policy', () => {
  it('lets the account in by its root, its number, a star or the user', () => {
    const user = `arn:aws:iam::${account}:user/console-mai`;
    for (const name of [`arn:aws:iam::${account}:root`, account, '*', user])
      assert.equal(trustOf(policy(allow({ AWS: name })), account, user).lets, 'account', name);
    assert.equal(trustOf(policy(allow('*', { Action: ['sts:*'] })), account).lets, 'account');
  });

  it('keeps others out', () => {
    assert.equal(trustOf(policy(allow({ AWS: '111111111111' })), account).lets, 'nobody-here');
    assert.equal(trustOf(policy({ ...allow('*'), Effect: 'Deny' }), account).lets, 'nobody-here');
    assert.equal(trustOf(policy(allow('*', { Action: 'sts:TagSession' })), account).lets, 'nobody-here');
    assert.equal(trustOf('no policy', account).lets, 'nobody-here');
  });

  it('says when it depends', () => {
    const condition = { Condition: { StringEquals: { 'sts:ExternalId': 'x' } } };
    assert.equal(trustOf(policy(allow({ AWS: account }, condition)), account).lets, 'conditions');
    assert.equal(trustOf(policy(allow({ AWS: account }, condition), allow({ AWS: account })), account).lets, 'account');
  });

  it('names services and the pools whose guests it is for', () => {
    const trust = trustOf(
      policy(allow({ Service: 'lambda.amazonaws.com' }), {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: 'cognito-identity.amazonaws.com' },
        Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': 'us-east-1:pool' } },
      }),
      account,
    );
    assert.deepEqual(trust, {
      lets: 'nobody-here',
      pools: ['us-east-1:pool'],
      services: ['lambda.amazonaws.com'],
    });
  });
});
