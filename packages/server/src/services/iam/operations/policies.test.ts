import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { testAccount, testIam, testStart, testUser, type TestIam } from '../testing.js';
import { attachUserPolicy } from './attach-user-policy.js';
import { createPolicyVersion } from './create-policy-version.js';
import { createPolicy } from './create-policy.js';
import { createUser } from './create-user.js';
import { deletePolicy } from './delete-policy.js';
import { getPolicy } from './get-policy.js';
import { listPolicies } from './list-policies.js';

const allow = (action: string): string =>
  `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"${action}","Resource":"*"}]}`;
const arn = (name: string): string => `arn:aws:iam::${testAccount}:policy/${name}`;
const readOnly = 'arn:aws:iam::aws:policy/AmazonKinesisReadOnlyAccess';

describe('managed policies', () => {
  let iam: TestIam;
  beforeEach(async () => {
    iam = await testIam({ quotas: { policiesPerAccount: 3, managedPolicySize: 120 } });
  });
  afterEach(() => iam.stop());
  const create = (PolicyName: string, Path = '/') =>
    iam.run(createPolicy, { PolicyName, Path, PolicyDocument: allow('s3:*') });

  it('are created without their description in the answer, and read with it', async () => {
    const { Policy } = await iam.run(createPolicy, {
      PolicyName: 'Readers',
      Path: '/teams/fleet/',
      PolicyDocument: allow('kinesis:Get*'),
      Description: 'may read',
      Tags: [
        { Key: 'b', Value: '' },
        { Key: 'B', Value: '1' },
        { Key: 'a', Value: '2' },
      ],
    });
    const { PolicyId, Tags, ...rest } = Policy ?? {};
    assert.match(PolicyId ?? '', /^ANPA[A-Z2-7]{17}$/);
    assert.deepEqual(rest, {
      PolicyName: 'Readers',
      Arn: arn('teams/fleet/Readers'),
      Path: '/teams/fleet/',
      DefaultVersionId: 'v1',
      AttachmentCount: 0,
      PermissionsBoundaryUsageCount: 0,
      IsAttachable: true,
      CreateDate: testStart,
      UpdateDate: testStart,
    });
    assert.deepEqual(
      Tags?.map(({ Key }) => Key),
      ['b', 'B', 'a'],
    );
    const read = await iam.run(getPolicy, { PolicyArn: arn('teams/fleet/Readers') });
    assert.deepEqual(read.Policy, {
      ...rest,
      PolicyId,
      Description: 'may read',
      Tags: [
        { Key: 'B', Value: '1' },
        { Key: 'a', Value: '2' },
        { Key: 'b', Value: '' },
      ],
    });
  });

  it('answer no tags when created without, and an empty list when read', async () => {
    const { Policy } = await create('plain');
    assert.ok(Policy !== undefined && !('Tags' in Policy));
    assert.deepEqual((await iam.run(getPolicy, { PolicyArn: arn('plain') })).Policy, { ...Policy, Tags: [] });
  });

  it('of AWS are read as the account sees them', async () => {
    await iam.run(createUser, { UserName: 'rider', PermissionsBoundary: readOnly });
    await iam.run(attachUserPolicy, { UserName: 'rider', PolicyArn: readOnly });
    const { Policy } = await iam.run(getPolicy, { PolicyArn: readOnly });
    assert.equal(Policy?.PolicyName, 'AmazonKinesisReadOnlyAccess');
    assert.equal(Policy.Arn, readOnly);
    assert.deepEqual([Policy.AttachmentCount, Policy.PermissionsBoundaryUsageCount], [1, 1]);
    assert.deepEqual(Policy.Tags, []);
    assert.ok((Policy.Description ?? '').length > 0);
    const other = await iam.run(getPolicy, { PolicyArn: readOnly }, testUser('elsewhere', '210987654321'));
    assert.equal(other.Policy?.AttachmentCount, 0);
  });

  it('have names that differ in more than case, whatever their paths', async () => {
    await create('Riders', '/a/');
    await assert.rejects(create('riders', '/b/'), {
      code: 'EntityAlreadyExists',
      status: 409,
      message: 'A policy called riders already exists. Duplicate names are not allowed.',
    });
    const outcomes = await Promise.allSettled([create('twice'), create('Twice')]);
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  });

  it('are refused with a bad document, too long a one, tags twice, or beyond the quota', async () => {
    const malformed = { code: 'MalformedPolicyDocument', status: 400 };
    await assert.rejects(iam.run(createPolicy, { PolicyName: 'p', PolicyDocument: 'no' }), {
      ...malformed,
      message: 'Syntax errors in policy.',
    });
    const unversioned = '{"Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
    await assert.rejects(iam.run(createPolicy, { PolicyName: 'p', PolicyDocument: unversioned }), {
      ...malformed,
      message: 'Policy document must be version 2012-10-17 or greater.',
    });
    const spacious = allow('s3:*').replaceAll(',', ' ,\n ').padEnd(500);
    await iam.run(createPolicy, { PolicyName: 'spacious', PolicyDocument: spacious });
    await assert.rejects(iam.run(createPolicy, { PolicyName: 'p', PolicyDocument: allow(`s3:${'x'.repeat(90)}`) }), {
      code: 'LimitExceeded',
      status: 409,
      message: 'Cannot exceed quota for PolicySize: 120',
    });
    const twice = [
      { Key: 'a', Value: '' },
      { Key: 'a', Value: '' },
    ];
    await assert.rejects(iam.run(createPolicy, { PolicyName: 'p', PolicyDocument: allow('s3:*'), Tags: twice }), {
      code: 'InvalidInput',
      message: 'Duplicate tag keys found.',
    });
    await create('second');
    await create('third');
    await assert.rejects(create('fourth'), {
      code: 'LimitExceeded',
      message: 'Cannot exceed quota for PoliciesPerAccount: 3',
    });
  });

  it('are not found by another ARN than their own', async () => {
    await create('Mine', '/x/');
    const notFound = (by: string) => ({ code: 'NoSuchEntity', status: 404, message: `Policy ${by} was not found.` });
    for (const PolicyArn of [
      arn('Mine'),
      arn('x/mine'),
      arn('x/Mine').replace('arn:aws:', 'arn:aws-cn:'),
      'arn:aws:iam::210987654321:policy/x/Mine',
      'arn:aws:iam::aws:policy/NoSuchPolicyAtAll',
    ]) {
      await assert.rejects(iam.run(getPolicy, { PolicyArn }), notFound(PolicyArn), PolicyArn);
      await assert.rejects(
        iam.run(getPolicy, { PolicyArn: arn('x/Mine') }, testUser('elsewhere', '210987654321')),
        notFound(arn('x/Mine')),
      );
    }
    await assert.rejects(iam.run(getPolicy, { PolicyArn: 'longpolicynamebutnoarn' }), {
      code: 'ValidationError',
      message: 'ARN longpolicynamebutnoarn is not valid.',
    });
    await assert.rejects(iam.run(getPolicy, { PolicyArn: 'arn:aws:iam::1:not_a_policy/invalid' }), {
      code: 'InvalidInput',
      message: 'ARN arn:aws:iam::1:not_a_policy/invalid is not valid.',
    });
  });

  it('are deleted once nothing uses them and one version is left', async () => {
    const PolicyArn = arn('old');
    await create('old');
    await iam.run(createUser, { UserName: 'bounded', PermissionsBoundary: PolicyArn });
    const attached = { code: 'DeleteConflict', message: 'Cannot delete a policy attached to entities.' };
    await assert.rejects(iam.run(deletePolicy, { PolicyArn }), attached);
    await create('other');
    await iam.run(createPolicyVersion, { PolicyArn: arn('other'), PolicyDocument: allow('s3:Get*') });
    await assert.rejects(iam.run(deletePolicy, { PolicyArn: arn('other') }), {
      code: 'DeleteConflict',
      status: 409,
      message:
        "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    });
    await create('third');
    await iam.run(deletePolicy, { PolicyArn: arn('third') });
    await assert.rejects(iam.run(deletePolicy, { PolicyArn: arn('third') }), {
      code: 'NoSuchEntity',
      message: `Policy ${arn('third')} was not found.`,
    });
  });

  it('of AWS are nobody’s to change', async () => {
    await assert.rejects(iam.run(deletePolicy, { PolicyArn: readOnly }), {
      code: 'AccessDenied',
      status: 403,
      message: `User: arn:aws:iam::${testAccount}:root is not authorized to perform: iam:DeletePolicy on resource: policy ${readOnly}`,
    });
  });

  it('cannot be attached while they are deleted', async () => {
    await iam.run(createUser, { UserName: 'rider' });
    for (let round = 0; round < 4; round++) {
      await create('raced');
      const PolicyArn = arn('raced');
      const [attached, deleted] = await Promise.allSettled([
        iam.run(attachUserPolicy, { UserName: 'rider', PolicyArn }),
        iam.run(deletePolicy, { PolicyArn }),
      ]);
      assert.notEqual(attached.status, deleted.status);
      const holds = iam.context.store.user(testAccount, 'rider')?.value.attached.includes(PolicyArn);
      assert.equal(holds, iam.context.store.policyByArn(PolicyArn) !== undefined);
      if (attached.status === 'fulfilled') return;
    }
  });
});

describe('ListPolicies', () => {
  let iam: TestIam;
  const names = async (input: Parameters<typeof listPolicies.run>[1]): Promise<(string | undefined)[]> =>
    ((await iam.run(listPolicies, input)).Policies ?? []).map(({ PolicyName }) => PolicyName);
  beforeEach(async () => {
    iam = await testIam();
    for (const [PolicyName, Path] of [
      ['beta', '/'],
      ['Alpha', '/teams/'],
      ['gamma', '/teams/fleet/'],
    ] as const)
      await iam.run(createPolicy, { PolicyName, Path, PolicyDocument: allow('s3:*'), Description: 'd' });
    await iam.run(createUser, { UserName: 'rider', PermissionsBoundary: arn('beta') });
    await iam.run(attachUserPolicy, { UserName: 'rider', PolicyArn: arn('teams/Alpha') });
    await iam.run(attachUserPolicy, { UserName: 'rider', PolicyArn: readOnly });
  });
  afterEach(() => iam.stop());

  it('lists by scope and path, the account’s own first', async () => {
    assert.deepEqual(await names({ Scope: 'Local' }), ['Alpha', 'beta', 'gamma']);
    assert.deepEqual(await names({ Scope: 'Local', PathPrefix: '/teams/' }), ['Alpha', 'gamma']);
    const aws = await names({ Scope: 'AWS', MaxItems: 1000 });
    assert.ok(aws.includes('AmazonKinesisReadOnlyAccess') && !aws.includes('beta'));
    assert.deepEqual(await names({ MaxItems: 1000 }), ['Alpha', 'beta', 'gamma', ...aws]);
    const roles = await iam.run(listPolicies, { PathPrefix: '/service-role/' });
    assert.ok(roles.Policies?.length && roles.Policies.every(({ Path }) => Path === '/service-role/'));
  });

  it('shows neither descriptions nor tags', async () => {
    const { Policies = [], IsTruncated } = await iam.run(listPolicies, { Scope: 'Local' });
    assert.equal(IsTruncated, false);
    assert.ok(Policies.every((policy) => !('Description' in policy) && !('Tags' in policy)));
  });

  it('filters by use', async () => {
    assert.deepEqual(await names({ OnlyAttached: true }), ['Alpha', 'beta', 'AmazonKinesisReadOnlyAccess']);
    assert.deepEqual(await names({ OnlyAttached: true, PolicyUsageFilter: 'PermissionsPolicy' }), [
      'Alpha',
      'AmazonKinesisReadOnlyAccess',
    ]);
    assert.deepEqual(await names({ OnlyAttached: true, PolicyUsageFilter: 'PermissionsBoundary' }), ['beta']);
    assert.deepEqual(await names({ OnlyAttached: true, Scope: 'AWS' }), ['AmazonKinesisReadOnlyAccess']);
  });

  it('pages across the account’s own policies and AWS’s', async () => {
    const all = await names({ MaxItems: 1000 });
    const seen: (string | undefined)[] = [];
    let marker: { Marker?: string } = {};
    do {
      const page = await iam.run(listPolicies, { MaxItems: 2, ...marker });
      seen.push(...(page.Policies ?? []).map(({ PolicyName }) => PolicyName));
      assert.equal(page.IsTruncated, page.Marker !== undefined);
      marker = page.Marker === undefined ? {} : { Marker: page.Marker };
    } while (marker.Marker !== undefined);
    assert.deepEqual(seen, all);
  });
});
