import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Blob } from '@paddock/wire';
import { assertPackagesFit } from '../configuration.js';
import { functionArnOf, refused, testAccount, testLambda, testRole, uuid, zipOf, type TestLambda } from '../testing.js';
import { createFunction } from './create-function.js';
import { getFunctionConfiguration } from './get-function-configuration.js';
import { publishLayerVersion } from './publish-layer-version.js';

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

test('what is given is told, and nothing else', async () => {
  const made = await lambda.run(createFunction, {
    ...given,
    FunctionName: 'given',
    Description: 'says hello',
    Timeout: 900,
    MemorySize: 10240,
    Environment: { Variables: {} },
    TracingConfig: { Mode: 'Active' },
    EphemeralStorage: { Size: 1024 },
    Architectures: ['arm64'],
    KMSKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/k',
    VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
    FileSystemConfigs: [
      {
        Arn: 'arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-01234567890123456',
        LocalMountPath: '/mnt/a',
      },
    ],
    LoggingConfig: { LogFormat: 'JSON', LogGroup: 'mine' },
    Tags: { team: 'red' },
  });
  assert.equal(made.Description, 'says hello');
  assert.equal(made.Timeout, 900);
  assert.equal(made.MemorySize, 10240);
  assert.deepEqual(made.Environment, { Variables: {} });
  assert.deepEqual(made.TracingConfig, { Mode: 'Active' });
  assert.deepEqual(made.EphemeralStorage, { Size: 1024 });
  assert.deepEqual(made.Architectures, ['arm64']);
  assert.equal(made.KMSKeyArn, 'arn:aws:kms:us-east-1:123456789012:key/k');
  assert.deepEqual(made.VpcConfig?.SubnetIds, ['subnet-1']);
  assert.equal(made.VpcConfig.Ipv6AllowedForDualStack, false);
  assert.equal(made.FileSystemConfigs?.[0]?.LocalMountPath, '/mnt/a');
  assert.deepEqual(made.LoggingConfig, {
    LogFormat: 'JSON',
    ApplicationLogLevel: 'INFO',
    SystemLogLevel: 'INFO',
    LogGroup: 'mine',
  });
  assert.deepEqual((await lambda.function('given')).tags, { team: 'red' });
});

test('Publish makes version 1, whose number only Version tells', async () => {
  const made = await lambda.run(createFunction, { ...given, FunctionName: 'published', Publish: true });
  assert.equal(made.Version, '1');
  assert.equal(made.FunctionArn, functionArnOf('published'));
  assert.equal(made.State, 'Pending');
  await lambda.settle();
  const version = await lambda.run(getFunctionConfiguration, { FunctionName: 'published', Qualifier: '1' });
  assert.equal(version.State, 'Active');
  assert.equal(version.FunctionArn, `${functionArnOf('published')}:1`);
});

test('a name is taken once', async () => {
  const twice = { ...given, FunctionName: 'once' };
  const [one, other] = await Promise.allSettled([lambda.run(createFunction, twice), lambda.run(createFunction, twice)]);
  assert.deepEqual([one.status, other.status].toSorted(), ['fulfilled', 'rejected']);
  await refused(lambda.run(createFunction, twice), 'ResourceConflictException', 'Function already exist: once');
  const elsewhere = await lambda.run(createFunction, twice, { region: 'eu-west-1' });
  assert.equal(elsewhere.FunctionArn, `arn:aws:lambda:eu-west-1:${testAccount}:function:once`);
});

