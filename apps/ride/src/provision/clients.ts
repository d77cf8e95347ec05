import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { CognitoIdentity } from '@aws-sdk/client-cognito-identity';
import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { IAM } from '@aws-sdk/client-iam';
import { Kinesis } from '@aws-sdk/client-kinesis';
import { KinesisAnalytics } from '@aws-sdk/client-kinesis-analytics';
import { Lambda } from '@aws-sdk/client-lambda';
import { STS } from '@aws-sdk/client-sts';
import { sdkSettings } from '../client.js';
import { patientRetries } from './patience.js';
import type { Destination } from '../client.js';
import type { Time } from '../time.js';

/** A client of each service that the system is made of. */
export interface Clients {
  readonly kinesis: Kinesis;
  readonly dynamo: DynamoDB;
  readonly iam: IAM;
  readonly lambda: Lambda;
  readonly analytics: KinesisAnalytics;
  readonly cognito: CognitoIdentity;
  readonly logs: CloudWatchLogs;
  readonly metrics: CloudWatch;
  readonly sts: STS;
  destroy(): void;
}

/** Longest silence of an endpoint, ms. Without these a request waits for ever. */
const TIMEOUTS = {
  connectionTimeout: 5_000,
  requestTimeout: 10_000,
  socketTimeout: 10_000,
  throwOnRequestTimeout: true,
};

/** Clients that repeat what was throttled or got lost on the way, until the signal aborts. */
export function connectAll(destination: Destination, time: Time, signal: AbortSignal): Clients {
  const settings = {
    ...sdkSettings(destination),
    retryStrategy: patientRetries(time, signal),
    requestHandler: TIMEOUTS,
  };
  const iam = new IAM(settings);
  const clients = {
    // The SDK's own handler for Kinesis speaks HTTP/2 only, and not every endpoint does.
    kinesis: new Kinesis({ ...settings, requestHandler: iam.config.requestHandler }),
    dynamo: new DynamoDB(settings),
    iam,
    lambda: new Lambda(settings),
    analytics: new KinesisAnalytics(settings),
    cognito: new CognitoIdentity(settings),
    logs: new CloudWatchLogs(settings),
    metrics: new CloudWatch(settings),
    sts: new STS(settings),
  };
  return {
    ...clients,
    destroy: () => {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}
