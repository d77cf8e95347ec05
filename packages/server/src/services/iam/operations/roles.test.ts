import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { testAccount, testIam, testStart, type TestIam } from '../testing.js';
import { createRole } from './create-role.js';
import { createUser } from './create-user.js';
import { deleteRole } from './delete-role.js';
import { getRole } from './get-role.js';
import { listInstanceProfilesForRole } from './list-instance-profiles-for-role.js';
import { listInstanceProfiles } from './list-instance-profiles.js';
import { listRoles } from './list-roles.js';
import { listRoleTags } from './list-role-tags.js';
import { tagRole } from './tag-role.js';
import { untagRole } from './untag-role.js';
import { updateAssumeRolePolicy } from './update-assume-role-policy.js';
import { updateRoleDescription } from './update-role-description.js';
import { updateRole } from './update-role.js';

const trust = `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" }, "Action": "sts:AssumeRole" }]
}`;
const boundary = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const own = `arn:aws:iam::${testAccount}:policy/edge`;
const notThere = { code: 'NoSuchEntity', status: 404, message: 'The role with name ghost cannot be found.' };

let iam: TestIam;
const start = async (quotas = {}): Promise<void> => {
  iam = await testIam({ quotas });
};
const create = (RoleName: string, more = {}) =>
  iam.run(createRole, { RoleName, AssumeRolePolicyDocument: trust, ...more });
const role = (name: string) => iam.context.store.role(testAccount, name);
/** As attaching and putting policies would. */
async function change(name: string, fields: object): Promise<void> {
  const found = role(name);
  assert.ok(found);
  await iam.registry.commit([iam.context.store.putRole({ ...found.value, ...fields }, found.version)]);
}
const managed = (bounds: number) => ({
  account: testAccount,
  name: 'edge',
  path: '/',
  id: 'ANPAEDGE',
  created: testStart,
  updated: testStart,
  tags: [],
  versions: [],
  defaultVersion: 'v1',
  nextVersion: 2,
  attachments: 0,
  bounds,
});

beforeEach(() => start());
afterEach(() => iam.stop());

