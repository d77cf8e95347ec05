import { logsOperations } from '@paddock/server';
import type { StructureShape } from '@paddock/wire';
import { account, region } from '../../harness/server.js';
import { sampleOf } from '../sample-of.js';

/** An operation, with an input that has every member that goes with the others. */
export interface Sample {
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Codes that its model declares. */
  readonly errors: readonly string[];
}

const arn = `arn:aws:logs:${region}:${account}`;
const group = `${arn}:log-group:target`;
const now = (): number => Date.now();
const policy = '{"Version":"2012-10-17","Statement":[]}';
const pattern = '{ $.status = 4* && ($.size > 10.5 || $.name != "x") && $.list[0] IS NULL }';

/** Values of members that name something. What a request makes or destroys is called `elsewhere`: the group stays. */
const hints: Readonly<Record<string, unknown>> = {
  logGroupName: 'target',
  logStreamName: 'stream',
  logStreamNames: ['stream'],
  logGroupNames: ['target'],
  logGroupIdentifiers: [group],
  resourceArn: group,
  filterName: 'filter',
  filterPattern: pattern,
  logEventFilterPattern: '%ab+%',
  destinationName: 'destination',
  destinationArn: `arn:aws:lambda:${region}:${account}:function:nothing`,
  targetArn: `arn:aws:kinesis:${region}:${account}:stream/target`,
  roleArn: `arn:aws:iam::${account}:role/nobody`,
  accessPolicy: policy,
  policyDocument: policy,
  queryString:
    'fields @timestamp, @message | filter @message like /a(b+)/ | stats count(*) by bin(5m) | sort @timestamp desc | limit 10',
  queryId: '11111111-2222-4333-8444-555555555555',
  queryDefinitionId: '11111111-2222-4333-8444-555555555555',
  logRecordPointer: Buffer.from('x').toString('base64'),
  retentionInDays: 7,
  logEvents: [{ timestamp: now(), message: '{"status":404,"size":11}' }],
  logEventMessages: ['{"status":404,"size":11}', 'a b c'],
  metricTransformations: [
    { metricName: 'm', metricNamespace: 'n', metricValue: '$.size', dimensions: { a: '$.name' }, unit: 'Count' },
  ],
  tags: { a: 'b' },
  tagKeys: ['a'],
  startTime: 0,
  endTime: 4_000_000_000,
  nextToken: 'AAAA',
};

/** Where members of one operation exclude each other, or name what may go. */
const ofOperation: Readonly<Record<string, Sample['input']>> = {
  CreateLogGroup: { logGroupName: 'elsewhere', tags: { a: 'b' }, logGroupClass: 'STANDARD' },
  DeleteLogGroup: { logGroupName: 'elsewhere' },
  DeleteLogStream: { logGroupName: 'target', logStreamName: 'elsewhere' },
  CreateLogStream: { logGroupName: 'target', logStreamName: 'elsewhere' },
  FilterLogEvents: {
    logGroupName: 'target',
    logStreamNames: ['stream'],
    filterPattern: pattern,
    startTime: 0,
    limit: 10,
  },
  GetLogEvents: { logGroupName: 'target', logStreamName: 'stream', startTime: 0, limit: 10, startFromHead: true },
  DescribeLogStreams: { logGroupName: 'target', orderBy: 'LogStreamName', logStreamNamePrefix: 's', limit: 10 },
  DescribeLogGroups: { logGroupNamePrefix: 't', limit: 10, includeLinkedAccounts: false },
  PutLogEvents: { logGroupName: 'target', logStreamName: 'stream', logEvents: hints['logEvents'], sequenceToken: '1' },
  StartQuery: {
    logGroupNames: ['target'],
    startTime: 0,
    endTime: 4_000_000_000,
    queryString: hints['queryString'],
    limit: 10,
  },
  StartLiveTail: { logGroupIdentifiers: [group], logStreamNames: ['stream'], logEventFilterPattern: '{ $.a = 1 }' },
  TestMetricFilter: { filterPattern: '[a, b = 1*, ...]', logEventMessages: ['a 12 c'] },
};

/** Every operation that is served. */
export const samples: readonly Sample[] = logsOperations.map(({ name, input, errors }) => ({
  operation: name,
  input: ofOperation[name] ?? (sampleOf(input as StructureShape, hints) as Sample['input']),
  errors,
}));
