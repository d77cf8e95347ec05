import './quiet.js';
import { CloudWatch } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';
import { Lambda, type CreateFunctionRequest, type LambdaClientConfig } from '@aws-sdk/client-lambda';
import type { Config } from '@paddock/server';
import { zipOf } from '@paddock/server/zip';
import { createDynamoDb } from './dynamodb.js';
import { allow, Identities } from './identity.js';
import { account, region, startPaddock, type Paddock } from './server.js';
import { newName } from './streams.js';
import { eventually } from './wait.js';

export { zipOf } from '@paddock/server/zip';

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

/** Lambda by the SDK v3, which does not retry. */
export const createLambda = (endpoint: string, config: LambdaClientConfig = {}): Lambda =>
  new Lambda({ endpoint, region, credentials, maxAttempts: 1, ...config });

/** A server with clients of everything that a function deals with. */
export interface LambdaPaddock extends Paddock {
  readonly lambda: Lambda;
  readonly logs: CloudWatchLogs;
  readonly cloudWatch: CloudWatch;
  readonly dynamo: ReturnType<typeof createDynamoDb>;
  readonly identities: Identities;
  /** A role that Lambda may assume and that may do what the documents say; whatever it likes when there is none. */
  role(...documents: readonly string[]): Promise<string>;
  /** A function of one file, or several by name, that is Active. Gives its name. */
  newFunction(code: string | Readonly<Record<string, string>>, more?: Partial<CreateFunctionRequest>): Promise<string>;
  /** Invokes synchronously; the payload parsed, and what else was answered. */
  invoke(name: string, event?: unknown): Promise<Invoked>;
  /** What a function has logged, all streams together, by time. */
  logOf(name: string): Promise<string[]>;
}

export interface Invoked {
  readonly payload: unknown;
  readonly functionError: string | undefined;
  readonly version: string | undefined;
}

export const functionArn = (name: string): string => `arn:aws:lambda:${region}:${account}:function:${name}`;

/** @param overrides of the server's settings */
export async function startLambda(overrides: Partial<Config> = {}): Promise<LambdaPaddock> {
  const paddock = await startPaddock(overrides);
  const { url } = paddock;
  const lambda = createLambda(url);
  const logs = new CloudWatchLogs({ endpoint: url, region, credentials, maxAttempts: 1 });
  const cloudWatch = new CloudWatch({ endpoint: url, region, credentials, maxAttempts: 1 });
  const dynamo = createDynamoDb(url);
  const identities = new Identities(paddock);
  const role: LambdaPaddock['role'] = async (...documents) =>
    (await identities.newRole({ Service: 'lambda.amazonaws.com' }, documents.length === 0 ? [allow('*')] : documents))
      .arn;
  return {
    ...paddock,
    lambda,
    logs,
    cloudWatch,
    dynamo,
    identities,
    role,
    newFunction: async (code, more = {}) => {
      const FunctionName = more.FunctionName ?? newName('function');
      const files = typeof code === 'string' ? { 'index.js': code } : code;
      await lambda.createFunction({
        FunctionName,
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Role: more.Role ?? (await role()),
        Code: { ZipFile: zipOf(files) },
        ...more,
      });
      await eventually('an active function', async () => {
        const { State } = await lambda.getFunctionConfiguration({ FunctionName });
        return State === 'Active';
      });
      return FunctionName;
    },
    invoke: async (FunctionName, event) => {
      const answer = await lambda.invoke({
        FunctionName,
        ...(event === undefined ? {} : { Payload: Buffer.from(JSON.stringify(event)) }),
      });
      const text = Buffer.from(answer.Payload ?? []).toString();
      return {
        payload: text === '' ? undefined : JSON.parse(text),
        functionError: answer.FunctionError,
        version: answer.ExecutedVersion,
      };
    },
    logOf: async (name) => {
      const { events = [] } = await logs.filterLogEvents({ logGroupName: `/aws/lambda/${name}` });
      return events.map(({ message = '' }) => message);
    },
    close: async () => {
      for (const client of [lambda, logs, cloudWatch, dynamo]) client.destroy();
      identities.close();
      await paddock.close();
    },
  };
}
