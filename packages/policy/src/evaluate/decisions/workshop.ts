import { home, map, orders, processor, rides, summary, table } from './cast.js';
import { allow, allowedBy, group, missingIn } from './table.js';

const readRides = [allow(['kinesis:List*', 'kinesis:Get*', 'kinesis:Describe*'], rides)];

export const mapRole = group(
  "The workshop: the map's role for visitors",
  'The role of unauthenticated identities may list, get and describe on the stream wildrydes, and nothing else.',
  { who: map, identity: readRides, resource: rides },
  [
    {
      title: 'DescribeStream',
      action: 'kinesis:DescribeStream',
      gives: allowedBy('identity-based'),
      because: 'Describe* on the stream.',
    },
    {
      title: 'DescribeStreamSummary',
      action: 'kinesis:DescribeStreamSummary',
      gives: allowedBy('identity-based'),
      because: 'Describe* on the stream.',
    },
    {
      title: 'ListShards',
      action: 'kinesis:ListShards',
      gives: allowedBy('identity-based'),
      because: 'List* on the stream.',
    },
    {
      title: 'GetShardIterator',
      action: 'kinesis:GetShardIterator',
      gives: allowedBy('identity-based'),
      because: 'Get* on the stream.',
    },
    {
      title: 'GetRecords',
      action: 'kinesis:GetRecords',
      gives: allowedBy('identity-based'),
      because: 'Get* on the stream.',
    },
    {
      title: 'ListStreams',
      action: 'kinesis:ListStreams',
      resource: '*',
      gives: missingIn('identity-based'),
      because: 'The statement is about one stream, not about all.',
    },
    {
      title: 'PutRecord',
      action: 'kinesis:PutRecord',
      gives: missingIn('identity-based'),
      because: 'Put is none of the verbs.',
    },
    {
      title: 'PutRecords',
      action: 'kinesis:PutRecords',
      gives: missingIn('identity-based'),
      because: 'Put is none of the verbs.',
    },
    {
      title: 'DeleteStream',
      action: 'kinesis:DeleteStream',
      gives: missingIn('identity-based'),
      because: 'Delete is none of the verbs.',
    },
    {
      title: 'SubscribeToShard',
      action: 'kinesis:SubscribeToShard',
      resource: `${rides}/consumer/map:1777636800`,
      gives: missingIn('identity-based'),
      because: 'Neither the verb nor the consumer is in the statement.',
    },
    {
      title: 'GetRecords of the summary stream',
      action: 'kinesis:GetRecords',
      resource: summary,
      gives: missingIn('identity-based'),
      because: 'Another stream.',
    },
    {
      title: 'GetRecords of another stream',
      action: 'kinesis:GetRecords',
      resource: orders,
      gives: missingIn('identity-based'),
      because: 'Another stream.',
    },
    {
      title: 'GetRecords of the stream in another region',
      action: 'kinesis:GetRecords',
      resource: rides.replace('us-east-1', 'eu-west-1'),
      gives: missingIn('identity-based'),
      because: 'Another stream.',
    },
    {
      title: 'GetItem of the table',
      action: 'dynamodb:GetItem',
      resource: table,
      gives: missingIn('identity-based'),
      because: 'Another service.',
    },
    {
      title: 'Assuming another role',
      action: 'sts:AssumeRole',
      resource: processor.roleArn,
      gives: missingIn('identity-based'),
      because: 'Another service.',
    },
    {
      title: "GetRecords under Cognito's scope-down policy",
      action: 'kinesis:GetRecords',
      session: [allow(['kinesis:*', 'dynamodb:*', 's3:*'], '*')],
      gives: allowedBy('identity-based'),
      because: 'Role and session policy both allow.',
    },
    {
      title: 'A service that the scope-down policy leaves out',
      action: 'evidently:EvaluateFeature',
      resource: `arn:aws:evidently:us-east-1:${home}:project/rides/feature/map`,
      identity: [allow('*', '*')],
      session: [allow(['kinesis:*', 'dynamodb:*', 's3:*'], '*')],
      gives: missingIn('session'),
      because: 'Whatever the role allows, the session policy does not.',
    },
  ],
);

const logs = `arn:aws:logs:us-east-1:${home}:log-group:/aws/lambda/WildRydesStreamProcessor:log-stream:2026/05/01/[1]abc`;
const processing = [
  allow(
    [
      'kinesis:DescribeStream',
      'kinesis:DescribeStreamSummary',
      'kinesis:GetRecords',
      'kinesis:GetShardIterator',
      'kinesis:ListShards',
      'kinesis:ListStreams',
      'kinesis:SubscribeToShard',
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
    ],
    '*',
    { Sid: 'AWSLambdaKinesisExecutionRole' },
  ),
  allow('dynamodb:BatchWriteItem', table, { Sid: 'WildRydesDynamoDBWritePolicy' }),
];

export const processorRole = group(
  "The workshop: the function's role",
  'The stream processor may read streams, write its log, and BatchWriteItem on one table.',
  { who: processor, identity: processing, resource: table },
  [
    {
      title: 'BatchWriteItem on its table',
      action: 'dynamodb:BatchWriteItem',
      gives: allowedBy('identity-based'),
      because: 'The inline policy says so.',
    },
    {
      title: 'BatchWriteItem on another table',
      action: 'dynamodb:BatchWriteItem',
      resource: `${table}2`,
      gives: missingIn('identity-based'),
      because: 'Another table.',
    },
    {
      title: 'BatchWriteItem on an index',
      action: 'dynamodb:BatchWriteItem',
      resource: `${table}/index/byTime`,
      gives: missingIn('identity-based'),
      because: 'Another resource.',
    },
    {
      title: 'PutItem on its table',
      action: 'dynamodb:PutItem',
      gives: missingIn('identity-based'),
      because: 'BatchWriteItem is the only action.',
    },
    {
      title: 'BatchGetItem on its table',
      action: 'dynamodb:BatchGetItem',
      gives: missingIn('identity-based'),
      because: 'BatchWriteItem is the only action.',
    },
    {
      title: 'DeleteTable',
      action: 'dynamodb:DeleteTable',
      gives: missingIn('identity-based'),
      because: 'BatchWriteItem is the only action.',
    },
    {
      title: 'GetRecords of the stream',
      action: 'kinesis:GetRecords',
      resource: rides,
      gives: allowedBy('identity-based'),
      because: 'AWSLambdaKinesisExecutionRole allows.',
    },
    {
      title: 'GetRecords of any stream',
      action: 'kinesis:GetRecords',
      resource: orders,
      gives: allowedBy('identity-based'),
      because: 'That policy is about all streams.',
    },
    {
      title: 'ListStreams',
      action: 'kinesis:ListStreams',
      resource: '*',
      gives: allowedBy('identity-based'),
      because: 'That policy is about all streams.',
    },
    {
      title: 'PutRecord',
      action: 'kinesis:PutRecord',
      resource: rides,
      gives: missingIn('identity-based'),
      because: 'Reading only.',
    },
    {
      title: 'Its log',
      action: 'logs:PutLogEvents',
      resource: logs,
      gives: allowedBy('identity-based'),
      because: 'AWSLambdaKinesisExecutionRole allows.',
    },
    {
      title: 'Reading logs',
      action: 'logs:GetLogEvents',
      resource: logs,
      gives: missingIn('identity-based'),
      because: 'Writing only.',
    },
    {
      title: 'Any bucket',
      action: 's3:GetObject',
      resource: 'arn:aws:s3:::ride-archive/a.csv',
      gives: missingIn('identity-based'),
      because: 'No policy is about S3.',
    },
  ],
);
