// What the checks of both APIs of Kinesis Data Analytics have in common.
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { aws, file } from './aws.mjs';

export const name = `cli-${process.pid}`;
export const role = `arn:aws:iam::000000000000:role/${process.env.PADDOCK_FIXTURE}`;
export const logStream = 'arn:aws:logs:us-east-1:000000000000:log-group:rides:log-stream:errors';
export const object = { BucketARN: 'arn:aws:s3:::rides', FileKey: 'names.csv' };
const columns = [
  { Name: 'Name', Mapping: '$.Name', SqlType: 'VARCHAR(16)' },
  { Name: 'Distance', Mapping: '$.Distance', SqlType: 'DOUBLE' },
  { Name: 'HealthPoints', Mapping: '$.HealthPoints', SqlType: 'INTEGER' },
];
export const schema = {
  RecordFormat: { RecordFormatType: 'JSON', MappingParameters: { JSONMappingParameters: { RecordRowPath: '$' } } },
  RecordEncoding: 'UTF-8',
  RecordColumns: columns,
};
const shortColumns = columns.map(
  (one) =>
    `{${Object.entries(one)
      .map((member) => member.join('='))
      .join(',')}}`,
);
/** The same in the CLI's short form. */
export const shortSchema =
  '{RecordFormat={RecordFormatType=JSON,MappingParameters={JSONMappingParameters={RecordRowPath=$}}},' +
  `RecordEncoding=UTF-8,RecordColumns=[${shortColumns.join(',')}]}`;
export const counting = `CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" ("Name" VARCHAR(16), "Rides" INTEGER, "Health" INTEGER);
CREATE OR REPLACE PUMP "STREAM_PUMP" AS INSERT INTO "DESTINATION_SQL_STREAM"
SELECT STREAM "Name", COUNT(*), MIN("HealthPoints") FROM "SOURCE_SQL_STREAM_001"
GROUP BY "Name", STEP("SOURCE_SQL_STREAM_001".ROWTIME BY INTERVAL '1' SECOND);`;
export const passing = `CREATE OR REPLACE STREAM "DESTINATION_SQL_STREAM" ("Name" VARCHAR(16), "Distance" DOUBLE);
CREATE OR REPLACE PUMP "STREAM_PUMP" AS INSERT INTO "DESTINATION_SQL_STREAM"
SELECT STREAM UPPER("Name"), "Distance" FROM "SOURCE_SQL_STREAM_001";`;
export const invalid = counting.replace('MIN(', 'MINIMUM(');

export const json = (value) => JSON.stringify(value);
/** Code as its authors give it: from a file. */
export const code = (text) => `file://${file('application.sql', text)}`;
export const streamArn = (stream) => `arn:aws:kinesis:us-east-1:000000000000:stream/${stream}`;
export const applicationArn = (application) =>
  `arn:aws:kinesisanalytics:us-east-1:000000000000:application/${application}`;
export const tagMap = ({ Tags }) => Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value]));

/** Version 1 of the CLI prints what the protocol has: a number in JSON. @returns ms */
export const timeOf = (at) => (typeof at === 'number' ? at * 1000 : Date.parse(at));
export function madeAt(at) {
  const time = timeOf(at);
  assert.equal(time % 1000, 0, `made at ${at}`);
  assert.ok(Math.abs(time - Date.now()) < 60_000, `made at ${at}`);
}

export const ride = (Name, Distance = 30.25, HealthPoints = 150) => ({ Name, Distance, HealthPoints });

/** A stream to read and one to write. */
export function streams() {
  const [from, to] = [`${name}-in`, `${name}-out`];
  for (const stream of [from, to]) aws(['kinesis', 'create-stream', '--stream-name', stream, '--shard-count', '1']);
  for (const stream of [from, to]) aws(['kinesis', 'wait', 'stream-exists', '--stream-name', stream]);
  return { from, to };
}

/** All at one time. */
export function put(stream, ...rides) {
  const records = json(rides.map((one) => ({ Data: json(one), PartitionKey: 'ride' })));
  const { FailedRecordCount } = aws(['kinesis', 'put-records', '--stream-name', stream, '--records', records]);
  assert.equal(FailedRecordCount, 0);
}

/** Gives rows as they come, so many at least. */
export function destinationOf(stream) {
  const shard = ['--shard-id', 'shardId-000000000000', '--shard-iterator-type', 'LATEST'];
  let iterator = aws(['kinesis', 'get-shard-iterator', '--stream-name', stream, ...shard]).ShardIterator;
  return async (count) => {
    const rows = [];
    for (let tries = 0; tries < 40; tries++) {
      const page = aws(['kinesis', 'get-records', '--shard-iterator', iterator]);
      iterator = page.NextShardIterator;
      rows.push(...page.Records.map(({ Data }) => JSON.parse(Buffer.from(Data, 'base64').toString())));
      if (rows.length >= count) return rows;
      await sleep(200);
    }
    throw new Error(`${json(rows)} instead of ${count} rows`);
  };
}
