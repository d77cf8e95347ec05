import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { testAccount, testIam, testRole, type TestIam } from '../testing.js';
import { createPolicy } from './create-policy.js';
import { createUser } from './create-user.js';
import { deletePolicy } from './delete-policy.js';
import { deleteRolePermissionsBoundary } from './delete-role-permissions-boundary.js';
import { deleteUser } from './delete-user.js';
import { deleteUserPermissionsBoundary } from './delete-user-permissions-boundary.js';
import { getUser } from './get-user.js';
import { putRolePermissionsBoundary } from './put-role-permissions-boundary.js';
import { putUserPermissionsBoundary } from './put-user-permissions-boundary.js';

const PolicyDocument = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
const awsPolicy = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

const kindsOf = (iam: TestIam) => [
  {
    kind: 'user',
    put: (name: string, arn: string) =>
      iam.run(putUserPermissionsBoundary, { UserName: name, PermissionsBoundary: arn }),
    drop: (name: string) => iam.run(deleteUserPermissionsBoundary, { UserName: name }),
    boundary: (name: string) => iam.context.store.user(testAccount, name)?.value.boundary,
  },
  {
    kind: 'role',
    put: (name: string, arn: string) =>
      iam.run(putRolePermissionsBoundary, { RoleName: name, PermissionsBoundary: arn }),
    drop: (name: string) => iam.run(deleteRolePermissionsBoundary, { RoleName: name }),
    boundary: (name: string) => iam.context.store.role(testAccount, name)?.value.boundary,
  },
];

/** With a user and a role, both called main, and the policy `limits`. */
async function start(t: TestContext) {
  const iam = await testIam();
  t.after(() => iam.stop());
  await iam.run(createUser, { UserName: 'main' });
  await iam.registry.commit([iam.context.store.putRole(testRole('main'), 0)]);
  const { Policy } = await iam.run(createPolicy, { PolicyName: 'limits', PolicyDocument });
  const own = Policy?.Arn ?? assert.fail();
  const bounds = () => iam.context.store.policyByArn(own)?.value.bounds;
  return { ...iam, kinds: kindsOf(iam), own, bounds };
}

test('a boundary is set, changed and taken away, and its policy counts that', async (t) => {
  const { kinds, own, bounds } = await start(t);
  for (const { kind, put, drop, boundary } of kinds) {
    await put('MAIN', own);
    await put('main', own);
    assert.deepEqual([boundary('main'), bounds()], [own, 1], kind);
    await put('main', awsPolicy);
    assert.deepEqual([boundary('main'), bounds()], [awsPolicy, 0], kind);
    await put('main', own);
    await drop('main');
    assert.deepEqual([boundary('main'), bounds()], [undefined, 0], kind);
    // Without one there is nothing to do.
    await drop('main');
  }
});

test('GetUser shows it', async (t) => {
  const iam = await start(t);
  await iam.run(putUserPermissionsBoundary, { UserName: 'main', PermissionsBoundary: awsPolicy });
  assert.deepEqual((await iam.run(getUser, { UserName: 'main' })).User.PermissionsBoundary, {
    PermissionsBoundaryType: 'Policy',
    PermissionsBoundaryArn: awsPolicy,
  });
});

test('what is no boundary', async (t) => {
  const { kinds } = await start(t);
  const missing = [
    'arn:aws:iam::123456789012:policy/none',
    'arn:aws:iam::aws:policy/NoSuchPolicy',
    'arn:aws:iam::999999999999:policy/limits',
  ];
  for (const { kind, put, drop } of kinds) {
    for (const arn of missing) {
      await assert.rejects(put('main', arn), {
        code: 'NoSuchEntity',
        status: 404,
        message: `Scope ARN: ${arn} does not exist or is not attachable.`,
      });
    }
    await assert.rejects(put('main', 'longpolicynamebutnoarn'), {
      code: 'ValidationError',
      message: 'ARN longpolicynamebutnoarn is not valid.',
    });
    await assert.rejects(put('main', 'arn:aws:iam::1:not_a_policy/invalid'), {
      code: 'InvalidInput',
      message: 'ARN arn:aws:iam::1:not_a_policy/invalid is not valid.',
    });
    const nobody = { code: 'NoSuchEntity', message: `The ${kind} with name none cannot be found.` };
    await assert.rejects(put('none', awsPolicy), nobody);
    await assert.rejects(drop('none'), nobody);
  }
});

test('a policy that bounds somebody cannot be deleted; deleting the bounded sets it free', async (t) => {
  const iam = await start(t);
  await iam.run(createUser, { UserName: 'bounded', PermissionsBoundary: iam.own });
  await assert.rejects(iam.run(deletePolicy, { PolicyArn: iam.own }), {
    code: 'DeleteConflict',
    status: 409,
    message: 'Cannot delete a policy attached to entities.',
  });
  await iam.run(deleteUser, { UserName: 'bounded' });
  await iam.run(deletePolicy, { PolicyArn: iam.own });
});

test('nobody is bounded by a policy that was deleted meanwhile', async (t) => {
  for (const deleteFirst of [true, false]) {
    const iam = await start(t);
    const actions = [
      () => iam.run(deletePolicy, { PolicyArn: iam.own }),
      ...iam.kinds.map(
        ({ put }) =>
          () =>
            put('main', iam.own),
      ),
    ];
    await Promise.allSettled((deleteFirst ? actions : actions.toReversed()).map((act) => act()));
    const bounded = iam.kinds.filter(({ boundary }) => boundary('main') === iam.own).length;
    assert.equal(iam.bounds() ?? 0, bounded);
  }
});

test("a service-linked role's boundary is its service's", async (t) => {
  const iam = await start(t);
  const RoleName = 'AWSServiceRoleForX';
  await iam.registry.commit([iam.context.store.putRole({ ...testRole(RoleName), linkedTo: 'x.amazonaws.com' }, 0)]);
  const refused = {
    code: 'UnmodifiableEntity',
    message: `Cannot perform the operation on the protected role '${RoleName}' - this role is only modifiable by AWS`,
  };
  await assert.rejects(iam.run(putRolePermissionsBoundary, { RoleName, PermissionsBoundary: awsPolicy }), refused);
  await assert.rejects(iam.run(deleteRolePermissionsBoundary, { RoleName }), refused);
});

test('the boundary that is set, or that is taken away, is a condition key', async (t) => {
  const iam = await start(t);
  const request = iam.request();
  const put = putUserPermissionsBoundary.needs(
    iam.context,
    { UserName: 'main', PermissionsBoundary: awsPolicy },
    request,
  );
  assert.ok('action' in put);
  assert.deepEqual(put.keys?.('iam:permissionsboundary'), [awsPolicy]);
  await iam.run(putUserPermissionsBoundary, { UserName: 'main', PermissionsBoundary: awsPolicy });
  const drop = deleteUserPermissionsBoundary.needs(iam.context, { UserName: 'main' }, request);
  assert.ok('action' in drop);
  assert.deepEqual(drop.keys?.('iam:permissionsboundary'), [awsPolicy]);
});
