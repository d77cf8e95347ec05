import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import {
  account,
  allow,
  documentOf,
  Identities,
  iamVersion,
  newName,
  startPaddock,
  stsVersion,
  xmlText,
  signerOf,
  type Answer,
} from './harness.js';

const paddock = await startPaddock();
const { raw } = paddock;
const identities = new Identities(paddock);
const { iam } = identities;
after(async () => {
  identities.close();
  await paddock.close();
});

const ask = (action: string, parameters: Record<string, string>): Promise<Answer> =>
  raw.query(action, iamVersion, parameters);

function assertError(answer: Answer, status: number, code: string, message: string): void {
  assert.deepEqual([xmlText(answer, 'Code'), xmlText(answer, 'Message')], [code, message], answer.text);
  assert.equal(answer.status, status);
  assert.equal(xmlText(answer, 'Type'), 'Sender');
}

/** A document of exactly so many characters, white space not counted. */
function documentOfSize(characters: number): string {
  const resource = (length: number) => `arn:aws:s3:::${'a'.repeat(length)}`;
  const short = allow('s3:GetObject', resource(0));
  return allow('s3:GetObject', resource(characters - short.length));
}

describe('a policy that is too long', () => {
  it('is managed and has 6,145 characters', async () => {
    assert.equal(documentOfSize(6145).length, 6145);
    const create = (PolicyDocument: string) => ask('CreatePolicy', { PolicyName: newName('policy'), PolicyDocument });
    assertError(await create(documentOfSize(6145)), 409, 'LimitExceeded', 'Cannot exceed quota for PolicySize: 6144');
    assert.equal((await create(documentOfSize(6144))).status, 200);
    // White space does not count.
    const spaced = JSON.stringify(JSON.parse(documentOfSize(6144)), undefined, 4);
    assert.equal((await create(spaced)).status, 200);
    const PolicyArn = await identities.newPolicy(allow('s3:*'));
    const version = await ask('CreatePolicyVersion', { PolicyArn, PolicyDocument: documentOfSize(6145) });
    assertError(version, 409, 'LimitExceeded', 'Cannot exceed quota for PolicySize: 6144');
    await assert.rejects(iam.createPolicy({ PolicyName: 'long', PolicyDocument: documentOfSize(6145) }), {
      name: 'LimitExceededException',
      message: 'Cannot exceed quota for PolicySize: 6144',
    });
  });

  it('is inline, and the holder has had enough', async () => {
    const user = await identities.newUser(documentOfSize(1000));
    const put = (size: number) =>
      ask('PutUserPolicy', { UserName: user.name, PolicyName: 'more', PolicyDocument: documentOfSize(size) });
    const text = `Maximum policy size of 2048 bytes exceeded for user ${user.name}`;
    assertError(await put(1049), 409, 'LimitExceeded', text);
    assert.equal((await put(1048)).status, 200);
    const role = await identities.newRole({ AWS: account });
    const roleText = `Maximum policy size of 10240 bytes exceeded for role ${role.name}`;
    const rolePolicy = { RoleName: role.name, PolicyName: 'p', PolicyDocument: documentOfSize(10_241) };
    assertError(await ask('PutRolePolicy', rolePolicy), 409, 'LimitExceeded', roleText);
  });

  it('is a trust policy of more than 2,048 characters', async () => {
    const trust = documentOf({
      Principal: { AWS: account },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': 'a'.repeat(1950) } },
    });
    const given = { RoleName: newName('role'), AssumeRolePolicyDocument: trust };
    assertError(await ask('CreateRole', given), 409, 'LimitExceeded', 'Cannot exceed quota for ACLSizePerRole: 2048');
  });
});

