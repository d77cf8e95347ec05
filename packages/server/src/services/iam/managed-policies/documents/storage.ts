import type { ManagedPolicyFacts } from '../facts.js';

/** AWS managed policies for S3, Athena and KMS, of AWS's Managed Policy Reference: https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html */
export const storagePolicies: readonly ManagedPolicyFacts[] = [
  {
    name: 'AmazonAthenaFullAccess',
    id: 'ANPAIPJMLMD4C7RYZ6XCK',
    description:
      'Provide full access to Amazon Athena and scoped access to the dependencies needed to enable querying, writing results, and data management.',
    versionId: 'v15',
    created: '2016-11-30T16:46:01Z',
    updated: '2026-02-12T18:03:09Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Sid":"BaseAthenaPermissions","Effect":"Allow","Action":["athena:*"],"Resource":["*"]},{"Sid":"BaseGluePermissions","Effect":"Allow","Action":["glue:CreateDatabase","glue:DeleteDatabase","glue:GetCatalog","glue:GetCatalogs","glue:GetDatabase","glue:GetDatabases","glue:UpdateDatabase","glue:CreateTable","glue:DeleteTable","glue:BatchDeleteTable","glue:UpdateTable","glue:GetTable","glue:GetTables","glue:BatchCreatePartition","glue:CreatePartition","glue:DeletePartition","glue:BatchDeletePartition","glue:UpdatePartition","glue:GetPartition","glue:GetPartitions","glue:BatchGetPartition","glue:StartColumnStatisticsTaskRun","glue:GetColumnStatisticsTaskRun","glue:GetColumnStatisticsTaskRuns","glue:GetCatalogImportStatus"],"Resource":["*"]},{"Sid":"BaseQueryResultsPermissions","Effect":"Allow","Action":["s3:GetBucketLocation","s3:GetObject","s3:ListBucket","s3:ListBucketMultipartUploads","s3:ListMultipartUploadParts","s3:AbortMultipartUpload","s3:CreateBucket","s3:PutObject","s3:PutBucketPublicAccessBlock"],"Resource":["arn:aws:s3:::aws-athena-query-results-*"]},{"Sid":"BaseAthenaExamplesPermissions","Effect":"Allow","Action":["s3:GetObject","s3:ListBucket"],"Resource":["arn:aws:s3:::athena-examples*"]},{"Sid":"BaseS3BucketPermissions","Effect":"Allow","Action":["s3:ListBucket","s3:GetBucketLocation","s3:ListAllMyBuckets"],"Resource":["*"]},{"Sid":"BaseSNSPermissions","Effect":"Allow","Action":["sns:ListTopics","sns:GetTopicAttributes"],"Resource":["*"]},{"Sid":"BaseCloudWatchPermissions","Effect":"Allow","Action":["cloudwatch:PutMetricAlarm","cloudwatch:DescribeAlarms","cloudwatch:DeleteAlarms","cloudwatch:GetMetricData"],"Resource":["*"]},{"Sid":"BaseLakeFormationPermissions","Effect":"Allow","Action":["lakeformation:GetDataAccess"],"Resource":["*"]},{"Sid":"BaseDataZonePermissions","Effect":"Allow","Action":["datazone:ListDomains","datazone:ListProjects","datazone:ListAccountEnvironments"],"Resource":["*"]},{"Sid":"BasePricingPermissions","Effect":"Allow","Action":["pricing:GetProducts"],"Resource":["*"]}]}',
  },
  {
    name: 'AmazonS3FullAccess',
    id: 'ANPAIFIR6V6BVTRAHWINE',
    description: 'Provides full access to all buckets via the AWS Management Console.',
    versionId: 'v2',
    created: '2015-02-06T18:40:58Z',
    updated: '2021-09-27T20:16:37Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:*","s3-object-lambda:*"],"Resource":"*"}]}',
  },
  {
    name: 'AmazonS3ReadOnlyAccess',
    id: 'ANPAIZTJ4DXE7G6AGAE6M',
    description: 'Provides read only access to all buckets via the AWS Management Console.',
    versionId: 'v3',
    created: '2015-02-06T18:40:59Z',
    updated: '2023-08-10T21:31:39Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:Get*","s3:List*","s3:Describe*","s3-object-lambda:Get*","s3-object-lambda:List*"],"Resource":"*"}]}',
  },
  {
    name: 'AWSKeyManagementServicePowerUser',
    id: 'ANPAJNPP7PPPPMJRV2SA4',
    description: 'Provides access to AWS Key Management Service (KMS).',
    versionId: 'v2',
    created: '2015-02-06T18:40:40Z',
    updated: '2017-03-07T00:55:11Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["kms:CreateAlias","kms:CreateKey","kms:DeleteAlias","kms:Describe*","kms:GenerateRandom","kms:Get*","kms:List*","kms:TagResource","kms:UntagResource","iam:ListGroups","iam:ListRoles","iam:ListUsers"],"Resource":"*"}]}',
  },
  {
    name: 'AWSQuicksightAthenaAccess',
    path: '/service-role/',
    id: 'ANPAI4JB77JXFQXDWNRPM',
    description: 'Quicksight access to Athena API and S3 buckets used for Athena query results',
    versionId: 'v13',
    created: '2016-12-09T02:31:03Z',
    updated: '2026-02-12T17:58:36Z',
    document:
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["athena:BatchGetQueryExecution","athena:CancelQueryExecution","athena:GetCatalogs","athena:GetExecutionEngine","athena:GetExecutionEngines","athena:GetNamespace","athena:GetNamespaces","athena:GetQueryExecution","athena:GetQueryExecutions","athena:GetQueryResults","athena:GetQueryResultsStream","athena:GetTable","athena:GetTables","athena:ListQueryExecutions","athena:RunQuery","athena:StartQueryExecution","athena:StopQueryExecution","athena:ListWorkGroups","athena:ListEngineVersions","athena:GetWorkGroup","athena:GetDataCatalog","athena:GetDatabase","athena:GetTableMetadata","athena:ListDataCatalogs","athena:ListDatabases","athena:ListTableMetadata"],"Resource":["*"]},{"Effect":"Allow","Action":["glue:CreateDatabase","glue:DeleteDatabase","glue:GetCatalog","glue:GetCatalogs","glue:GetDatabase","glue:GetDatabases","glue:UpdateDatabase","glue:CreateTable","glue:DeleteTable","glue:BatchDeleteTable","glue:UpdateTable","glue:GetTable","glue:GetTables","glue:BatchCreatePartition","glue:CreatePartition","glue:DeletePartition","glue:BatchDeletePartition","glue:UpdatePartition","glue:GetPartition","glue:GetPartitions","glue:BatchGetPartition"],"Resource":["*"]},{"Effect":"Allow","Action":["s3:GetBucketLocation","s3:GetObject","s3:ListBucket","s3:ListBucketMultipartUploads","s3:ListMultipartUploadParts","s3:AbortMultipartUpload","s3:CreateBucket","s3:PutObject","s3:PutBucketPublicAccessBlock"],"Resource":["arn:aws:s3:::aws-athena-query-results-*"]},{"Effect":"Allow","Action":["lakeformation:GetDataAccess"],"Resource":["*"]}]}',
  },
];
