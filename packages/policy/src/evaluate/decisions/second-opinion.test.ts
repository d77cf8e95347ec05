import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { decisionGroups } from './index.js';
import { documentOf } from './play.js';
import type { DecisionCase } from './table.js';

/**
 * What moto, an emulator in Python under the Apache licence, makes of the cases that it can judge: identity-based policies without conditions
 * and variables. It is asked where it is installed.
 */
const script = `
import json, sys
from moto.iam.access_control import IAMPolicy
cases = json.load(sys.stdin)
names = {'DENIED': 'explicit-deny', 'PERMITTED': 'allowed', 'NEUTRAL': 'implicit-deny'}
def judge(case):
    said = {IAMPolicy(text).is_action_permitted(case['action'], case['resource']).name for text in case['policies']}
    return names[next((name for name in ('DENIED', 'PERMITTED') if name in said), 'NEUTRAL')]
print(json.dumps([judge(case) for case in cases]))
`;

/** Where it is wrong: AWS compares actions without regard to case, and `?` stands for one character. */
const mistaken = [
  'The case of an action does not matter',
  '? is one character: PutRecords',
  '? is not none: PutRecord',
  '? in a resource',
  'NotAction compares without case',
];

/** It knows neither conditions, variables and NotResource nor other accounts. */
function isSimple({ identity, boundary, session, resourcePolicy, trust, who, ...each }: DecisionCase): boolean {
  const others = [boundary, session, resourcePolicy, trust].some((policies) => policies !== undefined);
  if (identity === undefined || identity === 'all' || others || who.kind !== 'user') return false;
  const account = each.resourceAccount ?? /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(each.resource)?.[1];
  return (account ?? who.account) === who.account && !/"Condition"|"NotResource"|\$\{/.test(JSON.stringify(identity));
}

const python = spawnSync('python3', ['-c', 'import moto.iam.access_control'], { stdio: 'ignore' });

test('moto decides alike', { skip: python.status !== 0 && 'moto is not installed for python3' }, () => {
  const cases = decisionGroups.flatMap((each) => each.cases).filter(isSimple);
  assert.ok(cases.length > 20);
  const asked = cases.map(({ action, resource, identity }) => ({
    action,
    resource,
    policies: identity === 'all' ? [] : (identity ?? []).map((text) => JSON.stringify(documentOf(text))),
  }));
  const { stdout, stderr, status } = spawnSync('python3', ['-c', script], {
    input: JSON.stringify(asked),
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  const opinions = JSON.parse(stdout) as readonly string[];
  const different = cases.filter(({ gives }, index) => gives.outcome !== opinions[index]).map(({ title }) => title);
  assert.deepEqual(different, mistaken);
});
