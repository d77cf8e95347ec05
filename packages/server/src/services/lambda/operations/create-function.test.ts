import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Blob } from '@paddock/wire';
import { functionArnOf, refused, testAccount, testLambda, testRole, uuid, zipOf, type TestLambda } from '../testing.js';
import { createFunction } from './create-function.js';
import { getFunctionConfiguration } from './get-function-configuration.js';

let lambda: TestLambda;
before(async () => {
  lambda = await testLambda({ transition: 200 });
});
after(() => lambda.stop());

const zip = zipOf({ 'index.mjs': 'export const handler = async () => 1;' });
const given = {
  FunctionName: 'f',
  Role: testRole,
  Runtime: 'nodejs22.x',
  Handler: 'index.handler',
  Code: { ZipFile: Blob.fromBytes(zip) },
};

test('a function has AWS defaults, is Pending, and becomes Active with another revision', async () => {
  const made = await lambda.run(createFunction, given);
  const { CodeSha256, RevisionId, RuntimeVersionConfig, ...rest } = made;
  assert.match(String(CodeSha256), /^[\w+/]{43}=$/);
  assert.match(String(RevisionId), uuid);
  assert.match(String(RuntimeVersionConfig?.RuntimeVersionArn), /^arn:aws:lambda:us-east-1::runtime:[0-9a-f]{64}$/);
  assert.deepEqual(JSON.parse(JSON.stringify(rest)), {
    FunctionName: 'f',
    FunctionArn: functionArnOf('f'),
    Runtime: 'nodejs22.x',
    Role: testRole,
    Handler: 'index.handler',
    CodeSize: zip.length,
    Description: '',
    Timeout: 3,
    MemorySize: 128,
    LastModified: '2023-11-14T22:13:20.000+0000',
    Version: '$LATEST',
    TracingConfig: { Mode: 'PassThrough' },
    State: 'Pending',
    StateReason: 'The function is being created.',
    StateReasonCode: 'Creating',
    PackageType: 'Zip',
    Architectures: ['x86_64'],
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/f' },
  });
  await lambda.settle();
  const active = await lambda.run(getFunctionConfiguration, { FunctionName: 'f' });
  assert.equal(active.State, 'Active');
  assert.equal(active.StateReason, undefined);
  assert.equal(active.LastUpdateStatus, 'Successful');
  assert.notEqual(active.RevisionId, RevisionId);
});
