import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PolicyDocument } from '../document/policy-document.js';
import { parsePolicy } from '../document/parse-policy.js';
import { contextKeysOf } from './context-keys.js';

function documentOf(statement: object, version = '2012-10-17'): PolicyDocument {
  const parsed = parsePolicy(JSON.stringify({ Version: version, Statement: statement }), 'identity');
  if ('fault' in parsed) throw new Error(parsed.fault);
  return parsed;
}

const own = (name: string): string => `arn:aws:dynamodb:us-west-2:123456789012:table/${name}`;

test('variables of resources come before keys of conditions, as in the example of the API reference', () => {
  const document = documentOf({
    Effect: 'Allow',
    Action: 'dynamodb:*',
    Resource: own('${aws:username}'),
    Condition: { DateGreaterThan: { 'aws:CurrentTime': '2015-08-16T12:00:00Z' } },
  });
  assert.deepEqual(contextKeysOf([document]), ['aws:username', 'aws:CurrentTime']);
});

test('keys keep the spelling that came first, and come once', () => {
  const first = documentOf({
    Effect: 'Deny',
    Action: '*',
    NotResource: [own("${aws:PrincipalTag/Team, 'none'}"), own('${*}${?}${$}')],
    Condition: { StringEquals: { 'aws:ResourceTag/owner': ['${aws:username}', 'nobody'] } },
  });
  const second = documentOf({
    Effect: 'Allow',
    Action: '*',
    Resource: own('${AWS:UserName}'),
    Condition: { Bool: { 'aws:SecureTransport': true, 'AWS:MultiFactorAuthPresent': true } },
  });
  assert.deepEqual(contextKeysOf([first, second]), [
    'aws:PrincipalTag/Team',
    'aws:ResourceTag/owner',
    'aws:username',
    'aws:SecureTransport',
    'AWS:MultiFactorAuthPresent',
  ]);
});

test('before 2012-10-17 variables are text', () => {
  const document = documentOf({ Effect: 'Allow', Action: '*', Resource: own('${aws:username}') }, '2008-10-17');
  assert.deepEqual(contextKeysOf([document]), []);
});
