import type { Infer } from '@paddock/wire';
import { streamArn, testRole, type TestAnalytics } from '../../testing.js';
import { createApplication } from './create-application.js';
import { describeApplication } from './describe-application.js';

/** What requests are made of in tests: as the older API's, but for the roles. */
export const schema = {
  RecordFormat: {
    RecordFormatType: 'JSON',
    MappingParameters: { JSONMappingParameters: { RecordRowPath: '$' } },
  },
  RecordEncoding: 'UTF-8',
  RecordColumns: [{ Name: 'Name', Mapping: '$.Name', SqlType: 'VARCHAR(16)' }],
} as const;

export const streamInput = {
  NamePrefix: 'SOURCE_SQL_STREAM',
  KinesisStreamsInput: { ResourceARN: streamArn('wildrydes') },
  InputSchema: schema,
} as const;

export const streamOutput = (name = 'DESTINATION_SQL_STREAM') =>
  ({
    Name: name,
    KinesisStreamsOutput: { ResourceARN: streamArn('wildrydes-summary') },
    DestinationSchema: { RecordFormatType: 'JSON' },
  }) as const;

export const objectReference = {
  TableName: 'UNICORNS',
  S3ReferenceDataSource: { BucketARN: 'arn:aws:s3:::wildrydes', FileKey: 'unicorns.csv' },
  ReferenceSchema: schema,
} as const;

export const loggingOption = {
  LogStreamARN: 'arn:aws:logs:us-east-1:123456789012:log-group:g:log-stream:s',
} as const;

export const code = (text: string) =>
  ({ ApplicationCodeConfiguration: { CodeContentType: 'PLAINTEXT', CodeContent: { TextContent: text } } }) as const;

/** What makes an application `a`. */
export const creation = (more: Partial<Infer<typeof createApplication.input>> = {}) => ({
  ApplicationName: 'a',
  RuntimeEnvironment: 'SQL-1_0' as const,
  ServiceExecutionRole: testRole,
  ...more,
});

/** Makes an application `a`. */
export const create = async (
  analytics: TestAnalytics,
  more: Partial<Infer<typeof createApplication.input>> = {},
): Promise<void> => {
  await analytics.run(createApplication, creation(more));
};

export const describe = async (analytics: TestAnalytics, name = 'a') =>
  (await analytics.run(describeApplication, { ApplicationName: name })).ApplicationDetail;
