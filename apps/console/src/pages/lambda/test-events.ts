import { gzipSync } from 'fflate';
import { stored } from '../../shared/stored.js';

/** An event that somebody keeps for a function, in this browser. */
export interface SavedEvent {
  readonly name: string;
  readonly body: string;
}

type Kept = Readonly<Record<string, readonly SavedEvent[]>>;

/** By the function's ARN. */
export const savedEvents = stored<Kept>('lambda-events', () => ({}), readKept);

export function readKept(value: unknown): Kept | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const isEvent = (event: unknown): event is SavedEvent => {
    const { name, body }: { name?: unknown; body?: unknown } = Object(event);
    return typeof name === 'string' && typeof body === 'string';
  };
  return Object.fromEntries(
    Object.entries(value).map(([arn, events]) => [arn, Array.isArray(events) ? events.filter(isEvent) : []]),
  );
}

/** AWS's rule for the names of test events. */
export const isEventName = (name: string): boolean => /^[a-zA-Z0-9_-]{1,140}$/.test(name);

export const withEvent = (kept: Kept, arn: string, event: SavedEvent): Kept => ({
  ...kept,
  [arn]: [...(kept[arn] ?? []).filter(({ name }) => name !== event.name), event],
});

export const withoutEvent = (kept: Kept, arn: string, name: string): Kept => ({
  ...kept,
  [arn]: (kept[arn] ?? []).filter((event) => event.name !== name),
});

export type EventTemplate = 'hello-world' | 'kinesis' | 'dynamodb-update' | 'cloudwatch-logs' | 's3-put' | 'empty';

export const eventTemplates: readonly EventTemplate[] = [
  'hello-world',
  'kinesis',
  'dynamodb-update',
  'cloudwatch-logs',
  's3-put',
  'empty',
];

export interface EventPlace {
  readonly region: string;
  readonly account: string;
  /** ms since the epoch */
  readonly now: number;
}

export function templateEvent(template: EventTemplate, place: EventPlace): string {
  switch (template) {
    case 'hello-world':
      return pretty({ key1: 'value1', key2: 'value2', key3: 'value3' });
    case 'kinesis':
      return pretty(kinesisEvent(['{"Name":"Shadowfax","Distance":175}'], place));
    case 'dynamodb-update':
      return pretty(dynamoDbEvent(place));
    case 'cloudwatch-logs':
      return pretty(logsEvent(place));
    case 's3-put':
      return pretty(s3Event(place));
    case 'empty':
      return '{}';
  }
}

const pretty = (value: unknown): string => JSON.stringify(value, null, 2);

/**
 * What Lambda hands to a function that a stream triggers.
 * @param records each one's data as plain text
 */
export function kinesisEvent(
  records: readonly string[],
  { region, account, now }: EventPlace,
  stream = 'wildrydes-summary',
  partitionKey = 'partitionKey-1',
) {
  return {
    Records: records.map((data, index) => {
      const sequenceNumber = String(49545115243490985018280067714973144582180062593244200961n + BigInt(index));
      return {
        kinesis: {
          kinesisSchemaVersion: '1.0',
          partitionKey,
          sequenceNumber,
          data: base64(new TextEncoder().encode(data)),
          approximateArrivalTimestamp: now / 1000,
        },
        eventSource: 'aws:kinesis',
        eventVersion: '1.0',
        eventID: `shardId-000000000000:${sequenceNumber}`,
        eventName: 'aws:kinesis:record',
        invokeIdentityArn: `arn:aws:iam::${account}:role/lambda-role`,
        awsRegion: region,
        eventSourceARN: `arn:aws:kinesis:${region}:${account}:stream/${stream}`,
      };
    }),
  };
}

/** One record a line; or the elements of one JSON array. Blank lines are none. */
export function recordsOf(text: string): string[] {
  try {
    const whole: unknown = JSON.parse(text);
    if (Array.isArray(whole)) return whole.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)));
    return [JSON.stringify(whole)];
  } catch {
    return text.split('\n').filter((line) => line.trim() !== '');
  }
}

function dynamoDbEvent({ region, account, now }: EventPlace) {
  const keys = { Name: { S: 'Shadowfax' }, StatusTime: { S: '2018-03-18 03:20:00.000' } };
  const common = {
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    eventSourceARN: `arn:aws:dynamodb:${region}:${account}:table/UnicornSensorData/stream/2026-01-01T00:00:00.000`,
  };
  const stream = (sequence: string) => ({
    ApproximateCreationDateTime: Math.floor(now / 1000),
    Keys: keys,
    SequenceNumber: sequence,
    SizeBytes: 62,
    StreamViewType: 'NEW_AND_OLD_IMAGES',
  });
  return {
    Records: [
      {
        eventID: 'c4ca4238a0b923820dcc509a6f75849b',
        eventName: 'INSERT',
        ...common,
        dynamodb: { ...stream('4421584500000000017450439091'), NewImage: { ...keys, Distance: { N: '175' } } },
      },
      {
        eventID: 'c81e728d9d4c2f636f067f89cc14862c',
        eventName: 'MODIFY',
        ...common,
        dynamodb: {
          ...stream('4421584500000000017450439092'),
          OldImage: { ...keys, Distance: { N: '175' } },
          NewImage: { ...keys, Distance: { N: '350' } },
        },
      },
    ],
  };
}

/** The data that a subscription filter sends: gzip in base64. */
function logsEvent({ account, now }: EventPlace) {
  const data = {
    messageType: 'DATA_MESSAGE',
    owner: account,
    logGroup: 'testLogGroup',
    logStream: 'testLogStream',
    subscriptionFilters: ['testFilter'],
    logEvents: [
      { id: 'eventId1', timestamp: now, message: '[ERROR] First test message' },
      { id: 'eventId2', timestamp: now, message: '[ERROR] Second test message' },
    ],
  };
  return { awslogs: { data: base64(gzipSync(new TextEncoder().encode(JSON.stringify(data)))) } };
}

const s3Event = ({ region, account, now }: EventPlace) => ({
  Records: [
    {
      eventVersion: '2.0',
      eventSource: 'aws:s3',
      awsRegion: region,
      eventTime: new Date(now).toISOString(),
      eventName: 'ObjectCreated:Put',
      userIdentity: { principalId: account },
      s3: {
        s3SchemaVersion: '1.0',
        bucket: { name: 'example-bucket', arn: 'arn:aws:s3:::example-bucket' },
        object: { key: 'test/key', size: 1024, eTag: '0123456789abcdef0123456789abcdef' },
      },
    },
  ],
});

function base64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
