import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { openMemoryTables } from '@paddock/store';
import { kinesisRecords } from '../../../kinesis-records.js';
import { silentLogger } from '../../../runtime/log.js';
import type { Service } from '../../../service.js';
import { testAccount, testRegion } from '../../../test-request.js';
import { KinesisPort } from '../../kinesis/port.js';
import { testKinesis, type TestKinesis } from '../../kinesis/testing.js';
import { accessDenied } from '../../lambda/errors.js';
import { LambdaPort } from '../../lambda/port.js';
import { allows, answers, functionArnOf, testLambda, type TestLambda } from '../../lambda/testing.js';
import type { LogsPort } from '../../logs/port.js';
import type { Output } from '../domain/application.js';
import { RoleChecks } from '../role-checks.js';
import { RefusedError } from './refused.js';
import type { Surroundings } from './ports.js';
import { createSurroundings } from './surroundings.js';
import {
  base64,
  testApplication,
  testInput,
  testOutput,
  testSlice,
  textOf,
  type TestEvent,
} from './surroundings/testing.js';

const streamArn = `arn:aws:kinesis:${testRegion}:${testAccount}:stream/rides`;

/** With real functions, streams and roles. */
describe('createSurroundings', () => {
  let lambda: TestLambda;
  let kinesis: TestKinesis;
  let surroundings: Surroundings;
  let hasLambda: boolean;
  let role: string;
  const written: string[] = [];
  beforeEach(async () => {
    const service = { name: 'service', accessDenied } as unknown as Service;
    lambda = await testLambda({ targets: { lambda: service, kinesis: service, logs: service } });
    kinesis = await testKinesis();
    hasLambda = true;
    written.length = 0;
    role = await lambda.role(
      'analytics',
      [allows('lambda:InvokeFunction'), allows('kinesis:*'), allows('logs:*')],
      'kinesisanalytics.amazonaws.com',
    );
    const { context } = lambda;
    const port = new LambdaPort(context, lambda.authorizer, () => service);
    surroundings = createSurroundings({
      kinesis: new KinesisPort(kinesis.context),
      checks: new RoleChecks(context.acting, context.target),
      lambda: () => (hasLambda ? port : undefined),
      objects: { read: async () => 'absent', beginning: async () => 'absent' },
      logs: {
        hasStream: async () => true,
        write: async (_place: unknown, events: readonly { message: string }[]) => {
          written.push(...events.map(({ message }) => message));
        },
      } as unknown as LogsPort,
      metrics: lambda.metrics,
      tables: openMemoryTables(),
      clock: lambda.clock,
      ids: context.ids,
      logger: silentLogger,
    });
    await lambda.createFunction('f');
    lambda.pool.functions.set('f', (event) => {
      const { records } = event as TestEvent;
      return answers({
        records: records.map(({ recordId, data }) => ({ recordId, result: 'Ok', data: base64(`<${textOf(data)}>`) })),
      });
    });
  });
  afterEach(async () => {
    await lambda.stop();
    await kinesis.stop();
  });

  const outputTo = (destination: Output['destination']): Output => ({ ...testOutput, destination });

  it('sends records through a function, under its own role or the service role', async () => {
    assert.equal(surroundings.processor(testApplication(), testInput), undefined);
    const slices = [testSlice(0, 'a')];
    const own = surroundings.processor(testApplication(), {
      ...testInput,
      processor: { arn: functionArnOf('f'), role },
    });
    assert.equal(Buffer.from((await own?.process(slices))?.data(0, 0) ?? []).toString(), '<a>');
    const input = { ...testInput, processor: { arn: functionArnOf('f') } };
    const common = surroundings.processor(testApplication({ serviceRole: role }), input);
    assert.equal(Buffer.from((await common?.process(slices))?.data(0, 0) ?? []).toString(), '<a>');
    const none = surroundings.processor(testApplication(), input);
    await assert.rejects(async () => none?.process(slices), RefusedError);
    const metric = {
      account: testAccount,
      region: testRegion,
      namespace: 'AWS/KinesisAnalytics',
      metric: 'InputProcessing.OkRecords',
    };
    const dimensions = { Application: 'rides', Flow: 'Input', Id: '1.1' };
    assert.equal(lambda.metrics.query({ ...metric, dimensions, from: 0, to: Infinity })[0]?.sum, 2);
  });

  it('says why a function cannot be invoked', async () => {
    const slices = [testSlice(0, 'a')];
    const absent = surroundings.processor(testApplication(), {
      ...testInput,
      processor: { arn: functionArnOf('g'), role },
    });
    await assert.rejects(async () => absent?.process(slices), { name: 'RefusedError', message: /not found/ });
    const stranger = await lambda.role('stranger', [], 'kinesisanalytics.amazonaws.com');
    const denied = surroundings.processor(testApplication(), {
      ...testInput,
      processor: { arn: functionArnOf('f'), role: stranger },
    });
    await assert.rejects(async () => denied?.process(slices), {
      name: 'RefusedError',
      message: /lambda:InvokeFunction/,
    });
    hasLambda = false;
    const own = surroundings.processor(testApplication(), {
      ...testInput,
      processor: { arn: functionArnOf('f'), role },
    });
    await assert.rejects(async () => own?.process(slices), RefusedError);
  });

  it('delivers rows to a function and to a stream', async () => {
    const records = [{ data: '{"a":1}', key: 'k' }];
    const toFunction = outputTo({ kind: 'lambda', arn: functionArnOf('f'), role });
    assert.equal(await surroundings.destination(testApplication(), toFunction).deliver(records), 1);
    await kinesis.createStream('rides');
    const toStream = outputTo({ kind: 'stream', arn: streamArn, role });
    assert.equal(await surroundings.destination(testApplication(), toStream).deliver(records), 1);
    const { reader } = new KinesisPort(kinesis.context);
    const stream = await reader.stream(streamArn);
    const [shard] = stream?.shards ?? [];
    const slice = stream && shard && (await reader.read(stream, shard, 0, { records: 10, bytes: 1_000 }));
    assert.deepEqual(
      kinesisRecords(slice?.chunks ?? []).map(({ data }) => textOf(data)),
      ['{"a":1}'],
    );
  });

  it('tells of a row that is too large for a record', async () => {
    await kinesis.createStream('rides');
    const logStreamArn = `arn:aws:logs:${testRegion}:${testAccount}:log-group:g:log-stream:s`;
    const application = testApplication({ logging: [{ id: '1.1', logStreamArn, role }] });
    const destination = surroundings.destination(application, outputTo({ kind: 'stream', arn: streamArn, role }));
    assert.equal(await destination.deliver([{ data: 'x'.repeat(2 * 1024 * 1024), key: 'k' }]), 1);
    await lambda.settle();
    assert.equal(written.length, 1);
    assert.match(written[0] ?? '', /A row of DESTINATION_SQL_STREAM was left out.*"outputId":"2.1"/);
  });
});
