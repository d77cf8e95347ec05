import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { testAccount, testIam, type TestIam } from '../testing.js';
import { attachGroupPolicy } from './attach-group-policy.js';
import { attachRolePolicy } from './attach-role-policy.js';
import { attachUserPolicy } from './attach-user-policy.js';
import { createGroup } from './create-group.js';
import { createPolicy } from './create-policy.js';
import { createRole } from './create-role.js';
import { createServiceLinkedRole } from './create-service-linked-role.js';
import { createUser } from './create-user.js';
import { detachGroupPolicy } from './detach-group-policy.js';
import { detachRolePolicy } from './detach-role-policy.js';
import { detachUserPolicy } from './detach-user-policy.js';
import { getPolicy } from './get-policy.js';
import { listAttachedGroupPolicies } from './list-attached-group-policies.js';
import { listAttachedRolePolicies } from './list-attached-role-policies.js';
import { listAttachedUserPolicies } from './list-attached-user-policies.js';

const own = `arn:aws:iam::${testAccount}:policy/teams/Readers`;
const aws = 'arn:aws:iam::aws:policy/AmazonKinesisReadOnlyAccess';
const PolicyDocument = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
const AssumeRolePolicyDocument =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}]}';

describe('policies attached to users, groups and roles', () => {
  let iam: TestIam;
  /** One interface to the operations of each kind. */
  const holders = {
    user: {
      attach: (PolicyArn: string, UserName = 'rider') => iam.run(attachUserPolicy, { UserName, PolicyArn }),
      detach: (PolicyArn: string, UserName = 'rider') => iam.run(detachUserPolicy, { UserName, PolicyArn }),
      list: (page: object = {}, UserName = 'rider') => iam.run(listAttachedUserPolicies, { UserName, ...page }),
    },
    group: {
      attach: (PolicyArn: string, GroupName = 'rider') => iam.run(attachGroupPolicy, { GroupName, PolicyArn }),
      detach: (PolicyArn: string, GroupName = 'rider') => iam.run(detachGroupPolicy, { GroupName, PolicyArn }),
      list: (page: object = {}, GroupName = 'rider') => iam.run(listAttachedGroupPolicies, { GroupName, ...page }),
    },
    role: {
      attach: (PolicyArn: string, RoleName = 'rider') => iam.run(attachRolePolicy, { RoleName, PolicyArn }),
      detach: (PolicyArn: string, RoleName = 'rider') => iam.run(detachRolePolicy, { RoleName, PolicyArn }),
      list: (page: object = {}, RoleName = 'rider') => iam.run(listAttachedRolePolicies, { RoleName, ...page }),
    },
  };
  const attachments = async (PolicyArn: string): Promise<number | undefined> =>
    (await iam.run(getPolicy, { PolicyArn })).Policy?.AttachmentCount;

  beforeEach(async () => {
    iam = await testIam({ quotas: { attachedPerUser: 2, attachedPerGroup: 2, attachedPerRole: 2 } });
    await iam.run(createUser, { UserName: 'rider' });
    await iam.run(createGroup, { GroupName: 'rider' });
    await iam.run(createRole, { RoleName: 'rider', AssumeRolePolicyDocument });
    await iam.run(createPolicy, { PolicyName: 'Readers', Path: '/teams/', PolicyDocument });
  });
  afterEach(() => iam.stop());

  it('are counted, in AWS’s policies too', async () => {
    for (const { attach } of Object.values(holders))
      for (const arn of [own, aws, own]) assert.equal(await attach(arn), undefined);
    assert.deepEqual([await attachments(own), await attachments(aws)], [3, 3]);
    await holders.group.detach(own);
    await holders.role.detach(aws);
    assert.deepEqual([await attachments(own), await attachments(aws)], [2, 2]);
  });

  for (const kind of ['user', 'group', 'role'] as const) {
    const { attach, detach, list } = holders[kind];

    it(`are listed for a ${kind} by name, by path, and in pages`, async () => {
      await attach(own);
      await attach(aws);
      const views = [
        { PolicyName: 'AmazonKinesisReadOnlyAccess', PolicyArn: aws },
        { PolicyName: 'Readers', PolicyArn: own },
      ];
      assert.deepEqual(await list(), { AttachedPolicies: views, IsTruncated: false });
      assert.deepEqual((await list({ PathPrefix: '/teams/' })).AttachedPolicies, [views[1]]);
      const first = await list({ MaxItems: 1 });
      assert.deepEqual([first.AttachedPolicies, first.IsTruncated], [[views[0]], true]);
      assert.deepEqual(await list({ MaxItems: 1, Marker: first.Marker }), {
        AttachedPolicies: [views[1]],
        IsTruncated: false,
      });
      await assert.rejects(list({}, 'nobody'), {
        code: 'NoSuchEntity',
        message: `The ${kind} with name nobody cannot be found.`,
      });
    });

    it(`must exist, as the ${kind} must`, async () => {
      const noHolder = { code: 'NoSuchEntity', status: 404, message: `The ${kind} with name nobody cannot be found.` };
      await assert.rejects(attach(own, 'nobody'), noHolder);
      await assert.rejects(attach(`${own}-not`, 'nobody'), noHolder);
      await assert.rejects(detach(own, 'nobody'), noHolder);
      for (const arn of [`${own}-not`, `${aws}-not`, own.replace(testAccount, '210987654321'), own.toLowerCase()])
        await assert.rejects(attach(arn), {
          code: 'NoSuchEntity',
          status: 404,
          message: `Policy ${arn} does not exist or is not attachable.`,
        });
      for (const arn of [own, aws, `${own}-not`])
        await assert.rejects(detach(arn), {
          code: 'NoSuchEntity',
          status: 404,
          message: `Policy ${arn} was not found.`,
        });
    });

    it(`are named by ARNs of policies: ${kind}`, async () => {
      for (const change of [attach, detach]) {
        await assert.rejects(async () => change('longpolicynamebutnoarn', 'nobody'), {
          code: 'ValidationError',
          status: 400,
          message: 'ARN longpolicynamebutnoarn is not valid.',
        });
        await assert.rejects(async () => change('arn:aws:iam::1:not_a_policy/invalid'), {
          code: 'InvalidInput',
          status: 400,
          message: 'ARN arn:aws:iam::1:not_a_policy/invalid is not valid.',
        });
      }
    });

    it(`are at most so many for a ${kind}, AWS’s included`, async () => {
      await attach(own);
      await attach(aws);
      const full = {
        code: 'LimitExceeded',
        status: 409,
        message: `Cannot exceed quota for PoliciesPer${kind.charAt(0).toUpperCase()}${kind.slice(1)}: 2`,
      };
      await assert.rejects(attach('arn:aws:iam::aws:policy/AmazonKinesisFullAccess'), full);
      await attach(own);
      await detach(own);
      const outcomes = await Promise.allSettled([
        attach(own),
        attach('arn:aws:iam::aws:policy/AmazonKinesisFullAccess'),
      ]);
      assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    });
  }

  it('count right when many are attached and detached at once', async () => {
    const { user, group, role } = holders;
    await Promise.all([user.attach(own), group.attach(own), role.attach(own), user.attach(own)]);
    assert.equal(await attachments(own), 3);
    await Promise.all([user.detach(own), group.detach(own), role.attach(aws)]);
    assert.equal(await attachments(own), 1);
    assert.equal(await attachments(aws), 1);
  });

  it('of AWS’s services are for their own roles alone, and these are not changed', async () => {
    await assert.rejects(holders.role.attach('arn:aws:iam::aws:policy/aws-service-role/AutoScalingServiceRolePolicy'), {
      code: 'PolicyNotAttachable',
      status: 400,
      message: 'Cannot attach a Service Role Policy to a Customer Role.',
    });
    const { Role } = await iam.run(createServiceLinkedRole, { AWSServiceName: 'autoscaling.amazonaws.com' });
    const name = Role?.RoleName ?? '';
    const { AttachedPolicies = [] } = await holders.role.list({}, name);
    assert.equal(AttachedPolicies.length, 1);
    const unmodifiable = {
      code: 'UnmodifiableEntity',
      status: 400,
      message: `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS`,
    };
    await assert.rejects(holders.role.attach(aws, name), unmodifiable);
    await assert.rejects(holders.role.detach(AttachedPolicies[0]?.PolicyArn ?? '', name), unmodifiable);
  });

  it('are condition keys of what attaches and detaches them', () => {
    const request = iam.request();
    const need = attachUserPolicy.needs(iam.context, { UserName: 'rider', PolicyArn: own }, request);
    assert.ok(!(need instanceof Promise) && 'action' in need);
    assert.equal(need.action, 'iam:AttachUserPolicy');
    assert.deepEqual(need.resources, [`arn:aws:iam::${testAccount}:user/rider`]);
    assert.deepEqual(need.keys?.('iam:policyarn'), [own]);
    assert.equal(need.keys?.('iam:permissionsboundary'), undefined);
  });
});