describe('CreateRole', () => {
  it('answers the role without description, session duration and last use', async () => {
    const { Role } = await create('Reader', {
      Path: '/app/',
      Description: 'reads',
      MaxSessionDuration: 7200,
      Tags: [
        { Key: 'b', Value: '2' },
        { Key: 'a', Value: '' },
      ],
    });
    assert.match(Role.RoleId, /^AROA[A-Z2-7]{17}$/);
    assert.deepEqual(Role, {
      Path: '/app/',
      RoleName: 'Reader',
      RoleId: Role.RoleId,
      Arn: `arn:aws:iam::${testAccount}:role/app/Reader`,
      CreateDate: testStart,
      AssumeRolePolicyDocument: encodeURIComponent(trust),
      Tags: [
        { Key: 'b', Value: '2' },
        { Key: 'a', Value: '' },
      ],
    });
  });

  it('refuses a name that is taken in another case', async () => {
    await create('Reader');
    await assert.rejects(create('reader'), {
      code: 'EntityAlreadyExists',
      message: 'Role with name reader already exists.',
    });
  });

  it('gives a name to one of two that ask at once', async () => {
    const outcomes = await Promise.allSettled([create('x'), create('X')]);
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  });

  it('refuses a malformed trust policy', async () => {
    const refused = (AssumeRolePolicyDocument: string, message: string) =>
      assert.rejects(create('x', { AssumeRolePolicyDocument }), { code: 'MalformedPolicyDocument', message });
    await refused('{', 'This policy contains invalid Json');
    await refused(
      trust.replace('sts:AssumeRole', 'sts:InvalidAction'),
      'AssumeRole policy may only specify STS AssumeRole actions.',
    );
    await refused(trust.replace('"Effect"', '"Resource": "*", "Effect"'), 'Has prohibited field Resource');
    assert.equal(role('x'), undefined);
  });

  it('refuses a trust policy that is too long, not counting white space', async () => {
    await iam.stop();
    const size = trust.replaceAll(/\s/g, '').length;
    await start({ trustPolicySize: size });
    await create('fits');
    const longer = trust.replace('"Effect"', '"Sid": "1", "Effect"');
    await assert.rejects(create('x', { AssumeRolePolicyDocument: longer }), {
      code: 'LimitExceeded',
      status: 409,
      message: `Cannot exceed quota for ACLSizePerRole: ${size}`,
    });
  });

  it('keeps to the quota of roles', async () => {
    await iam.stop();
    await start({ rolesPerAccount: 1 });
    await create('one');
    await assert.rejects(create('two'), {
      code: 'LimitExceeded',
      message: 'Cannot exceed quota for RolesPerAccount: 1',
    });
  });

  it('leaves the path of service-linked roles to AWS', async () => {
    await assert.rejects(create('x', { Path: '/aws-service-role/ecs.amazonaws.com/' }), {
      code: 'InvalidInput',
      message: "Path prefix '/aws-service-role/' can only be used for AWS Service linked Roles",
    });
  });

  it('counts what a boundary bounds', async () => {
    await iam.registry.commit([iam.context.store.putPolicy(managed(0), 0)]);
    const { Role } = await create('x', { PermissionsBoundary: own });
    assert.equal(Role.PermissionsBoundary?.PermissionsBoundaryArn, own);
    assert.equal(iam.context.store.policyByArn(own)?.value.bounds, 1);
    await iam.run(deleteRole, { RoleName: 'x' });
    assert.equal(iam.context.store.policyByArn(own)?.value.bounds, 0);
  });

  it('refuses a boundary before it reads the trust policy, and tags given twice before that', async () => {
    const wrong = { PermissionsBoundary: own, AssumeRolePolicyDocument: '{' };
    await assert.rejects(create('x', wrong), { code: 'NoSuchEntity' });
    const Tags = [
      { Key: 'a', Value: '1' },
      { Key: 'A', Value: '2' },
    ];
    await assert.rejects(create('x', { ...wrong, Tags }), {
      code: 'InvalidInput',
      message: 'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    });
  });

  it('needs TagRole beside CreateRole when it is given tags', () => {
    const Tags = [{ Key: 'team', Value: 'red' }];
    const input = { RoleName: 'x', AssumeRolePolicyDocument: trust, PermissionsBoundary: boundary, Tags };
    const needs = createRole.needs(iam.context, input, iam.request());
    assert.ok(Array.isArray(needs));
    assert.deepEqual(
      needs.map(({ action, resources }) => [action, resources]),
      [
        ['iam:CreateRole', [`arn:aws:iam::${testAccount}:role/x`]],
        ['iam:TagRole', [`arn:aws:iam::${testAccount}:role/x`]],
      ],
    );
    assert.deepEqual(needs[0]?.keys?.('iam:permissionsboundary'), [boundary]);
    assert.deepEqual(needs[0]?.keys?.('aws:requesttag/team'), ['red']);
  });
});

describe('GetRole', () => {
  it('answers all there is, with the last use empty while there was none', async () => {
    await create('x', {
      Description: 'd',
      PermissionsBoundary: boundary,
      Tags: [
        { Key: 'b', Value: '2' },
        { Key: 'a', Value: '1' },
      ],
    });
    const { Role } = await iam.run(getRole, { RoleName: 'X' });
    assert.equal(Role.RoleName, 'x');
    assert.equal(Role.Description, 'd');
    assert.equal(Role.MaxSessionDuration, 3600);
    assert.equal(Role.PermissionsBoundary?.PermissionsBoundaryArn, boundary);
    assert.deepEqual(Role.RoleLastUsed, {});
    assert.deepEqual(
      Role.Tags?.map(({ Key }) => Key),
      ['a', 'b'],
    );
  });

  it('tells when and where it was last used', async () => {
    const { RoleId } = (await create('x')).Role;
    await iam.context.store.putLastUsed(RoleId, { at: testStart + 5, service: 'kinesis', region: 'eu-west-1' });
    const { Role } = await iam.run(getRole, { RoleName: 'x' });
    assert.deepEqual(Role.RoleLastUsed, { LastUsedDate: testStart + 5, Region: 'eu-west-1' });
  });

  it('leaves out tags, boundary and description that were not given', async () => {
    await create('x');
    const { Role } = await iam.run(getRole, { RoleName: 'x' });
    assert.deepEqual(Object.keys(Role).sort(), [
      'Arn',
      'AssumeRolePolicyDocument',
      'CreateDate',
      'MaxSessionDuration',
      'Path',
      'RoleId',
      'RoleLastUsed',
      'RoleName',
    ]);
  });

  it('does not know others', async () => {
    await assert.rejects(iam.run(getRole, { RoleName: 'ghost' }), notThere);
  });
});

describe('ListRoles', () => {
  it('shows roles by name, without tags, boundary and last use', async () => {
    await create('b', { Description: 'd', PermissionsBoundary: boundary, Tags: [{ Key: 'a', Value: '1' }] });
    await create('A', { Path: '/app/' });
    const { Roles, IsTruncated } = await iam.run(listRoles, {});
    assert.deepEqual(
      Roles.map(({ RoleName }) => RoleName),
      ['A', 'b'],
    );
    assert.deepEqual(Object.keys(Roles[1] ?? {}).sort(), [
      'Arn',
      'AssumeRolePolicyDocument',
      'CreateDate',
      'Description',
      'MaxSessionDuration',
      'Path',
      'RoleId',
      'RoleName',
    ]);
    assert.equal(IsTruncated, false);
  });

  it('pages, and takes part of a path as a prefix', async () => {
    for (const name of ['a', 'b', 'c']) await create(name, { Path: '/app/' });
    await create('d', { Path: '/other/' });
    const first = await iam.run(listRoles, { PathPrefix: '/ap', MaxItems: 2 });
    assert.equal(first.IsTruncated, true);
    const second = await iam.run(listRoles, { PathPrefix: '/ap', MaxItems: 2, Marker: first.Marker });
    assert.deepEqual(
      [...first.Roles, ...second.Roles].map(({ RoleName }) => RoleName),
      ['a', 'b', 'c'],
    );
    assert.deepEqual([second.IsTruncated, second.Marker], [false, undefined]);
  });
});

describe('UpdateRole', () => {
  it('changes what it is given', async () => {
    await create('x', { Description: 'before' });
    assert.deepEqual(await iam.run(updateRole, { RoleName: 'x', MaxSessionDuration: 43_200 }), {});
    await iam.run(updateRole, { RoleName: 'x', Description: 'after' });
    const { Role } = await iam.run(getRole, { RoleName: 'x' });
    assert.deepEqual([Role.Description, Role.MaxSessionDuration], ['after', 43_200]);
  });

  it('changes nothing when given nothing', async () => {
    await create('x', { Description: 'before' });
    const version = role('x')?.version;
    assert.deepEqual(await iam.run(updateRole, { RoleName: 'x' }), {});
    assert.equal(role('x')?.version, version);
    await assert.rejects(iam.run(updateRole, { RoleName: 'ghost' }), notThere);
  });

  it('loses no change to another at the same time', async () => {
    await create('x');
    await Promise.all([
      iam.run(updateRole, { RoleName: 'x', Description: 'd' }),
      iam.run(updateRole, { RoleName: 'x', MaxSessionDuration: 7200 }),
      iam.run(tagRole, { RoleName: 'x', Tags: [{ Key: 'a', Value: '1' }] }),
      iam.run(tagRole, { RoleName: 'x', Tags: [{ Key: 'b', Value: '2' }] }),
    ]);
    const { Role } = await iam.run(getRole, { RoleName: 'x' });
    assert.deepEqual([Role.Description, Role.MaxSessionDuration, Role.Tags?.length], ['d', 7200, 2]);
  });
});

describe('UpdateRoleDescription', () => {
  it('answers the role with its description, without session duration and last use', async () => {
    await create('x', { Tags: [{ Key: 'a', Value: '1' }] });
    const { Role } = await iam.run(updateRoleDescription, { RoleName: 'x', Description: 'new' });
    assert.deepEqual(Object.keys(Role ?? {}).sort(), [
      'Arn',
      'AssumeRolePolicyDocument',
      'CreateDate',
      'Description',
      'Path',
      'RoleId',
      'RoleName',
    ]);
    await assert.rejects(iam.run(updateRoleDescription, { RoleName: 'ghost', Description: '' }), notThere);
  });
});

describe('UpdateAssumeRolePolicy', () => {
  it('replaces the trust policy', async () => {
    await create('x');
    const other = trust.replace('lambda', 'firehose');
    await iam.run(updateAssumeRolePolicy, { RoleName: 'x', PolicyDocument: other });
    assert.equal(role('x')?.value.trust, other);
  });

  it('looks for the role first, then reads the document', async () => {
    await assert.rejects(iam.run(updateAssumeRolePolicy, { RoleName: 'ghost', PolicyDocument: '{' }), notThere);
    await create('x');
    await assert.rejects(iam.run(updateAssumeRolePolicy, { RoleName: 'x', PolicyDocument: '{' }), {
      code: 'MalformedPolicyDocument',
      message: 'This policy contains invalid Json',
    });
    assert.equal(role('x')?.value.trust, trust);
  });
});

describe('DeleteRole', () => {
  it('deletes the role and what is known of its use', async () => {
    const { RoleId } = (await create('x')).Role;
    await iam.context.store.putLastUsed(RoleId, { at: testStart, service: 'iam', region: 'us-east-1' });
    await iam.run(deleteRole, { RoleName: 'x' });
    assert.equal(role('x'), undefined);
    assert.equal(iam.context.store.lastUsed(RoleId), undefined);
    await assert.rejects(iam.run(deleteRole, { RoleName: 'ghost' }), notThere);
  });

  it('wants its policies gone, attached ones first', async () => {
    await create('x');
    await change('x', { attached: [boundary], inline: { p: '{}' } });
    const conflict = (message: string) => ({ code: 'DeleteConflict', status: 409, message });
    await assert.rejects(
      iam.run(deleteRole, { RoleName: 'x' }),
      conflict('Cannot delete entity, must detach all policies first.'),
    );
    await change('x', { attached: [] });
    await assert.rejects(
      iam.run(deleteRole, { RoleName: 'x' }),
      conflict('Cannot delete entity, must delete policies first.'),
    );
  });
});

describe('tags of roles', () => {
  it('are listed by key, and their keys are found in any case', async () => {
    await create('x', { Tags: [{ Key: 'Team', Value: 'red' }] });
    await iam.run(tagRole, {
      RoleName: 'x',
      Tags: [
        { Key: 'TEAM', Value: 'blue' },
        { Key: 'Environment', Value: '' },
      ],
    });
    assert.deepEqual(await iam.run(listRoleTags, { RoleName: 'x' }), {
      Tags: [
        { Key: 'Environment', Value: '' },
        { Key: 'TEAM', Value: 'blue' },
      ],
      IsTruncated: false,
    });
    await iam.run(untagRole, { RoleName: 'x', TagKeys: ['team', 'never'] });
    const first = await iam.run(listRoleTags, { RoleName: 'x' });
    assert.deepEqual(first.Tags, [{ Key: 'Environment', Value: '' }]);
  });

  it('page', async () => {
    await create('x', { Tags: ['c', 'a', 'b'].map((Key) => ({ Key, Value: '' })) });
    const first = await iam.run(listRoleTags, { RoleName: 'x', MaxItems: 2 });
    const second = await iam.run(listRoleTags, { RoleName: 'x', MaxItems: 2, Marker: first.Marker });
    assert.deepEqual(
      [...first.Tags, ...second.Tags].map(({ Key }) => Key),
      ['a', 'b', 'c'],
    );
    await assert.rejects(iam.run(listRoleTags, { RoleName: 'x', Marker: 'other' }), {
      code: 'ValidationError',
      message: 'Invalid Marker.',
    });
  });

  it('are fifty at most, and checked before the role is looked for', async () => {
    const many = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => ({ Key: `k${from + index}`, Value: '' }));
    await create('x', { Tags: many(0, 49) });
    await iam.run(tagRole, { RoleName: 'x', Tags: many(48, 2) });
    await assert.rejects(iam.run(tagRole, { RoleName: 'x', Tags: many(50, 1) }), {
      code: 'LimitExceeded',
      message: 'The number of tags has reached the maximum limit.',
    });
    await assert.rejects(iam.run(tagRole, { RoleName: 'ghost', Tags: [...many(0, 1), ...many(0, 1)] }), {
      code: 'InvalidInput',
    });
    await assert.rejects(iam.run(tagRole, { RoleName: 'ghost', Tags: many(0, 1) }), notThere);
    await assert.rejects(iam.run(untagRole, { RoleName: 'ghost', TagKeys: ['a'] }), notThere);
    await assert.rejects(iam.run(listRoleTags, { RoleName: 'ghost' }), notThere);
  });
});

describe('instance profiles', () => {
  it('are none', async () => {
    await create('x');
    const none = { InstanceProfiles: [], IsTruncated: false };
    assert.deepEqual(await iam.run(listInstanceProfiles, {}), none);
    assert.deepEqual(await iam.run(listInstanceProfilesForRole, { RoleName: 'x' }), none);
    await assert.rejects(iam.run(listInstanceProfilesForRole, { RoleName: 'ghost' }), notThere);
  });
});

describe('users and roles', () => {
  it('may have the same name', async () => {
    await iam.run(createUser, { UserName: 'x' });
    await create('x');
    assert.ok(role('x'));
  });
});
