import assert from 'node:assert/strict';
import { openMemoryTables, type Log, type Registry, type Tables } from '@paddock/store';
import type { Value } from '@paddock/sql';
import { kinesisRecords } from '../../../kinesis-records.js';
import type { Clock } from '../../../runtime/clock.js';
import { aFewTurns, testClock, type ControlledClock } from '../../../runtime/controlled-clock.js';
import { silentLogger, type Logger } from '../../../runtime/log.js';
import { testAccount, testRegion, testStart } from '../../../test-request.js';
import { KinesisPort } from '../../kinesis/port.js';
import { testKinesis, type TestKinesis, type TestKinesisOptions } from '../../kinesis/testing.js';
import { changeSettings, changeState } from '../changes.js';
import type { AnalyticsContext } from '../context.js';
import type { Application, ApplicationName, Input, Output, StartingPosition } from '../domain/application.js';
import type { Denial, RoleChecks } from '../role-checks.js';
import { startRun } from '../settings/starts.js';
import { AnalyticsStore } from '../store.js';
import { Transitions } from '../transitions.js';
import { Running } from './index.js';
import { StreamDestination } from './outputs/stream-destination.js';
import type { Destination } from './outputs/destination.js';
import type { ApplicationMessage, Processor, Surroundings } from './ports.js';

export { testAccount, testRegion, testStart } from '../../../test-request.js';

export const streamArn = (name: string): string => `arn:aws:kinesis:${testRegion}:${testAccount}:stream/${name}`;
export const rides: ApplicationName = { account: testAccount, region: testRegion, name: 'rides' };
const role = `arn:aws:iam::${testAccount}:role/analytics`;

/** Counts by key and minute. */
export const minutes = `
CREATE OR REPLACE STREAM DEST (k VARCHAR(8), total INTEGER, minute_of TIMESTAMP);
CREATE OR REPLACE PUMP p AS INSERT INTO DEST
SELECT STREAM k, SUM(n), FLOOR("IN_001".ROWTIME TO MINUTE) FROM "IN_001" GROUP BY k, FLOOR("IN_001".ROWTIME TO MINUTE);`;
/** Every record, one by one. */
export const copies = `
CREATE OR REPLACE STREAM DEST (k VARCHAR(8), n INTEGER);
CREATE OR REPLACE PUMP p AS INSERT INTO DEST SELECT STREAM k, n FROM "IN_001";`;

export const testInput: Input = {
  id: '1.1',
  namePrefix: 'IN',
  source: { kind: 'stream', arn: streamArn('in'), role },
  schema: {
    format: { type: 'JSON', json: { rowPath: '$' } },
    columns: [
      { name: 'k', sqlType: 'VARCHAR(8)', mapping: '$.k' },
      { name: 'n', sqlType: 'INTEGER', mapping: '$.n' },
    ].map((column) => ({ ...column, name: column.name.toUpperCase() })),
  },
  parallelism: 1,
};

export const testOutput = (id = '1.1', to = 'out', stream = 'DEST'): Output => ({
  id,
  stream,
  destination: { kind: 'stream', arn: streamArn(to), role },
  format: 'CSV',
});

/** One process that runs applications. */
export interface TestProcess {
  readonly running: Running;
  readonly context: AnalyticsContext;
  readonly kinesis: KinesisPort;
  start(position?: StartingPosition): Promise<void>;
  stopApplication(): Promise<void>;
  remove(): Promise<void>;
  update(settings: (application: Application) => Partial<Application>): Promise<void>;
}

export interface TestProcessOptions {
  readonly name?: string;
  readonly tables?: Tables;
  readonly registry?: Registry;
  readonly log?: Log;
  readonly realClock?: Clock;
  readonly logger?: Logger;
  readonly batchesPerSnapshot?: number;
  /** Wraps what delivers. */
  readonly destination?: (destination: Destination, output: Output) => Destination;
}

