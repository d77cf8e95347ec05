import { allowing, trusting, trustingGuests } from './documents.js';
import { analyticsPolicy, analyticsRole, names } from './names.js';
import { applicationPart } from './parts/application.js';
import { functionPart } from './parts/function.js';
import { guestAccessPart, identityPoolPart } from './parts/identity-pool.js';
import { logGroupPart } from './parts/log-group.js';
import { managedPolicyArn, managedPolicyPart } from './parts/managed-policy.js';
import { roleArn, rolePart } from './parts/role.js';
import { streamPart } from './parts/stream.js';
import { tablePart } from './parts/table.js';
import { triggerPart } from './parts/trigger.js';
import { arnOf, streamArn } from './resource.js';
import type { SummaryKind } from './contracts.js';
import type { Context, Resource } from './resource.js';

/** The parts of the system with a summary of this kind, in the order of the workshop. */
export const systemOf = (kind: SummaryKind, region: string): readonly Resource[] => [
  streamPart('stream', names.stream),
  streamPart('summary-stream', names.summaryStream),
  identityPoolPart,
  guestRole,
  guestAccessPart(['identity-pool', 'guest-role'], (context) => roleArn(context, names.guestRole)),
  ...summaryParts(kind, region),
  tablePart,
  writePolicy,
  logGroupPart('processor-logs', names.processor),
  processorRole,
  processor,
  triggerPart({
    id: 'trigger',
    needs: ['processor', 'summary-stream', 'table'],
    functionName: names.processor,
    stream: names.summaryStream,
    batchSize: 100,
  }),
];

/** What makes the summary; the other kind's parts have no place beside it, for every minute would be summarised twice. */
export const summaryParts = (kind: SummaryKind, region: string): readonly Resource[] =>
  kind === 'analytics' ? byAnalytics(region) : byFunction;

const LAMBDA = 'lambda.amazonaws.com';
/** What a function needs to read streams and to log. */
const kinesisExecution = ({ partition }: Context): string =>
  `arn:${partition}:iam::aws:policy/service-role/AWSLambdaKinesisExecutionRole`;

const writePolicy = managedPolicyPart(
  'write-policy',
  names.writePolicy,
  `Writes items into ${names.table}`,
  (context) =>
    allowing({
      actions: ['dynamodb:BatchWriteItem'],
      resources: [arnOf(context, 'dynamodb', `table/${names.table}`)],
    }),
);

const processorRole = rolePart({
  id: 'processor-role',
  // Without the role, a function's last words cannot bring back the log group that was removed.
  needs: ['write-policy', 'processor-logs'],
  name: names.processorRole,
  description: `What ${names.processor} may do`,
  trust: () => trusting(LAMBDA),
  managed: (context) => [managedPolicyArn(context, names.writePolicy), kinesisExecution(context)],
});

const processor = functionPart({
  id: 'processor',
  needs: ['processor-role', 'processor-logs'],
  name: names.processor,
  description: `Writes the summaries of ${names.summaryStream} into ${names.table}`,
  folder: 'stream-processor',
  role: (context) => roleArn(context, names.processorRole),
  environment: { TABLE_NAME: names.table },
});

/**
 * The workshop ticks everything that the console calls Read and List, for the stream and its consumers. The map calls ListShards,
 * GetShardIterator and GetRecords; other readers, the workshop's own page among them, describe the stream first. Consumers and what
 * they may subscribe to are few: a guest, who may be anybody, gets none of that.
 */
const guestRole = rolePart({
  id: 'guest-role',
  needs: ['identity-pool'],
  name: names.guestRole,
  description: `What guests of the identity pool ${names.identityPool} may do`,
  trust: ({ learned: { identityPoolId }, ...where }) =>
    identityPoolId === undefined ? undefined : trustingGuests(identityPoolId, where),
  inline: (context) => ({
    [names.guestPolicy]: allowing({
      actions: [
        'kinesis:DescribeStream',
        'kinesis:DescribeStreamSummary',
        'kinesis:GetRecords',
        'kinesis:GetShardIterator',
        'kinesis:ListShards',
      ],
      resources: [streamArn(context, names.stream)],
    }),
  }),
});

const SERVICE_ROLE = '/service-role/';

const byAnalytics = (region: string): readonly Resource[] => {
  const name = analyticsRole(region);
  return [
    rolePart({
      id: 'analytics-role',
      name,
      path: SERVICE_ROLE,
      description: `What the application ${names.application} may do`,
      trust: () => trusting('kinesisanalytics.amazonaws.com'),
      inline: (context) => ({
        [analyticsPolicy(region)]: allowing(
          {
            actions: ['kinesis:DescribeStream', 'kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards'],
            resources: [streamArn(context, names.stream)],
          },
          {
            actions: ['kinesis:DescribeStream', 'kinesis:PutRecord', 'kinesis:PutRecords'],
            resources: [streamArn(context, names.summaryStream)],
          },
        ),
      }),
    }),
    applicationPart(['analytics-role', 'stream', 'summary-stream'], (context) => roleArn(context, name, SERVICE_ROLE)),
  ];
};

const byFunction: readonly Resource[] = [
  logGroupPart('summary-logs', names.summaryFunction),
  rolePart({
    id: 'summary-role',
    needs: ['summary-logs'],
    name: names.summaryRole,
    description: `What ${names.summaryFunction} may do`,
    trust: () => trusting(LAMBDA),
    managed: (context) => [kinesisExecution(context)],
    inline: (context) => ({
      [names.summaryPolicy]: allowing({
        actions: ['kinesis:PutRecords'],
        resources: [streamArn(context, names.summaryStream)],
      }),
    }),
  }),
  functionPart({
    id: 'summary-function',
    needs: ['summary-role', 'summary-logs'],
    name: names.summaryFunction,
    description: `Summarises each minute of ${names.stream} into ${names.summaryStream}`,
    folder: 'summary',
    role: (context) => roleArn(context, names.summaryRole),
    environment: { SUMMARY_STREAM: names.summaryStream },
  }),
  triggerPart({
    id: 'summary-trigger',
    needs: ['summary-function', 'stream', 'summary-stream'],
    functionName: names.summaryFunction,
    stream: names.stream,
    batchSize: 1_000,
    window: 60,
  }),
];
