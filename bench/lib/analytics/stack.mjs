import { IAM } from '@aws-sdk/client-iam';
import { Kinesis } from '@aws-sdk/client-kinesis';
import { KinesisAnalytics } from '@aws-sdk/client-kinesis-analytics';
import { until } from '../lambda/stack.mjs';
import { createClient } from '../load/client.mjs';
import { removeDirectory, stop, temporaryDirectory } from '../run/children.mjs';
import { PADDOCK, startServer } from '../run/servers.mjs';
import { firstAnswer } from '../run/session.mjs';
import { COLUMNS } from './programs.mjs';

const ACCOUNT = '000000000000';
const ROLE = 'bench';
const roleArn = `arn:aws:iam::${ACCOUNT}:role/${ROLE}`;
const sdk = (endpoint) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
});

// States pass at once: what is timed is the application, not the pause that AWS's would take.
const SERVER = {
  ...PADDOCK,
  command: (place) => {
    const { args, ...rest } = PADDOCK.command(place);
    return { ...rest, args: [...args, '--transitions', 'instant'] };
  },
};

// A server as the main benchmark runs it, durable and strict, with ways to make what is measured: fresh, or again with the data of one that was killed.
export async function startStack(dataDirectory) {
  const directory = dataDirectory ?? temporaryDirectory();
  const { child, endpoint } = await startServer(SERVER, directory);
  await firstAnswer(child, endpoint, SERVER);
  const iam = new IAM(sdk(endpoint));
  const kinesis = new Kinesis(sdk(endpoint));
  const analytics = new KinesisAnalytics(sdk(endpoint));
  const client = createClient({ endpoint });
  if (dataDirectory === undefined) await makeRole(iam);
  let count = 0;

  async function newStream(ShardCount = 1) {
    const StreamName = `stream-${++count}`;
    await kinesis.createStream({ StreamName, ShardCount });
    await until(async () => {
      const { StreamDescriptionSummary: summary } = await kinesis.describeStreamSummary({ StreamName });
      return summary.StreamStatus === 'ACTIVE';
    });
    return StreamName;
  }

  // Reads one stream and writes to another; not started.
  async function newApplication(ApplicationCode, from, to) {
    const ApplicationName = `application-${++count}`;
    await analytics.createApplication({
      ApplicationName,
      ApplicationCode,
      Inputs: [
        {
          NamePrefix: 'SOURCE_SQL_STREAM',
          KinesisStreamsInput: { ResourceARN: arnOf(from), RoleARN: roleArn },
          InputSchema: {
            RecordFormat: {
              RecordFormatType: 'JSON',
              MappingParameters: { JSONMappingParameters: { RecordRowPath: '$' } },
            },
            RecordColumns: COLUMNS.map(([Name, SqlType]) => ({ Name, SqlType, Mapping: `$.${Name}` })),
          },
        },
      ],
      Outputs: [
        {
          Name: 'DESTINATION_SQL_STREAM',
          KinesisStreamsOutput: { ResourceARN: arnOf(to), RoleARN: roleArn },
          DestinationSchema: { RecordFormatType: 'JSON' },
        },
      ],
    });
    return ApplicationName;
  }

  // Resolves when it runs.
  const startApplication = (ApplicationName, InputStartingPosition = 'NOW') =>
    analytics.startApplication({
      ApplicationName,
      InputConfigurations: [{ Id: '1.1', InputStartingPositionConfiguration: { InputStartingPosition } }],
    });

  const stopApplication = (ApplicationName) => analytics.stopApplication({ ApplicationName });

  function close() {
    for (const one of [iam, kinesis, analytics, client]) (one.destroy ?? one.close)?.call(one);
  }

  async function kill() {
    close();
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    await child.ended;
  }

  async function end() {
    close();
    await stop(child);
    removeDirectory(directory);
  }
  return { client, pid: child.pid, directory, newStream, newApplication, startApplication, stopApplication, kill, end };
}

const arnOf = (stream) => `arn:aws:kinesis:us-east-1:${ACCOUNT}:stream/${stream}`;

async function makeRole(iam) {
  const document = (statement) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await iam.createRole({
    RoleName: ROLE,
    AssumeRolePolicyDocument: document({
      Effect: 'Allow',
      Principal: { Service: 'kinesisanalytics.amazonaws.com' },
      Action: 'sts:AssumeRole',
    }),
  });
  const PolicyDocument = document({ Effect: 'Allow', Action: 'kinesis:*', Resource: '*' });
  await iam.putRolePolicy({ RoleName: ROLE, PolicyName: 'streams', PolicyDocument });
}