describe('a trust policy', () => {
  const ghost = `arn:aws:iam::${account}:user/nobody`;
  const faulty: readonly (readonly [string, string])[] = [
    [documentOf({ Action: 'sts:AssumeRole' }), 'Missing required field Principal'],
    [documentOf({ Principal: {}, Action: 'sts:AssumeRole' }), 'Missing required field Principal cannot be empty!'],
    [
      documentOf({ Principal: { AWS: [] }, Action: 'sts:AssumeRole' }),
      'Missing required field Principal cannot be empty!',
    ],
    [
      documentOf({ Principal: { AWS: ghost }, Action: 'sts:AssumeRole' }),
      `Invalid principal in policy: "AWS":"${ghost}"`,
    ],
    [
      documentOf({ Principal: { AWS: 'somebody' }, Action: 'sts:AssumeRole' }),
      'Invalid principal in policy: "AWS":"somebody"',
    ],
    [
      documentOf({ Principal: { AWS: account }, Action: 'kinesis:*' }),
      'AssumeRole policy may only specify STS AssumeRole actions.',
    ],
    [
      documentOf({ Principal: { AWS: account }, Action: 'sts:AssumeRole', Resource: '*' }),
      'Has prohibited field Resource',
    ],
    [documentOf({ Principal: { AWS: account } }), 'Missing required field Action'],
    ['hello', 'This policy contains invalid Json'],
  ];
  for (const [AssumeRolePolicyDocument, text] of faulty) {
    void it(`is refused: ${text}`, async () => {
      const created = await ask('CreateRole', { RoleName: newName('role'), AssumeRolePolicyDocument });
      assertError(created, 400, 'MalformedPolicyDocument', text);
      const role = await identities.newRole({ AWS: account });
      const updated = { RoleName: role.name, PolicyDocument: AssumeRolePolicyDocument };
      assertError(await ask('UpdateAssumeRolePolicy', updated), 400, 'MalformedPolicyDocument', text);
    });
  }

  it('that names a user who is deleted then names nobody, nor the next of that name', async () => {
    const user = await identities.newUser();
    const role = await identities.newRole({ AWS: user.arn });
    assert.ok((await identities.assume(user.keys, role.arn)).keys.sessionToken);
    await iam.deleteAccessKey({ UserName: user.name, AccessKeyId: user.keys.accessKeyId });
    const { User } = await iam.getUser({ UserName: user.name });
    await iam.deleteUser({ UserName: user.name });
    const { Role } = await iam.getRole({ RoleName: role.name });
    assert.ok(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '').includes(User?.UserId ?? '?'));
    await iam.createUser({ UserName: user.name });
    const keys = await identities.newKeys(user.name);
    await assert.rejects(identities.assume(keys, role.arn), {
      name: 'AccessDenied',
      message: `User: ${user.arn} is not authorized to perform: sts:AssumeRole on resource: ${role.arn}`,
    });
  });
});

describe('an identity policy', () => {
  const faulty: readonly (readonly [string, string])[] = [
    ['hello', 'Syntax errors in policy.'],
    ['{}', 'Syntax errors in policy.'],
    [
      JSON.stringify({ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }),
      'Policy document must be version 2012-10-17 or greater.',
    ],
    [documentOf({ Resource: '*' }), 'Policy statement must contain actions.'],
    [documentOf({ Action: 's3:*' }), 'Policy statement must contain resources.'],
    [allow('s3:*', 'bucket'), 'Resource bucket must be in ARN format or "*".'],
    [allow('GetObject'), 'Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.'],
    [documentOf({ Principal: '*', Action: '*', Resource: '*' }), 'Policy document should not specify a principal.'],
  ];
  for (const [PolicyDocument, text] of faulty) {
    void it(`is refused: ${text} (${PolicyDocument})`, async () => {
      const given = { PolicyName: newName('policy'), PolicyDocument };
      assertError(await ask('CreatePolicy', given), 400, 'MalformedPolicyDocument', text);
    });
  }
});

describe('a session policy', async () => {
  const role = await identities.newRole({ AWS: account });
  const user = await identities.newUser(allow('sts:*'));
  const assume = (parameters: Record<string, string>) =>
    raw.query(
      'AssumeRole',
      stsVersion,
      { RoleArn: role.arn, RoleSessionName: 'session', ...parameters },
      { sign: signerOf(user.keys) },
    );

  void it('that is malformed is refused', async () => {
    const principal = await assume({ Policy: documentOf({ Principal: '*', Action: '*', Resource: '*' }) });
    assertError(principal, 400, 'MalformedPolicyDocument', 'Policy document should not specify a principal.');
    assert.equal(xmlText(await assume({ Policy: 'hello' }), 'Code'), 'MalformedPolicyDocument');
  });

  void it('that is too long is refused', async () => {
    // Text that does not pack.
    let noise = '';
    for (let at = 1; noise.length < 9000; at++) noise += ((at * 2_654_435_761) % 4_294_967_296).toString(36);
    const tooLong = await assume({ Policy: allow('s3:GetObject', `arn:aws:s3:::${noise}`) });
    assert.equal(xmlText(tooLong, 'Code'), 'PackedPolicyTooLarge');
    assert.match(
      xmlText(tooLong, 'Message') ?? '',
      /^Packed policy consumes \d+% of allotted space, please use smaller policy\.$/,
    );
    assert.equal(tooLong.status, 400);
  });
});

