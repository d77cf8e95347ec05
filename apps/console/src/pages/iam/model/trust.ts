/** What a role can be made for, where a service of AWS is to assume it. */
export interface UseCase {
  /** As AWS's console calls it: `Lambda`. */
  readonly name: string;
  readonly service: string;
  readonly summary: { readonly en: string; readonly ko: string };
}

/** Those that can use a role here come first. */
export const useCases: readonly UseCase[] = [
  {
    name: 'Lambda',
    service: 'lambda.amazonaws.com',
    summary: {
      en: 'Allows Lambda functions to call AWS services on your behalf.',
      ko: 'Lambda 함수가 사용자를 대신하여 AWS 서비스를 호출하도록 허용합니다.',
    },
  },
  {
    name: 'Kinesis Analytics',
    service: 'kinesisanalytics.amazonaws.com',
    summary: {
      en: 'Allows Kinesis Analytics applications to read and write your streams.',
      ko: 'Kinesis Analytics 애플리케이션이 스트림을 읽고 쓰도록 허용합니다.',
    },
  },
  {
    name: 'Firehose',
    service: 'firehose.amazonaws.com',
    summary: {
      en: 'Allows Firehose to read your streams and to deliver to your buckets.',
      ko: 'Firehose가 스트림을 읽고 버킷에 전송하도록 허용합니다.',
    },
  },
  {
    name: 'CloudWatch Logs',
    service: 'logs.amazonaws.com',
    summary: {
      en: 'Allows CloudWatch Logs to send log events to your streams.',
      ko: 'CloudWatch Logs가 로그 이벤트를 스트림으로 보내도록 허용합니다.',
    },
  },
  {
    name: 'DynamoDB',
    service: 'dynamodb.amazonaws.com',
    summary: {
      en: 'Allows DynamoDB to call AWS services on your behalf.',
      ko: 'DynamoDB가 사용자를 대신하여 AWS 서비스를 호출하도록 허용합니다.',
    },
  },
  {
    name: 'EC2',
    service: 'ec2.amazonaws.com',
    summary: {
      en: 'Allows EC2 instances to call AWS services on your behalf.',
      ko: 'EC2 인스턴스가 사용자를 대신하여 AWS 서비스를 호출하도록 허용합니다.',
    },
  },
  {
    name: 'S3',
    service: 's3.amazonaws.com',
    summary: {
      en: 'Allows S3 to call AWS services on your behalf.',
      ko: 'S3가 사용자를 대신하여 AWS 서비스를 호출하도록 허용합니다.',
    },
  },
];

const policyText = (statement: object): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [statement] }, null, 4);

export const serviceTrust = (service: string): string =>
  policyText({ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' });

/** @param externalId what the other account must say; empty for nothing */
export const accountTrust = (account: string, externalId: string, needsMfa: boolean): string => {
  const condition = {
    ...(externalId === '' ? {} : { StringEquals: { 'sts:ExternalId': externalId } }),
    ...(needsMfa ? { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } : {}),
  };
  return policyText({
    Effect: 'Allow',
    Principal: { AWS: `arn:aws:iam::${account}:root` },
    Action: 'sts:AssumeRole',
    Condition: condition,
  });
};

/** Guests of a pool, or those whom it knows. */
export const cognitoTrust = (pool: string, isGuest: boolean): string =>
  policyText({
    Effect: 'Allow',
    Principal: { Federated: 'cognito-identity.amazonaws.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: { 'cognito-identity.amazonaws.com:aud': pool },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': isGuest ? 'unauthenticated' : 'authenticated' },
    },
  });

/** @param provider the ARN of an OpenID Connect provider of the account */
export const providerTrust = (provider: string, audience: string): string =>
  policyText({
    Effect: 'Allow',
    Principal: { Federated: provider },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: { StringEquals: { [`${provider.slice(provider.indexOf('/') + 1)}:aud`]: audience } },
  });

export const emptyTrust = policyText({ Sid: 'Statement1', Effect: 'Allow', Principal: {}, Action: 'sts:AssumeRole' });

export interface TrustedEntity {
  readonly kind: 'service' | 'account' | 'federated' | 'any';
  readonly name: string;
}

/** Whom a trust policy names, as AWS's list of roles shows it: `AWS service: lambda`, `Account: 1234…`. */
export function trustedEntities(text: string): readonly TrustedEntity[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return [];
  }
  const { Statement: given }: { Statement?: unknown } = Object(document);
  const statements: readonly unknown[] = Array.isArray(given) ? given : [given];
  const found = statements.flatMap(entitiesOf);
  return [...new Map(found.map((one) => [`${one.kind} ${one.name}`, one])).values()];
}

function entitiesOf(statement: unknown): readonly TrustedEntity[] {
  const { Principal: principal, Effect: effect }: { Principal?: unknown; Effect?: unknown } = Object(statement);
  if (effect !== 'Allow') return [];
  if (principal === '*') return [{ kind: 'any', name: '*' }];
  const names = Object(principal) as Readonly<Record<string, unknown>>;
  const of = (type: string, kind: TrustedEntity['kind'], shorten = (name: string): string => name) =>
    [names[type]]
      .flat()
      .filter((one): one is string => typeof one === 'string')
      .map((name): TrustedEntity => ({ kind, name: shorten(name) }));
  return [
    ...of('Service', 'service', (name) => name.replace(/\.amazonaws\.com$/, '')),
    ...of('AWS', 'account', (name) => name.replace(/^arn:[^:]*:iam::(\d{12}):root$/, '$1')),
    ...of('Federated', 'federated'),
  ];
}
