import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Claims } from './claims.js';
import type { MappingRule, RoleMapping } from './pool.js';
import { chooseRole } from './role-choice.js';

const roles = { authenticated: 'default' };
const rule = (MatchType: MappingRule['MatchType'], Value: string, RoleARN = 'mapped'): MappingRule => ({
  Claim: 'c',
  MatchType,
  Value,
  RoleARN,
});
const rules = (...Rules: MappingRule[]): RoleMapping => ({
  Type: 'Rules',
  AmbiguousRoleResolution: 'AuthenticatedRole',
  RulesConfiguration: { Rules },
});
const token: RoleMapping = { Type: 'Token', AmbiguousRoleResolution: 'Deny' };
const chosen = (claims: Claims, mapping: RoleMapping, custom?: string): string => {
  const choice = chooseRole(roles, { claims, mapping }, custom);
  return choice.kind === 'role' ? choice.arn : choice.kind;
};

test('without a mapping it is the pool\u2019s role', () => {
  assert.deepEqual(chooseRole(roles, undefined, undefined), { kind: 'role', arn: 'default' });
  assert.deepEqual(chooseRole(roles, undefined, 'default'), { kind: 'role', arn: 'default' });
  assert.deepEqual(chooseRole(roles, undefined, 'other'), { kind: 'custom-denied' });
  assert.deepEqual(chooseRole({ unauthenticated: 'guests' }, undefined, undefined), { kind: 'none' });
});

for (const [matchType, value, claim, expected] of [
  ['Equals', 'a', 'a', 'mapped'],
  ['Equals', 'a', 'A', 'default'],
  ['Equals', '*', 'a', 'default'],
  ['Equals', '7', 7, 'mapped'],
  ['Equals', 'true', true, 'mapped'],
  ['Contains', 'b', 'abc', 'mapped'],
  ['Contains', 'b', ['a', 'b'], 'mapped'],
  ['Contains', 'x', 'abc', 'default'],
  ['StartsWith', 'ab', 'abc', 'mapped'],
  ['StartsWith', 'b', 'abc', 'default'],
  ['NotEqual', 'a', 'b', 'mapped'],
  ['NotEqual', 'a', 'a', 'default'],
  ['NotEqual', 'a', undefined, 'default'],
  ['Contains', 'a', null, 'default'],
] as const) {
  test(`${JSON.stringify(claim)} ${matchType} ${value}: ${expected}`, () => {
    assert.equal(chosen({ c: claim }, rules(rule(matchType, value))), expected);
  });
}

test('the first rule that matches decides, unless the caller asks for another that matches', () => {
  const mapping = rules(rule('Equals', 'x', 'never'), rule('Equals', 'a', 'first'), rule('Contains', 'a', 'second'));
  assert.equal(chosen({ c: 'a' }, mapping), 'first');
  assert.equal(chosen({ c: 'a' }, mapping, 'second'), 'second');
  assert.equal(chosen({ c: 'a' }, mapping, 'never'), 'custom-denied');
  assert.equal(chosen({ c: 'a' }, mapping, 'default'), 'custom-denied');
});

test('the token may name its role', () => {
  const claims = { 'cognito:roles': ['one', 'two'], 'cognito:preferred_role': 'two' };
  assert.equal(chosen(claims, token), 'two');
  assert.equal(chosen(claims, token, 'one'), 'one');
  assert.equal(chosen(claims, token, 'three'), 'custom-denied');
  assert.equal(chosen({ 'cognito:roles': ['one', 'two'] }, token), 'denied');
  assert.equal(chosen({}, { ...token, AmbiguousRoleResolution: 'AuthenticatedRole' }), 'default');
});