/** Applications that run on memory, in a time that stands still until it is moved; Kinesis is the real one, what else is around them is not. */
export interface TestRunning extends TestProcess {
  readonly streams: TestKinesis;
  readonly clock: ControlledClock;
  readonly realClock: ControlledClock;
  readonly registry: Registry;
  readonly tables: Tables;
  /** Messages in applications' logs. */
  readonly messages: (ApplicationMessage & { readonly at: number })[];
  /** What roles may not, by a word of the need's action. */
  readonly denied: Map<string, Denial>;
  processor: Processor | undefined;
  /** Rows of reference tables; what throws, does. */
  reference: () => readonly (readonly Value[])[];
  process(options?: TestProcessOptions): Promise<TestProcess>;
  /** Makes the application, READY. */
  create(settings?: Partial<Application>): Promise<void>;
  application(): Application;
  put(k: string, n: number, stream?: string): Promise<void>;
  /** The data of all records of a stream, shard by shard. */
  rows(stream?: string): Promise<string[]>;
  /** Lets everything settle that is under way. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export async function testRunning(
  options: TestKinesisOptions & { readonly shards?: number; readonly first?: TestProcessOptions } = {},
): Promise<TestRunning> {
  const streams = await testKinesis(options);
  const { clock, registry } = streams;
  const realClock = testClock(testStart);
  const tables = openMemoryTables();
  const all: Running[] = [];
  const stores: AnalyticsStore[] = [];
  await streams.createStream('in', options.shards ?? 1);
  await streams.createStream('out', 2);

  const process = async (of: TestProcessOptions = {}): Promise<TestProcess> => {
    const own = streams.another();
    const kinesis = new KinesisPort({ ...own, log: of.log ?? own.log });
    const store = await AnalyticsStore.open(of.registry ?? registry);
    stores.push(store);
    const checks = {
      denial: async (_application: ApplicationName, _role: string, needs: readonly { need: { action: string } }[]) => {
        for (const [word, denial] of test.denied)
          if (needs.some(({ need }) => need.action.includes(word))) return denial;
        return undefined;
      },
    } as unknown as RoleChecks;
    const surroundings: Surroundings = {
      messages: { write: (_application, message) => test.messages.push({ ...message, at: clock.now() }) },
      metrics: { read: () => undefined, delivered: () => undefined, failed: () => undefined },
      references: { load: async () => test.reference() },
      processor: (_application, input) => (input.processor === undefined ? undefined : test.processor),
      destination: (application, output) => {
        const destination = new StreamDestination({
          kinesis,
          arn: output.destination.arn,
          denial: (needs) => checks.denial(application, role, needs),
          tooLarge: () => undefined,
        });
        return of.destination?.(destination, output) ?? destination;
      },
    };
    const running = new Running({
      store,
      tables: of.tables ?? tables,
      kinesis,
      checks,
      surroundings,
      clock,
      realClock: of.realClock ?? realClock,
      logger: of.logger ?? silentLogger,
      ...(of.name === undefined ? {} : { process: of.name }),
      ...(of.batchesPerSnapshot === undefined ? {} : { batchesPerSnapshot: of.batchesPerSnapshot }),
    });
    all.push(running);
    const transitions = new Transitions(store, clock, 0);
    transitions.onSettle((application) => running.settle(application));
    const context = { store, transitions, checks, running, clock, logger: silentLogger } as unknown as AnalyticsContext;
    running.start();
    await aFewTurns();
    return {
      running,
      context,
      kinesis,
      start: async (position = 'TRIM_HORIZON') => {
        const { inputs } = test.application();
        await startRun(
          context,
          rides,
          'v1',
          inputs.map(({ id }) => ({
            Id: id,
            InputStartingPositionConfiguration: { InputStartingPosition: position },
          })),
        );
        await test.settle();
      },
      stopApplication: async () => {
        await changeState(context, rides, {
          api: 'v1',
          from: ['RUNNING'],
          doing: 'stopped',
          make: () => ({ status: 'STOPPING' }),
        });
      },
      remove: async () => {
        await changeState(context, rides, {
          api: 'v1',
          from: ['READY', 'RUNNING'],
          doing: 'deleted',
          make: () => ({ status: 'DELETING' }),
        });
      },
      update: async (settings) => {
        await changeSettings(context, { named: rides, api: 'v1', givenVersion: undefined, make: settings });
        await test.settle();
      },
    };
  };

  const test: Pick<TestRunning, 'denied' | 'messages' | 'processor' | 'reference' | 'application' | 'settle'> = {
    denied: new Map(),
    messages: [],
    processor: undefined,
    reference: () => [],
    application: () => {
      const found = stores[0]?.application(rides);
      assert.ok(found);
      return found.value;
    },
    settle: async () => {
      for (let turn = 0; turn < 5; turn++) {
        await aFewTurns();
        for (const running of all) await running.settled();
      }
    },
  };
  const first = await process(options.first);
  const tested: TestRunning = Object.assign(test, first, {
    streams,
    clock,
    realClock,
    registry,
    tables,
    process,
    create: async (settings: Partial<Application> = {}) => {
      const application: Application = {
        ...rides,
        id: '0123456789abcdef',
        status: 'READY',
        revision: 1,
        version: 1,
        created: testStart,
        updated: testStart,
        code: minutes,
        inputs: [testInput],
        references: [],
        outputs: [testOutput()],
        logging: [],
        tags: {},
        run: 0,
        ...settings,
      };
      await registry.commit([first.context.store.put(application, 0)]);
      await aFewTurns();
    },
    put: async (k: string, n: number, stream = 'in') => {
      await streams.putRecord(stream, JSON.stringify({ k, n }), k);
      await test.settle();
    },
    rows: async (stream = 'out') => {
      const reader = first.kinesis.reader;
      const found = await reader.stream(streamArn(stream));
      const rows: string[] = [];
      for (const shard of found?.shards ?? []) {
        if (found === undefined) break;
        const { count = 0, chunks = [] } = (await reader.read(found, shard, 0, { records: 1e6, bytes: 1e9 })) ?? {};
        for (const { data } of count === 0 ? [] : kinesisRecords(chunks))
          rows.push(Buffer.from(data, 'base64').toString().trim());
      }
      return rows;
    },
    stop: async () => {
      for (const running of all) await running.stop();
      for (const store of stores) store.close();
      await streams.stop();
    },
  });
  return tested;
}
