import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { DueTasks } from '../../../runtime/due-tasks.js';
import { silentLogger } from '../../../runtime/log.js';
import type { IamContext } from '../context.js';
import { briefDeletion, RoleDeletions } from '../loops/role-deletions.js';
import { testAccount, testIam, testStart, type TestIam } from '../testing.js';
import { createRole } from './create-role.js';
import { createServiceLinkedRole } from './create-service-linked-role.js';
import { deleteRole } from './delete-role.js';
import { deleteServiceLinkedRole } from './delete-service-linked-role.js';
import { getRole } from './get-role.js';
import { getServiceLinkedRoleDeletionStatus } from './get-service-linked-role-deletion-status.js';
import { tagRole } from './tag-role.js';
import { updateAssumeRolePolicy } from './update-assume-role-policy.js';
import { updateRoleDescription } from './update-role-description.js';
import { updateRole } from './update-role.js';

const AWSServiceName = 'dynamodb.application-autoscaling.amazonaws.com';
const RoleName = 'AWSServiceRoleForApplicationAutoScaling_DynamoDBTable';
const trust =
  '{"Version":"2012-10-17","Statement":[{"Action":["sts:AssumeRole"],"Effect":"Allow","Principal":{"Service":["dynamodb.application-autoscaling.amazonaws.com"]}}]}';

let iam: TestIam;
beforeEach(async () => {
  iam = await testIam();
});
afterEach(() => iam.stop());

describe('CreateServiceLinkedRole', () => {
  it('makes the role of a service', async () => {
    const { Role } = await iam.run(createServiceLinkedRole, { AWSServiceName, Description: 'scales' });
    assert.deepEqual(Role, {
      Path: `/aws-service-role/${AWSServiceName}/`,
      RoleName,
      RoleId: Role?.RoleId,
      Arn: `arn:aws:iam::${testAccount}:role/aws-service-role/${AWSServiceName}/${RoleName}`,
      CreateDate: testStart,
      AssumeRolePolicyDocument: encodeURIComponent(trust),
    });
    assert.equal((await iam.run(getRole, { RoleName })).Role.Description, 'scales');
    assert.deepEqual(iam.context.store.role(testAccount, RoleName)?.value.attached, [
      'arn:aws:iam::aws:policy/aws-service-role/AWSApplicationAutoscalingDynamoDBTablePolicy',
    ]);
  });

  it('makes it once', async () => {
    await iam.run(createServiceLinkedRole, { AWSServiceName });
    await assert.rejects(iam.run(createServiceLinkedRole, { AWSServiceName }), {
      code: 'InvalidInput',
      status: 400,
      message: `Service role name ${RoleName} has been taken in this account, please try a different suffix.`,
    });
  });

  it('takes a suffix where the service has several', async () => {
    const { Role } = await iam.run(createServiceLinkedRole, {
      AWSServiceName: 'autoscaling.amazonaws.com',
      CustomSuffix: 'blue',
    });
    assert.equal(Role?.RoleName, 'AWSServiceRoleForAutoScaling_blue');
    await assert.rejects(
      iam.run(createServiceLinkedRole, { AWSServiceName: 'es.amazonaws.com', CustomSuffix: 'blue' }),
      { code: 'InvalidInput', message: 'Custom suffix is not allowed for es.amazonaws.com' },
    );
  });

  it('knows no other service', async () => {
    await assert.rejects(iam.run(createServiceLinkedRole, { AWSServiceName: 'nothing.amazonaws.com' }), {
      code: 'InvalidInput',
      message: 'Invalid Service: nothing.amazonaws.com',
    });
  });

  it('counts towards no quota', async () => {
    await iam.stop();
    iam = await testIam({ quotas: { rolesPerAccount: 1 } });
    await iam.run(createServiceLinkedRole, { AWSServiceName });
    await iam.run(createRole, { RoleName: 'x', AssumeRolePolicyDocument: trust });
    await iam.run(createServiceLinkedRole, { AWSServiceName: 'ecs.amazonaws.com' });
  });

  it('needs permission on the role, with the service as a key', () => {
    const needs = createServiceLinkedRole.needs(iam.context, { AWSServiceName }, iam.request());
    assert.ok('resources' in needs);
    assert.deepEqual(needs.resources, [
      `arn:aws:iam::${testAccount}:role/aws-service-role/${AWSServiceName}/${RoleName}`,
    ]);
    assert.deepEqual(needs.keys?.('iam:awsservicename'), [AWSServiceName]);
  });
});

