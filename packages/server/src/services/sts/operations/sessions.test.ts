import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Principal } from '../../../identity/principal.js';
import { turnedAway } from '../../iam/turned-away.js';
import { allows, home, policyText, refused, root, testSts, testStart, trusts, type TestSts } from '../testing.js';
import { assumeRole } from './assume-role.js';
import { decodeAuthorizationMessage } from './decode-authorization-message.js';
import { getAccessKeyInfo } from './get-access-key-info.js';
import { getCallerIdentity } from './get-caller-identity.js';
import { getFederationToken } from './get-federation-token.js';
import { getSessionToken } from './get-session-token.js';

const bearerOf = (
  sts: TestSts,
  { Credentials }: { Credentials?: { AccessKeyId: string; SessionToken: string } | undefined },
) => sts.bearer(Credentials ?? assert.fail());

/** Sessions of every kind, of a user who may do everything. */
async function everySession(sts: TestSts) {
  const alice = await sts.user('alice', { policies: [allows('*')], path: '/team/' });
  const arn = await sts.role('ops', [trusts({ AWS: `arn:aws:iam::${home}:root` })], {
    inline: { p: policyText([allows('*')]) },
  });
  const ask = { RoleArn: arn, RoleSessionName: 'ride' };
  return {
    alice,
    user: bearerOf(sts, await sts.call(getSessionToken, {}, alice)),
    root: bearerOf(sts, await sts.call(getSessionToken, {}, root)),
    role: bearerOf(sts, await sts.call(assumeRole, ask, alice)),
    federated: bearerOf(
      sts,
      await sts.call(getFederationToken, { Name: 'kiosk', Policy: policyText([allows('*')]) }, alice),
    ),
    ask,
  };
}

test('GetCallerIdentity tells everyone who they are', async () => {
  const sts = await testSts();
  const of = (principal: Principal) => sts.call(getCallerIdentity, {}, principal);
  const sessions = await everySession(sts);
  const alice = { UserId: 'AIDAALICE', Account: home, Arn: `arn:aws:iam::${home}:user/team/alice` };
  const ofRoot = { UserId: home, Account: home, Arn: `arn:aws:iam::${home}:root` };
  assert.deepEqual(await of(root), ofRoot);
  assert.deepEqual(await of(sessions.root), ofRoot);
  assert.deepEqual(await of(sessions.alice), alice);
  assert.deepEqual(await of(sessions.user), alice);
  assert.deepEqual(await of(sessions.role), {
    UserId: 'AROAOPS:ride',
    Account: home,
    Arn: `arn:aws:sts::${home}:assumed-role/ops/ride`,
  });
  assert.deepEqual(await of(sessions.federated), {
    UserId: `${home}:kiosk`,
    Account: home,
    Arn: `arn:aws:sts::${home}:federated-user/kiosk`,
  });
});

describe('GetSessionToken', () => {
  test('for a user half a day, for root an hour at most', async () => {
    const sts = await testSts();
    const alice = await sts.user('alice');
    const seconds = async (principal: Principal, DurationSeconds?: number) => {
      const answer = await sts.call(
        getSessionToken,
        DurationSeconds === undefined ? {} : { DurationSeconds },
        principal,
      );
      return ((answer.Credentials?.Expiration ?? 0) - testStart) / 1000;
    };
    assert.equal(await seconds(alice), 43_200);
    assert.equal(await seconds(alice, 129_600), 129_600);
    assert.equal(await seconds(alice, 900), 900);
    assert.equal(await seconds(root), 3600);
    assert.equal(await seconds(root, 129_600), 3600);
    assert.equal(await seconds(root, 900), 900);
    await refused(seconds(root, 129_601), 'ValidationError', /less than or equal to 129600$/);
    await refused(seconds(root, 899), 'ValidationError', /greater than or equal to 900$/);
  });

  test('an MFA device, which nobody has', async () => {
    const sts = await testSts();
    const mfa = { SerialNumber: 'GAHT12345678' };
    await refused(sts.call(getSessionToken, mfa, root), 'AccessDenied', /must provide both/);
    await refused(
      sts.call(getSessionToken, { ...mfa, TokenCode: '123456' }, root),
      'AccessDenied',
      /unable to validate/,
    );
  });
});

