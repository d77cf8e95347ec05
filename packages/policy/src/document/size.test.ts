import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inlinePoliciesTooLong, managedPolicyTooLong, policyQuotas, policySize, trustPolicyTooLong } from './size.js';

test('white space does not count, not even inside strings', () => {
  assert.equal(policySize(''), 0);
  assert.equal(policySize(' {\r\n\t"a b": "ü"\n} '), '{"ab":"ü"}'.length);
  fc.assert(
    fc.property(fc.string(), (text) => {
      assert.equal(policySize(text), text.replaceAll(/[ \t\r\n]/g, '').length);
    }),
  );
});

test('the quotas of IAM and STS, and what is said of a policy that exceeds them', () => {
  assert.deepEqual(policyQuotas, {
    managed: 6144,
    user: 2048,
    group: 5120,
    role: 10240,
    trust: 2048,
    raisedTrust: 8192,
    session: 2048,
  });
  assert.equal(managedPolicyTooLong(policyQuotas.managed), 'Cannot exceed quota for PolicySize: 6144');
  assert.equal(trustPolicyTooLong(policyQuotas.trust), 'Cannot exceed quota for ACLSizePerRole: 2048');
  assert.equal(
    inlinePoliciesTooLong(policyQuotas.user, 'user', 'alice'),
    'Maximum policy size of 2048 bytes exceeded for user alice',
  );
});