describe('a service-linked role', () => {
  it('is changed by its service alone', async () => {
    await iam.run(createServiceLinkedRole, { AWSServiceName });
    const refusal = {
      code: 'UnmodifiableEntity',
      status: 400,
      message: `Cannot perform the operation on the protected role '${RoleName}' - this role is only modifiable by AWS`,
    };
    await assert.rejects(iam.run(deleteRole, { RoleName: RoleName.toLowerCase() }), refusal);
    await assert.rejects(iam.run(updateAssumeRolePolicy, { RoleName, PolicyDocument: '{' }), refusal);
    await assert.rejects(iam.run(updateRole, { RoleName, Description: 'd', MaxSessionDuration: 7200 }), refusal);
  });

  it('may be described and tagged', async () => {
    await iam.run(createServiceLinkedRole, { AWSServiceName });
    await iam.run(updateRoleDescription, { RoleName, Description: 'one' });
    await iam.run(updateRole, { RoleName, Description: 'two' });
    await iam.run(tagRole, { RoleName, Tags: [{ Key: 'a', Value: '1' }] });
    const { Role } = await iam.run(getRole, { RoleName });
    assert.deepEqual([Role.Description, Role.Tags], ['two', [{ Key: 'a', Value: '1' }]]);
  });
});

describe('DeleteServiceLinkedRole', () => {
  const taskForm = new RegExp(`^task/aws-service-role/${AWSServiceName}/${RoleName}/[0-9a-f-]{36}$`);

  it('is done when it is answered, where nothing is to take time', async () => {
    await iam.run(createServiceLinkedRole, { AWSServiceName });
    const { DeletionTaskId } = await iam.run(deleteServiceLinkedRole, { RoleName });
    assert.match(DeletionTaskId, taskForm);
    assert.deepEqual(await iam.run(getServiceLinkedRoleDeletionStatus, { DeletionTaskId }), { Status: 'SUCCEEDED' });
    await assert.rejects(iam.run(getRole, { RoleName }), { code: 'NoSuchEntity' });
    await iam.run(createServiceLinkedRole, { AWSServiceName });
    const again = await iam.run(deleteServiceLinkedRole, { RoleName });
    assert.notEqual(again.DeletionTaskId, DeletionTaskId);
  });

  it('knows no other roles', async () => {
    const notFound = (name: string) => ({
      code: 'NoSuchEntity',
      message: `The role with name ${name} cannot be found.`,
    });
    await assert.rejects(iam.run(deleteServiceLinkedRole, { RoleName }), notFound(RoleName));
    await iam.run(createRole, { RoleName: 'mine', AssumeRolePolicyDocument: trust });
    await assert.rejects(iam.run(deleteServiceLinkedRole, { RoleName: 'mine' }), notFound('mine'));
  });

  it('takes its time otherwise, survives a restart, and is one deletion however often it is asked for', async () => {
    const { registry, clock, context } = iam;
    const roleDeletions = new RoleDeletions(context.store, clock, briefDeletion);
    const slow: IamContext = { ...context, roleDeletions };
    await iam.run(createServiceLinkedRole, { AWSServiceName });
    const [one, two] = await Promise.all([
      deleteServiceLinkedRole.run(slow, { RoleName }, iam.request()),
      deleteServiceLinkedRole.run(slow, { RoleName }, iam.request()),
    ]);
    assert.deepEqual(one, two);
    assert.ok('DeletionTaskId' in one);
    const { DeletionTaskId } = one;
    assert.deepEqual(await iam.run(getServiceLinkedRoleDeletionStatus, { DeletionTaskId }), { Status: 'IN_PROGRESS' });

    // Only now does a process look after the due tasks.
    const tasks = new DueTasks({ registry, clock, logger: silentLogger });
    roleDeletions.register(tasks);
    await tasks.start();
    await clock.advance(briefDeletion - 1);
    await iam.run(tagRole, { RoleName, Tags: [{ Key: 'still', Value: 'there' }] });
    await clock.advance(1);
    await tasks.idle();
    assert.deepEqual(await iam.run(getServiceLinkedRoleDeletionStatus, { DeletionTaskId }), { Status: 'SUCCEEDED' });
    assert.equal(context.store.role(testAccount, RoleName), undefined);
    assert.deepEqual(await registry.list('due/'), []);
    await tasks.stop();
  });
});

describe('GetServiceLinkedRoleDeletionStatus', () => {
  const unknown = `task/aws-service-role/${AWSServiceName}/${RoleName}/01234567-89ab-4def-8123-456789abcdef`;

  it('knows no other tasks', async () => {
    await assert.rejects(iam.run(getServiceLinkedRoleDeletionStatus, { DeletionTaskId: unknown }), {
      code: 'NoSuchEntity',
      status: 404,
    });
    await assert.rejects(iam.run(getServiceLinkedRoleDeletionStatus, { DeletionTaskId: 'task/other' }), {
      code: 'InvalidInput',
    });
  });

  it('needs permission on the role', () => {
    const needs = getServiceLinkedRoleDeletionStatus.needs(iam.context, { DeletionTaskId: unknown }, iam.request());
    assert.ok('resources' in needs);
    assert.deepEqual(needs.resources, [
      `arn:aws:iam::${testAccount}:role/aws-service-role/${AWSServiceName}/${RoleName}`,
    ]);
  });
});
