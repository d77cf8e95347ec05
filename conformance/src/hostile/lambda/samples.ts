import { lambdaOperations } from '@paddock/server';
import type { StructureShape } from '@paddock/wire';
import { zipOf } from '../../harness/lambda.js';
import { account, region } from '../../harness/server.js';
import { sampleOf } from '../sample-of.js';
import type { Input, RestOperation } from './rest.js';

/** An operation, with an input that has every member that goes with the others. */
export interface Sample {
  readonly operation: RestOperation;
  readonly input: Input;
}

export const role = `arn:aws:iam::${account}:role/target`;
const arn = `arn:aws:lambda:${region}:${account}`;
const functionArn = `${arn}:function:target`;
export const ZipFile = zipOf({
  'index.js': 'exports.handler = async () => 1',
}).toString('base64');
const kinesis = `arn:aws:kinesis:${region}:${account}:stream/target`;
const signing = `${arn}:code-signing-config:csc-0123456789abcdef0`;
const mapping = '11111111-2222-4333-8444-555555555555';

/** Values of members that name something. What a request makes or destroys is called `elsewhere`: the function stays. */
const hints: Input = {
  FunctionName: 'target',
  Role: role,
  ZipFile,
  Runtime: 'nodejs22.x',
  Handler: 'index.handler',
  LayerName: 'layer',
  VersionNumber: 1,
  Layers: [`${arn}:layer:layer:1`],
  CompatibleRuntimes: ['nodejs22.x'],
  CompatibleArchitectures: ['x86_64'],
  CompatibleRuntime: 'nodejs22.x',
  CompatibleArchitecture: 'x86_64',
  Arn: `${arn}:layer:layer:1`,
  Resource: functionArn,
  Tags: { a: 'b' },
  TagKeys: ['a'],
  UUID: mapping,
  EventSourceArn: kinesis,
  CodeSigningConfigArn: signing,
  TargetArn: `arn:aws:lambda:${region}:${account}:function:elsewhere`,
  Destination: `arn:aws:lambda:${region}:${account}:function:elsewhere`,
  StatementId: 'statement',
  Action: 'lambda:InvokeFunction',
  Principal: 's3.amazonaws.com',
  SourceArn: 'arn:aws:s3:::bucket',
  SourceAccount: account,
  Name: 'live',
  FunctionVersion: '1',
  Qualifier: 'live',
  RevisionId: '11111111-2222-4333-8444-555555555555',
  AdditionalVersionWeights: { 2: 0.1 },
  SigningProfileVersionArns: [`arn:aws:signer:${region}:${account}:/signing-profiles/p/abcdefghij`],
  ClientContext: Buffer.from('{"custom":{"a":"b"}}').toString('base64'),
  Payload: '{"a":"b"}',
  InvokeArgs: '{"a":"b"}',
  InvocationType: 'RequestResponse',
  LogType: 'Tail',
  Environment: { Variables: { KEY: 'value' } },
  AllowOrigins: ['https://example.com'],
  Marker: 'AAAA',
  LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'INFO', SystemLogLevel: 'INFO', LogGroup: '/some/group' },
  ReservedConcurrentExecutions: 1,
  ProvisionedConcurrentExecutions: 1,
};

const code = { ZipFile };
const ofFunction = {
  Description: 'd',
  Environment: hints['Environment'],
  EphemeralStorage: { Size: 512 },
  Handler: 'index.handler',
  Layers: hints['Layers'],
  LoggingConfig: hints['LoggingConfig'],
  MemorySize: 128,
  Role: role,
  Runtime: 'nodejs22.x',
  Timeout: 3,
  TracingConfig: { Mode: 'Active' },
  DeadLetterConfig: { TargetArn: `arn:aws:sqs:${region}:${account}:queue` },
  FileSystemConfigs: [
    {
      Arn: `arn:aws:elasticfilesystem:${region}:${account}:access-point/fsap-0123456789abcdef0`,
      LocalMountPath: '/mnt/x',
    },
  ],
  KMSKeyArn: `arn:aws:kms:${region}:${account}:key/a`,
  SnapStart: { ApplyOn: 'PublishedVersions' },
  VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'], Ipv6AllowedForDualStack: false },
};
const ofMapping = {
  BatchSize: 10,
  BisectBatchOnFunctionError: true,
  DestinationConfig: { OnFailure: { Destination: `arn:aws:sqs:${region}:${account}:queue` } },
  Enabled: false,
  FilterCriteria: { Filters: [{ Pattern: '{"data":{"a":[{"prefix":"x"}]}}' }] },
  FunctionName: 'target',
  FunctionResponseTypes: ['ReportBatchItemFailures'],
  MaximumBatchingWindowInSeconds: 1,
  MaximumRecordAgeInSeconds: 60,
  MaximumRetryAttempts: 1,
  MetricsConfig: { Metrics: ['EventCount'] },
  ParallelizationFactor: 2,
  TumblingWindowInSeconds: 0,
};

/** Where members of one operation exclude each other, or name what may go. */
const ofOperation: Readonly<Record<string, Input>> = {
  CreateFunction: { ...ofFunction, FunctionName: 'elsewhere', Code: code, Tags: { a: 'b' }, Architectures: ['x86_64'] },
  UpdateFunctionCode: { FunctionName: 'target', ZipFile, DryRun: true, Publish: false, Architectures: ['x86_64'] },
  UpdateFunctionConfiguration: { ...ofFunction, FunctionName: 'elsewhere' },
  PublishLayerVersion: {
    LayerName: 'layer',
    Description: 'd',
    LicenseInfo: 'MIT',
    Content: code,
    CompatibleRuntimes: ['nodejs22.x'],
    CompatibleArchitectures: ['x86_64'],
  },
  CreateEventSourceMapping: {
    ...ofMapping,
    EventSourceArn: kinesis,
    StartingPosition: 'AT_TIMESTAMP',
    StartingPositionTimestamp: 1_700_000_000,
    Tags: { a: 'b' },
  },
  UpdateEventSourceMapping: { ...ofMapping, UUID: mapping },
  DeleteFunction: { FunctionName: 'elsewhere', Qualifier: '9' },
  DeleteAlias: { FunctionName: 'target', Name: 'gone' },
  DeleteLayerVersion: { LayerName: 'other', VersionNumber: 1 },
  DeleteFunctionUrlConfig: { FunctionName: 'elsewhere' },
  PutFunctionConcurrency: { FunctionName: 'elsewhere', ReservedConcurrentExecutions: 1 },
  PutFunctionEventInvokeConfig: { FunctionName: 'target', MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 60 },
  Invoke: {
    FunctionName: 'target',
    InvocationType: 'RequestResponse',
    LogType: 'Tail',
    ClientContext: hints['ClientContext'],
    Payload: '{"a":"b"}',
    Qualifier: '$LATEST',
  },
  InvokeWithResponseStream: {
    FunctionName: 'target',
    InvocationType: 'RequestResponse',
    LogType: 'Tail',
    ClientContext: hints['ClientContext'],
    Payload: '{"a":"b"}',
    Qualifier: '$LATEST',
  },
};

/** Every operation that is served. */
export const samples: readonly Sample[] = lambdaOperations.map((operation) => ({
  operation: operation as unknown as RestOperation,
  input: ofOperation[operation.name] ?? (sampleOf(operation.input as StructureShape, hints) as Input),
}));
