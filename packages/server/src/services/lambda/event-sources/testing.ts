import { openMemoryTables, type Log, type Registry, type Tables } from '@paddock/store';
import { assertValid, type Infer, type StructureShape } from '@paddock/wire';
import { MetricStore } from '../../../metrics/metric-store.js';
import type { Operation } from '../../../operation.js';
import type { Clock } from '../../../runtime/clock.js';
import { aFewTurns, testClock, type ControlledClock } from '../../../runtime/controlled-clock.js';
import { DueTasks } from '../../../runtime/due-tasks.js';
import { createIds } from '../../../runtime/ids.js';
import { silentLogger, type Logger } from '../../../runtime/log.js';
import { seededRandom } from '../../../runtime/random.js';
import { testAccount, testRegion, testRequest, testStart } from '../../../test-request.js';
import { testStreams, type TestStreams } from '../../dynamodb-streams/testing.js';
import { KinesisPort } from '../../kinesis/port.js';
import { testKinesis, type TestKinesis } from '../../kinesis/testing.js';
import type { LambdaContext } from '../context.js';
import type { FunctionName } from '../domain/lambda-function.js';
import { LambdaMetrics } from '../metrics.js';
import { createEventSourceMapping } from '../operations/create-event-source-mapping.js';
import { EventSources } from './index.js';
import type { FailureBuckets, FunctionInvoker, Invoked, MappedFunction } from './ports.js';

export { testAccount, testRegion, testStart };

/** A batch as a function gets it. */
export interface TestEvent {
  readonly Records: readonly TestRecord[];
  readonly [member: string]: unknown;
}

export interface TestRecord {
  readonly kinesis: {
    readonly partitionKey: string;
    readonly sequenceNumber: string;
    readonly data: string;
  };
  readonly dynamodb?: { readonly Keys: { readonly id: { readonly S: string } } };
  readonly eventID: string;
  readonly eventSourceARN: string;
}

/** What a function does: its answer, what it throws, or `unreached` errors that the service throws. */
export type TestHandler = (event: TestEvent, call: { readonly requestId: string }) => unknown;

/** The function failed by itself. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
}

/** Functions without processes. */
export class TestInvoker implements FunctionInvoker {
  handler: TestHandler = () => null;
  roleArn: string | undefined = 'arn:aws:iam::123456789012:role/poller';
  readonly calls: { readonly target: MappedFunction; readonly event: TestEvent; readonly requestId: string }[] = [];
  readonly #listeners = new Set<(changed: FunctionName | undefined) => void>();

  async invoke(target: MappedFunction, payload: Uint8Array, requestId: string): Promise<Invoked> {
    const event = JSON.parse(Buffer.from(payload).toString()) as TestEvent;
    this.calls.push({ target, event, requestId });
    try {
      const answer = await this.handler(event, { requestId });
      return { statusCode: 200, payload: json(answer ?? null), executedVersion: '$LATEST' };
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error;
      const told = { errorMessage: error.message, errorType: 'Error' };
      return { statusCode: 200, payload: json(told), executedVersion: '$LATEST', functionError: 'Unhandled' };
    }
  }

  role(): Promise<string | undefined> {
    return Promise.resolve(this.roleArn);
  }

