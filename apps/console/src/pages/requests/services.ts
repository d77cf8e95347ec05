/** How the AWS CLI and the SDK for JavaScript call a service. */
export interface ServiceNames {
  readonly cli: string;
  /** The package, without `@aws-sdk/`. */
  readonly module: string;
  readonly client: string;
  /** Operations of which the CLI has no command. */
  readonly notInCli?: readonly string[];
  /** Operations whose command writes a file, and names it at its end. */
  readonly outfile?: readonly string[];
  /** Operations whose command takes no `--cli-input-json`. */
  readonly flagsOnly?: readonly string[];
  /** Members of inputs that are blobs, wherever they stand. */
  readonly blobs?: readonly string[];
}

const s3Files = ['GetObject', 'GetObjectTorrent', 'SelectObjectContent'];

/** By the name that the log has. */
export const services: Readonly<Record<string, ServiceNames>> = {
  kinesis: {
    cli: 'kinesis',
    module: 'client-kinesis',
    client: 'KinesisClient',
    notInCli: ['SubscribeToShard'],
    blobs: ['Data'],
  },
  dynamodb: { cli: 'dynamodb', module: 'client-dynamodb', client: 'DynamoDBClient', blobs: ['B', 'BS'] },
  'dynamodb-streams': { cli: 'dynamodbstreams', module: 'client-dynamodb-streams', client: 'DynamoDBStreamsClient' },
  lambda: {
    cli: 'lambda',
    module: 'client-lambda',
    client: 'LambdaClient',
    notInCli: ['InvokeWithResponseStream'],
    outfile: ['Invoke'],
    flagsOnly: ['Invoke'],
    blobs: ['Payload', 'ZipFile', 'InvokeArgs', 'Result'],
  },
  iam: { cli: 'iam', module: 'client-iam', client: 'IAMClient', flagsOnly: ['CreateVirtualMFADevice'] },
  sts: { cli: 'sts', module: 'client-sts', client: 'STSClient' },
  'cognito-identity': {
    cli: 'cognito-identity',
    module: 'client-cognito-identity',
    client: 'CognitoIdentityClient',
  },
  cloudwatch: { cli: 'cloudwatch', module: 'client-cloudwatch', client: 'CloudWatchClient' },
  logs: {
    cli: 'logs',
    module: 'client-cloudwatch-logs',
    client: 'CloudWatchLogsClient',
    notInCli: ['GetLogObject'],
    flagsOnly: ['StartLiveTail'],
  },
  kinesisanalytics: {
    cli: 'kinesisanalytics',
    module: 'client-kinesis-analytics',
    client: 'KinesisAnalyticsClient',
  },
  kinesisanalyticsv2: {
    cli: 'kinesisanalyticsv2',
    module: 'client-kinesis-analytics-v2',
    client: 'KinesisAnalyticsV2Client',
    blobs: ['ZipFileContent', 'ZipFileContentUpdate'],
  },
  s3: {
    cli: 's3api',
    module: 'client-s3',
    client: 'S3Client',
    outfile: s3Files,
    flagsOnly: s3Files,
    blobs: ['Body'],
  },
  firehose: { cli: 'firehose', module: 'client-firehose', client: 'FirehoseClient', blobs: ['Data'] },
  athena: { cli: 'athena', module: 'client-athena', client: 'AthenaClient' },
};

/** The AWS CLI's name of an operation or a member: `CreateOpenIDConnectProvider` is `create-open-id-connect-provider`. */
export function commandName(name: string): string {
  // Acronyms in the plural stand together: ARNs is `arns`.
  const plural = /[A-Z]{2,}s$/.exec(name)?.[0];
  const whole =
    plural === undefined ? name.replace('OTel', 'Otel') : `${name.slice(0, -plural.length)}-${plural.toLowerCase()}`;
  return whole
    .replaceAll(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2')
    .toLowerCase();
}
