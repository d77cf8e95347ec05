import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compilePolicy, decide, isPolicyDocument, parsePolicy } from '@paddock/policy';
import type { Principal } from '../identity/principal.js';
import { RequestLog } from '../request-log.js';
import { seededRandom } from '../runtime/random.js';
import type { Outcome } from '../service.js';
import { AuthorizationMessages } from './authorization-messages.js';
import type { Verdict } from './verdict.js';

const random = seededRandom(1);
const messages = new AuthorizationMessages(random.bytes(32), random);
const account = '123456789012';
const resource = `arn:aws:kinesis:eu-west-1:${account}:stream/rides`;
const action = 'kinesis:PutRecord';
const rider: Principal = {
  kind: 'role',
  account,
  arn: `arn:aws:sts::${account}:assumed-role/riders/ride`,
  accessKeyId: 'ASIA',
  userId: 'AROARIDERS:ride',
  role: { name: 'riders', arn: `arn:aws:iam::${account}:role/riders`, id: 'AROARIDERS' },
};

function verdict(statements: readonly object[]): Verdict {
  const document = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }), 'identity');
  assert.ok(isPolicyDocument(document));
  const principal = {
    kind: 'role',
    account,
    roleArn: rider.role?.arn ?? '',
    sessionArn: rider.arn,
    id: 'AROARIDERS',
  } as const;
  const policy = compilePolicy(document, { type: 'identity-based', name: 'p' });
  const context = { get: (key: string) => (key === 'aws:requestedregion' ? ['eu-west-1'] : undefined) };
  return { action, resource, decision: decide({ principal, action, resource, context }, { identity: [policy] }) };
}

const outcome = (verdicts: readonly Verdict[]): Outcome => ({
  service: 'kinesis',
  operation: 'PutRecord',
  requestId: '1',
  region: 'eu-west-1',
  principal: rider,
  sourceIp: '127.0.0.1',
  userAgent: undefined,
  status: 400,
  errorCode: undefined,
  at: 0,
  latency: 0,
  verdicts,
});
const allowed = verdict([{ Effect: 'Allow', Action: '*', Resource: '*' }]);
const deny = {
  Sid: 'Closed',
  Effect: 'Deny',
  Action: ['kinesis:Put*', 'sts:*'],
  Resource: '*',
  Condition: { StringLike: { 'aws:RequestedRegion': ['eu-*', 'ap-*'] } },
};

test('a message shows the statements that denied', () => {
  const encoded = messages.encode(outcome([allowed, verdict([deny])])) ?? assert.fail();
  const decoded = messages.decode(encoded) ?? assert.fail();
  assert.equal(decoded.account, account);
  const explained = JSON.parse(decoded.text) as Record<string, unknown>;
  assert.equal(explained['explicitDeny'], true);
  const items = (...values: string[]) => ({ items: values.map((value) => ({ value })) });
  assert.deepEqual(explained['matchedStatements'], {
    items: [
      {
        statementId: 'Closed',
        effect: 'DENY',
        principals: items('AROARIDERS'),
        principalGroups: { items: [] },
        actions: items('kinesis:Put*', 'sts:*'),
        resources: items('*'),
        conditions: { items: [{ key: 'aws:RequestedRegion', values: items('eu-*', 'ap-*') }] },
      },
    ],
  });
});

test('there is none for what was allowed, or for a request without a sender', () => {
  assert.equal(messages.encode(outcome([])), undefined);
  assert.equal(messages.encode(outcome([allowed])), undefined);
  assert.equal(messages.encode({ ...outcome([verdict([deny])]), principal: undefined }), undefined);
});

test('a message is never too long to be decoded', () => {
  const actions = Array.from({ length: 2000 }, () => `kinesis:${random.number().toString(36).slice(2)}`);
  const long = verdict([{ ...deny, Action: ['kinesis:*', ...actions] }]);
  const encoded = messages.encode(outcome([long])) ?? assert.fail();
  assert.ok(encoded.length <= 10_240, String(encoded.length));
  assert.match(messages.decode(encoded)?.text ?? '', /"explicitDeny":true,"matchedStatements":\{"items":\[\]\}/);
});

test('another server’s message is none', () => {
  const others = new AuthorizationMessages(random.bytes(32), random);
  assert.equal(others.decode(messages.encode(outcome([verdict([deny])])) ?? ''), undefined);
});

test('the request log makes messages when it is read, not when requests are answered', () => {
  let made = 0;
  const log = new RequestLog(10, (denied) => {
    made++;
    return messages.encode(denied);
  });
  log.add(outcome([allowed]));
  log.add(outcome([verdict([deny])]));
  assert.equal(made, 0);
  const [first, second] = log.last(2);
  assert.equal(first?.encodedAuthorizationMessage, undefined);
  assert.ok(messages.decode(second?.encodedAuthorizationMessage ?? ''));
});