describe('What sessions may not call', () => {
  test('no session makes sessions of users', async () => {
    const sts = await testSts();
    const { user, root: ofRoot, role, federated } = await everySession(sts);
    for (const session of [user, ofRoot, role, federated]) {
      await refused(
        sts.call(getSessionToken, {}, session),
        'AccessDenied',
        'Cannot call GetSessionToken with session credentials',
      );
      await refused(
        sts.call(getFederationToken, { Name: 'kiosk' }, session),
        'AccessDenied',
        'Cannot call GetFederationToken with session credentials',
      );
    }
  });

  test('sessions of users call little of STS, federated users nothing but GetCallerIdentity', async () => {
    const sts = await testSts();
    const { user, role, federated, ask } = await everySession(sts);
    const info = { AccessKeyId: 'ASIARZPUZDIKAAAAAAAA' };
    assert.ok(await sts.call(assumeRole, ask, user));
    assert.ok(await sts.call(getAccessKeyInfo, info, role));
    await refused(sts.call(getAccessKeyInfo, info, user), 'AccessDenied', /with session credentials$/);
    await refused(
      sts.call(decodeAuthorizationMessage, { EncodedMessage: 'x' }, user),
      'AccessDenied',
      /with session credentials$/,
    );
    await refused(sts.call(assumeRole, ask, federated), 'AccessDenied', /with session credentials$/);
  });

  test('IAM is closed to them, but not to roles', async () => {
    const sts = await testSts();
    const { alice, user, root: ofRoot, role, federated } = await everySession(sts);
    const code = (principal: Principal) => turnedAway(principal)?.code;
    assert.deepEqual([alice, role, root].map(code), [undefined, undefined, undefined]);
    assert.deepEqual([user, ofRoot, federated].map(code), [
      'InvalidClientTokenId',
      'InvalidClientTokenId',
      'InvalidClientTokenId',
    ]);
  });
});

describe('GetFederationToken', () => {
  const kiosk = `arn:aws:sts::${home}:federated-user/kiosk`;

  test('credentials for half a day, and how much room the policy takes', async () => {
    const sts = await testSts();
    const alice = await sts.user('alice', { policies: [allows('sts:GetFederationToken', kiosk)] });
    const answer = await sts.call(getFederationToken, { Name: 'kiosk' }, alice);
    assert.deepEqual(answer.FederatedUser, { FederatedUserId: `${home}:kiosk`, Arn: kiosk });
    assert.equal(answer.PackedPolicySize, 0);
    assert.equal(answer.Credentials?.Expiration, testStart + 43_200_000);
    const limited = await sts.call(getFederationToken, { Name: 'kiosk', Policy: policyText([allows('sts:*')]) }, alice);
    assert.ok((limited.PackedPolicySize ?? 0) > 0);
    const ofRoot = await sts.call(getFederationToken, { Name: 'kiosk', DurationSeconds: 43_200 }, root);
    assert.equal(ofRoot.Credentials?.Expiration, testStart + 3_600_000);
  });

  test('needs a permission, and another for tags', async () => {
    const sts = await testSts();
    const alice = await sts.user('alice');
    await refused(
      sts.call(getFederationToken, { Name: 'kiosk' }, alice),
      'AccessDenied',
      `User: ${alice.arn} is not authorized to perform: sts:GetFederationToken on resource: ${kiosk} because no identity-based policy allows the sts:GetFederationToken action`,
    );
    const bob = await sts.user('bob', { policies: [allows('sts:GetFederationToken')] });
    const Tags = [{ Key: 'a', Value: 'b' }];
    await refused(
      sts.call(getFederationToken, { Name: 'kiosk', Tags }, bob),
      'AccessDenied',
      /sts:TagSession on resource/,
    );
  });

  test('the session can do what both the user and the session policy allow', async () => {
    const sts = await testSts();
    const alice = await sts.user('alice', {
      policies: [allows(['sts:*', 'kinesis:List*'])],
      tags: [{ Key: 'Team', Value: 'a' }],
    });
    const Tags = [{ Key: 'team', Value: 'b' }];
    const session = bearerOf(sts, await sts.call(getFederationToken, { Name: 'kiosk', Tags }, alice));
    assert.deepEqual(session.session?.issuer, { kind: 'user', arn: alice.arn, userName: 'alice', userId: 'AIDAALICE' });
    assert.deepEqual(session.session?.tags, { team: 'b' });
  });

  test('errors', async () => {
    const sts = await testSts();
    const call = (more: object) => sts.call(getFederationToken, { Name: 'kiosk', ...more }, root);
    await refused(
      call({ Policy: 'no policy' }),
      'MalformedPolicyDocument',
      'The policy is not in the valid JSON format.',
    );
    await refused(
      call({ Policy: ' '.repeat(2049) }),
      'ValidationError',
      /at 'policy' .*length less than or equal to 2048$/,
    );
    await refused(call({ Name: 'x' }), 'ValidationError', /at 'name' .*length greater than or equal to 2$/);
    await refused(call({ Name: 'a b' }), 'ValidationError', /at 'name'/);
  });
});

