import assert from 'node:assert/strict';
import { openMemoryLog, openMemoryRegistry, type Log, type Registry } from '@paddock/store';
import { assertValid, Blob, Preencoded, type Infer, type StructureShape } from '@paddock/wire';
import { MetricStore } from '../../metrics/metric-store.js';
import type { Operation } from '../../operation.js';
import type { RequestContext } from '../../request-context.js';
import { testClock, type ControlledClock } from '../../runtime/controlled-clock.js';
import { DueTasks } from '../../runtime/due-tasks.js';
import { silentLogger } from '../../runtime/log.js';
import { seededRandom } from '../../runtime/random.js';
import { RegistryCache } from '../../runtime/registry-cache.js';
import type { KinesisContext } from './context.js';
import { Iterators } from './iterators.js';
import { Demand, meetDemand } from './loops/on-demand.js';
import { Transitions } from './loops/transitions.js';
import { KinesisMetrics } from './metrics.js';
import { createStream } from './operations/create-stream.js';
import { putRecord } from './operations/put-record.js';
import { defaultQuotas, type Quotas } from './quotas.js';
import { decodeStream, KinesisStore, openResourcePolicies, streamsPrefix } from './store.js';
import { StreamCounts } from './stream-counts.js';
import { Subscriptions } from './subscriptions.js';
import { Throttles } from './throttles.js';
import { Tokens } from './tokens.js';
import { testStart, testRequest } from '../../test-request.js';

export { testAccount, testRegion, testStart } from '../../test-request.js';

/** A Kinesis without wire and pipeline, on memory, whose time stands still until it is moved. */
export interface TestKinesis {
  readonly context: KinesisContext;
  readonly clock: ControlledClock;
  readonly registry: Registry;
  readonly log: Log;
  readonly tasks: DueTasks;
  readonly metrics: MetricStore;
  readonly request: RequestContext;
  /** Validates the input and runs the operation, as the pipeline does. An output written as JSON is parsed. */
  run<I extends StructureShape, O extends StructureShape | undefined>(
    operation: Operation<KinesisContext, I, O>,
    input: Infer<I>,
  ): Promise<O extends StructureShape ? Infer<O> : void>;
  createStream(name: string, shardCount?: number): Promise<void>;
  putRecord(stream: string, data: string, partitionKey?: string): Promise<string>;
  /** As another process on the same stores would see it. */
  another(): KinesisContext;
  stop(): Promise<void>;
}

export interface TestKinesisOptions {
  /** Whether AWS's rates hold; false by default. */
  readonly limits?: boolean;
  /** How long states last that AWS passes through, ms; 0 by default. */
  readonly transition?: number;
  readonly quotas?: Partial<Quotas>;
}

export async function testKinesis(options: TestKinesisOptions = {}): Promise<TestKinesis> {
  const clock = testClock(testStart);
  const registry = openMemoryRegistry();
  const log = await openMemoryLog();
  const random = seededRandom(1);
  const tasks = new DueTasks({ registry, clock, logger: silentLogger });
  const metrics = new MetricStore({ clock });
  const key = random.bytes(32);
  const randomBytes = (count: number): Uint8Array => random.bytes(count);
  const policies = await openResourcePolicies(registry);
  const caches: RegistryCache<ReturnType<typeof decodeStream>>[] = [];
  const makeContext = (): KinesisContext => {
    const cache = new RegistryCache({ registry, prefix: streamsPrefix, decode: decodeStream });
    caches.push(cache);
    const store = new KinesisStore(registry, cache, policies);
    const context: KinesisContext = {
      store,
      log,
      clock,
      random,
      iterators: new Iterators(key, randomBytes),
      tokens: new Tokens(key, randomBytes),
      transitions: new Transitions(store, log, clock, options.transition ?? 0),
      throttles: new Throttles(options.limits ?? false),
      counts: new StreamCounts(registry, streamsPrefix),
      subscriptions: new Subscriptions(),
      demand: new Demand(
        (stream, rate) => meetDemand(context, stream, rate),
        (error) => assert.fail(String(error)),
      ),
      metrics: new KinesisMetrics(metrics),
      quotas: { ...defaultQuotas, ...options.quotas },
      partialFault: () => undefined,
    };
    return context;
  };
  const context = makeContext();
  context.transitions.register(tasks);
  await tasks.start();

  const run: TestKinesis['run'] = async (operation, input) => {
    assertValid(operation.input, input);
    const output: unknown = await operation.run(context, input, request());
    return (output instanceof Preencoded ? JSON.parse(Buffer.concat(output.json).toString()) : output) as never;
  };
  const request = (): RequestContext => testRequest(clock, { http: '2' });
  return {
    context,
    clock,
    registry,
    log,
    tasks,
    metrics,
    get request() {
      return request();
    },
    run,
    createStream: (name, shardCount = 1) => run(createStream, { StreamName: name, ShardCount: shardCount }),
    putRecord: async (stream, data, partitionKey = 'key') => {
      const record = { StreamName: stream, Data: Blob.fromBytes(Buffer.from(data)), PartitionKey: partitionKey };
      return (await run(putRecord, record)).SequenceNumber;
    },
    another: makeContext,
    stop: async () => {
      await tasks.stop();
      for (const cache of caches) cache.close();
      policies.close();
      await log.close();
      await registry.close();
    },
  };
}
