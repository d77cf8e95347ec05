import {
  CognitoIdentityClient,
  GetIdentityPoolRolesCommand,
  paginateListIdentityPools,
  DescribeIdentityPoolCommand,
} from '@aws-sdk/client-cognito-identity';
import { DescribeTableCommand, DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { DescribeDeliveryStreamCommand, FirehoseClient, ListDeliveryStreamsCommand } from '@aws-sdk/client-firehose';
import {
  DescribeApplicationCommand,
  KinesisAnalyticsClient,
  ListApplicationsCommand,
} from '@aws-sdk/client-kinesis-analytics';
import { DescribeStreamSummaryCommand, KinesisClient, paginateListStreams } from '@aws-sdk/client-kinesis';
import { LambdaClient, paginateListEventSourceMappings, paginateListFunctions } from '@aws-sdk/client-lambda';
import type { Session } from '../../session/session.js';
import { isCode } from '../../shared/aws-problem.js';
import { collect } from '../../shared/use-aws.js';
import { rolePolicies } from './load-policies.js';
import type {
  ApplicationFact,
  DeliveryFact,
  FactProblem,
  Facts,
  FunctionFact,
  MappingFact,
  PoolFact,
  StreamFact,
  TableFact,
} from './model/facts.js';

/** So many of a kind are asked for details; others are listed by their names. */
const most = 25;

/** Asks every service what is there. A service that refuses, or is not there, is a problem of its own and hinders none of the others. */
export async function loadFacts(session: Session, signal: AbortSignal): Promise<Facts> {
  const problems: FactProblem[] = [];
  const part = async <T>(name: FactProblem['part'], load: () => Promise<readonly T[]>): Promise<readonly T[]> => {
    try {
      return await load();
    } catch (error) {
      if (signal.aborted) throw error;
      problems.push({ part: name, error });
      return [];
    }
  };
  const policies = (role: string | undefined) =>
    role === undefined
      ? Promise.resolve(undefined)
      : rolePolicies(session, role, signal).catch((error: unknown) => {
          if (!problems.some((one) => one.part === 'roles')) problems.push({ part: 'roles', error });
          return undefined;
        });
  const [streams, applications, mappings, functions, tables, deliveries, pools] = await Promise.all([
    part('streams', () => streamsOf(session, signal)),
    part('applications', () => applicationsOf(session, signal)),
    part('mappings', () => mappingsOf(session, signal)),
    part('functions', () => functionsOf(session, policies, signal)),
    part('tables', () => tablesOf(session, signal)),
    part('deliveries', () => deliveriesOf(session, signal)),
    part('pools', () => poolsOf(session, policies, signal)),
  ]);
  const { region, identity } = session;
  return {
    account: identity.account,
    region,
    streams,
    applications,
    mappings,
    functions,
    tables,
    deliveries,
    pools,
    problems,
  };
}

type Policies = (role: string | undefined) => Promise<readonly string[] | undefined>;

async function streamsOf(session: Session, abortSignal: AbortSignal): Promise<readonly StreamFact[]> {
  const client = session.client(KinesisClient);
  const summaries = await collect(
    paginateListStreams({ client }, {}, { abortSignal }),
    ({ StreamSummaries = [] }) => StreamSummaries,
  );
  return Promise.all(
    summaries.map(async ({ StreamName: name = '', StreamARN: arn = '', StreamStatus: status = '' }, index) => {
      const summary =
        index < most
          ? await client
              .send(new DescribeStreamSummaryCommand({ StreamName: name }), { abortSignal })
              .catch(() => undefined)
          : undefined;
      return { name, arn, status, shards: summary?.StreamDescriptionSummary?.OpenShardCount };
    }),
  );
}

async function applicationsOf(session: Session, abortSignal: AbortSignal): Promise<readonly ApplicationFact[]> {
  const client = session.client(KinesisAnalyticsClient);
  const { ApplicationSummaries = [] } = await client.send(new ListApplicationsCommand({ Limit: 50 }), { abortSignal });
  return Promise.all(
    ApplicationSummaries.slice(0, most).map(async ({ ApplicationName: name = '', ApplicationStatus: status = '' }) => {
      const { ApplicationDetail: detail } = await client
        .send(new DescribeApplicationCommand({ ApplicationName: name }), { abortSignal })
        .catch(() => ({ ApplicationDetail: undefined }));
      return {
        name,
        status: detail?.ApplicationStatus ?? status,
        inputs: (detail?.InputDescriptions ?? []).map((one) => ({
          id: one.InputId ?? '',
          arn:
            one.KinesisStreamsInputDescription?.ResourceARN ?? one.KinesisFirehoseInputDescription?.ResourceARN ?? '',
        })),
        outputs: (detail?.OutputDescriptions ?? []).map((one) => ({
          id: one.OutputId ?? '',
          arn:
            one.KinesisStreamsOutputDescription?.ResourceARN ??
            one.KinesisFirehoseOutputDescription?.ResourceARN ??
            one.LambdaOutputDescription?.ResourceARN ??
            '',
        })),
      };
    }),
  );
}

async function mappingsOf(session: Session, abortSignal: AbortSignal): Promise<readonly MappingFact[]> {
  const client = session.client(LambdaClient);
  const mappings = await collect(
    paginateListEventSourceMappings({ client }, {}, { abortSignal }),
    (page) => page.EventSourceMappings,
  );
  return mappings.map(({ UUID = '', EventSourceArn = '', FunctionArn = '', State = '', LastProcessingResult }) => ({
    id: UUID,
    sourceArn: EventSourceArn,
    functionName: FunctionArn.split(':')[6] ?? '',
    state: State,
    lastResult: LastProcessingResult,
  }));
}

async function functionsOf(
  session: Session,
  policies: Policies,
  abortSignal: AbortSignal,
): Promise<readonly FunctionFact[]> {
  const client = session.client(LambdaClient);
  const functions = await collect(paginateListFunctions({ client }, {}, { abortSignal }), (page) => page.Functions);
  return Promise.all(
    functions.map(async ({ FunctionName: name = '', State, Role, Environment }, index) => ({
      name,
      // ListFunctions leaves the state out at AWS.
      state: State ?? 'Active',
      values: Object.values(Environment?.Variables ?? {}),
      policies: index < most ? await policies(Role?.split('/').at(-1)) : undefined,
    })),
  );
}

async function tablesOf(session: Session, abortSignal: AbortSignal): Promise<readonly TableFact[]> {
  const client = session.client(DynamoDBClient);
  const names = await collect(paginateListTables({ client }, {}, { abortSignal }), (page) => page.TableNames);
  const { region, identity } = session;
  return Promise.all(
    names.map(async (name, index) => {
      const { Table } =
        index < most
          ? await client
              .send(new DescribeTableCommand({ TableName: name }), { abortSignal })
              .catch(() => ({ Table: undefined }))
          : { Table: undefined };
      const arn = Table?.TableArn ?? `arn:aws:dynamodb:${region}:${identity.account}:table/${name}`;
      return { name, arn, status: Table?.TableStatus ?? 'ACTIVE' };
    }),
  );
}

async function deliveriesOf(session: Session, abortSignal: AbortSignal): Promise<readonly DeliveryFact[]> {
  const client = session.client(FirehoseClient);
  try {
    const { DeliveryStreamNames = [] } = await client.send(new ListDeliveryStreamsCommand({}), { abortSignal });
    return await Promise.all(
      DeliveryStreamNames.slice(0, most).map(async (name) => {
        const { DeliveryStreamDescription: found } = await client.send(
          new DescribeDeliveryStreamCommand({ DeliveryStreamName: name }),
          { abortSignal },
        );
        const [destination] = found?.Destinations ?? [];
        const bucket = (destination?.ExtendedS3DestinationDescription ?? destination?.S3DestinationDescription)
          ?.BucketARN;
        return {
          name,
          arn: found?.DeliveryStreamARN ?? '',
          status: found?.DeliveryStreamStatus ?? '',
          sourceArn: found?.Source?.KinesisStreamSourceDescription?.KinesisStreamARN,
          destination: bucket?.split(':').at(-1),
        };
      }),
    );
  } catch (error) {
    // A server without Firehose.
    if (isCode(error, 'UnknownOperationException', 'UnknownOperation', 'NotImplemented', 'InvalidAction')) return [];
    throw error;
  }
}

async function poolsOf(session: Session, policies: Policies, abortSignal: AbortSignal): Promise<readonly PoolFact[]> {
  const client = session.client(CognitoIdentityClient);
  const pools = await collect(
    paginateListIdentityPools({ client }, { MaxResults: 60 }, { abortSignal }),
    (page) => page.IdentityPools,
  );
  return Promise.all(
    pools.slice(0, most).map(async ({ IdentityPoolId: id = '', IdentityPoolName: name = '' }) => {
      const [pool, roles] = await Promise.all([
        client.send(new DescribeIdentityPoolCommand({ IdentityPoolId: id }), { abortSignal }),
        client.send(new GetIdentityPoolRolesCommand({ IdentityPoolId: id }), { abortSignal }),
      ]);
      const guestRole = roles.Roles?.['unauthenticated']?.split('/').at(-1);
      return {
        id,
        name,
        takesGuests: pool.AllowUnauthenticatedIdentities === true,
        guestRole,
        policies: await policies(guestRole),
      };
    }),
  );
}
