export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[] | string;
  readonly Resource: readonly string[] | string;
  readonly [more: string]: unknown;
}

export interface PolicyDocument {
  readonly Version: string;
  readonly Statement: readonly Statement[];
}

const service = 'kinesisanalytics.amazonaws.com';

/** Who may assume an application's role. */
export const trustPolicy = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
};

/** `kinesis-analytics-wildrydes-us-east-1`, as AWS's console names it; 64 characters at most. */
export const roleNameFor = (application: string, region: string): string =>
  `kinesis-analytics-${application}`.slice(0, 63 - region.length) + `-${region}`;
/** Of the role's inline policy. */
export const policyNameFor = (application: string, region: string): string =>
  `kinesis-analytics-service-${application}`.slice(0, 127 - region.length) + `-${region}`;

export const readsStream = (arn: string): Statement => ({
  Sid: 'ReadInputKinesis',
  Effect: 'Allow',
  Action: ['kinesis:DescribeStream', 'kinesis:GetShardIterator', 'kinesis:GetRecords', 'kinesis:ListShards'],
  Resource: [arn],
});
export const writesStream = (arn: string): Statement => ({
  Sid: 'WriteOutputKinesis',
  Effect: 'Allow',
  Action: ['kinesis:DescribeStream', 'kinesis:PutRecord', 'kinesis:PutRecords'],
  Resource: [arn],
});
export const readsFirehose = (arn: string): Statement => ({
  Sid: 'ReadInputFirehose',
  Effect: 'Allow',
  Action: ['firehose:DescribeDeliveryStream', 'firehose:Get*'],
  Resource: [arn],
});
export const writesFirehose = (arn: string): Statement => ({
  Sid: 'WriteOutputFirehose',
  Effect: 'Allow',
  Action: ['firehose:DescribeDeliveryStream', 'firehose:PutRecord', 'firehose:PutRecordBatch'],
  Resource: [arn],
});
export const invokesFunction = (arn: string): Statement => ({
  Sid: 'UseLambdaFunction',
  Effect: 'Allow',
  Action: ['lambda:InvokeFunction', 'lambda:GetFunctionConfiguration'],
  Resource: [arn],
});
export const readsObject = (bucketArn: string, key: string): Statement => ({
  Sid: 'ReadS3ReferenceData',
  Effect: 'Allow',
  Action: ['s3:GetObject'],
  Resource: [`${bucketArn}/${key}`],
});
export const writesLog = (logStreamArn: string): Statement => ({
  Sid: 'WriteErrorLog',
  Effect: 'Allow',
  Action: ['logs:PutLogEvents'],
  Resource: [logStreamArn],
});

const listed = (value: readonly string[] | string): readonly string[] => (typeof value === 'string' ? [value] : value);
const sameActions = (a: Statement, b: Statement): boolean =>
  listed(a.Action).toSorted().join() === listed(b.Action).toSorted().join();

/** The policy with further statements: those of the same actions get further resources. What was there stays. */
export function merged(before: PolicyDocument | undefined, needs: readonly Statement[]): PolicyDocument {
  const statements = [...(before?.Statement ?? [])];
  for (const need of needs) {
    const place = statements.findIndex(
      (one) => one.Effect === 'Allow' && !('Condition' in one) && sameActions(one, need),
    );
    const found = statements[place];
    if (found === undefined) statements.push(need);
    else
      statements[place] = { ...found, Resource: [...new Set([...listed(found.Resource), ...listed(need.Resource)])] };
  }
  return { Version: '2012-10-17', Statement: statements };
}

/** Whether a role's trust policy, as IAM gives it (URL-encoded), lets the service assume it. */
export function isTrusted(assumeRolePolicy: string | undefined): boolean {
  try {
    const { Statement: statements = [] }: { Statement?: unknown } = JSON.parse(
      decodeURIComponent(assumeRolePolicy ?? ''),
    );
    return (Array.isArray(statements) ? statements : [statements]).some((statement: unknown) => {
      const { Effect, Principal }: { Effect?: unknown; Principal?: unknown } = Object(statement);
      const { Service }: { Service?: unknown } = Object(Principal);
      return Effect === 'Allow' && (Array.isArray(Service) ? Service.includes(service) : Service === service);
    });
  } catch {
    return false;
  }
}
