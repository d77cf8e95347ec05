import assert from 'node:assert/strict';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { Blob } from '@paddock/wire';
import { isCodeUsed } from '../code-use.js';
import { resourceDirectory, type LambdaResources } from '../resource-directory.js';
import {
  allows,
  functionArnOf,
  refused,
  stranger,
  testAccount,
  testLambda,
  testRegion,
  uuid,
  zipOf,
  type TestLambda,
} from '../testing.js';
import { addLayerVersionPermission } from './add-layer-version-permission.js';
import { deleteFunction } from './delete-function.js';
import { deleteLayerVersion } from './delete-layer-version.js';
import { getLayerVersionByArn } from './get-layer-version-by-arn.js';
import { getLayerVersionPolicy } from './get-layer-version-policy.js';
import { getLayerVersion } from './get-layer-version.js';
import { invoke } from './invoke.js';
import { listLayerVersions } from './list-layer-versions.js';
import { listLayers } from './list-layers.js';
import { publishLayerVersion } from './publish-layer-version.js';
import { removeLayerVersionPermission } from './remove-layer-version-permission.js';

suite('layers', () => {
  let lambda: TestLambda;
  let resources: LambdaResources;
  beforeEach(async () => {
    lambda = await testLambda({ resources: (context) => (resources = resourceDirectory(context)) });
    await resources.ready;
  });
  afterEach(async () => {
    resources.close();
    await lambda.stop();
  });
  const arn = `arn:aws:lambda:${testRegion}:${testAccount}:layer:l`;
  const zip = (name = 'a.txt') => Blob.fromBytes(zipOf({ [name]: 'text' }));
  const publish = (more = {}, LayerName = 'l') =>
    lambda.run(publishLayerVersion, { LayerName, Content: { ZipFile: zip() }, ...more });
  const version = (VersionNumber: number) => ({ LayerName: 'l', VersionNumber });
  const gone = 'The resource you requested does not exist.';

  test('a version answers what it was given, and no more', async () => {
    const made = await publish();
    assert.match(made.CreatedDate ?? '', /^2023-11-14T22:13:20\.000\+0000$/);
    const { Content, CreatedDate, ...rest } = made;
    assert.deepEqual(defined(rest), {
      LayerArn: arn,
      LayerVersionArn: `${arn}:1`,
      Description: '',
      Version: 1,
    });
    assert.match(Content?.CodeSha256 ?? '', /^[A-Za-z0-9+/]{43}=$/);
    assert.match(Content?.Location ?? '', /^http/);
    assert.deepEqual(await lambda.run(getLayerVersion, version(1)), made);
    assert.deepEqual(await lambda.run(getLayerVersionByArn, { Arn: `${arn}:1` }), made);
    const full = await publish({
      Description: 'd',
      CompatibleRuntimes: ['python3.13'],
      CompatibleArchitectures: [],
      LicenseInfo: 'MIT',
    });
    assert.equal(full.Version, 2);
    assert.deepEqual(
      [full.CompatibleRuntimes, full.CompatibleArchitectures, full.LicenseInfo],
      [['python3.13'], [], 'MIT'],
    );
    void CreatedDate;
  });

  test('numbers never come back', async () => {
    await publish();
    await publish();
    await lambda.run(deleteLayerVersion, version(2));
    await lambda.run(deleteLayerVersion, version(1));
    assert.deepEqual((await lambda.run(listLayers, {})).Layers, []);
    assert.equal((await publish()).Version, 3);
  });

  test('unknown runtimes and architectures are told together', async () => {
    await refused(
      publish({ CompatibleRuntimes: ['invalidruntime'], CompatibleArchitectures: ['invalidarch'] }),
      'ValidationException',
      /^2 validation errors detected: Value '\[invalidruntime\]' at 'compatibleRuntimes' failed to satisfy constraint: Member must satisfy enum value set: \[nodejs20\.x, .*\]; Value '\[invalidarch\]' at 'compatibleArchitectures' failed to satisfy constraint: Member must satisfy constraint: \[Member must satisfy enum value set: \[x86_64, arm64\]/,
    );
  });

  test('what is not there is refused in AWS’s words', async () => {
    await refused(lambda.run(getLayerVersion, version(1)), 'ResourceNotFoundException', gone);
    await refused(lambda.run(getLayerVersionByArn, { Arn: `${arn}:1` }), 'ResourceNotFoundException', gone);
    const small = 'Layer Version Cannot be less than 1';
    await refused(lambda.run(getLayerVersion, version(0)), 'InvalidParameterValueException', small);
    await refused(lambda.run(deleteLayerVersion, version(-1)), 'InvalidParameterValueException', small);
    await lambda.run(deleteLayerVersion, version(7));
    assert.deepEqual(defined(await lambda.run(listLayerVersions, { LayerName: 'l' })), { LayerVersions: [] });
    await refused(
      publish({ Content: { ZipFile: Blob.fromBytes(Buffer.from('no zip')) } }),
      'InvalidParameterValueException',
      'Could not unzip uploaded file. Please check your file, then try to upload again.',
    );
  });

  test('versions are listed newest first, page by page, and narrowed by what they are for', async () => {
    await publish({ CompatibleRuntimes: ['python3.13'] });
    await publish({ CompatibleRuntimes: ['nodejs22.x'], CompatibleArchitectures: ['arm64'] });
    await publish();
    const list = (more = {}) => lambda.run(listLayerVersions, { LayerName: 'l', ...more });
    const first = await list({ MaxItems: 2 });
    assert.deepEqual(
      first.LayerVersions?.map(({ Version }) => Version),
      [3, 2],
    );
    const rest = await list({ MaxItems: 2, Marker: first.NextMarker });
    assert.deepEqual(
      rest.LayerVersions?.map(({ Version }) => Version),
      [1],
    );
    assert.equal(rest.NextMarker, undefined);
    const narrowed = await list({ CompatibleArchitecture: 'arm64' });
    assert.deepEqual(
      narrowed.LayerVersions?.map(({ Version }) => Version),
      [2],
    );
    await publish({}, 'other');
    const { Layers } = await lambda.run(listLayers, {});
    assert.deepEqual(
      Layers?.map(({ LayerName, LatestMatchingVersion }) => [LayerName, LatestMatchingVersion?.Version]),
      [
        ['l', 3],
        ['other', 1],
      ],
    );
    const matching = await lambda.run(listLayers, { CompatibleRuntime: 'python3.13' });
    assert.deepEqual(
      matching.Layers?.map(({ LatestMatchingVersion }) => LatestMatchingVersion?.Version),
      [1],
    );
  });

  test('functions keep what they use when it is deleted, and nobody keeps it afterwards', async () => {
    const { Content } = await publish();
    const sha = Content?.CodeSha256 ?? '';
    const made = await lambda.createFunction('f', { Layers: [`${arn}:1`] });
    assert.deepEqual(made.Layers, [{ Arn: `${arn}:1`, CodeSize: Content?.CodeSize }]);
    await lambda.run(deleteLayerVersion, version(1));
    await lambda.run(invoke, { FunctionName: 'f' });
    assert.equal(lambda.pool.invocations[0]?.spec.layerDirectories.length, 1);
    assert.ok(await isCodeUsed(lambda.registry, sha));
    await lambda.run(deleteFunction, { FunctionName: 'f' });
    assert.equal(await lambda.context.code.find(sha), undefined);
  });

  test('permissions are statements, with revisions of their own', async () => {
    await publish();
    const permit = (more = {}) =>
      lambda.run(addLayerVersionPermission, {
        ...version(1),
        StatementId: 's1',
        Action: 'lambda:GetLayerVersion',
        Principal: '*',
        ...more,
      });
    const notFound = 'ResourceNotFoundException';
    const policy = () => lambda.run(getLayerVersionPolicy, version(1));
    await refused(policy(), notFound, 'No policy is associated with the given resource.');
    const { Statement, RevisionId } = await permit();
    assert.equal(
      Statement,
      `{"Sid":"s1","Effect":"Allow","Principal":"*","Action":"lambda:GetLayerVersion","Resource":"${arn}:1"}`,
    );
    assert.match(RevisionId ?? '', uuid);
    assert.deepEqual(await policy(), {
      Policy: `{"Version":"2012-10-17","Id":"default","Statement":[${Statement}]}`,
      RevisionId,
    });
    await refused(permit(), 'ResourceConflictException', /^The statement id \(s1\) provided already exists/);
    const mismatch =
      'The Revision Id provided does not match the latest Revision Id. Call the GetLayerPolicy API to retrieve the latest Revision Id';
    await refused(permit({ StatementId: 's2', RevisionId: 'other' }), 'PreconditionFailedException', mismatch);
    await permit({ StatementId: 's2', RevisionId, Principal: '210987654321', OrganizationId: 'o-1234567890' });
    await refused(permit({ VersionNumber: 9 }), notFound, `Layer version ${arn}:9 does not exist.`);
    await refused(
      permit({ Action: '*' }),
      'ValidationException',
      "1 validation error detected: Value '*' at 'action' failed to satisfy constraint: Member must satisfy regular expression pattern: lambda:GetLayerVersion",
    );
    const remove = (StatementId: string) => lambda.run(removeLayerVersionPermission, { ...version(1), StatementId });
    await refused(remove('s3'), notFound, 'Statement s3 is not found in resource policy.');
    await remove('s1');
    await remove('s2');
    await refused(remove('s2'), notFound, 'No policy is associated with the given resource.');
  });

  test('another account uses a layer when it is permitted to', async () => {
    await publish();
    const get = () => lambda.call(getLayerVersionByArn, { Arn: `${arn}:1` }, stranger);
    await refused(
      get(),
      'AccessDeniedException',
      `User: ${stranger.arn} is not authorized to perform: lambda:GetLayerVersion on resource: ${arn}:1 because no resource-based policy allows the lambda:GetLayerVersion action`,
    );
    await lambda.run(addLayerVersionPermission, {
      ...version(1),
      StatementId: 's',
      Action: 'lambda:GetLayerVersion',
      Principal: stranger.account,
    });
    assert.equal((await get()).Version, 1);
    await lambda.run(deleteLayerVersion, version(1));
    await refused(get(), 'AccessDeniedException', /no resource-based policy/);
  });

  test('which layers functions may have can be limited', async () => {
    await publish();
    const user = await lambda.user('u', [allows('lambda:GetLayerVersion', `${arn}:1`)]);
    assert.equal((await lambda.call(getLayerVersion, version(1), user)).Version, 1);
    await refused(lambda.call(getLayerVersion, version(2), user), 'AccessDeniedException', /lambda:GetLayerVersion/);
    assert.match(functionArnOf('f'), /function:f$/);
  });
});

const defined = (value: object): object =>
  Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined));
