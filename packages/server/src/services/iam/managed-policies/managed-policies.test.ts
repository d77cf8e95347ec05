import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findManagedPolicy, managedPolicies } from './index.js';

interface Statement {
  readonly Effect: string;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
}

describe('AWS managed policies', () => {
  const needed = [
    'AdministratorAccess',
    'AmazonAthenaFullAccess',
    'AmazonCognitoDeveloperAuthenticatedIdentities',
    'AmazonCognitoPowerUser',
    'AmazonCognitoReadOnly',
    'AmazonCognitoUnAuthedIdentitiesSessionPolicy',
    'AmazonDynamoDBFullAccess',
    'AmazonDynamoDBFullAccess_v2',
    'AmazonDynamoDBReadOnlyAccess',
    'AmazonKinesisAnalyticsFullAccess',
    'AmazonKinesisAnalyticsReadOnly',
    'AmazonKinesisFirehoseFullAccess',
    'AmazonKinesisFirehoseReadOnlyAccess',
    'AmazonKinesisFullAccess',
    'AmazonKinesisReadOnlyAccess',
    'AmazonS3FullAccess',
    'AmazonS3ReadOnlyAccess',
    'AWSLambda_FullAccess',
    'AWSLambda_ReadOnlyAccess',
    'AWSLambdaExecute',
    'AWSLambdaInvocation-DynamoDB',
    'AWSXRayDaemonWriteAccess',
    'CloudWatchFullAccess',
    'CloudWatchFullAccessV2',
    'CloudWatchLogsFullAccess',
    'CloudWatchLogsReadOnlyAccess',
    'CloudWatchReadOnlyAccess',
    'IAMFullAccess',
    'IAMReadOnlyAccess',
    'IAMUserChangePassword',
    'PowerUserAccess',
    'ReadOnlyAccess',
    'SecurityAudit',
    'job-function/ViewOnlyAccess',
    'service-role/AWSLambdaBasicExecutionRole',
    'service-role/AWSLambdaDynamoDBExecutionRole',
    'service-role/AWSLambdaKinesisExecutionRole',
    'service-role/AWSLambdaRole',
    'service-role/AWSLambdaSQSQueueExecutionRole',
    'service-role/AWSLambdaVPCAccessExecutionRole',
    'service-role/AWSQuicksightAthenaAccess',
  ];
  for (const name of needed) it(`have ${name}`, () => assert.ok(findManagedPolicy(`arn:aws:iam::aws:policy/${name}`)));

  it('are as AWS has them', () => {
    const policy = findManagedPolicy('arn:aws:iam::aws:policy/service-role/AWSLambdaKinesisExecutionRole');
    assert.ok(policy);
    assert.equal(policy.name, 'AWSLambdaKinesisExecutionRole');
    assert.equal(policy.path, '/service-role/');
    assert.equal(policy.id, 'ANPAJHOLKJPXV4GBRMJUQ');
    assert.equal(policy.versionId, 'v2');
    assert.equal(policy.createDate, Date.UTC(2015, 3, 9, 15, 14, 16));
    assert.equal(policy.updateDate, Date.UTC(2018, 10, 19, 20, 9, 24));
    assert.equal(policy.isAttachable, true);
    assert.deepEqual(JSON.parse(policy.document), {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: [
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
          Resource: '*',
        },
      ],
    });
    assert.match(policy.document, /^\{\n {4}"Version": "2012-10-17",\n {4}"Statement": \[\n {8}\{\n/u);
    assert.equal(policy.document, policy.document);
  });

  it('are each well formed', () => {
    const ids = new Set<string>();
    for (const [arn, policy] of managedPolicies()) {
      assert.equal(policy.arn, arn);
      assert.match(arn, /^arn:aws:iam::aws:policy\/(?:service-role\/|job-function\/)?[\w-]+$/u);
      assert.equal(arn, `arn:aws:iam::aws:policy${policy.path}${policy.name}`);
      assert.match(policy.id, /^ANPA[A-Z2-7]{17}$/u);
      ids.add(policy.id);
      assert.match(policy.versionId, /^v[1-9]\d*$/u);
      assert.ok(policy.createDate >= Date.UTC(2015, 0, 1) && policy.createDate <= policy.updateDate, arn);
      assert.ok(policy.description.length > 0 && policy.description.length <= 1000, arn);
      const document = JSON.parse(policy.document) as { Version: string; Statement: readonly Statement[] | Statement };
      assert.equal(document.Version, '2012-10-17');
      const statements = [document.Statement].flat();
      assert.ok(statements.length > 0, arn);
      for (const statement of statements) {
        assert.ok(statement.Effect === 'Allow' || statement.Effect === 'Deny', arn);
        assert.ok((statement.Action === undefined) !== (statement.NotAction === undefined), arn);
        assert.ok((statement.Resource === undefined) !== (statement.NotResource === undefined), arn);
      }
    }
    assert.equal(ids.size, managedPolicies().size);
  });

  it('that AWS does not have are not found', () => {
    assert.equal(findManagedPolicy('arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole'), undefined);
    assert.equal(findManagedPolicy('arn:aws:iam::123456789012:policy/AdministratorAccess'), undefined);
  });
});
