import { DynamoDB } from '@aws-sdk/client-dynamodb';
import { IAM } from '@aws-sdk/client-iam';
import { Kinesis } from '@aws-sdk/client-kinesis';
import { Lambda } from '@aws-sdk/client-lambda';
import { zipOf } from '@paddock/server/zip';
import { createClient } from '../load/client.mjs';
import { removeDirectory, stop, temporaryDirectory } from '../run/children.mjs';
import { PADDOCK, startServer } from '../run/servers.mjs';
import { firstAnswer } from '../run/session.mjs';

const ACCOUNT = '000000000000';
const sdk = (endpoint) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
});

// A fresh server as the main benchmark runs it, durable and strict, with a role, and ways to make what is measured. What is
// timed goes by the small client, not by an SDK.
export async function startStack() {
  const dataDirectory = temporaryDirectory();
  const { child, endpoint } = await startServer(PADDOCK, dataDirectory);
  await firstAnswer(child, endpoint, PADDOCK);
  const clients = {
    iam: new IAM(sdk(endpoint)),
    lambda: new Lambda(sdk(endpoint)),
    kinesis: new Kinesis(sdk(endpoint)),
    dynamo: new DynamoDB(sdk(endpoint)),
  };
  const role = await makeRole(clients.iam);
  const client = createClient({ endpoint });
  let count = 0;
  const fresh = (what) => `${what}-${++count}`;

  async function newFunction(code, more = {}) {
    const FunctionName = fresh('function');
    await clients.lambda.createFunction({
      FunctionName,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: role,
      MemorySize: 512,
      Timeout: 60,
      Code: { ZipFile: zipOf({ 'index.js': code }) },
      ...more,
    });
    await until(async () => (await clients.lambda.getFunctionConfiguration({ FunctionName })).State === 'Active');
    return FunctionName;
  }

  async function newStream() {
    const StreamName = fresh('stream');
    await clients.kinesis.createStream({ StreamName, ShardCount: 1 });
    await until(async () => {
      const { StreamDescriptionSummary: summary } = await clients.kinesis.describeStreamSummary({ StreamName });
      return summary.StreamStatus === 'ACTIVE';
    });
    return { StreamName, arn: `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/${StreamName}` };
  }

  async function newMapping(FunctionName, EventSourceArn, more = {}) {
    const { UUID } = await clients.lambda.createEventSourceMapping({
      FunctionName,
      EventSourceArn,
      StartingPosition: 'TRIM_HORIZON',
      ...more,
    });
    await until(async () => (await clients.lambda.getEventSourceMapping({ UUID })).State === 'Enabled');
    return UUID;
  }

  async function end() {
    for (const one of Object.values(clients)) one.destroy();
    client.close();
    await stop(child);
    removeDirectory(dataDirectory);
  }
  return { endpoint, ...clients, client, newFunction, newStream, newMapping, fresh, end };
}

async function makeRole(iam) {
  const statement = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const document = (one) => JSON.stringify({ Version: '2012-10-17', Statement: [one] });
  const RoleName = 'bench';
  const { Role } = await iam.createRole({ RoleName, AssumeRolePolicyDocument: document(statement) });
  const PolicyDocument = document({ Effect: 'Allow', Action: '*', Resource: '*' });
  await iam.putRolePolicy({ RoleName, PolicyName: 'all', PolicyDocument });
  return Role.Arn;
}

// Asks every few ms, or as often as is said; a minute at most.
export async function until(probe, pause = 5) {
  const last = performance.now() + 60_000;
  while (!(await probe())) {
    if (performance.now() > last) throw new Error('it did not come about within a minute');
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}

export function percentiles(samples) {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (p) => sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)];
  return { p50: at(50), p99: at(99) };
}
