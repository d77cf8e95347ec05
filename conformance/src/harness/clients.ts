import './quiet.js';
import { IAM, type IAMClientConfig } from '@aws-sdk/client-iam';
import { Kinesis, type KinesisClientConfig } from '@aws-sdk/client-kinesis';
import { STS, type STSClientConfig } from '@aws-sdk/client-sts';
import KinesisV2 from 'aws-sdk/clients/kinesis.js';
import { NodeHttpHandler } from '@smithy/node-http-handler';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** The SDK v3 with its own handler, HTTP/2 with prior knowledge; it does not retry, so that each answer is seen. */
export const createSdk = (endpoint: string, config: KinesisClientConfig = {}): Kinesis =>
  new Kinesis({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1, ...config });

/** The SDK v3 over HTTP/1.1. */
export const createSdkOverHttp1 = (endpoint: string): Kinesis =>
  createSdk(endpoint, { requestHandler: new NodeHttpHandler() });

/** The SDK v2, which speaks HTTP/1.1. */
export const createSdkV2 = (endpoint: string): KinesisV2 =>
  new KinesisV2({ endpoint, region: 'us-east-1', credentials, maxRetries: 0 });

/** IAM by the SDK v3, which does not retry. */
export const createIam = (endpoint: string, config: IAMClientConfig = {}): IAM =>
  new IAM({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1, ...config });

/** STS by the SDK v3, which does not retry. */
export const createSts = (endpoint: string, config: STSClientConfig = {}): STS =>
  new STS({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1, ...config });