test('names are checked as AWS checks them', async () => {
  const pattern =
    '(arn:(aws[a-zA-Z-]*)?:lambda:)?((eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_]+)(:(\\$LATEST|[a-zA-Z0-9-_]+))?';
  await refused(
    lambda.run(createFunction, { ...given, FunctionName: 'a/b' }),
    'InvalidParameterValueException',
    `1 validation error detected: Value 'a/b' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
  );
  const long = 'x'.repeat(65);
  await refused(
    lambda.run(createFunction, { ...given, FunctionName: long }),
    'InvalidParameterValueException',
    `1 validation error detected: Value '${long}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to 64`,
  );
  const arn = 'arn:aws:lambda:us-east-1:123456789012:function:a/b';
  await refused(
    lambda.run(createFunction, { ...given, FunctionName: arn }),
    'ValidationException',
    `1 validation error detected: Value '${arn}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
  );
});

test('two versions of a layer, or one twice, are refused', async () => {
  const Content = { ZipFile: Blob.fromBytes(zipOf({ 'nodejs/x.js': '1' })) };
  const one = (await lambda.run(publishLayerVersion, { LayerName: 'twice', Content })).LayerVersionArn ?? '';
  const other = (await lambda.run(publishLayerVersion, { LayerName: 'twice', Content })).LayerVersionArn ?? '';
  for (const pair of [
    [one, other],
    [one, one],
  ])
    await refused(
      lambda.run(createFunction, { ...given, FunctionName: 'refused', Layers: pair }),
      'InvalidParameterValueException',
      `Two different versions of the same layer are not allowed to be referenced in the same function. ${pair.join(' and ')} are versions of the same layer.`,
    );
  const made = await lambda.run(createFunction, { ...given, FunctionName: 'layered', Layers: [one] });
  assert.deepEqual(made.Layers, [{ Arn: one, CodeSize: Content.ZipFile.byteLength }]);
});

test('a role that trusts another service', async () => {
  const Role = await lambda.role('trusting', [], 'firehose.amazonaws.com');
  await refused(
    lambda.run(createFunction, { ...given, FunctionName: 'refused', Role }),
    'InvalidParameterValueException',
    'The role defined for the function cannot be assumed by Lambda.',
  );
});

test('files of the package and of layers are at most 250 MB together', async () => {
  const layers = [1, 2].map((n) => ({ arn: `${n}`, sha256: '', size: 1, unzipped: 100_000_000 }));
  assertPackagesFit({ unzipped: 62_144_000 }, { layers });
  await refused(
    (async () => assertPackagesFit({ unzipped: 62_144_001 }, { layers }))(),
    'InvalidParameterValueException',
    'Function code combined with layers exceeds the maximum allowed size of 262144000 bytes. The actual size is 262144001 bytes.',
  );
});

test('runtimes that AWS has ended still run here', async () => {
  for (const Runtime of ['nodejs12.x', 'python3.7', 'provided'])
    await lambda.run(createFunction, { ...given, FunctionName: `old-${Runtime.replace('.', '-')}`, Runtime });
});

test('a dead-letter queue needs a role that may send to it', async () => {
  const target = `arn:aws:sqs:us-east-1:${testAccount}:dead`;
  const role = await lambda.role('powerless');
  const wanting = { ...given, FunctionName: 'dead', Role: role };
  await refused(
    lambda.run(createFunction, { ...wanting, DeadLetterConfig: { TargetArn: target } }),
    'InvalidParameterValueException',
    'The provided execution role does not have permissions to call SendMessage on SQS',
  );
  await refused(
    lambda.run(createFunction, {
      ...wanting,
      DeadLetterConfig: { TargetArn: `arn:aws:sns:us-east-1:${testAccount}:dead` },
    }),
    'InvalidParameterValueException',
    'The provided execution role does not have permissions to call Publish on SNS',
  );
  const made = await lambda.run(createFunction, {
    ...wanting,
    Role: testRole,
    DeadLetterConfig: { TargetArn: target },
  });
  assert.deepEqual(made.DeadLetterConfig, { TargetArn: target });
});

test('the policies are asked for the action, the role, the layers and the tags', async () => {
  const layer = `arn:aws:lambda:us-east-1:${testAccount}:layer:l:1`;
  const needs = await lambda.needs(createFunction, {
    ...given,
    Layers: [layer],
    Tags: { team: 'red' },
    VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
  });
  assert.deepEqual(
    needs.map(({ action, resources }) => [action, ...resources]),
    [
      ['lambda:CreateFunction', functionArnOf('f')],
      ['iam:PassRole', testRole],
      ['lambda:GetLayerVersion', layer],
      ['lambda:TagResource', functionArnOf('f')],
    ],
  );
  const [create, pass, , tagging] = needs;
  assert.deepEqual(create?.keys?.('lambda:layer'), [layer]);
  assert.deepEqual(create?.keys?.('lambda:subnetids'), ['subnet-1']);
  assert.deepEqual(create?.keys?.('lambda:securitygroupids'), ['sg-1']);
  assert.deepEqual(create?.keys?.('aws:requesttag/team'), ['red']);
  assert.deepEqual(tagging?.keys?.('aws:tagkeys'), ['team']);
  assert.deepEqual(pass?.keys?.('iam:passedtoservice'), ['lambda.amazonaws.com']);
});

test('who may not pass the role makes no function', async () => {
  const user = await lambda.user('maker', [{ Effect: 'Allow', Action: 'lambda:*', Resource: '*' }]);
  await refused(
    lambda.call(createFunction, { ...given, FunctionName: 'unpassed' }, user),
    'AccessDeniedException',
    `User: arn:aws:iam::${testAccount}:user/maker is not authorized to perform: iam:PassRole on resource: ${testRole} because no identity-based policy allows the iam:PassRole action`,
  );
  await refused(
    lambda.needs(createFunction, { ...given, Role: 'arn:aws:iam::210987654321:role/theirs' }),
    'AccessDeniedException',
    'Cross-account pass role is not allowed.',
  );
});

test('code that nobody uses is not kept', async () => {
  const before = await lambda.registry.list('lambda/code/');
  const fresh = Blob.fromBytes(zipOf({ 'fresh.mjs': '1' }));
  const stored = lambda.context.code.put.bind(lambda.context.code);
  await lambda.run(createFunction, { ...given, FunctionName: 'holder', Code: { ZipFile: fresh } });
  assert.equal((await lambda.registry.list('lambda/code/')).length, before.length + 1);
  // Lost the race for the name after its code was stored.
  lambda.context.code.put = async (zip, facts) => {
    const found = await stored(zip, facts);
    lambda.context.code.put = stored;
    await lambda.run(createFunction, { ...given, FunctionName: 'raced' });
    return found;
  };
  await refused(
    lambda.run(createFunction, {
      ...given,
      FunctionName: 'raced',
      Code: { ZipFile: Blob.fromBytes(zipOf({ 'lost.mjs': '1' })) },
    }),
    'ResourceConflictException',
    'Function already exist: raced',
  );
  assert.equal((await lambda.registry.list('lambda/code/')).length, before.length + 1);
});
