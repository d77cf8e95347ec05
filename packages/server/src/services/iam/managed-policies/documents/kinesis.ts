import type { ManagedPolicyFacts } from '../facts.js';

/** AWS managed policies for Kinesis Data Streams, Firehose and Kinesis Data Analytics, of AWS's Managed Policy Reference: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html */
export const kinesisPolicies: readonly ManagedPolicyFacts[] = [
  {
    name: 'AmazonKinesisAnalyticsFullAccess',
    id: 'ANPAJQOSKHTXP43R7P5AC',
    description: 'Provides full access to Amazon Kinesis Analytics via the AWS Management Console.',
    versionId: 'v1',
    created: '2016-09-21T19:01:14Z',
    updated: '2016-09-21T19:01:14Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kinesisanalytics:*","Resource":"*"},{"Effect":"Allow","Action":["kinesis:CreateStream","kinesis:DeleteStream","kinesis:DescribeStream","kinesis:ListStreams","kinesis:PutRecord","kinesis:PutRecords"],"Resource":"*"},{"Effect":"Allow","Action":["firehose:DescribeDeliveryStream","firehose:ListDeliveryStreams"],"Resource":"*"},{"Effect":"Allow","Action":["cloudwatch:GetMetricStatistics","cloudwatch:ListMetrics"],"Resource":"*"},{"Effect":"Allow","Action":"logs:GetLogEvents","Resource":"*"},{"Effect":"Allow","Action":["iam:ListPolicyVersions","iam:ListRoles"],"Resource":"*"},{"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::*:role/service-role/kinesis-analytics*"}]}',
  },
  {
    name: 'AmazonKinesisAnalyticsReadOnly',
    id: 'ANPAIJIEXZAFUK43U7ARK',
    description: 'Provides read-only access to Amazon Kinesis Analytics via the AWS Management Console.',
    versionId: 'v1',
    created: '2016-09-21T18:16:43Z',
    updated: '2016-09-21T18:16:43Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["kinesisanalytics:Describe*","kinesisanalytics:Get*","kinesisanalytics:List*"],"Resource":"*"},{"Effect":"Allow","Action":["kinesis:DescribeStream","kinesis:ListStreams"],"Resource":"*"},{"Effect":"Allow","Action":["firehose:DescribeDeliveryStream","firehose:ListDeliveryStreams"],"Resource":"*"},{"Effect":"Allow","Action":["cloudwatch:GetMetricStatistics","cloudwatch:ListMetrics"],"Resource":"*"},{"Effect":"Allow","Action":"logs:GetLogEvents","Resource":"*"},{"Effect":"Allow","Action":["iam:ListPolicyVersions","iam:ListRoles"],"Resource":"*"}]}',
  },
  {
    name: 'AmazonKinesisFirehoseFullAccess',
    id: 'ANPAJMZQMTZ7FRBFHHAHI',
    description: 'Provides full access to all Amazon Kinesis Firehose Delivery Streams.',
    versionId: 'v1',
    created: '2015-10-07T18:45:26Z',
    updated: '2015-10-07T18:45:26Z',
    document: '{"Version":"2012-10-17","Statement":[{"Action":["firehose:*"],"Effect":"Allow","Resource":"*"}]}',
  },
  {
    name: 'AmazonKinesisFirehoseReadOnlyAccess',
    id: 'ANPAJ36NT645INW4K24W6',
    description: 'Provides read only access to all Amazon Kinesis Firehose Delivery Streams.',
    versionId: 'v1',
    created: '2015-10-07T18:43:39Z',
    updated: '2015-10-07T18:43:39Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Action":["firehose:Describe*","firehose:List*"],"Effect":"Allow","Resource":"*"}]}',
  },
  {
    name: 'AmazonKinesisFullAccess',
    id: 'ANPAIVF32HAMOXCUYRAYE',
    description: 'Provides full access to all streams via the AWS Management Console.',
    versionId: 'v1',
    created: '2015-02-06T18:40:29Z',
    updated: '2015-02-06T18:40:29Z',
    document: '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"kinesis:*","Resource":"*"}]}',
  },
  {
    name: 'AmazonKinesisReadOnlyAccess',
    id: 'ANPAIOCMTDT5RLKZ2CAJO',
    description: 'Provides read only access to all streams via the AWS Management Console.',
    versionId: 'v1',
    created: '2015-02-06T18:40:30Z',
    updated: '2015-02-06T18:40:30Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["kinesis:Get*","kinesis:List*","kinesis:Describe*"],"Resource":"*"}]}',
  },
];
