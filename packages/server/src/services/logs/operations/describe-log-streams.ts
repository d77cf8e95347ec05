import { boolean, enumeration, list, long, structure, type Infer } from '@paddock/wire';
import { namedGroup, onGroup } from '../addressing.js';
import { operation, type LogsContext } from '../context.js';
import { streamArn } from '../domain/arn.js';
import type { LogGroup } from '../domain/log-group.js';
import type { LogStream } from '../domain/log-stream.js';
import { orderWithPrefix } from '../errors.js';
import { Arn, DescribeLimit, groupReference, LogStreamName, NextToken, SequenceToken, Timestamp } from '../shapes.js';
import { sequenceToken } from './put-log-events.js';

const defaultLimit = 50;

const LogStreamShape = structure('LogStream', {
  logStreamName: LogStreamName,
  creationTime: Timestamp,
  firstEventTimestamp: Timestamp,
  lastEventTimestamp: Timestamp,
  lastIngestionTime: Timestamp,
  uploadSequenceToken: SequenceToken,
  arn: Arn,
  storedBytes: long({ min: 0 }),
});

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogStreams.html */
export const describeLogStreams = operation({
  name: 'DescribeLogStreams',
  input: structure('DescribeLogStreamsRequest', {
    ...groupReference,
    logStreamNamePrefix: LogStreamName,
    orderBy: enumeration('LogStreamName', 'LastEventTime'),
    descending: boolean,
    nextToken: NextToken,
    limit: DescribeLimit,
  }),
  output: structure('DescribeLogStreamsResponse', { logStreams: list(LogStreamShape), nextToken: NextToken }),
  errors: ['InvalidParameterException', 'ResourceNotFoundException', 'ServiceUnavailableException'],
  needs: onGroup('DescribeLogStreams'),
  async run(context, input, request) {
    const named = namedGroup(input, request);
    if (input.orderBy === 'LastEventTime' && input.logStreamNamePrefix !== undefined) throw orderWithPrefix();
    const { group } = await context.groups.find(named);
    const now = context.clock.now();
    const after = input.nextToken === undefined ? undefined : context.tokens.open<Listed>(kind, input.nextToken, now);
    const limit = input.limit ?? defaultLimit;
    const order: Order = {
      prefix: input.logStreamNamePrefix,
      descending: input.descending === true,
      after,
      limit: limit + 1,
    };
    const found = await (input.orderBy === 'LastEventTime' ? byTime : byName)(context, group, order);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return {
      logStreams: page.map((stream) => describe(group, stream)),
      ...(found.length > limit && last ? { nextToken: context.tokens.seal(kind, listed(last), now) } : {}),
    };
  },
});

const kind = 'DescribeLogStreams';

interface Order {
  readonly prefix: string | undefined;
  readonly descending: boolean;
  readonly after: Listed | undefined;
  readonly limit: number;
}

/** The last stream of a page. */
interface Listed {
  readonly name: string;
  readonly time: number;
}

// Streams without events stand before all others.
const listed = ({ name, lastEvent = -1 }: LogStream): Listed => ({ name, time: lastEvent });

const byName = ({ streams }: LogsContext, group: LogGroup, order: Order): Promise<LogStream[]> =>
  streams.list(group, {
    reverse: order.descending,
    limit: order.limit,
    ...(order.prefix === undefined ? {} : { prefix: order.prefix }),
    ...(order.after === undefined ? {} : { after: order.after.name }),
  });

async function byTime({ streams }: LogsContext, group: LogGroup, order: Order): Promise<LogStream[]> {
  const direction = order.descending ? -1 : 1;
  const compare = (a: Listed, b: Listed): number =>
    direction * (a.time - b.time || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const all = (await streams.list(group)).map((stream) => ({ stream, ...listed(stream) })).sort(compare);
  const { after } = order;
  const rest = after === undefined ? all : all.filter((entry) => compare(entry, after) > 0);
  return rest.slice(0, order.limit).map(({ stream }) => stream);
}

const describe = (group: LogGroup, stream: LogStream): Infer<typeof LogStreamShape> => ({
  logStreamName: stream.name,
  creationTime: stream.created,
  firstEventTimestamp: stream.firstEvent,
  lastEventTimestamp: stream.lastEvent,
  lastIngestionTime: stream.lastIngestion,
  ...(stream.lastIngestion === undefined ? {} : { uploadSequenceToken: sequenceToken(stream) }),
  arn: streamArn(group, stream.name),
  // AWS has not told it since 2019.
  storedBytes: 0,
});
