import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { AwsError } from '@paddock/wire';
import { aFewTurns } from '../../../runtime/controlled-clock.js';
import { createIds } from '../../../runtime/ids.js';
import { seededRandom } from '../../../runtime/random.js';
import { KinesisPort } from '../../kinesis/port.js';
import { testAccount, testKinesis, testRegion, type TestKinesis } from '../../kinesis/testing.js';
import { ok, testS3, type TestS3 } from '../../s3/testing.js';
import type { StartingPosition } from '../domain/application.js';
import type { Denial } from '../role-checks.js';
import type { FunctionCaller } from '../running/surroundings.js';
import { refused } from '../testing.js';
import type { Discovered, DiscoveryRequest } from './contract.js';
import { createDiscovery } from './index.js';

const streamArn = `arn:aws:kinesis:${testRegion}:${testAccount}:stream/rides`;
const role = `arn:aws:iam::${testAccount}:role/analytics`;
const functionArn = `arn:aws:lambda:${testRegion}:${testAccount}:function:f`;
const processor = { arn: functionArn, role };

describe('RecordDiscovery', () => {
  let kinesis: TestKinesis;
  let s3: TestS3;
  /** By the action that is asked about. */
  const denials = new Map<string, Denial>();
  const asked: string[] = [];
  let call: FunctionCaller['invoke'] = () => Promise.reject(new Error('nobody is to be called'));
  beforeEach(async () => {
    kinesis = await testKinesis();
    s3 = await testS3();
    denials.clear();
    asked.length = 0;
    await kinesis.createStream('rides', 2);
  });
  afterEach(async () => {
    await kinesis.stop();
    await s3.stop();
  });

  const discover = (more: Partial<DiscoveryRequest>): Promise<Discovered> =>
    createDiscovery({
      kinesis: new KinesisPort(kinesis.context),
      checks: {
        denial: async (application, roleArn, needs) => {
          assert.deepEqual([application.account, application.region, roleArn], [testAccount, testRegion, role]);
          asked.push(...needs.map(({ need: { action } }) => action));
          return needs.map(({ need: { action } }) => denials.get(action)).find(Boolean);
        },
      },
      lambda: () => ({ invoke: (...given) => call(...given) }),
      objects: s3.s3.port.referenceObjects,
      clock: kinesis.clock,
      ids: createIds(seededRandom(1)),
    }).discover({
      account: testAccount,
      region: testRegion,
      source: streamFrom('NOW'),
      processor: undefined,
      ...more,
    });
  const streamFrom = (start: StartingPosition | undefined, arn = streamArn) =>
    ({ kind: 'stream', stream: { arn, role }, start }) as const;
  const object = { kind: 'object', bucketArn: 'arn:aws:s3:::box', fileKey: 'data.csv', role } as const;
  const put = async (from: number, to: number): Promise<void> => {
    for (let id = from; id < to; id++) await kinesis.putRecord('rides', `{"id":${id},"name":"n${id}"}`, `k${id}`);
  };
  /** Whether it has come to an end. */
  const isSettled = async (discovering: Promise<unknown>): Promise<boolean> => {
    let settled = false;
    const note = (): void => {
      settled = true;
    };
    discovering.then(note, note);
    await aFewTurns();
    return settled;
  };
  const columnsOf = ({ schema }: Discovered) => schema.columns.map(({ name, sqlType }) => `${name} ${sqlType}`);

  it('reads what is in a stream at once, from its beginning', async () => {
    await put(0, 3);
    const found = await discover({ source: streamFrom('TRIM_HORIZON') });
    assert.deepEqual(found.schema.format, { type: 'JSON', json: { rowPath: '$' } });
    assert.equal(found.schema.encoding, 'UTF-8');
    assert.deepEqual(found.schema.columns, [
      { name: 'id', sqlType: 'INTEGER', mapping: '$.id' },
      { name: 'name', sqlType: 'VARCHAR(4)', mapping: '$.name' },
    ]);
    assert.deepEqual([...found.raw].sort(), ['{"id":0,"name":"n0"}', '{"id":1,"name":"n1"}', '{"id":2,"name":"n2"}']);
    assert.equal(found.parsed.length, 3);
    assert.equal('processed' in found, false);
    assert.deepEqual(asked, ['kinesis:DescribeStream', 'kinesis:GetShardIterator', 'kinesis:GetRecords']);
  });

  it('takes a sample of a long stream', async () => {
    for (let id = 0; id < 300; id++) await kinesis.putRecord('rides', `{"id":${id}}`, `k${id}`);
    assert.equal((await discover({ source: streamFrom('TRIM_HORIZON') })).raw.length, 200);
  });

  for (const start of ['NOW', undefined] as const)
    it(`waits for records to arrive from ${start}: for ten of them`, async () => {
      await put(0, 20);
      const discovering = discover({ source: streamFrom(start) });
      assert.equal(await isSettled(discovering), false);
      await put(20, 29);
      assert.equal(await isSettled(discovering), false);
      await put(29, 30);
      const { raw } = await discovering;
      assert.equal(raw.length, 10);
      assert.ok(raw.every((text) => /"id":2\d/.test(text)));
      assert.equal(kinesis.clock.status().timers, 0);
    });

  it('waits no longer than two seconds after the first', async () => {
    const discovering = discover({});
    await kinesis.clock.advance(5_000);
    await put(0, 1);
    await aFewTurns();
    await kinesis.clock.advance(1_999);
    assert.equal(await isSettled(discovering), false);
    await put(1, 2);
    await kinesis.clock.advance(1);
    assert.equal((await discovering).raw.length, 2);
  });

  it('gives up after thirty seconds', async () => {
    const discovering = refused(
      discover({ source: streamFrom('TRIM_HORIZON') }),
      'UnableToDetectSchemaException',
      /No records/,
    );
    await kinesis.clock.advance(29_999);
    assert.equal(await isSettled(discovering), false);
    await kinesis.clock.advance(1);
    await discovering;
  });

  it('answers the records of which no schema can be made', async () => {
    await kinesis.putRecord('rides', '   ');
    await assert.rejects(discover({ source: streamFrom('TRIM_HORIZON') }), (error) => {
      assert.ok(error instanceof AwsError);
      assert.equal(error.code, 'UnableToDetectSchemaException');
      assert.deepEqual(error.members, { RawInputRecords: ['   '] });
      return true;
    });
  });

  it('refuses what is not there, and what the role may not', async () => {
    await refused(
      discover({ source: streamFrom('NOW', `${streamArn}x`) }),
      'InvalidArgumentException',
      /not find the stream/,
    );
    denials.set('kinesis:GetRecords', { kind: 'policy', message: 'not you' });
    await refused(discover({}), 'InvalidArgumentException', /sufficient privileges to read the stream/);
    denials.set('kinesis:DescribeStream', { kind: 'role' });
    await refused(
      discover({}),
      'InvalidArgumentException',
      "Kinesis Analytics service doesn't have sufficient privileges to assume the role",
    );
    denials.clear();
    denials.set('lambda:InvokeFunction', { kind: 'policy', message: 'not you' });
    await refused(
      discover({ processor }),
      'InvalidArgumentException',
      /does not provide Invoke permissions on the Lambda/,
    );
  });

  it('goes by what a function makes of the records', async () => {
    await put(0, 2);
    call = async (arn, payload) => {
      assert.equal(arn, functionArn);
      const { records } = JSON.parse(Buffer.from(payload).toString()) as { records: { recordId: string }[] };
      const data = Buffer.from('a,1.5\n').toString('base64');
      const answers = records.map(({ recordId }, index) =>
        index === 0 ? { recordId, result: 'Ok', data } : { recordId, result: 'Dropped' },
      );
      return { payload: Buffer.from(JSON.stringify({ records: answers })) };
    };
    const found = await discover({ source: streamFrom('TRIM_HORIZON'), processor });
    assert.deepEqual(columnsOf(found), ['COL_0 VARCHAR(4)', 'COL_1 DECIMAL(2,1)']);
    assert.deepEqual([found.processed, found.raw.length], [['a,1.5\n'], 2]);
    call = async () => ({ payload: Buffer.from('{}'), functionError: 'Unhandled' });
    const failing = discover({ source: streamFrom('TRIM_HORIZON'), processor });
    await assert.rejects(failing, (error) => {
      assert.ok(error instanceof AwsError);
      assert.equal(error.code, 'UnableToDetectSchemaException');
      assert.match(error.message, /could not be processed.* failed: Unhandled/);
      assert.equal((error.members['RawInputRecords'] as string[]).length, 2);
      return true;
    });
  });

  it('reads an object, whose first row may have the names', async () => {
    ok(await s3.call('PUT', '/box'));
    const body = 'year,state,consumption\r\n2001,AK,47615\r\n2001,AL,12';
    ok(await s3.call('PUT', '/box/data.csv', { body }));
    const found = await discover({ source: object });
    assert.deepEqual(columnsOf(found), ['COL_year INTEGER', 'state VARCHAR(4)', 'consumption INTEGER']);
    assert.deepEqual(found.schema.format, { type: 'CSV', csv: { rowDelimiter: '\r\n', columnDelimiter: ',' } });
    assert.deepEqual(found.raw, [body]);
    assert.deepEqual(asked, ['s3:GetObject']);
  });

  it('reads the beginning of a long object, in whole rows', async () => {
    ok(await s3.call('PUT', '/box'));
    ok(await s3.call('PUT', '/box/data.csv', { body: `${'x'.repeat(100)},1\n`.repeat(20_000) }));
    const { raw } = await discover({ source: object });
    assert.equal(raw[0]?.length, Math.floor((1024 * 1024) / 103) * 103);
  });

  it('refuses objects that are not there, not its own, or to be processed', async () => {
    await refused(discover({ source: object }), 'InvalidArgumentException', /validity of S3 location/);
    denials.set('s3:GetObject', { kind: 'policy', message: 'not you' });
    await refused(discover({ source: object }), 'InvalidArgumentException', /validity of S3 location/);
    await refused(discover({ source: object, processor }), 'InvalidArgumentException', /together with S3Configuration/);
  });
});