test('GetAccessKeyInfo reads the account from the id', async () => {
  const sts = await testSts();
  const of = async (AccessKeyId: string) => (await sts.call(getAccessKeyInfo, { AccessKeyId }, root)).Account;
  assert.equal(await of('ASIAY34FZKBOKMUTVV7A'), '609629065308');
  assert.equal(await of('AKIARZPUZDIKAAAAAAAA'), home);
  await refused(of('AKIAIOSFODNN7EXAMPLE'), 'InvalidClientTokenId', /./);
  await refused(of('short'), 'ValidationError', /at 'accessKeyId' .*length greater than or equal to 16$/);
  await refused(of('AKIA-ARZPUZDIKAAAAAAA'), 'ValidationError', /pattern: \[\\w\]\*$/);
  const alice = await sts.user('alice');
  await refused(
    sts.call(getAccessKeyInfo, { AccessKeyId: 'AKIARZPUZDIKAAAAAAAA' }, alice),
    'AccessDenied',
    /sts:GetAccessKeyInfo because/,
  );
});

test('DecodeAuthorizationMessage opens what its own account was denied', async () => {
  const sts = await testSts();
  const alice = await sts.user('alice', {
    policies: [{ Sid: 'NoRides', ...allows('sts:DecodeAuthorizationMessage'), Effect: 'Deny' }],
  });
  const needs = { EncodedMessage: 'x' };
  const request = sts.request(alice);
  const bound = sts.service.operations.get('DecodeAuthorizationMessage');
  assert.ok(bound);
  await refused(
    sts.call(decodeAuthorizationMessage, needs, alice),
    'AccessDenied',
    /explicit deny in an identity-based policy/,
  );
  request.verdicts.push({
    action: 'kinesis:PutRecord',
    resource: `arn:aws:kinesis:us-east-1:${home}:stream/rides`,
    decision: { outcome: 'implicit-deny', decidedBy: 'identity-based', statements: [], contextFree: true },
  });
  const EncodedMessage = sts.messages.encode(request) ?? assert.fail();
  assert.match(EncodedMessage, /^[\w-]+$/);
  const { DecodedMessage } = await sts.call(decodeAuthorizationMessage, { EncodedMessage }, root);
  const item = (key: string, value: string) => ({ key, values: { items: [{ value }] } });
  assert.deepEqual(JSON.parse(DecodedMessage ?? ''), {
    allowed: false,
    explicitDeny: false,
    matchedStatements: { items: [] },
    failures: { items: [] },
    context: {
      principal: { id: 'AIDAALICE', name: 'alice', arn: alice.arn },
      action: 'kinesis:PutRecord',
      resource: `arn:aws:kinesis:us-east-1:${home}:stream/rides`,
      conditions: {
        items: [
          item('aws:Region', 'us-east-1'),
          item('aws:Service', 'kinesis'),
          item('aws:Resource', 'stream/rides'),
          item('aws:Type', 'stream'),
          item('aws:Account', home),
          item('aws:ARN', `arn:aws:kinesis:us-east-1:${home}:stream/rides`),
        ],
      },
    },
  });
  const stranger = { ...root, account: '210987654321' };
  for (const [message, principal] of [
    [EncodedMessage, stranger],
    [`${EncodedMessage}\n`, root],
    [`x${EncodedMessage.slice(1)}`, root],
    ['nonsense', root],
  ] as const)
    await refused(
      sts.call(decodeAuthorizationMessage, { EncodedMessage: message }, principal),
      'InvalidAuthorizationMessageException',
      'Message is not valid',
    );
});
