import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Principal } from '../../../identity/principal.js';
import { allows, denies, home, other, policyText, refused, root, testSts, testStart, trusts } from '../testing.js';
import { assumeRole } from './assume-role.js';
import { getCallerIdentity } from './get-caller-identity.js';
import { getSessionToken } from './get-session-token.js';

const account = (id: string) => ({ AWS: `arn:aws:iam::${id}:root` });
const denied = (who: Principal, arn: string, action = 'sts:AssumeRole') =>
  `User: ${who.arn} is not authorized to perform: ${action} on resource: ${arn}`;
const asked = (RoleArn: string, more: object = {}) => ({ RoleArn, RoleSessionName: 'ride', ...more });

describe('AssumeRole: what it answers', () => {
  test('credentials for an hour, and who has them', async () => {
    const sts = await testSts();
    const alice = await sts.user('alice');
    const arn = await sts.role('ops', [trusts({ AWS: alice.arn })], { path: '/team/' });
    const answer = await sts.call(assumeRole, asked(arn), alice);
    assert.match(answer.Credentials?.AccessKeyId ?? '', /^ASIA[A-Z2-7]{16}$/);
    assert.match(answer.Credentials?.SecretAccessKey ?? '', /^[\w+/]{40}$/);
    assert.equal(answer.Credentials?.Expiration, testStart + 3_600_000);
    assert.deepEqual(answer.AssumedRoleUser, {
      AssumedRoleId: 'AROAOPS:ride',
      Arn: `arn:aws:sts::${home}:assumed-role/ops/ride`,
    });
    assert.equal(answer.PackedPolicySize, undefined);
    assert.equal(answer.SourceIdentity, undefined);
    const session = sts.bearer(answer.Credentials ?? assert.fail());
    assert.deepEqual(session.role, { name: 'ops', arn, id: 'AROAOPS' });
    assert.deepEqual(await sts.call(getCallerIdentity, {}, session), {
      UserId: 'AROAOPS:ride',
      Account: home,
      Arn: `arn:aws:sts::${home}:assumed-role/ops/ride`,
    });
  });

  test('the end is a whole second', async () => {
    const sts = await testSts();
    const alice = await sts.user('alice');
    const arn = await sts.role('ops', [trusts({ AWS: alice.arn })]);
    await sts.clock.advance(999);
    const { Credentials } = await sts.call(assumeRole, asked(arn, { DurationSeconds: 900 }), alice);
    assert.equal(Credentials?.Expiration, testStart + 900_000);
  });
});

describe('AssumeRole: what is asked of the input', () => {
  test('the form of names, numbers and ARNs', async () => {
    const sts = await testSts();
    const alice = await sts.user('alice');
    const arn = await sts.role('ops', [trusts({ AWS: alice.arn })]);
    const call = (RoleArn: string, RoleSessionName: string, more: object = {}) =>
      sts.call(assumeRole, { RoleArn, RoleSessionName, ...more }, alice);
    const invalid = '1 validation error detected: Value ';
    await refused(
      call(arn, 'Session1:2'),
      'ValidationError',
      `${invalid}'Session1:2' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
    );
    const long = 's'.repeat(65);
    await refused(
      call(arn, long),
      'ValidationError',
      `${invalid}'${long}' at 'roleSessionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
    );
    await refused(
      call(arn, 'ride', { DurationSeconds: 600 }),
      'ValidationError',
      `${invalid}'600' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900`,
    );
    await refused(
      call(undefined as unknown as string, 'ride'),
      'ValidationError',
      `${invalid}null at 'roleArn' failed to satisfy constraint: Member must not be null`,
    );
    for (const wrong of ['nothing-valid-in-here', 'arn:a:::something/test-role', 'arn:a:a::aaaaaaaaaa:'])
      await refused(call(wrong, 'ride'), 'ValidationError', `${wrong} is invalid`);
  });

  test('an MFA device, which nobody has', async () => {
    const sts = await testSts();
    const alice = await sts.user('alice');
    const arn = await sts.role('ops', [trusts({ AWS: alice.arn })]);
    const SerialNumber = `arn:aws:iam::${home}:mfa/alice`;
    await refused(
      sts.call(assumeRole, asked(arn, { SerialNumber, TokenCode: '123456' }), alice),
      'AccessDenied',
      'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
    );
    for (const half of [{ SerialNumber }, { TokenCode: '123456' }])
      await refused(
        sts.call(assumeRole, asked(arn, half), alice),
        'AccessDenied',
        'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.',
      );
  });

  test('a context provider is not supported', async () => {
    const sts = await testSts();
    const alice = await sts.user('alice');
    const arn = await sts.role('ops', [trusts({ AWS: alice.arn })]);
    const ProvidedContexts = [
      { ProviderArn: 'arn:aws:iam::aws:contextProvider/IdentityCenter', ContextAssertion: 'abcd' },
    ];
    await refused(
      sts.call(assumeRole, asked(arn, { ProvidedContexts }), alice),
      'ValidationError',
      /is not supported$/,
    );
  });
});

