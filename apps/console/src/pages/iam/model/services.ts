import { knownServices, vendors } from '@paddock/policy/reference';

export interface ServiceChoice {
  /** `kinesis` */
  readonly prefix: string;
  /** As AWS's console calls it: `Kinesis`. */
  readonly name: string;
  /** `Amazon Kinesis Data Streams`; empty where nothing more is known. */
  readonly full: string;
}

const short: Readonly<Record<string, string>> = {
  athena: 'Athena',
  cloudwatch: 'CloudWatch',
  'cognito-identity': 'Cognito Identity',
  dynamodb: 'DynamoDB',
  firehose: 'Firehose',
  iam: 'IAM',
  kinesis: 'Kinesis',
  kinesisanalytics: 'Kinesis Analytics',
  kms: 'KMS',
  lambda: 'Lambda',
  logs: 'CloudWatch Logs',
  s3: 'S3',
  sts: 'STS',
  tag: 'Resource Group Tagging',
};

/** Those whose actions are known first, by their names; then all others that AWS has, by their prefixes. */
export function serviceChoices(): readonly ServiceChoice[] {
  const known = knownServices()
    .map(({ prefix, name }) => ({ prefix, name: short[prefix] ?? prefix, full: name }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
  const prefixes = new Set(known.map(({ prefix }) => prefix));
  const others = vendors.filter((prefix) => !prefixes.has(prefix));
  return [...known, ...others.map((prefix) => ({ prefix, name: prefix, full: '' }))];
}

export const serviceName = (prefix: string): string => short[prefix] ?? prefix;
