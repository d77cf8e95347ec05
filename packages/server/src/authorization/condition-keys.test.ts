import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rootPrincipal } from '../identity/principal.js';
import { testClock } from '../runtime/controlled-clock.js';
import { testRequest, testStart } from '../test-request.js';
import { requestTags } from './need-keys.js';
import { requestKeys } from './request-keys.js';

const session = { from: 'AssumeRole', issuedAt: 0, expiresAt: 1, keys: { 'x:sub': ['one'] } } as const;
const principal = { ...rootPrincipal('123456789012', 'key'), session };
const request = testRequest(testClock(testStart), { principal });
const keysFor = (tags: Readonly<Record<string, string>>) => requestKeys(request, {}, '*', tags, tags);

test('a request has no keys of the names that objects have', () => {
  const keys = keysFor({});
  for (const name of [
    'constructor',
    '__proto__',
    'tostring',
    'aws:requesttag/__proto__',
    'aws:principaltag/constructor',
  ])
    assert.equal(keys.get(name), undefined, name);
  assert.deepEqual(keys.get('x:sub'), ['one']);
  assert.deepEqual(keys.get('aws:principaltype'), ['Account']);
});

test('of tags whose keys differ in case, conditions on requests and on what was tagged see the same one', () => {
  const tags = { team: 'red', Team: 'blue' };
  const keys = keysFor(tags);
  for (const given of [tags, Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))]) {
    const asked = requestTags(given);
    assert.deepEqual(asked('aws:requesttag/team'), keys.get('aws:resourcetag/team'));
    assert.deepEqual(asked('aws:requesttag/team'), keys.get('aws:principaltag/team'));
    assert.deepEqual(asked('aws:tagkeys'), ['team', 'Team']);
  }
});
