import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { allows, home, policyText, refused, testSts, trusts, type TestSts } from '../testing.js';
import { assumeRole } from './assume-role.js';

const everything = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
const asked = (RoleArn: string, more: object = {}) => ({ RoleArn, RoleSessionName: 'ride', ...more });

/** Alice, two roles that she and each other may take with everything, and a third that takes neither tags nor source identities. */
async function setUp() {
  const sts = await testSts();
  const alice = await sts.user('alice');
  const first = await sts.role('first', [trusts({ AWS: alice.arn }, {}, everything)]);
  const second = await sts.role('second', [trusts({ AWS: first }, {}, everything)]);
  const plain = await sts.role('plain', [trusts({ AWS: [alice.arn, first] })]);
  const take = async (RoleArn: string, more: object = {}, principal = alice) =>
    bearerOf(sts, await sts.call(assumeRole, asked(RoleArn, more), principal));
  return { sts, alice, first, second, plain, take };
}

const bearerOf = (
  sts: TestSts,
  { Credentials }: { Credentials?: { AccessKeyId: string; SessionToken: string } | undefined },
) => sts.bearer(Credentials ?? assert.fail());

describe('Session tags', () => {
  test('are the session’s, and the transitive ones are handed on', async () => {
    const { first, second, take } = await setUp();
    const Tags = [
      { Key: 'Team', Value: 'rides' },
      { Key: 'Cost', Value: '' },
    ];
    const one = await take(first, { Tags, TransitiveTagKeys: ['team'] });
    assert.deepEqual(one.session?.tags, { Team: 'rides', Cost: '' });
    const two = await take(second, { Tags: [{ Key: 'Own', Value: 'x' }] }, one);
    assert.deepEqual(two.session?.tags, { Team: 'rides', Own: 'x' });
    assert.deepEqual(two.session?.transitiveTagKeys, ['Team']);
  });

  test('errors', async () => {
    const { sts, alice, first, second, take } = await setUp();
    const call = (more: object) => sts.call(assumeRole, asked(first, more), alice);
    const tag = (Key: string, Value = 'v') => ({ Key, Value });
    await refused(
      call({ Tags: [tag('key'), tag('KEY')] }),
      'InvalidParameterValue',
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    );
    await refused(
      call({ Tags: [tag('key')], TransitiveTagKeys: ['other'] }),
      'InvalidParameterValue',
      'The specified transitive tag key must be included in the requested tags.',
    );
    await refused(call({ Tags: [tag('aws:key')] }), 'InvalidParameterValue', /reserved prefix aws:/);
    await refused(
      call({ Tags: Array.from({ length: 9 }, (_, at) => tag(`k${at}`, 'a'.repeat(250))) }),
      'PackedPolicyTooLarge',
      'Packed size of session tags consumes 497% of allotted space.',
    );
    const one = await take(first, { Tags: [tag('Key')], TransitiveTagKeys: ['Key'] });
    await refused(
      sts.call(assumeRole, asked(second, { Tags: [tag('kEY')] }), one),
      'InvalidParameterValue',
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    );
  });

  test('need sts:TagSession, inherited ones too', async () => {
    const { sts, alice, first, plain, take } = await setUp();
    const Tags = [{ Key: 'Team', Value: 'rides' }];
    await refused(
      sts.call(assumeRole, asked(plain, { Tags }), alice),
      'AccessDenied',
      `User: ${alice.arn} is not authorized to perform: sts:TagSession on resource: ${plain}`,
    );
    const passing = await take(first, { Tags });
    assert.ok(await take(plain, {}, passing), 'what is not transitive is not asked about');
    const one = await take(first, { Tags, TransitiveTagKeys: ['Team'] });
    await refused(
      sts.call(assumeRole, asked(plain), one),
      'AccessDenied',
      `User: ${one.arn} is not authorized to perform: sts:TagSession on resource: ${plain}`,
    );
  });

  test('are keys of conditions', async () => {
    const { sts, alice, first, take } = await setUp();
    const limited = await sts.role('limited', [
      trusts({ AWS: [alice.arn, first] }, {}, 'sts:AssumeRole'),
      trusts(
        { AWS: [alice.arn, first] },
        {
          Condition: {
            StringLike: { 'aws:RequestTag/team': 'r*' },
            'ForAllValues:StringEquals': { 'aws:TagKeys': ['Team'], 'sts:TransitiveTagKeys': ['Team'] },
          },
        },
        'sts:TagSession',
      ),
    ]);
    const team = { Key: 'Team', Value: 'rides' };
    assert.ok(await take(limited, { Tags: [team] }));
    for (const Tags of [[{ Key: 'Team', Value: 'x' }], [team, { Key: 'More', Value: '' }]])
      await refused(sts.call(assumeRole, asked(limited, { Tags }), alice), 'AccessDenied', /sts:TagSession/);
    const one = await take(first, { Tags: [team], TransitiveTagKeys: ['Team'] });
    assert.ok(await take(limited, {}, one), 'inherited keys count among aws:TagKeys');
  });

  test('take the place of the role’s own, in whatever case', async () => {
    const { sts, alice, take } = await setUp();
    const arn = await sts.role('tagged', [trusts({ AWS: alice.arn }, {}, everything)], {
      tags: [{ Key: 'TEAM', Value: 'none' }],
      inline: {
        p: policyText([
          { ...allows('sts:GetAccessKeyInfo'), Condition: { StringEquals: { 'aws:PrincipalTag/team': 'rides' } } },
        ]),
      },
    });
    const { getAccessKeyInfo } = await import('./get-access-key-info.js');
    const ask = { AccessKeyId: 'ASIARZPUZDIKAAAAAAAA' };
    const tagged = await take(arn, { Tags: [{ Key: 'Team', Value: 'rides' }] });
    assert.deepEqual(await sts.call(getAccessKeyInfo, ask, tagged), { Account: home });
    await refused(sts.call(getAccessKeyInfo, ask, await take(arn)), 'AccessDenied', /because no identity-based policy/);
  });
});

