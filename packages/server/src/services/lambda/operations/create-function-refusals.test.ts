import { after, before, test } from 'node:test';
import { Blob } from '@paddock/wire';
import { refused, testAccount, testLambda, testRole, zipOf, type TestLambda } from '../testing.js';
import { createFunction } from './create-function.js';

let lambda: TestLambda;
before(async () => {
  lambda = await testLambda();
});
after(() => lambda.stop());

const given = {
  FunctionName: 'refused',
  Role: testRole,
  Runtime: 'nodejs22.x',
  Handler: 'index.handler',
  Code: { ZipFile: Blob.fromBytes(zipOf({ 'index.mjs': 'export const handler = async () => 1;' })) },
};

const refusals: readonly [string, object, string, string | RegExp][] = [
  [
    'a role that is no ARN',
    { Role: 'r1' },
    'ValidationException',
    "1 validation error detected: Value 'r1' at 'role' failed to satisfy constraint: Member must satisfy regular expression pattern: arn:(aws[a-zA-Z-]*)?:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+",
  ],
  [
    'a role that is not there',
    { Role: `arn:aws:iam::${testAccount}:role/none` },
    'InvalidParameterValueException',
    'The role defined for the function cannot be assumed by Lambda.',
  ],
  [
    'an unknown runtime',
    { Runtime: 'non-existent-runtime' },
    'InvalidParameterValueException',
    "Value non-existent-runtime at 'runtime' failed to satisfy constraint: Member must satisfy enum value set: [nodejs20.x, python3.14, provided.al2023, python3.12, python3.13, nodejs24.x, nodejs22.x, java25, python3.10, python3.11, java21, ruby3.3, ruby3.4, ruby3.2, python3.8, python3.9, java17, nodejs16.x, dotnet10, dotnet8, java11, dotnet6, nodejs18.x, provided.al2, java8.al2] or be a valid ARN",
  ],
  [
    'a runtime in capitals',
    { Runtime: 'NODEJS22.X' },
    'InvalidParameterValueException',
    /^Value NODEJS22\.X at 'runtime'/,
  ],
  ['a runtime of elsewhere', { Runtime: 'java21' }, 'InvalidParameterValueException', /java21 is not available here/],
  [
    'python 2',
    { Runtime: 'python2.7' },
    'InvalidParameterValueException',
    'The runtime parameter of python2.7 is no longer supported for creating or updating AWS Lambda functions. We recommend you use a supported runtime while creating or updating functions.',
  ],
  [
    'no handler',
    { Handler: undefined },
    'InvalidParameterValueException',
    'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
  ],
  [
    'no runtime',
    { Runtime: undefined },
    'InvalidParameterValueException',
    'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
  ],
  [
    'what is no zip',
    { Code: { ZipFile: Blob.fromBytes(Buffer.from('no zip')) } },
    'InvalidParameterValueException',
    'Could not unzip uploaded file. Please check your file, then try to upload again.',
  ],
  [
    'an empty zip',
    { Code: { ZipFile: Blob.fromBytes(new Uint8Array()) } },
    'InvalidParameterValueException',
    'Uploaded file must be a non-empty zip',
  ],
  ['no source', { Code: {} }, 'InvalidParameterValueException', 'Please provide a source for function code.'],
  [
    'a bucket that is not there',
    { Code: { S3Bucket: 'bucket', S3Key: 'key' } },
    'InvalidParameterValueException',
    'Error occurred while GetObject. S3 Error Code: NoSuchBucket. S3 Error Message: The specified bucket does not exist',
  ],
  [
    'a container image',
    { PackageType: 'Image', Code: { ImageUri: 'x' } },
    'InvalidParameterValueException',
    'Functions of container images are not available here.',
  ],
  [
    'two architectures',
    { Architectures: ['x86_64', 'arm64'] },
    'ValidationException',
    "1 validation error detected: Value '[x86_64, arm64]' at 'architectures' failed to satisfy constraint: Member must have length less than or equal to 1",
  ],
  [
    'an unknown architecture',
    { Architectures: ['X86_64'] },
    'ValidationException',
    "1 validation error detected: Value '[X86_64]' at 'architectures' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [x86_64, arm64], Member must not be null]",
  ],
  [
    'reserved variables',
    { Environment: { Variables: { AWS_REGION: 'x', OK: '1', _HANDLER: 'x' } } },
    'ValidationException',
    /Map keys/,
  ],
  [
    'a reserved variable',
    { Environment: { Variables: { AWS_REGION: 'x', MINE: '1', LAMBDA_TASK_ROOT: '/' } } },
    'InvalidParameterValueException',
    'Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: AWS_REGION, LAMBDA_TASK_ROOT',
  ],
  [
    'variables that cannot be',
    { Environment: { Variables: { '1x': 'secret' } } },
    'ValidationException',
    "1 validation error detected: Value at 'environment.variables' failed to satisfy constraint: Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+, Member must not be null]",
  ],
  [
    'variables over 4 KB',
    { Environment: { Variables: { LARGE_VAR: 'x'.repeat(4081) } } },
    'InvalidParameterValueException',
    `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: {"LARGE_VAR":"${'x'.repeat(4081)}"}`,
  ],
  [
    'too little memory',
    { MemorySize: 100 },
    'ValidationException',
    "1 validation error detected: Value '100' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128",
  ],
  [
    'too much memory',
    { MemorySize: 10241 },
    'InvalidParameterValueException',
    "'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to 10240",
  ],
  [
    'too long a timeout',
    { Timeout: 1000 },
    'ValidationException',
    "1 validation error detected: Value '1000' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900",
  ],
  [
    'too little storage',
    { EphemeralStorage: { Size: 100 } },
    'ValidationException',
    "1 validation error detected: Value '100' at 'ephemeralStorage.size' failed to satisfy constraint: Member must have value greater than or equal to 512",
  ],
  [
    'levels for text',
    { LoggingConfig: { LogFormat: 'Text', ApplicationLogLevel: 'INFO' } },
    'InvalidParameterValueException',
    'LogLevel is not supported when LogFormat is set to "Text". Remove LogLevel from your request or change the LogFormat to "JSON" and try again.',
  ],
  [
    'SnapStart for a runtime without it',
    { SnapStart: { ApplyOn: 'PublishedVersions' } },
    'InvalidParameterValueException',
    'nodejs22.x is not supported for SnapStart enabled functions.',
  ],
  [
    'an unknown SnapStart',
    { SnapStart: { ApplyOn: 'invalidOption' } },
    'ValidationException',
    "1 validation error detected: Value 'invalidOption' at 'snapStart.applyOn' failed to satisfy constraint: Member must satisfy enum value set: [PublishedVersions, None]",
  ],
  [
    'a subnet that cannot be',
    { VpcConfig: { SubnetIds: ['x'] } },
    'ValidationException',
    "1 validation error detected: Value '[x]' at 'vpcConfig.subnetIds' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 1024, Member must have length greater than or equal to 0, Member must satisfy regular expression pattern: subnet-[0-9a-z]*]",
  ],
  [
    'a layer that is not there',
    { Layers: [`arn:aws:lambda:us-east-1:${testAccount}:layer:l:1`] },
    'InvalidParameterValueException',
    `Layer version arn:aws:lambda:us-east-1:${testAccount}:layer:l:1 does not exist.`,
  ],
  [
    'a layer of another region',
    { Layers: [`arn:aws:lambda:eu-west-1:${testAccount}:layer:l:1`] },
    'InvalidParameterValueException',
    'Layers are not in the same region as the function. Layers are expected to be in region us-east-1.',
  ],
  [
    'a layer without a version',
    { Layers: [`arn:aws:lambda:us-east-1:${testAccount}:layer:l`] },
    'ValidationException',
    `1 validation error detected: Value '[arn:aws:lambda:us-east-1:${testAccount}:layer:l]' at 'layers' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 2048, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: (arn:(aws[a-zA-Z-]*)?:lambda:(eusc-)?[a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:\\d{12}:layer:[a-zA-Z0-9-_]+:[0-9]+)|(arn:[a-zA-Z0-9-]+:lambda:::awslayer:[a-zA-Z0-9-_]+), Member must not be null]`,
  ],
  [
    'six layers',
    { Layers: [1, 2, 3, 4, 5, 6].map((n) => `arn:aws:lambda:us-east-1:${testAccount}:layer:l${n}:1`) },
    'InvalidParameterValueException',
    'Cannot reference more than 5 layers.',
  ],
  [
    'too many tags',
    { Tags: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, 'v'])) },
    'InvalidParameterValueException',
    'Number of tags exceeds resource tag limit.',
  ],
  [
    'a code signing configuration that is not there',
    { CodeSigningConfigArn: `arn:aws:lambda:us-east-1:${testAccount}:code-signing-config:csc-01234567890123456` },
    'CodeSigningConfigNotFoundException',
    `The code signing configuration cannot be found. Check that the provided configuration is not deleted: arn:aws:lambda:us-east-1:${testAccount}:code-signing-config:csc-01234567890123456.`,
  ],
];
for (const [what, change, code, message] of refusals) {
  test(`refused: ${what}`, () => refused(lambda.run(createFunction, { ...given, ...change }), code, message));
}
