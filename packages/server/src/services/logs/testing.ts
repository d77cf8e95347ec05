import { gunzipSync } from 'node:zlib';
import { openMemoryRegistry, openMemoryTables, type Registry, type Tables } from '@paddock/store';
import { assertValid, type Infer, type StructureShape } from '@paddock/wire';
import type { ActingRoles } from '../../authorization/acting-roles.js';
import { MetricStore } from '../../metrics/metric-store.js';
import type { Operation } from '../../operation.js';
import type { RequestContext } from '../../request-context.js';
import { testClock, type ControlledClock } from '../../runtime/controlled-clock.js';
import { DueTasks } from '../../runtime/due-tasks.js';
import { createIds } from '../../runtime/ids.js';
import { silentLogger } from '../../runtime/log.js';
import { seededRandom } from '../../runtime/random.js';
import type { Service } from '../../service.js';
import { testRequest, testStart } from '../../test-request.js';
import type { LogsContext } from './context.js';
import { createContext, type Assembled } from './create-context.js';
import type { MetricDatum } from './metric-filters.js';
import { createLogGroup } from './operations/create-log-group.js';
import { createLogStream } from './operations/create-log-stream.js';
import { putLogEvents } from './operations/put-log-events.js';
import type { Quotas } from './quotas.js';
import { logsWording } from './validation.js';

export { testAccount, testRegion, testStart } from '../../test-request.js';

export const testFunction = 'arn:aws:lambda:us-east-1:123456789012:function:reader';
export const testStream = 'arn:aws:kinesis:us-east-1:123456789012:stream/logs';
export const testRole = 'arn:aws:iam::123456789012:role/logs-to-kinesis';

/** A Logs without wire and pipeline, on memory, whose time stands still until it is moved. */
export interface TestLogs {
  readonly context: LogsContext;
  readonly assembled: Assembled;
  readonly clock: ControlledClock;
  readonly registry: Registry;
  readonly tables: Tables;
  readonly tasks: DueTasks;
  readonly metrics: MetricStore;
  /** What metric filters have put. */
  readonly samples: MetricDatum[];
  /** What has arrived in the test's function and stream, unpacked. */
  readonly delivered: Delivered[];
  /** What the function answers to what is delivered. */
  lambda: 'accepted' | 'no-such-function' | 'denied' | 'too-large' | 'throttled';
  /** How many records the stream takes. */
  kinesis: number;
  /** Validates the input and runs the operation, as the pipeline does. */
  run<I extends StructureShape, O extends StructureShape | undefined>(
    operation: Operation<LogsContext, I, O>,
    input: Infer<I>,
    request?: Partial<RequestContext>,
  ): Promise<O extends StructureShape ? Infer<O> : void>;
  /** Makes a group, and a stream in it. */
  createStream(group: string, stream: string): Promise<void>;
  /** Puts messages into a stream, by their times: ms after the beginning of the test. */
  put(group: string, stream: string, ...events: readonly (readonly [time: number, message: string])[]): Promise<void>;
  /** As another process on the same stores would see it. @param stores how it sees them, where that is not as they are */
  another(stores?: { readonly registry: Registry; readonly tables: Tables }): Promise<Assembled>;
  stop(): Promise<void>;
}

export interface Delivered {
  readonly to: 'lambda' | 'kinesis';
  readonly messageType: string;
  readonly logStream: string;
  readonly logEvents: readonly { id: string; message: string; extractedFields?: Record<string, string> }[];
}

export async function testLogs(quotas: Partial<Quotas> = {}): Promise<TestLogs> {
  const clock = testClock(testStart);
  const registry = openMemoryRegistry();
  const tables = openMemoryTables();
  const random = seededRandom(1);
  const ids = createIds(random);
  const metrics = new MetricStore({ clock });
  const tasks = new DueTasks({ registry, clock, logger: silentLogger });
  const samples: MetricDatum[] = [];
  const delivered: Delivered[] = [];
  const arrived = (to: Delivered['to'], packed: Uint8Array): void => {
    delivered.push({ to, ...(JSON.parse(gunzipSync(packed).toString()) as Omit<Delivered, 'to'>) });
  };
  const tokenKey = random.bytes(32);
  const opened: Assembled[] = [];
  const open = async (stores = { registry, tables }): Promise<Assembled> => {
    const assembled = await createContext({
      ...stores,
      clock,
      random,
      ids,
      metrics,
      logger: silentLogger,
      tokenKey,
      quotas,
      metricSink: {
        put: async (_account, _region, data) => {
          samples.push(...data);
        },
      },
      lambda: () => ({
        check: async () => (test.lambda === 'denied' || test.lambda === 'no-such-function' ? test.lambda : 'allowed'),
        deliver: async (_arn, payload) => {
          const event = JSON.parse(Buffer.from(payload).toString()) as { awslogs: { data: string } };
          if (test.lambda === 'accepted') arrived('lambda', Buffer.from(event.awslogs.data, 'base64'));
          return test.lambda;
        },
      }),
      kinesis: {
        takesRecords: async () => true,
        put: async (_arn, records) => {
          for (const { data } of records.slice(0, test.kinesis)) arrived('kinesis', data);
          return Math.min(records.length, test.kinesis);
        },
      },
      acting: {
        session: ({ roleArn }: { roleArn: string }) =>
          roleArn === testRole ? { may: async () => undefined } : undefined,
      } as unknown as ActingRoles,
      target: () => ({}) as Service,
    });
    opened.push(assembled);
    return assembled;
  };
  const assembled = await open();
  assembled.register(tasks);
  await tasks.start();
  await assembled.subscriptions.start();
  const { context } = assembled;
  const run: TestLogs['run'] = async (operation, input, change) => {
    assertValid(operation.input, input, logsWording);
    const request = testRequest(clock, change);
    await operation.needs(context, input, request);
    return (await operation.run(context, input, request)) as never;
  };
  const test: TestLogs = {
    context,
    assembled,
    clock,
    registry,
    tables,
    tasks,
    metrics,
    samples,
    delivered,
    lambda: 'accepted',
    kinesis: Infinity,
    run,
    createStream: async (group, stream) => {
      await run(createLogGroup, { logGroupName: group });
      await run(createLogStream, { logGroupName: group, logStreamName: stream });
    },
    put: async (group, stream, ...events) => {
      const logEvents = events.map(([time, message]) => ({ timestamp: testStart + time, message }));
      await run(putLogEvents, { logGroupName: group, logStreamName: stream, logEvents });
      await assembled.metricFilters.idle();
    },
    another: open,
    stop: async () => {
      await tasks.stop();
      await context.tails.stop();
      await context.queries.stop();
      for (const each of opened) {
        await each.subscriptions.stop();
        each.close();
      }
      await tables.close();
      await registry.close();
    },
  };
  return test;
}

/** The next request of root's. */
export const testRequestOf = ({ clock }: TestLogs): RequestContext => testRequest(clock);