describe('what is in use cannot be deleted:', () => {
  const conflict = (answer: Answer, text: string) => assertError(answer, 409, 'DeleteConflict', text);
  const must = (what: string) => `Cannot delete entity, must ${what} first.`;

  it('a managed policy', async () => {
    const PolicyArn = await identities.newPolicy(allow('s3:*'));
    const user = await identities.newUser();
    await iam.attachUserPolicy({ UserName: user.name, PolicyArn });
    conflict(await ask('DeletePolicy', { PolicyArn }), 'Cannot delete a policy attached to entities.');
    await iam.detachUserPolicy({ UserName: user.name, PolicyArn });
    await iam.createPolicyVersion({ PolicyArn, PolicyDocument: allow('s3:Get*') });
    conflict(
      await ask('DeletePolicy', { PolicyArn }),
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. " +
        'The default version is deleted with the policy.',
    );
    conflict(
      await ask('DeletePolicyVersion', { PolicyArn, VersionId: 'v1' }),
      'Cannot delete the default version of a policy.',
    );
    await iam.deletePolicyVersion({ PolicyArn, VersionId: 'v2' });
    assert.equal((await ask('DeletePolicy', { PolicyArn })).status, 200);
  });

  it('a user', async () => {
    const user = await identities.newUser(allow('s3:*'));
    const UserName = user.name;
    const PolicyArn = await identities.newPolicy(allow('s3:*'));
    const GroupName = newName('group');
    await iam.createGroup({ GroupName });
    await iam.addUserToGroup({ GroupName, UserName });
    await iam.attachUserPolicy({ UserName, PolicyArn });
    // In the order in which AWS asks for them.
    const texts = new Set<string>();
    const undo: Readonly<Record<string, () => Promise<unknown>>> = {
      'detach all policies': () => iam.detachUserPolicy({ UserName, PolicyArn }),
      'delete policies': () => iam.deleteUserPolicy({ UserName, PolicyName: 'p0' }),
      'delete access keys': () => iam.deleteAccessKey({ UserName, AccessKeyId: user.keys.accessKeyId }),
      'remove users from group': () => iam.removeUserFromGroup({ UserName, GroupName }),
    };
    for (let left = 4; left > 0; left--) {
      const answer = await ask('DeleteUser', { UserName });
      const text = xmlText(answer, 'Message') ?? '';
      const what = Object.keys(undo).find((step) => text === must(step)) ?? assert.fail(answer.text);
      conflict(answer, must(what));
      texts.add(what);
      await undo[what]?.();
    }
    assert.equal(texts.size, 4);
    assert.equal((await ask('DeleteUser', { UserName })).status, 200);
  });

  it('a group and a role', async () => {
    const user = await identities.newUser();
    const GroupName = newName('group');
    await iam.createGroup({ GroupName });
    await iam.addUserToGroup({ GroupName, UserName: user.name });
    conflict(await ask('DeleteGroup', { GroupName }), must('remove users from group'));
    await iam.removeUserFromGroup({ GroupName, UserName: user.name });
    await iam.putGroupPolicy({ GroupName, PolicyName: 'p', PolicyDocument: allow('s3:*') });
    conflict(await ask('DeleteGroup', { GroupName }), must('delete policies'));
    const role = await identities.newRole({ AWS: account }, [allow('s3:*')]);
    conflict(await ask('DeleteRole', { RoleName: role.name }), must('delete policies'));
    const PolicyArn = await identities.newPolicy(allow('s3:*'));
    await iam.attachRolePolicy({ RoleName: role.name, PolicyArn });
    conflict(await ask('DeleteRole', { RoleName: role.name }), must('detach all policies'));
    await assert.rejects(iam.deleteRole({ RoleName: role.name }), {
      name: 'DeleteConflictException',
      message: must('detach all policies'),
    });
  });
});
