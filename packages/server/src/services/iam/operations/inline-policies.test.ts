import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import type { Quotas } from '../quotas.js';
import { testAccount, testIam, testRole, type TestIam } from '../testing.js';
import { createGroup } from './create-group.js';
import { createUser } from './create-user.js';
import { deleteGroupPolicy } from './delete-group-policy.js';
import { deleteRolePolicy } from './delete-role-policy.js';
import { deleteUserPolicy } from './delete-user-policy.js';
import { getGroupPolicy } from './get-group-policy.js';
import { getRolePolicy } from './get-role-policy.js';
import { getUserPolicy } from './get-user-policy.js';
import { listGroupPolicies } from './list-group-policies.js';
import { listRolePolicies } from './list-role-policies.js';
import { listUserPolicies } from './list-user-policies.js';
import { putGroupPolicy } from './put-group-policy.js';
import { putRolePolicy } from './put-role-policy.js';
import { putUserPolicy } from './put-user-policy.js';

interface Named {
  readonly holder: string;
  readonly name: string;
}

/** The four operations of each kind of holder, by one form. */
const kindsOf = (iam: TestIam) => [
  {
    kind: 'user',
    put: ({ holder, name }: Named, text: string) =>
      iam.run(putUserPolicy, { UserName: holder, PolicyName: name, PolicyDocument: text }),
    get: ({ holder, name }: Named) => iam.run(getUserPolicy, { UserName: holder, PolicyName: name }),
    drop: ({ holder, name }: Named) => iam.run(deleteUserPolicy, { UserName: holder, PolicyName: name }),
    list: (holder: string, page = {}) => iam.run(listUserPolicies, { UserName: holder, ...page }),
  },
  {
    kind: 'group',
    put: ({ holder, name }: Named, text: string) =>
      iam.run(putGroupPolicy, { GroupName: holder, PolicyName: name, PolicyDocument: text }),
    get: ({ holder, name }: Named) => iam.run(getGroupPolicy, { GroupName: holder, PolicyName: name }),
    drop: ({ holder, name }: Named) => iam.run(deleteGroupPolicy, { GroupName: holder, PolicyName: name }),
    list: (holder: string, page = {}) => iam.run(listGroupPolicies, { GroupName: holder, ...page }),
  },
  {
    kind: 'role',
    put: ({ holder, name }: Named, text: string) =>
      iam.run(putRolePolicy, { RoleName: holder, PolicyName: name, PolicyDocument: text }),
    get: ({ holder, name }: Named) => iam.run(getRolePolicy, { RoleName: holder, PolicyName: name }),
    drop: ({ holder, name }: Named) => iam.run(deleteRolePolicy, { RoleName: holder, PolicyName: name }),
    list: (holder: string, page = {}) => iam.run(listRolePolicies, { RoleName: holder, ...page }),
  },
];

/** With a user, a group and a role, each called Main. */
async function start(t: TestContext, quotas: Partial<Quotas> = {}) {
  const iam = await testIam({ quotas });
  t.after(() => iam.stop());
  await iam.run(createUser, { UserName: 'Main' });
  await iam.run(createGroup, { GroupName: 'Main' });
  await iam.registry.commit([iam.context.store.putRole(testRole('Main'), 0)]);
  return { ...iam, kinds: kindsOf(iam) };
}

const policy = (resource = '*'): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: resource }] });
const main = (name: string): Named => ({ holder: 'main', name });

test('a policy is kept as it was given, and answered percent-encoded', async (t) => {
  const { kinds } = await start(t);
  const text = `${policy()}\n\t `;
  for (const { kind, put, get, drop, list } of kinds) {
    await put(main('p'), text);
    const { PolicyDocument, PolicyName, ...holder } = await get(main('p'));
    assert.deepEqual(Object.values(holder), ['Main'], kind);
    assert.equal(PolicyName, 'p');
    assert.match(PolicyDocument, /^%7B%22Version%22%3A%222012-10-17%22%2C.*%2A.*%0A%09%20$/);
    assert.equal(decodeURIComponent(PolicyDocument), text);
    await put(main('p'), policy('arn:aws:s3:::b/*'));
    assert.equal(decodeURIComponent((await get(main('p'))).PolicyDocument), policy('arn:aws:s3:::b/*'));
    await drop(main('p'));
    assert.deepEqual(await list('MAIN'), { PolicyNames: [], IsTruncated: false });
  }
});

test('names are listed in order, in pages; another case is another policy', async (t) => {
  const { kinds } = await start(t, { inlineOfUser: 5120 });
  const names = ['zeta', 'Alpha', 'alpha', 'Beta', '__proto__', 'constructor', '10', '9'];
  const sorted = ['10', '9', '__proto__', 'Alpha', 'alpha', 'Beta', 'constructor', 'zeta'];
  for (const { kind, put, get, list } of kinds) {
    for (const name of names) await put(main(name), policy(`arn:aws:s3:::${name}`));
    const found: string[] = [];
    let page = await list('main', { MaxItems: 1 });
    found.push(...page.PolicyNames);
    while (page.Marker !== undefined) {
      page = await list('main', { MaxItems: 3, Marker: page.Marker });
      found.push(...page.PolicyNames);
    }
    assert.deepEqual(found, sorted, kind);
    for (const name of names) {
      assert.ok(decodeURIComponent((await get(main(name))).PolicyDocument).includes(`:::${name}"`), `${kind} ${name}`);
    }
  }
});