  watch(listener: (changed: FunctionName | undefined) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed(): void {
    for (const listener of this.#listeners) listener(undefined);
  }

  /** The data of every batch, as text. */
  get batches(): string[][] {
    return this.calls.map(({ event }) => dataOf(event));
  }
}

export const dataOf = ({ Records }: TestEvent): string[] =>
  Records.map(({ kinesis, dynamodb }) =>
    dynamodb === undefined ? Buffer.from(kinesis.data, 'base64').toString() : dynamodb.Keys.id.S,
  );

const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

export class TestBuckets implements FailureBuckets {
  readonly objects: { readonly bucket: string; readonly key: string; readonly body: Document }[] = [];
  isBroken = false;

  async put(bucket: string, key: string, body: Uint8Array): Promise<void> {
    if (this.isBroken) throw new Error('the bucket is broken');
    this.objects.push({ bucket, key, body: JSON.parse(Buffer.from(body).toString()) as Document });
  }

  exists(bucket: string): Promise<boolean> {
    return Promise.resolve(bucket !== 'missing');
  }
}

type Document = Readonly<Record<string, Record<string, unknown>>>;

export type MappingInput = Infer<typeof createEventSourceMapping.input>;

/** One process with event source mappings, on memory, whose time stands still until it is moved. */
export interface TestProcess {
  readonly sources: EventSources;
  readonly context: LambdaContext;
  readonly invoker: TestInvoker;
  /** Makes a mapping of the function `fn`. @returns its UUID */
  map(input: Partial<MappingInput>): Promise<string>;
  run<I extends StructureShape, O extends StructureShape | undefined>(
    operation: Operation<LambdaContext, I, O>,
    input: Infer<I>,
  ): Promise<O extends StructureShape ? Infer<O> : void>;
  /** LastProcessingResult */
  result(uuid: string): Promise<string | undefined>;
}

export interface TestEventSources extends TestProcess {
  readonly kinesis: TestKinesis;
  readonly streams: TestStreams;
  readonly clock: ControlledClock;
  readonly registry: Registry;
  readonly tables: Tables;
  readonly metrics: MetricStore;
  readonly buckets: TestBuckets;
  /** What the function's role may not. */
  denial: string | undefined;
  /** Another process on the same stores, or on others that stand before them. */
  process(options?: ProcessOptions): Promise<TestProcess>;
  put(...data: string[]): Promise<void>;
  stop(): Promise<void>;
}

export interface ProcessOptions {
  readonly name?: string;
  readonly tables?: Tables;
  readonly registry?: Registry;
  readonly log?: Log;
  readonly realClock?: Clock;
  readonly invoker?: TestInvoker;
  readonly logger?: Logger;
}

export const streamArn = `arn:aws:kinesis:${testRegion}:${testAccount}:stream/rides`;

/** @param options.transition how long states last, ms; 0 by default @param options.shards of the stream `rides` */
export async function testEventSources(
  options: { readonly transition?: number; readonly shards?: number; readonly source?: 'kinesis' | 'dynamodb' } = {},
): Promise<TestEventSources> {
  const kinesis = await testKinesis();
  const streams = await testStreams();
  const isKinesis = options.source !== 'dynamodb';
  const { clock, registry, tasks } = isKinesis ? kinesis : streams;
  const tables = isKinesis ? openMemoryTables() : streams.tables;
  const metrics = new MetricStore({ clock });
  const buckets = new TestBuckets();
  const ids = createIds(seededRandom(7));
  const processes: EventSources[] = [];
  await kinesis.createStream('rides', options.shards ?? 1);

  const process = async (of: ProcessOptions = {}): Promise<TestProcess> => {
    const invoker = of.invoker ?? new TestInvoker();
    const context = kinesis.another();
    const own = { ...context, log: of.log ?? context.log };
    const sources = new EventSources(
      {
        registry: of.registry ?? registry,
        tables: of.tables ?? tables,
        clock,
        realClock: of.realClock ?? testClock(testStart),
        ids,
        dueTasks: processes.length === 0 ? tasks : new DueTasks({ registry, clock, logger: silentLogger }),
        logger: of.logger ?? silentLogger,
        transitions: { delay: options.transition ?? 0 },
        lambdaMetrics: new LambdaMetrics(metrics),
        kinesis: new KinesisPort(own),
        dynamoDbStreams: streams.port,
        buckets,
        ...(of.name === undefined ? {} : { process: of.name }),
      },
      { denial: () => Promise.resolve(test.denial) },
      invoker,
    );
    processes.push(sources);
    const lambda = { eventSources: sources, clock, ids } as unknown as LambdaContext;
    const run: TestProcess['run'] = async (operation, input) => {
      assertValid(operation.input, input);
      return (await operation.run(lambda, input, testRequest(clock))) as never;
    };
    sources.start();
    await aFewTurns();
    return {
      sources,
      context: lambda,
      invoker,
      run,
      map: async (input) => {
        const { UUID = '' } = await run(createEventSourceMapping, {
          FunctionName: 'fn',
          EventSourceArn: streamArn,
          StartingPosition: 'TRIM_HORIZON',
          ...input,
        });
        await aFewTurns();
        return UUID;
      },
      result: async (uuid) => (await sources.progress.results([{ uuid }]))[0],
    };
  };

  const test: { denial: string | undefined } = { denial: undefined };
  const first = await process();
  return Object.assign(test, first, {
    kinesis,
    streams,
    clock,
    registry,
    tables,
    metrics,
    buckets,
    process,
    put: async (...data: string[]) => {
      for (const each of data) {
        await kinesis.putRecord('rides', each, each.split(':')[0] ?? each);
        await aFewTurns();
      }
    },
    stop: async () => {
      for (const sources of processes) await sources.stop();
      await kinesis.stop();
      await streams.stop();
    },
  });
}
