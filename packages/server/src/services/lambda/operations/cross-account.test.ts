import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Blob } from '@paddock/wire';
import { resourceDirectory } from '../resource-directory.js';
import {
  allows,
  functionArnOf,
  refused,
  stranger,
  testAccount,
  testLambda,
  zipOf,
  type TestLambda,
} from '../testing.js';
import { addLayerVersionPermission } from './add-layer-version-permission.js';
import { addPermission } from './add-permission.js';
import { getFunction } from './get-function.js';
import { publishLayerVersion } from './publish-layer-version.js';
import { publishVersion } from './publish-version.js';
import { updateFunctionConfiguration } from './update-function-configuration.js';

let lambda: TestLambda;
before(async () => {
  lambda = await testLambda({ resources: resourceDirectory });
  await lambda.createFunction('f');
});
after(() => lambda.stop());

const FunctionName = functionArnOf('f');

test('a function that another account may use by its policy, and what its policy cannot give', async () => {
  await refused(lambda.call(getFunction, { FunctionName }, stranger), 'AccessDeniedException', /lambda:GetFunction/);
  for (const Action of ['lambda:GetFunction', 'lambda:PublishVersion', 'lambda:UpdateFunctionConfiguration'])
    await lambda.run(addPermission, {
      FunctionName,
      Action,
      StatementId: Action.slice('lambda:'.length),
      Principal: stranger.account,
    });
  await lambda.call(getFunction, { FunctionName }, stranger);
  await lambda.call(publishVersion, { FunctionName }, stranger);
  await refused(
    lambda.call(updateFunctionConfiguration, { FunctionName, Timeout: 5 }, stranger),
    'AccessDeniedException',
    'Cross-account access is not allowed.',
  );
});

test('a layer of another account needs its policy', async () => {
  const Content = { ZipFile: Blob.fromBytes(zipOf({ 'nodejs/x.js': '1' })) };
  const theirs = await lambda.run(publishLayerVersion, { LayerName: 'l', Content }, { principal: stranger });
  const { LayerVersionArn = '' } = theirs;
  const user = await lambda.user('layering', [allows('*')]);
  const configure = () => lambda.call(updateFunctionConfiguration, { FunctionName, Layers: [LayerVersionArn] }, user);
  await refused(
    configure(),
    'AccessDeniedException',
    `User: ${user.arn} is not authorized to perform: lambda:GetLayerVersion on resource: ${LayerVersionArn} because no resource-based policy allows the lambda:GetLayerVersion action`,
  );
  await lambda.run(
    addLayerVersionPermission,
    { LayerName: 'l', VersionNumber: 1, StatementId: 's', Action: 'lambda:GetLayerVersion', Principal: testAccount },
    { principal: stranger },
  );
  assert.deepEqual((await configure()).Layers, [{ Arn: LayerVersionArn, CodeSize: Content.ZipFile.byteLength }]);
});
