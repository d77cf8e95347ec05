import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PolicySource } from './access.js';
import type { PolicyDocument } from '../document/policy-document.js';
import { compilePolicy } from './compile-policy.js';
import { decide, decideTrust } from './decide.js';
import { alice, anonymous, carol, cognito, home, lambda, ops, opsRole, rides } from './decisions/cast.js';
import { contextOf, play, requestOf } from './decisions/play.js';
import { allow, deny, grant, missingIn, trusts, type DecisionCase } from './decisions/table.js';
import { explainDenial } from './explain-denial.js';

const common = {
  title: '',
  because: '',
  gives: missingIn('session'),
  who: alice,
  action: 'kinesis:PutRecord',
  resource: rides,
};
const told = (each: Partial<DecisionCase>): string => {
  const complete: DecisionCase = { ...common, ...each };
  return explainDenial(requestOf(complete), play(complete));
};
const asksPut = `User: ${alice.arn} is not authorized to perform: kinesis:PutRecord on resource: ${rides}`;

test('says which kind of policy does not allow', () => {
  assert.equal(told({}), `${asksPut} because no identity-based policy allows the kinesis:PutRecord action`);
  const identity = [allow('*', '*')];
  assert.equal(
    told({ identity, boundary: allow('s3:*', '*') }),
    `${asksPut} because no permissions boundary allows the kinesis:PutRecord action`,
  );
  assert.equal(
    told({ who: ops, identity, session: [] }),
    `User: ${ops.sessionArn} is not authorized to perform: kinesis:PutRecord on resource: ${rides} because no session policy allows the kinesis:PutRecord action`,
  );
  assert.equal(
    told({ who: carol, identity }),
    `User: ${carol.arn} is not authorized to perform: kinesis:PutRecord on resource: ${rides} because no resource-based policy allows the kinesis:PutRecord action`,
  );
});

test('says which kind of policy denies', () => {
  assert.equal(told({ identity: [deny('*', '*')] }), `${asksPut} with an explicit deny in an identity-based policy`);
  assert.equal(told({ boundary: deny('*', '*') }), `${asksPut} with an explicit deny in a permissions boundary`);
  assert.equal(told({ session: [deny('*', '*')] }), `${asksPut} with an explicit deny in a session policy`);
  assert.equal(
    told({ resourcePolicy: { ...grant('*', '*', rides), Effect: 'Deny' } }),
    `${asksPut} with an explicit deny in a resource-based policy`,
  );
});

const denyAll: PolicyDocument = {
  version: '2012-10-17',
  statements: [
    {
      effect: 'Deny',
      actions: { not: false, patterns: ['*'] },
      resources: { not: false, patterns: ['*'] },
      conditions: [],
    },
  ],
};
const guard: PolicySource = { type: 'identity-based', name: `arn:aws:iam::${home}:policy/Guard` };

test('names the managed policy that denies, within the account', () => {
  const request = requestOf(common);
  const told = (source: PolicySource, asked = request): string =>
    explainDenial(asked, decide(asked, { identity: [compilePolicy(denyAll, source)] }));
  assert.equal(told(guard), `${asksPut} with an explicit deny in an identity-based policy: ${guard.name}`);
  assert.equal(
    told({ ...guard, name: 'inline-guard', holder: 'user alice' }),
    `${asksPut} with an explicit deny in an identity-based policy`,
  );
  assert.match(told(guard, { ...request, resourceAccount: '444455556666' }), /in an identity-based policy$/);
});

test('leaves out the resource of an action without one, unless the service writes it', () => {
  const request = requestOf({ ...common, action: 'lambda:ListFunctions', resource: '*' });
  const decision = decide(request, {});
  const reason = 'because no identity-based policy allows the lambda:ListFunctions action';
  const user = `User: ${alice.arn} is not authorized to perform: lambda:ListFunctions`;
  assert.equal(explainDenial(request, decision), `${user} ${reason}`);
  assert.equal(explainDenial(request, decision, '*'), `${user} on resource: * ${reason}`);
});

test('anonymous, services', () => {
  assert.equal(
    told({ who: anonymous }),
    `User: anonymous is not authorized to perform: kinesis:PutRecord on resource: ${rides} because no resource-based policy allows the kinesis:PutRecord action`,
  );
  assert.match(told({ who: lambda }), /^User: lambda\.amazonaws\.com is not authorized to perform: kinesis:PutRecord /);
});

test('STS gives no reason when trust is missing, and names nobody to a web identity', () => {
  const request = requestOf({ ...common, action: 'sts:AssumeRole', resource: opsRole });
  assert.equal(
    explainDenial(request, decideTrust(request, {})),
    `User: ${alice.arn} is not authorized to perform: sts:AssumeRole on resource: ${opsRole}`,
  );
  assert.equal(
    told({ action: 'sts:AssumeRole', resource: opsRole, trust: trusts({ AWS: home }) }),
    `User: ${alice.arn} is not authorized to perform: sts:AssumeRole on resource: ${opsRole} because no identity-based policy allows the sts:AssumeRole action`,
  );
  const token = {
    principal: cognito,
    action: 'sts:AssumeRoleWithWebIdentity',
    resource: opsRole,
    context: contextOf({}),
  };
  assert.equal(explainDenial(token, decideTrust(token, {})), 'Not authorized to perform sts:AssumeRoleWithWebIdentity');
});