describe('AssumeRole: who may', () => {
  test('not root', async () => {
    const sts = await testSts();
    const arn = await sts.role('ops', [trusts(account(home))]);
    const text = 'Roles may not be assumed by root accounts.';
    await refused(sts.call(assumeRole, asked(arn), root), 'AccessDenied', text);
    const { Credentials } = await sts.call(getSessionToken, {}, root);
    await refused(sts.call(assumeRole, asked(arn), sts.bearer(Credentials ?? assert.fail())), 'AccessDenied', text);
  });

  test('but root where nothing is checked, for there everyone is root', async () => {
    const sts = await testSts({ relaxed: true });
    const arn = await sts.role('ops', []);
    const { AssumedRoleUser } = await sts.call(assumeRole, asked(arn), root);
    assert.equal(AssumedRoleUser?.AssumedRoleId, 'AROAOPS:ride');
  });

  test('a role that does not exist is like one that trusts another, even to an administrator', async () => {
    const sts = await testSts();
    const admin = await sts.user('admin', { policies: [allows('*')] });
    const arn = await sts.role('ops', [trusts({ AWS: `arn:aws:iam::${home}:user/bob` })]);
    const missing = `arn:aws:iam::${home}:role/missing`;
    const user = `arn:aws:iam::${home}:user/admin`;
    for (const wrong of [arn, missing, user, `arn:aws:iam::${home}:root`, `${arn}/x`])
      await refused(sts.call(assumeRole, asked(wrong), admin), 'AccessDenied', denied(admin, wrong));
  });

  test('the trust policy names the user: no policy is needed', async () => {
    const sts = await testSts();
    const alice = await sts.user('alice');
    const bob = await sts.user('bob', { policies: [allows('sts:*')] });
    const arn = await sts.role('ops', [trusts({ AWS: alice.arn })]);
    assert.ok(await sts.call(assumeRole, asked(arn), alice));
    await refused(sts.call(assumeRole, asked(arn), bob), 'AccessDenied', denied(bob, arn));
  });

  test('the trust policy names the account: a policy is needed', async () => {
    const sts = await testSts();
    const arn = await sts.role('ops', [trusts(account(home))]);
    const alice = await sts.user('alice');
    const bob = await sts.user('bob', { policies: [allows('sts:AssumeRole', arn)] });
    const carol = await sts.user('carol', { policies: [allows('sts:*'), denies('sts:AssumeRole')] });
    await refused(
      sts.call(assumeRole, asked(arn), alice),
      'AccessDenied',
      `${denied(alice, arn)} because no identity-based policy allows the sts:AssumeRole action`,
    );
    assert.ok(await sts.call(assumeRole, asked(arn), bob));
    await refused(
      sts.call(assumeRole, asked(arn), carol),
      'AccessDenied',
      `${denied(carol, arn)} with an explicit deny in an identity-based policy`,
    );
  });

  test('across accounts both sides must allow', async () => {
    const sts = await testSts();
    const carol = await sts.user('carol', { account: other });
    const dave = await sts.user('dave', { account: other, policies: [allows('sts:AssumeRole')] });
    const named = await sts.role('named', [trusts({ AWS: [carol.arn, dave.arn] })]);
    const delegated = await sts.role('delegated', [trusts(account(other))]);
    const closed = await sts.role('closed', [trusts(account(home))]);
    for (const arn of [named, delegated]) {
      await refused(sts.call(assumeRole, asked(arn), carol), 'AccessDenied', /because no identity-based policy allows/);
      const { Credentials } = await sts.call(assumeRole, asked(arn), dave);
      assert.equal(sts.bearer(Credentials ?? assert.fail()).account, home, 'the session belongs to the role’s account');
    }
    await refused(sts.call(assumeRole, asked(closed), dave), 'AccessDenied', denied(dave, closed));
  });

  test('everyone of the account, when everyone is trusted', async () => {
    const sts = await testSts();
    const alice = await sts.user('alice');
    const arn = await sts.role('open', [trusts({ AWS: '*' })]);
    assert.ok(await sts.call(assumeRole, asked(arn), alice));
  });

  test('conditions: external id, session name, tags of the role', async () => {
    const sts = await testSts();
    const alice = await sts.user('alice', {
      policies: [
        { ...allows('sts:AssumeRole'), Condition: { StringEquals: { 'iam:ResourceTag/team': 'rides' } } },
        { ...allows('sts:AssumeRole'), Condition: { StringEquals: { 'aws:ResourceTag/Open': 'yes' } } },
      ],
    });
    const condition = (operator: string, key: string, value: string) => ({
      Condition: { [operator]: { [key]: value } },
    });
    const partner = await sts.role('partner', [
      trusts({ AWS: alice.arn }, condition('StringEquals', 'sts:ExternalId', 'ride-42')),
    ]);
    await refused(sts.call(assumeRole, asked(partner), alice), 'AccessDenied', denied(alice, partner));
    await refused(
      sts.call(assumeRole, asked(partner, { ExternalId: 'ride-43' }), alice),
      'AccessDenied',
      denied(alice, partner),
    );
    assert.ok(await sts.call(assumeRole, asked(partner, { ExternalId: 'ride-42' }), alice));

    const named = await sts.role('named', [
      trusts({ AWS: alice.arn }, condition('StringLike', 'sts:RoleSessionName', '${aws:username}')),
    ]);
    await refused(sts.call(assumeRole, asked(named), alice), 'AccessDenied', denied(alice, named));
    assert.ok(await sts.call(assumeRole, { RoleArn: named, RoleSessionName: 'alice' }, alice));

    for (const [Key, Value] of [
      ['Team', 'rides'],
      ['open', 'yes'],
    ] as const) {
      const tagged = await sts.role(`tagged-${Key}`, [trusts(account(home))], { tags: [{ Key, Value }] });
      assert.ok(await sts.call(assumeRole, asked(tagged), alice));
    }
    const untagged = await sts.role('untagged', [trusts(account(home))]);
    await refused(sts.call(assumeRole, asked(untagged), alice), 'AccessDenied', /because no identity-based policy/);
  });
});