describe('Source identity', () => {
  test('is set once, needs a permission, and stays', async () => {
    const { sts, alice, first, second, plain, take } = await setUp();
    await refused(
      sts.call(assumeRole, asked(plain, { SourceIdentity: 'shadowfax' }), alice),
      'AccessDenied',
      `User: ${alice.arn} is not authorized to perform: sts:SetSourceIdentity on resource: ${plain}`,
    );
    const answer = await sts.call(assumeRole, asked(first, { SourceIdentity: 'shadowfax' }), alice);
    assert.equal(answer.SourceIdentity, 'shadowfax');
    const one = bearerOf(sts, answer);
    for (const SourceIdentity of [undefined, 'shadowfax']) {
      const next = await sts.call(assumeRole, asked(second, SourceIdentity ? { SourceIdentity } : {}), one);
      assert.equal(next.SourceIdentity, 'shadowfax');
    }
    await refused(
      sts.call(assumeRole, asked(second, { SourceIdentity: 'rocinante' }), one),
      'ValidationError',
      'The source identity is already set for this assume role session',
    );
    await refused(sts.call(assumeRole, asked(plain), one), 'AccessDenied', /sts:SetSourceIdentity/);
    assert.equal((await take(first)).session?.sourceIdentity, undefined);
  });

  test('is a key of conditions', async () => {
    const { sts, alice, take } = await setUp();
    const arn = await sts.role('known', [
      trusts({ AWS: alice.arn }, { Condition: { StringEquals: { 'sts:SourceIdentity': 'alice' } } }, everything),
    ]);
    assert.ok(await take(arn, { SourceIdentity: 'alice' }));
    await refused(sts.call(assumeRole, asked(arn, { SourceIdentity: 'bob' }), alice), 'AccessDenied', /sts:AssumeRole/);
  });
});

describe('Session policies', () => {
  const policy = policyText([{ Effect: 'Allow', Action: 'kinesis:List*', Resource: '*' }]);
  const readOnly = 'arn:aws:iam::aws:policy/AmazonKinesisReadOnlyAccess';

  test('inline and managed, and how much room they take', async () => {
    const { sts, alice, first } = await setUp();
    const answer = await sts.call(assumeRole, asked(first, { Policy: policy, PolicyArns: [{ arn: readOnly }] }), alice);
    assert.ok(
      (answer.PackedPolicySize ?? 0) > 5 && (answer.PackedPolicySize ?? 100) < 20,
      String(answer.PackedPolicySize),
    );
    const { session } = bearerOf(sts, answer);
    assert.deepEqual([session?.policies, session?.policyArns], [[policy], [readOnly]]);
  });

  test('errors', async () => {
    const { sts, alice, first } = await setUp();
    const call = (more: object) => sts.call(assumeRole, asked(first, more), alice);
    await refused(
      call({ Policy: '{"Version"' }),
      'MalformedPolicyDocument',
      'The policy is not in the valid JSON format.',
    );
    await refused(call({ Policy: '{}' }), 'MalformedPolicyDocument', 'Syntax errors in policy.');
    await refused(
      call({ Policy: policyText([trusts({ AWS: '*' }, { Resource: '*' })]) }),
      'MalformedPolicyDocument',
      'Policy document should not specify a principal.',
    );
    await refused(
      call({ Policy: policyText([allows(Array.from({ length: 60 }, (_, at) => `kinesis:DescribeSomething${at}`))]) }),
      'PackedPolicyTooLarge',
      /^Packed policy consumes 1\d\d% of allotted space, please use smaller policy\.$/,
    );
    const spread = (spaces: number) => policy.replace('[', `[${' '.repeat(spaces)}`);
    assert.ok(await call({ Policy: spread(2048) }));
    await refused(call({ Policy: spread(300_000) }), 'PackedPolicyTooLarge', /^Packed policy/);
    const missing = `arn:aws:iam::${home}:policy/missing`;
    await refused(call({ PolicyArns: [{ arn: missing }] }), 'ValidationError', new RegExp(missing));
    await refused(
      call({ PolicyArns: Array.from({ length: 11 }, () => ({ arn: readOnly })) }),
      'ValidationError',
      /At most 10/,
    );
    assert.ok(await call({ PolicyArns: Array.from({ length: 10 }, () => ({ arn: readOnly })) }));
  });
});
