import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { testAccount, testIam, testStart, type TestIam } from '../testing.js';
import { createPolicyVersion } from './create-policy-version.js';
import { createPolicy } from './create-policy.js';
import { deletePolicyVersion } from './delete-policy-version.js';
import { getPolicyVersion } from './get-policy-version.js';
import { getPolicy } from './get-policy.js';
import { listPolicyVersions } from './list-policy-versions.js';
import { setDefaultPolicyVersion } from './set-default-policy-version.js';

const PolicyArn = `arn:aws:iam::${testAccount}:policy/riders`;
const awsArn = 'arn:aws:iam::aws:policy/AmazonKinesisReadOnlyAccess';
const document = (action: string): string =>
  `{"Version": "2012-10-17",\n "Statement": [{"Effect": "Allow", "Action": "${action}", "Resource": "*"}]}`;

describe('versions of a managed policy', () => {
  let iam: TestIam;
  beforeEach(async () => {
    iam = await testIam({ quotas: { managedPolicySize: 120 } });
    await iam.run(createPolicy, { PolicyName: 'riders', PolicyDocument: document('s3:Get*') });
  });
  afterEach(() => iam.stop());
  const add = (SetAsDefault?: boolean) =>
    iam.run(createPolicyVersion, {
      PolicyArn,
      PolicyDocument: document('s3:Put*'),
      ...(SetAsDefault === undefined ? {} : { SetAsDefault }),
    });
  const ids = async (): Promise<(string | undefined)[]> =>
    ((await iam.run(listPolicyVersions, { PolicyArn })).Versions ?? []).map(({ VersionId }) => VersionId);
  const remove = (VersionId: string) => iam.run(deletePolicyVersion, { PolicyArn, VersionId });

  it('are listed newest first without their documents', async () => {
    await iam.clock.advance(1000);
    assert.deepEqual(await add(), {
      PolicyVersion: { VersionId: 'v2', IsDefaultVersion: false, CreateDate: testStart + 1000 },
    });
    assert.deepEqual(await add(true), {
      PolicyVersion: { VersionId: 'v3', IsDefaultVersion: true, CreateDate: testStart + 1000 },
    });
    assert.deepEqual(await iam.run(listPolicyVersions, { PolicyArn }), {
      Versions: [
        { VersionId: 'v3', IsDefaultVersion: true, CreateDate: testStart + 1000 },
        { VersionId: 'v2', IsDefaultVersion: false, CreateDate: testStart + 1000 },
        { VersionId: 'v1', IsDefaultVersion: false, CreateDate: testStart },
      ],
      IsTruncated: false,
    });
    const { Policy } = await iam.run(getPolicy, { PolicyArn });
    assert.deepEqual(
      [Policy?.DefaultVersionId, Policy?.CreateDate, Policy?.UpdateDate],
      ['v3', testStart, testStart + 1000],
    );
  });

  it('answer their document percent-encoded, every space of it', async () => {
    const { PolicyVersion } = await iam.run(getPolicyVersion, { PolicyArn, VersionId: 'v1' });
    assert.match(PolicyVersion?.Document ?? '', /^%7B%22Version%22%3A%20%222012-10-17%22%2C%0A%20/);
    assert.match(PolicyVersion?.Document ?? '', /s3%3AGet%2A/);
    assert.equal(decodeURIComponent(PolicyVersion?.Document ?? ''), document('s3:Get*'));
    assert.deepEqual(
      { ...PolicyVersion, Document: '' },
      { Document: '', VersionId: 'v1', IsDefaultVersion: true, CreateDate: testStart },
    );
  });

  it('are at most five, and their numbers are not given again', async () => {
    for (let version = 2; version <= 5; version++) await add();
    await assert.rejects(add(), {
      code: 'LimitExceeded',
      status: 409,
      message:
        'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
    });
    await remove('v5');
    await add();
    assert.deepEqual(await ids(), ['v6', 'v4', 'v3', 'v2', 'v1']);
    const outcomes = await Promise.allSettled([remove('v2'), add(), add()]);
    assert.equal(outcomes[0]?.status, 'fulfilled');
    assert.ok((await ids()).length <= 5);
  });

  it('page from the newest to the oldest', async () => {
    for (let version = 2; version <= 11; version++) {
      await add(true);
      await remove(`v${version - 1}`);
    }
    await add();
    const first = await iam.run(listPolicyVersions, { PolicyArn, MaxItems: 1 });
    assert.deepEqual(
      first.Versions?.map(({ VersionId }) => VersionId),
      ['v12'],
    );
    const second = await iam.run(listPolicyVersions, { PolicyArn, MaxItems: 1, Marker: first.Marker ?? '' });
    assert.deepEqual(
      second.Versions?.map(({ VersionId }) => VersionId),
      ['v11'],
    );
    assert.equal(second.IsTruncated, false);
  });

  it('become the default and leave again, but not while they are it', async () => {
    await add();
    await assert.rejects(remove('v1'), {
      code: 'DeleteConflict',
      status: 409,
      message: 'Cannot delete the default version of a policy.',
    });
    await iam.clock.advance(5000);
    await iam.run(setDefaultPolicyVersion, { PolicyArn, VersionId: 'v2' });
    await remove('v1');
    assert.deepEqual(await ids(), ['v2']);
    const { Policy } = await iam.run(getPolicy, { PolicyArn });
    assert.deepEqual([Policy?.DefaultVersionId, Policy?.UpdateDate], ['v2', testStart + 5000]);
  });

  it('never lose the default to a race', async () => {
    await add();
    await Promise.allSettled([iam.run(setDefaultPolicyVersion, { PolicyArn, VersionId: 'v2' }), remove('v2')]);
    const policy = iam.context.store.policyByArn(PolicyArn)?.value;
    assert.ok(policy?.versions.some(({ id }) => id === policy.defaultVersion));
  });

  it('that do not exist are what is missing, even if the policy is', async () => {
    for (const arn of [PolicyArn, `${PolicyArn}-not`]) {
      const missing = {
        code: 'NoSuchEntity',
        status: 404,
        message: `Policy ${arn} version v9 does not exist or is not attachable.`,
      };
      const input = { PolicyArn: arn, VersionId: 'v9' };
      await assert.rejects(iam.run(getPolicyVersion, input), missing);
      for (const operation of [deletePolicyVersion, setDefaultPolicyVersion])
        await assert.rejects(iam.run(operation, input), missing);
    }
    const policyMissing = { code: 'NoSuchEntity', message: `Policy ${PolicyArn}-not was not found.` };
    await assert.rejects(iam.run(listPolicyVersions, { PolicyArn: `${PolicyArn}-not` }), policyMissing);
    await assert.rejects(
      iam.run(createPolicyVersion, { PolicyArn: `${PolicyArn}-not`, PolicyDocument: document('s3:*') }),
      policyMissing,
    );
  });

  it('are checked as the first one was: first the document, then the policy, then the size', async () => {
    const missing = `${PolicyArn}-not`;
    await assert.rejects(iam.run(createPolicyVersion, { PolicyArn: missing, PolicyDocument: '{}' }), {
      code: 'MalformedPolicyDocument',
    });
    const long = document(`s3:${'x'.repeat(90)}`);
    await assert.rejects(iam.run(createPolicyVersion, { PolicyArn: missing, PolicyDocument: long }), {
      code: 'NoSuchEntity',
    });
    await assert.rejects(iam.run(createPolicyVersion, { PolicyArn, PolicyDocument: long }), {
      code: 'LimitExceeded',
      message: 'Cannot exceed quota for PolicySize: 120',
    });
  });

  it('of AWS’s policies can be read and not changed', async () => {
    const { Versions = [] } = await iam.run(listPolicyVersions, { PolicyArn: awsArn });
    assert.equal(Versions.length, 1);
    const VersionId = Versions[0]?.VersionId ?? '';
    const { PolicyVersion } = await iam.run(getPolicyVersion, { PolicyArn: awsArn, VersionId });
    assert.equal(PolicyVersion?.IsDefaultVersion, true);
    assert.match(decodeURIComponent(PolicyVersion.Document ?? ''), /kinesis:Get\*/);
    for (const operation of [deletePolicyVersion, setDefaultPolicyVersion])
      await assert.rejects(iam.run(operation, { PolicyArn: awsArn, VersionId }), {
        code: 'AccessDenied',
        status: 403,
        message: `User: arn:aws:iam::${testAccount}:root is not authorized to perform: iam:${operation.name} on resource: policy ${awsArn}`,
      });
    await assert.rejects(iam.run(createPolicyVersion, { PolicyArn: awsArn, PolicyDocument: document('s3:*') }), {
      code: 'AccessDenied',
    });
  });
});
