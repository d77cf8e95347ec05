import type { ServiceFacts } from './facts.js';
import { athena } from './services/athena.js';
import { cloudwatch } from './services/cloudwatch.js';
import { cognitoIdentity } from './services/cognito-identity.js';
import { dynamodb } from './services/dynamodb.js';
import { firehose } from './services/firehose.js';
import { iam } from './services/iam.js';
import { kinesis } from './services/kinesis.js';
import { kinesisanalytics } from './services/kinesisanalytics.js';
import { kms } from './services/kms.js';
import { lambda } from './services/lambda.js';
import { logs } from './services/logs.js';
import { s3 } from './services/s3.js';
import { sts } from './services/sts.js';
import { tag } from './services/tag.js';

/** The services whose facts are kept here, by prefix. */
export const services: ReadonlyMap<string, ServiceFacts> = new Map(
  [
    athena,
    cloudwatch,
    cognitoIdentity,
    dynamodb,
    firehose,
    iam,
    kinesis,
    kinesisanalytics,
    kms,
    lambda,
    logs,
    s3,
    sts,
    tag,
  ].map((service) => [service.prefix, service]),
);

export interface KnownService {
  /** `kinesis` */
  readonly prefix: string;
  /** `Amazon Kinesis Data Streams` */
  readonly name: string;
}

/** The services whose facts are kept here, by their prefixes' order. */
export const knownServices = (): readonly KnownService[] =>
  Array.from(services.values(), ({ prefix, name }) => ({ prefix, name }));
