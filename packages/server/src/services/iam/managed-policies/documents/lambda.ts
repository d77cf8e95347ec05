import type { ManagedPolicyFacts } from '../facts.js';

/** AWS managed policies for AWS Lambda, of AWS's Managed Policy Reference: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html */
export const lambdaPolicies: readonly ManagedPolicyFacts[] = [
  {
    name: 'AWSLambda_FullAccess',
    id: 'ANPAZKAPJZG4OXQPYWZ5D',
    description:
      'Grants full access to AWS Lambda service, AWS Lambda console features, and other related AWS services.',
    versionId: 'v7',
    created: '2020-11-17T21:14:08Z',
    updated: '2026-02-12T18:00:51Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["cloudformation:DescribeStacks","cloudformation:ListStackResources","cloudwatch:ListMetrics","cloudwatch:GetMetricData","ec2:DescribeSecurityGroups","ec2:DescribeSubnets","ec2:DescribeVpcs","kms:DescribeKey","kms:ListAliases","iam:GetPolicy","iam:GetPolicyVersion","iam:GetRole","iam:GetRolePolicy","iam:ListAttachedRolePolicies","iam:ListRolePolicies","iam:ListRoles","lambda:*","logs:DescribeLogGroups","states:DescribeStateMachine","states:ListStateMachines","tag:GetResources","xray:GetTraceSummaries","xray:BatchGetTraces"],"Resource":"*"},{"Effect":"Allow","Action":"iam:PassRole","Resource":"*","Condition":{"StringEquals":{"iam:PassedToService":"lambda.amazonaws.com"}}},{"Effect":"Allow","Action":["logs:DescribeLogStreams","logs:GetLogEvents","logs:FilterLogEvents","logs:StartLiveTail","logs:StopLiveTail"],"Resource":"arn:aws:logs:*:*:log-group:/aws/lambda/*"},{"Effect":"Allow","Action":"iam:CreateServiceLinkedRole","Resource":"arn:aws:iam::*:role/aws-service-role/lambda.amazonaws.com/AWSServiceRoleForLambda","Condition":{"StringEquals":{"iam:AWSServiceName":"lambda.amazonaws.com"}}}]}',
  },
  {
    name: 'AWSLambda_ReadOnlyAccess',
    id: 'ANPAZKAPJZG4IERNVMNPE',
    description:
      'Grants read-only access to AWS Lambda service, AWS Lambda console features, and other related AWS services.',
    versionId: 'v5',
    created: '2020-11-17T21:10:32Z',
    updated: '2026-02-12T18:02:55Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["cloudformation:DescribeStacks","cloudformation:ListStacks","cloudformation:ListStackResources","cloudwatch:GetMetricData","cloudwatch:ListMetrics","ec2:DescribeSecurityGroups","ec2:DescribeSubnets","ec2:DescribeVpcs","kms:ListAliases","iam:GetPolicy","iam:GetPolicyVersion","iam:GetRole","iam:GetRolePolicy","iam:ListAttachedRolePolicies","iam:ListRolePolicies","iam:ListRoles","logs:DescribeLogGroups","lambda:Get*","lambda:List*","states:DescribeStateMachine","states:ListStateMachines","tag:GetResources","xray:GetTraceSummaries","xray:BatchGetTraces"],"Resource":"*"},{"Effect":"Allow","Action":["logs:DescribeLogStreams","logs:GetLogEvents","logs:FilterLogEvents","logs:StartQuery","logs:StopQuery","logs:DescribeQueries","logs:GetLogGroupFields","logs:GetLogRecord","logs:GetQueryResults","logs:StartLiveTail","logs:StopLiveTail"],"Resource":"arn:aws:logs:*:*:log-group:/aws/lambda/*"}]}',
  },
  {
    name: 'AWSLambdaBasicExecutionRole',
    path: '/service-role/',
    id: 'ANPAJNCQGXC42545SKXIK',
    description: 'Provides write permissions to CloudWatch Logs.',
    versionId: 'v1',
    created: '2015-04-09T15:03:43Z',
    updated: '2015-04-09T15:03:43Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"],"Resource":"*"}]}',
  },
  {
    name: 'AWSLambdaDynamoDBExecutionRole',
    path: '/service-role/',
    id: 'ANPAIP7WNAGMIPYNW4WQG',
    description: 'Provides list and read access to DynamoDB streams and write permissions to CloudWatch logs.',
    versionId: 'v1',
    created: '2015-04-09T15:09:29Z',
    updated: '2015-04-09T15:09:29Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["dynamodb:DescribeStream","dynamodb:GetRecords","dynamodb:GetShardIterator","dynamodb:ListStreams","logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"],"Resource":"*"}]}',
  },
  {
    name: 'AWSLambdaENIManagementAccess',
    path: '/service-role/',
    id: 'ANPAJXAW2Q3KPTURUT2QC',
    description:
      'Provides minimum permissions for a Lambda function to manage ENIs (create, describe, delete) used by a VPC-enabled Lambda Function.',
    versionId: 'v2',
    created: '2016-12-06T00:37:27Z',
    updated: '2020-10-01T20:07:26Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["ec2:CreateNetworkInterface","ec2:DescribeNetworkInterfaces","ec2:DeleteNetworkInterface","ec2:AssignPrivateIpAddresses","ec2:UnassignPrivateIpAddresses"],"Resource":"*"}]}',
  },
  {
    name: 'AWSLambdaExecute',
    id: 'ANPAJE5FX7FQZSU5XAKGO',
    description: 'Provides Put, Get access to S3 and full access to CloudWatch Logs.',
    versionId: 'v1',
    created: '2015-02-06T18:40:46Z',
    updated: '2015-02-06T18:40:46Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["logs:*"],"Resource":"arn:aws:logs:*:*:*"},{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::*"}]}',
  },
  {
    name: 'AWSLambdaInvocation-DynamoDB',
    id: 'ANPAJTHQ3EKCQALQDYG5G',
    description: 'Provides read access to DynamoDB Streams.',
    versionId: 'v1',
    created: '2015-02-06T18:40:47Z',
    updated: '2015-02-06T18:40:47Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["lambda:InvokeFunction"],"Resource":"*"},{"Effect":"Allow","Action":["dynamodb:DescribeStream","dynamodb:GetRecords","dynamodb:GetShardIterator","dynamodb:ListStreams"],"Resource":"*"}]}',
  },
  {
    name: 'AWSLambdaKinesisExecutionRole',
    path: '/service-role/',
    id: 'ANPAJHOLKJPXV4GBRMJUQ',
    description: 'Provides list and read access to Kinesis streams and write permissions to CloudWatch logs.',
    versionId: 'v2',
    created: '2015-04-09T15:14:16Z',
    updated: '2018-11-19T20:09:24Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["kinesis:DescribeStream","kinesis:DescribeStreamSummary","kinesis:GetRecords","kinesis:GetShardIterator","kinesis:ListShards","kinesis:ListStreams","kinesis:SubscribeToShard","logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"],"Resource":"*"}]}',
  },
  {
    name: 'AWSLambdaMSKExecutionRole',
    path: '/service-role/',
    id: 'ANPAZKAPJZG4FHMXOHIS5',
    description:
      'Provides permissions required to access MSK Cluster within a VPC, manage ENIs (create, describe, delete) in the VPC and write permissions to CloudWatch Logs.',
    versionId: 'v2',
    created: '2020-08-11T17:35:05Z',
    updated: '2022-08-02T20:08:02Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["kafka:DescribeCluster","kafka:DescribeClusterV2","kafka:GetBootstrapBrokers","ec2:CreateNetworkInterface","ec2:DescribeNetworkInterfaces","ec2:DescribeVpcs","ec2:DeleteNetworkInterface","ec2:DescribeSubnets","ec2:DescribeSecurityGroups","logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"],"Resource":"*"}]}',
  },
  {
    name: 'AWSLambdaRole',
    path: '/service-role/',
    id: 'ANPAJX4DPCRGTC4NFDUXI',
    description: 'Default policy for AWS Lambda service role.',
    versionId: 'v1',
    created: '2015-02-06T18:41:28Z',
    updated: '2015-02-06T18:41:28Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["lambda:InvokeFunction"],"Resource":["*"]}]}',
  },
  {
    name: 'AWSLambdaSQSQueueExecutionRole',
    path: '/service-role/',
    id: 'ANPAJFWJZI6JNND4TSELK',
    description:
      'Provides receive message, delete message, and read attribute access to SQS queues, and write permissions to CloudWatch logs.',
    versionId: 'v1',
    created: '2018-06-14T21:50:45Z',
    updated: '2018-06-14T21:50:45Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["sqs:ReceiveMessage","sqs:DeleteMessage","sqs:GetQueueAttributes","logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents"],"Resource":"*"}]}',
  },
  {
    name: 'AWSLambdaVPCAccessExecutionRole',
    path: '/service-role/',
    id: 'ANPAJVTME3YLVNL72YR2K',
    description:
      'Provides minimum permissions for a Lambda function to execute while accessing a resource within a VPC - create, describe, delete network interfaces and write permissions to CloudWatch Logs.',
    versionId: 'v3',
    created: '2016-02-11T23:15:26Z',
    updated: '2024-01-05T22:38:26Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Sid":"AWSLambdaVPCAccessExecutionPermissions","Effect":"Allow","Action":["logs:CreateLogGroup","logs:CreateLogStream","logs:PutLogEvents","ec2:CreateNetworkInterface","ec2:DescribeNetworkInterfaces","ec2:DescribeSubnets","ec2:DeleteNetworkInterface","ec2:AssignPrivateIpAddresses","ec2:UnassignPrivateIpAddresses"],"Resource":"*"}]}',
  },
  {
    name: 'AWSXRayDaemonWriteAccess',
    id: 'ANPAIOE47HSUE5AVBNEDM',
    description:
      "Allow the AWS X-Ray Daemon to relay raw trace segments data to the service's API and retrieve sampling data (rules, targets, etc.) to be used by the X-Ray SDK.",
    versionId: 'v2',
    created: '2018-08-28T23:00:33Z',
    updated: '2024-02-13T21:58:30Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Sid":"AWSXRayDaemonWriteAccess","Effect":"Allow","Action":["xray:PutTraceSegments","xray:PutTelemetryRecords","xray:GetSamplingRules","xray:GetSamplingTargets","xray:GetSamplingStatisticSummaries"],"Resource":["*"]}]}',
  },
  {
    name: 'CloudWatchLambdaInsightsExecutionRolePolicy',
    id: 'ANPAZKAPJZG4EDWWYYDS6',
    description: 'Policy required for the Lambda Insights Extension',
    versionId: 'v1',
    created: '2020-10-07T19:27:06Z',
    updated: '2020-10-07T19:27:06Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"logs:CreateLogGroup","Resource":"*"},{"Effect":"Allow","Action":["logs:CreateLogStream","logs:PutLogEvents"],"Resource":"arn:aws:logs:*:*:log-group:/aws/lambda-insights:*"}]}',
  },
];