describe('AssumeRole: from role to role', () => {
  test('a session has the role that it was made for, and hands nothing on but what is transitive', async () => {
    const sts = await testSts();
    const alice = await sts.user('alice');
    const first = await sts.role('first', [trusts({ AWS: alice.arn })], { maxSessionDuration: 43_200 });
    const second = await sts.role('second', [trusts({ AWS: first })], { maxSessionDuration: 43_200 });
    const itself = await sts.role('itself', [trusts({ AWS: alice.arn })], {
      inline: { all: policyText([allows('*')]) },
    });
    const one = await sts.call(
      assumeRole,
      asked(first, { DurationSeconds: 43_200, Policy: policyText([allows('sts:*')]) }),
      alice,
    );
    const session = sts.bearer(one.Credentials ?? assert.fail());
    const two = await sts.call(assumeRole, asked(second, { DurationSeconds: 3600 }), session);
    assert.deepEqual(Object.keys(sts.bearer(two.Credentials ?? assert.fail()).session ?? {}).toSorted(), [
      'expiresAt',
      'from',
      'issuedAt',
    ]);
    await refused(
      sts.call(assumeRole, asked(second, { DurationSeconds: 3601 }), session),
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
    const own = await sts.call(assumeRole, asked(itself), alice);
    const self = sts.bearer(own.Credentials ?? assert.fail());
    await refused(sts.call(assumeRole, asked(itself), self), 'AccessDenied', denied(self, itself));
  });

  test('a session policy limits what the role may assume', async () => {
    const sts = await testSts();
    const alice = await sts.user('alice');
    const first = await sts.role('first', [trusts({ AWS: alice.arn })]);
    const second = await sts.role('second', [trusts({ AWS: first })]);
    const one = await sts.call(assumeRole, asked(first, { Policy: policyText([allows('kinesis:*')]) }), alice);
    const session = sts.bearer(one.Credentials ?? assert.fail());
    await refused(
      sts.call(assumeRole, asked(second), session),
      'AccessDenied',
      `${denied(session, second)} because no session policy allows the sts:AssumeRole action`,
    );
  });

  test('longer than the role allows', async () => {
    const sts = await testSts();
    const alice = await sts.user('alice');
    const arn = await sts.role('ops', [trusts({ AWS: alice.arn })], { maxSessionDuration: 7200 });
    assert.ok(await sts.call(assumeRole, asked(arn, { DurationSeconds: 7200 }), alice));
    await refused(
      sts.call(assumeRole, asked(arn, { DurationSeconds: 7201 }), alice),
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
    const bob = await sts.user('bob');
    await refused(sts.call(assumeRole, asked(arn, { DurationSeconds: 7201 }), bob), 'AccessDenied', denied(bob, arn));
  });
});
