import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { createOpenIdConnectProvider } from './operations/create-open-id-connect-provider.js';
import { createRole } from './operations/create-role.js';
import { createUser } from './operations/create-user.js';
import { deleteRole } from './operations/delete-role.js';
import { deleteUser } from './operations/delete-user.js';
import { getRole } from './operations/get-role.js';
import { listRoles } from './operations/list-roles.js';
import { updateAssumeRolePolicy } from './operations/update-assume-role-policy.js';
import { IamPort } from './port.js';
import { testAccount, testIam, type TestIam } from './testing.js';

const trusting = (AWS: string | readonly string[], more = {}): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: { Effect: 'Allow', Principal: { AWS, ...more }, Action: 'sts:AssumeRole' },
  });
const bob = `arn:aws:iam::${testAccount}:user/bob`;
const ann = `arn:aws:iam::${testAccount}:role/app/ann`;

let iam: TestIam;
const create = (RoleName: string, AssumeRolePolicyDocument: string, Path = '/') =>
  iam.run(createRole, { RoleName, AssumeRolePolicyDocument, Path });
const shown = async (RoleName: string): Promise<string> => {
  const { Role } = await iam.run(getRole, { RoleName });
  return decodeURIComponent(Role.AssumeRolePolicyDocument ?? '');
};
const invalid = (principal: string) => ({
  code: 'MalformedPolicyDocument',
  status: 400,
  message: `Invalid principal in policy: ${principal}`,
});

beforeEach(async () => {
  iam = await testIam();
});
afterEach(() => iam.stop());

describe('a trust policy', () => {
  it('names users and roles of the account that exist', async () => {
    await assert.rejects(create('x', trusting(bob)), invalid(`"AWS":"${bob}"`));
    await assert.rejects(create('x', trusting(['*', ann])), invalid(`"AWS":"${ann}"`));
    await iam.run(createUser, { UserName: 'bob' });
    await create('ann', trusting(bob), '/app/');
    await create('x', trusting([bob, ann]));
    const wrongPath = ann.replace('/app', '');
    await assert.rejects(create('y', trusting(wrongPath)), invalid(`"AWS":"${wrongPath}"`));
    const wrongCase = bob.replace('bob', 'Bob');
    await assert.rejects(create('y', trusting(wrongCase)), invalid(`"AWS":"${wrongCase}"`));
  });

  it('does not name the very role that is made with it', async () => {
    const itself = `arn:aws:iam::${testAccount}:role/x`;
    await assert.rejects(create('x', trusting(itself)), invalid(`"AWS":"${itself}"`));
  });

  it('may name everyone, services, sessions and whom other accounts have', async () => {
    const session = `arn:aws:sts::${testAccount}:assumed-role/any/session`;
    const document = trusting(['*', session, 'arn:aws:iam::999999999999:role/theirs'], {
      Service: 'lambda.amazonaws.com',
    });
    await create('x', document);
    assert.equal(await shown('x'), document);
  });

  it('shows an account by its root', async () => {
    await create('x', trusting(['999999999999', '*']));
    assert.equal(await shown('x'), trusting(['arn:aws:iam::999999999999:root', '*']));
  });

  it('names OIDC providers of the account that exist', async () => {
    const provider = `arn:aws:iam::${testAccount}:oidc-provider/example.com/a`;
    const document = trusting('*', { Federated: provider });
    await assert.rejects(create('x', document), invalid(`"FEDERATED":"${provider}"`));
    await iam.run(createOpenIdConnectProvider, { Url: 'https://example.com/a' });
    await create('x', document);
  });

  it('keeps its text as long as whom it names are there', async () => {
    await iam.run(createUser, { UserName: 'bob' });
    const spaced = trusting(bob).replaceAll(':{', ': {\n');
    const { Role } = await create('x', spaced);
    assert.equal(decodeURIComponent(Role.AssumeRolePolicyDocument ?? ''), spaced);
    assert.equal(await shown('x'), spaced);
  });

  it('shows the unique id of whom was deleted, and does not trust another of that name', async () => {
    const { User } = await iam.run(createUser, { UserName: 'bob' });
    await create('ann', trusting('*'), '/app/');
    await create('x', trusting([bob, ann]));
    await iam.run(deleteUser, { UserName: 'bob' });
    const stale = trusting([User?.UserId ?? '', ann]);
    assert.equal(await shown('x'), stale);
    await iam.run(createUser, { UserName: 'bob' });
    assert.equal(await shown('x'), stale);
    const { Roles } = await iam.run(listRoles, {});
    const listed = Roles.find(({ RoleName }) => RoleName === 'x');
    assert.equal(decodeURIComponent(listed?.AssumeRolePolicyDocument ?? ''), stale);
    const role = iam.context.store.role(testAccount, 'x')?.value;
    assert.ok(role);
    assert.equal(new IamPort(iam.context.store).trustPolicyOf(role), stale);

    await assert.rejects(
      iam.run(updateAssumeRolePolicy, { RoleName: 'x', PolicyDocument: stale }),
      invalid(`"AWS":"${User?.UserId}"`),
    );
    await iam.run(updateAssumeRolePolicy, { RoleName: 'x', PolicyDocument: trusting([bob, ann]) });
    assert.equal(await shown('x'), trusting([bob, ann]));
  });

  it('does so for roles', async () => {
    const { Role } = await create('ann', trusting('*'), '/app/');
    await create('x', trusting(ann));
    await iam.run(deleteRole, { RoleName: 'ann' });
    await create('ann', trusting('*'), '/app/');
    assert.equal(await shown('x'), trusting(Role.RoleId));
  });

  it('follows a user that is renamed, though another takes the name', async () => {
    await iam.run(createUser, { UserName: 'bob' });
    await create('x', trusting(bob));
    const { store } = iam.context;
    const found = store.user(testAccount, 'bob');
    assert.ok(found);
    await iam.registry.commit([
      store.deleteUser(found.value, found.version),
      store.putUser({ ...found.value, name: 'robert', path: '/staff/' }, 0),
    ]);
    await iam.run(createUser, { UserName: 'bob' });
    assert.equal(await shown('x'), trusting(`arn:aws:iam::${testAccount}:user/staff/robert`));
  });

  it('may name whom there is by unique id', async () => {
    const { User } = await iam.run(createUser, { UserName: 'bob' });
    await create('x', trusting(User?.UserId ?? ''));
    assert.equal(await shown('x'), trusting(bob));
    await assert.rejects(create('y', trusting('AIDAABCDEFGHIJKLMNOPQ')), invalid('"AWS":"AIDAABCDEFGHIJKLMNOPQ"'));
  });

  it('has nothing but principals replaced', async () => {
    await iam.run(createUser, { UserName: 'bob' });
    const document = {
      Statement: [
        {
          Sid: 'one',
          Effect: 'Deny',
          Principal: { AWS: [bob] },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'aws:PrincipalArn': bob } },
        },
      ],
      Version: '2012-10-17',
    };
    await create('x', JSON.stringify(document));
    const id = iam.context.store.user(testAccount, 'bob')?.value.id;
    await iam.run(deleteUser, { UserName: 'bob' });
    assert.equal(await shown('x'), JSON.stringify(document).replace(`["${bob}"]`, `["${id}"]`));
  });
});
