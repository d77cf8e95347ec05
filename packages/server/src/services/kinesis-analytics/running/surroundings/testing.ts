import type { KinesisRecord } from '../../../../kinesis-records.js';
import { kinesisRecords } from '../../../../kinesis-records.js';
import { testClock } from '../../../../runtime/controlled-clock.js';
import { createIds } from '../../../../runtime/ids.js';
import { seededRandom } from '../../../../runtime/random.js';
import { testAccount, testRegion, testStart } from '../../../../test-request.js';
import type { Application, Input, Output, Reference } from '../../domain/application.js';
import type { Denial, RoleNeed } from '../../role-checks.js';
import type { TakenSlice } from '../stream-input.js';
import type { FunctionCaller } from './function-calls.js';

export const testFunctionArn = `arn:aws:lambda:${testRegion}:${testAccount}:function:f`;
export const testRoleArn = `arn:aws:iam::${testAccount}:role/analytics`;
export const testApplicationArn = `arn:aws:kinesisanalytics:${testRegion}:${testAccount}:application/rides`;
export const testIds = () => createIds(seededRandom(1));

export const testInput: Input = {
  id: '1.1',
  namePrefix: 'SOURCE_SQL_STREAM',
  source: { kind: 'stream', arn: `arn:aws:kinesis:${testRegion}:${testAccount}:stream/rides`, role: testRoleArn },
  schema: { format: { type: 'JSON', json: { rowPath: '$' } }, columns: [] },
  parallelism: 1,
};

export const testOutput: Output = {
  id: '2.1',
  stream: 'DESTINATION_SQL_STREAM',
  destination: { kind: 'lambda', arn: testFunctionArn, role: testRoleArn },
  format: 'JSON',
};

export const testReference: Reference = {
  id: '3.1',
  table: 'fleet',
  bucketArn: 'arn:aws:s3:::box',
  fileKey: 'fleet.csv',
  role: testRoleArn,
  schema: {
    format: { type: 'CSV', csv: { rowDelimiter: '\n', columnDelimiter: ',' } },
    columns: [
      { name: 'name', sqlType: 'VARCHAR(16)' },
      { name: 'age', sqlType: 'INTEGER' },
    ],
  },
  revision: 1,
};

export const testApplication = (more: Partial<Application> = {}): Application => ({
  account: testAccount,
  region: testRegion,
  name: 'rides',
  id: '0123456789abcdef',
  status: 'RUNNING',
  revision: 1,
  version: 5,
  created: testStart,
  updated: testStart,
  code: '',
  inputs: [testInput],
  references: [],
  outputs: [testOutput],
  logging: [],
  tags: {},
  run: 1,
  ...more,
});

/** A slice of a shard with these texts in it. */
export function testSlice(index: number, ...texts: readonly string[]): TakenSlice {
  const records: KinesisRecord[] = texts.flatMap((text, at) =>
    kinesisRecords([Buffer.from(recordJson(index, at, text))]),
  );
  return {
    shard: `stream/${index}`,
    index,
    shardId: `shardId-00000000000${index}`,
    from: 0,
    to: texts.length,
    records,
  };
}

const recordJson = (index: number, at: number, text: string): string =>
  `{"SequenceNumber":"4900${index}${String(at).padStart(6, '0')}","ApproximateArrivalTimestamp":1700000000.25,` +
  `"Data":"${Buffer.from(text).toString('base64')}","PartitionKey":"k\\u00e4"}`;

/** A role that may do everything, until it is denied something; and what it was asked. */
export function testDenial(): {
  denied: Denial | undefined;
  readonly asked: string[];
  readonly ask: (needs: readonly RoleNeed[]) => Promise<Denial | undefined>;
} {
  const test: ReturnType<typeof testDenial> = {
    denied: undefined,
    asked: [],
    ask: async (needs) => {
      test.asked.push(...needs.map(({ need }) => `${need.action} ${need.resources.join(' ')}`));
      return test.denied;
    },
  };
  return test;
}

export interface TestEvent {
  readonly invocationId: string;
  readonly applicationArn: string;
  readonly streamArn?: string;
  readonly records: readonly { readonly recordId: string; readonly data: string; readonly [member: string]: unknown }[];
}

/** A function that answers what the test says; it takes some time. */
export function testFunction(answer: (event: TestEvent) => unknown): {
  readonly events: TestEvent[];
  readonly clock: ReturnType<typeof testClock>;
  readonly caller: FunctionCaller;
} {
  const events: TestEvent[] = [];
  const clock = testClock(testStart);
  const caller: FunctionCaller = {
    invoke: async (_functionArn, payload) => {
      const event = JSON.parse(Buffer.from(payload).toString()) as TestEvent;
      events.push(event);
      await clock.advance(20);
      const answered = answer(event);
      if (answered instanceof Error) return { payload: Buffer.from('{}'), functionError: 'Unhandled' };
      return { payload: Buffer.from(typeof answered === 'string' ? answered : JSON.stringify(answered)) };
    },
  };
  return { events, clock, caller };
}

export const base64 = (text: string): string => Buffer.from(text).toString('base64');
export const textOf = (data: string): string => Buffer.from(data, 'base64').toString();