test('what is missing: the holder, then the policy', async (t) => {
  const { kinds } = await start(t);
  for (const { kind, put, get, drop, list } of kinds) {
    const noHolder = { code: 'NoSuchEntity', status: 404, message: `The ${kind} with name none cannot be found.` };
    const nobodys = { holder: 'none', name: 'p' };
    // The holder is looked up before the document is read.
    await assert.rejects(put(nobodys, 'malformed'), noHolder);
    await assert.rejects(get(nobodys), noHolder);
    await assert.rejects(drop(nobodys), noHolder);
    await assert.rejects(list('none'), noHolder);
    for (const name of ['p', 'toString', '__proto__']) {
      const noPolicy = {
        code: 'NoSuchEntity',
        status: 404,
        message: `The ${kind} policy with name ${name} cannot be found.`,
      };
      await assert.rejects(get(main(name)), noPolicy);
      await assert.rejects(drop(main(name)), noPolicy);
    }
  }
});

test('a malformed document is refused with what is wrong with it', async (t) => {
  const { kinds } = await start(t);
  for (const { put, list } of kinds) {
    await assert.rejects(put(main('p'), 'not json'), {
      code: 'MalformedPolicyDocument',
      status: 400,
      message: 'Syntax errors in policy.',
    });
    await assert.rejects(put(main('p'), policy('bucket')), {
      code: 'MalformedPolicyDocument',
      message: 'Resource bucket must be in ARN format or "*".',
    });
    assert.deepEqual((await list('main')).PolicyNames, []);
  }
});

test('all policies of a holder count together, without white space', async (t) => {
  const size = policy().length;
  const limit = 2 * size;
  const { kinds } = await start(t, { inlineOfUser: limit, inlineOfGroup: limit, inlineOfRole: limit });
  for (const { kind, put, drop } of kinds) {
    await put(main('a'), policy());
    await put(main('b'), `\n${policy()}    `);
    // In place of what has that name.
    await put(main('b'), policy());
    const tooLong = {
      code: 'LimitExceeded',
      status: 409,
      message: `Maximum policy size of ${limit} bytes exceeded for ${kind} Main`,
    };
    await assert.rejects(put(main('b'), policy('arn:aws:s3:::b')), tooLong);
    await assert.rejects(put(main('c'), policy()), tooLong);
    await drop(main('a'));
    await put(main('c'), policy());
  }
});

test('white space has a limit too: everything that a holder has is one document', async (t) => {
  const { kinds } = await start(t);
  const blank = ' '.repeat(70_000);
  for (const { put } of kinds) {
    await put(main('a'), policy() + blank);
    await assert.rejects(put(main('b'), policy() + blank), { code: 'LimitExceeded' });
  }
});

test('policies put at once are all there', async (t) => {
  const { kinds } = await start(t);
  const names = ['a', 'b', 'c', 'd', 'e'];
  for (const { kind, put, list } of kinds) {
    await Promise.all(names.map((name) => put(main(name), policy())));
    assert.deepEqual((await list('main')).PolicyNames, names, kind);
  }
});

test("a service-linked role's policies can be read, not changed", async (t) => {
  const iam = await start(t);
  const name = 'AWSServiceRoleForX';
  const linked = { ...testRole(name), inline: { p: policy() }, linkedTo: 'x.amazonaws.com' };
  await iam.registry.commit([iam.context.store.putRole(linked, 0)]);
  const refused = {
    code: 'UnmodifiableEntity',
    status: 400,
    message: `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS`,
  };
  const RoleName = name;
  await assert.rejects(iam.run(putRolePolicy, { RoleName, PolicyName: 'p', PolicyDocument: 'malformed' }), refused);
  await assert.rejects(iam.run(deleteRolePolicy, { RoleName, PolicyName: 'p' }), refused);
  assert.deepEqual((await iam.run(listRolePolicies, { RoleName })).PolicyNames, ['p']);
  assert.equal((await iam.run(getRolePolicy, { RoleName, PolicyName: 'p' })).RoleName, name);
});

test("who changes a user's or a role's policies can be held to those with a boundary", async (t) => {
  const iam = await start(t);
  const boundary = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
  const { store } = iam.context;
  const user = store.user(testAccount, 'main') ?? assert.fail();
  const found = store.role(testAccount, 'main') ?? assert.fail();
  await iam.registry.commit([
    store.putUser({ ...user.value, boundary }, user.version),
    store.putRole({ ...found.value, boundary }, found.version),
  ]);
  const request = iam.request();
  const PolicyName = 'p';
  const needs = [
    putUserPolicy.needs(iam.context, { UserName: 'main', PolicyName, PolicyDocument: '' }, request),
    deleteUserPolicy.needs(iam.context, { UserName: 'main', PolicyName }, request),
    putRolePolicy.needs(iam.context, { RoleName: 'main', PolicyName, PolicyDocument: '' }, request),
    deleteRolePolicy.needs(iam.context, { RoleName: 'main', PolicyName }, request),
  ];
  for (const need of needs) {
    assert.ok('action' in need);
    assert.deepEqual(need.keys?.('iam:permissionsboundary'), [boundary], need.action);
  }
});
