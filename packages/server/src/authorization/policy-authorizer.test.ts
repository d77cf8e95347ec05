import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compilePolicy, isPolicyDocument, parsePolicy, type CompiledPolicy } from '@paddock/policy';
import { testUser } from '../services/iam/testing.js';
import type { RequestContext } from '../request-context.js';
import { testClock } from '../runtime/controlled-clock.js';
import type { Service } from '../service.js';
import { testAccount, testRequest, testStart } from '../test-request.js';
import { PolicyAuthorizer } from './policy-authorizer.js';

const stream = `arn:aws:kinesis:us-east-1:${testAccount}:stream/rides`;
const need = { action: 'kinesis:PutRecord', resources: [stream] };
const service = { name: 'kinesis' } as Service;
const alice = testUser('alice');

const policy = (condition: object): CompiledPolicy => {
  const statement = { Effect: 'Allow', Action: 'kinesis:*', Resource: '*', ...condition };
  const document = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statement }), 'identity');
  assert.ok(isPolicyDocument(document));
  return compilePolicy(document, { type: 'identity-based', name: 'p', holder: 'user alice' });
};

function setUp(condition: object) {
  let decided = 0;
  const provider = {
    revision: 1,
    policiesOf: () => {
      decided += 1;
      return { identity: [policy(condition)], asksResourceTags: false, tags: {} };
    },
  };
  const authorizer = new PolicyAuthorizer(provider);
  const ask = (sourceIp: string): RequestContext => {
    const request = testRequest(testClock(testStart), { principal: alice, sourceIp });
    try {
      void authorizer.authorize(need, request, service);
    } catch (error) {
      assert.equal((error as { code: string }).code, 'AccessDeniedException');
    }
    return request;
  };
  return { provider, ask, asked: () => decided };
}

test('what depends on the request is decided each time, and kept once where it is the same', () => {
  const { ask } = setUp({ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } });
  const [first] = ask('10.0.0.1').verdicts;
  const [again] = ask('10.0.0.2').verdicts;
  const [refused] = ask('192.168.0.1').verdicts;
  const [allowed] = ask('10.0.0.3').verdicts;
  assert.equal(first?.decision.outcome, 'allowed');
  assert.equal(again, first);
  assert.equal(refused?.decision.outcome, 'implicit-deny');
  assert.equal(allowed?.decision.outcome, 'allowed');
});

test('policies are asked for once, until they change', () => {
  const { provider, ask, asked } = setUp({});
  ask('10.0.0.1');
  ask('10.0.0.1');
  assert.equal(asked(), 1);
  provider.revision += 1;
  ask('10.0.0.1');
  assert.equal(asked(), 2);
});
