import assert from 'node:assert/strict';
import { test } from 'node:test';
import { rootPrincipal } from '../identity/principal.js';
import { testClock } from '../runtime/controlled-clock.js';
import type { Service } from '../service.js';
import { testAccount, testRequest, testStart } from '../test-request.js';
import { PolicyAuthorizer } from './policy-authorizer.js';

const clock = testClock(testStart);
const stream = (name: string, account = testAccount) => `arn:aws:kinesis:us-east-1:${account}:stream/${name}`;
const serviceOf = (resources: Service['resources']) => ({ resources }) as unknown as Service;
const plain = serviceOf({});
const put = (...resources: string[]) => ({ action: 'kinesis:PutRecord', resources });

function setUp(mostRemembered?: number) {
  const asked: string[] = [];
  const provider = {
    revision: 1,
    policiesOf(principal: { readonly account: string }) {
      asked.push(principal.account);
      return { identity: 'all', asksResourceTags: false, tags: {} } as const;
    },
  };
  return { asked, authorizer: new PolicyAuthorizer(provider, mostRemembered) };
}

test('policies are asked for once, until too much is remembered of all principals together', () => {
  const { asked, authorizer } = setUp(10);
  const [one, two] = [rootPrincipal(testAccount, 'one'), rootPrincipal(testAccount, 'two')];
  const ask = (principal: typeof one, name: string) =>
    authorizer.authorize(put(stream(name)), testRequest(clock, { principal }), plain);
  for (let round = 0; round < 5; round++) for (const who of [one, two]) void ask(who, `s${round}`);
  assert.equal(asked.length, 2);
  void ask(one, 'one more');
  for (const who of [one, two]) void ask(who, 's0');
  assert.equal(asked.length, 4);
});

test('tags are read where a resource’s policy asks for them, however it spells that', async () => {
  const { authorizer } = setUp();
  const resource = stream('rides');
  const statement = {
    Effect: 'Deny',
    Principal: '*',
    Action: 'kinesis:PutRecord',
    Resource: resource,
    Condition: { StringEquals: { 'aws:ResourceTag/secret': 'yes' } },
  };
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statement });
  for (const policy of [text, text.replace('Tag', String.raw`T\u0061g`)]) {
    const denies = (tags: Readonly<Record<string, string>>) => {
      const service = serviceOf({ policy: () => policy, tags: () => Promise.resolve(tags) });
      return assert.rejects(
        async () => authorizer.authorize(put(resource), testRequest(clock), service),
        /explicit deny/,
      );
    };
    await denies({ secret: 'yes' });
    await assert.rejects(denies({ secret: 'no' }), /Missing expected rejection/);
  }
});

test('what only its account may be allowed, a resource’s policy allows to nobody else', () => {
  const { authorizer } = setUp();
  const resource = stream('rides', '210987654321');
  const statement = { Effect: 'Allow', Principal: '*', Action: 'kinesis:*', Resource: resource };
  const service = serviceOf({ policy: () => JSON.stringify({ Version: '2012-10-17', Statement: statement }) });
  const ask = (need: object, account: string) =>
    authorizer.authorize(
      { ...put(resource), ...need },
      testRequest(clock, { principal: rootPrincipal(account, 'key') }),
      service,
    );
  void ask({}, testAccount);
  void ask({ withinAccount: true, action: 'kinesis:DeleteStream' }, '210987654321');
  assert.throws(() => ask({ withinAccount: true, action: 'kinesis:DeleteStream' }, testAccount), {
    code: 'AccessDeniedException',
  });
});
