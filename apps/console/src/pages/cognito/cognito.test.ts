import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allowRoles, type RoleCalls, type Step } from './allow-roles.js';
import { isPoolName, mapOf, providersOf } from './pools.js';
import { policyOf, roleNameOf, trustOf, trusts } from './role-documents.js';
import { draftMappings, emptyRule, isMappingRight, mappingsOf } from './role-mappings.js';
import { sampleOf } from './samples.js';

const pool = 'us-east-1:4f1b9c1e-8a53-4d0e-9d0c-0f8f3a1c5b7e';

describe('the wizard’s roles', () => {
  it('are named and written as AWS’s wizard does', () => {
    assert.equal(roleNameOf('wildrydes', 'unauthenticated'), 'Cognito_wildrydesUnauth_Role');
    assert.equal(roleNameOf('wild rydes', 'authenticated'), 'Cognito_wildrydesAuth_Role');
    assert.ok(roleNameOf('x'.repeat(128), 'unauthenticated').length <= 64);
    assert.deepEqual(trustOf(pool, 'unauthenticated').Statement[0]?.Condition, {
      StringEquals: { 'cognito-identity.amazonaws.com:aud': pool },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'unauthenticated' },
    });
    assert.deepEqual(policyOf('unauthenticated').Statement[0]?.Action, ['mobileanalytics:PutEvents', 'cognito-sync:*']);
    assert.ok(trusts(encodeURIComponent(JSON.stringify(trustOf(pool, 'authenticated'))), pool));
    assert.ok(!trusts(encodeURIComponent(JSON.stringify(trustOf('other', 'authenticated'))), pool));
  });

  const calls = (log: string[], fails?: string): RoleCalls => {
    const call = (name: string): void => {
      log.push(name);
      if (name === fails) throw new Error('denied');
    };
    return {
      async create(name) {
        call(`create ${name}`);
        return `arn:${name}`;
      },
      async putPolicy(role) {
        call(`policy ${role}`);
      },
      async setRoles(_, roles) {
        call(`set ${JSON.stringify(roles)}`);
      },
    };
  };

  it('are made one after the other, then given to the pool', async () => {
    const log: string[] = [];
    assert.ok(await allowRoles(calls(log), pool, { authenticated: 'A', unauthenticated: 'U' }, () => undefined));
    assert.deepEqual(log, [
      'create A',
      'policy A',
      'create U',
      'policy U',
      'set {"authenticated":"arn:A","unauthenticated":"arn:U"}',
    ]);
  });

  it('stop at what fails, and say what is there', async () => {
    let steps: readonly Step[] = [];
    const isDone = await allowRoles(calls([], 'policy A'), pool, { authenticated: 'A' }, (told) => (steps = told));
    assert.equal(isDone, false);
    assert.deepEqual(
      steps.map(({ id, is }) => `${id} ${is}`),
      ['create-authenticated done', 'policy-authenticated failed', 'set waiting'],
    );
  });
});

describe('pools', () => {
  it('have names as the API takes them', () => {
    assert.ok(isPoolName('wild rydes') && isPoolName('a+b=c@d.e'));
    assert.ok(!isPoolName('') && !isPoolName('  ') && !isPoolName('a/b') && !isPoolName('x'.repeat(129)));
  });
  it('open the map', () =>
    assert.equal(mapOf('../dashboard/', pool, 'wildrydes'), `../dashboard/?pool=${pool}&stream=wildrydes`));
  it('tell whose logins they take', () =>
    assert.deepEqual(
      providersOf({
        IdentityPoolId: pool,
        IdentityPoolName: 'p',
        AllowUnauthenticatedIdentities: true,
        DeveloperProviderName: 'login.x',
        OpenIdConnectProviderARNs: ['arn:aws:iam::123456789012:oidc-provider/token.example.com'],
      }),
      ['token.example.com', 'login.x'],
    ));
  it('have mappings that come out of the form as they went in', () => {
    const mappings = {
      'login.x': {
        Type: 'Rules' as const,
        AmbiguousRoleResolution: 'Deny' as const,
        RulesConfiguration: {
          Rules: [
            { Claim: 'dept', MatchType: 'Contains' as const, Value: 'x', RoleARN: 'arn:aws:iam::123456789012:role/r' },
          ],
        },
      },
    };
    const drafts = draftMappings(['token.example.com', 'login.x'], mappings);
    assert.deepEqual(mappingsOf(drafts), mappings);
    assert.ok(drafts.every(isMappingRight));
    assert.ok(!isMappingRight({ provider: 'p', type: 'Rules', ambiguous: 'Deny', rules: [emptyRule] }));
    assert.equal(mappingsOf(draftMappings(['p'])), undefined);
  });
});

describe('sample code', () => {
  it('has the pool filled in, and the endpoint where it is not AWS', () => {
    for (const id of ['javascript', 'python', 'cli'] as const) {
      const here = sampleOf(id, { pool, region: 'us-east-1', endpoint: 'http://127.0.0.1:4566' });
      assert.ok(here.includes(pool) && here.includes('http://127.0.0.1:4566'));
      assert.ok(!sampleOf(id, { pool, region: 'us-east-1', endpoint: undefined }).includes('endpoint'));
    }
  });
});
