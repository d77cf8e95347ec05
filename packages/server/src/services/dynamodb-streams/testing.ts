import { openMemoryRegistry, openMemoryTables, type Registry, type Tables } from '@paddock/store';
import { assertValid, Preencoded, type Infer, type StructureShape } from '@paddock/wire';
import { MetricStore } from '../../metrics/metric-store.js';
import type { Operation } from '../../operation.js';
import { testClock, type ControlledClock } from '../../runtime/controlled-clock.js';
import { DueTasks } from '../../runtime/due-tasks.js';
import { silentLogger } from '../../runtime/log.js';
import { seededRandom } from '../../runtime/random.js';
import { RegistryCache } from '../../runtime/registry-cache.js';
import { testAccount, testRegion, testRequest, testStart } from '../../test-request.js';
import { streamArn } from '../dynamodb/domain/table.js';
import type { Item } from '../dynamodb/domain/attribute-value.js';
import { makeTable } from '../dynamodb/domain/new-table.js';
import type { ChangeStream, StreamViewType, Table } from '../dynamodb/domain/table.js';
import { itemSize } from '../dynamodb/domain/value-size.js';
import { Items } from '../dynamodb/items.js';
import { keyOfItem } from '../dynamodb/keys.js';
import { DynamoDbPort } from '../dynamodb/port.js';
import { decodeTable, DynamoDbStore, openResourcePolicies, tablesPrefix } from '../dynamodb/store.js';
import { StoredItem } from '../dynamodb/stored-item.js';
import { unlimited } from '../dynamodb/throughput.js';
import type { StreamsContext } from './context.js';
import { Iterators } from './iterators.js';
import { Lineage } from './lineage.js';
import { StreamCare } from './loops/stream-care.js';
import { StreamMetrics } from './metrics.js';
import { DynamoDbStreamsPort } from './port.js';
import { Reader } from './reader.js';

/** DynamoDB Streams without wire and pipeline, on memory, whose time stands still until it is moved. Tables are written as the registry has them. */
export interface TestStreams {
  readonly context: StreamsContext;
  readonly port: DynamoDbStreamsPort;
  readonly clock: ControlledClock;
  readonly registry: Registry;
  readonly tables: Tables;
  readonly tasks: DueTasks;
  readonly metrics: MetricStore;
  /** Validates the input and runs the operation, as the pipeline does. An output written as JSON is parsed. */
  run<I extends StructureShape, O extends StructureShape | undefined>(
    operation: Operation<StreamsContext, I, O>,
    input: Infer<I>,
  ): Promise<O extends StructureShape ? Infer<O> : void>;
  /** A table with the key `id` and a stream. @returns the stream's ARN */
  createStream(table: string, viewType?: StreamViewType): Promise<string>;
  /** Switches it off, as UpdateTable does. */
  disable(table: string): Promise<void>;
  put(table: string, item: Item): Promise<void>;
  /** @param expired whether it is expiry that removes it */
  remove(table: string, id: string, expired?: boolean): Promise<void>;
  stop(): Promise<void>;
}

export async function testStreams(): Promise<TestStreams> {
  const clock = testClock(testStart);
  const registry = openMemoryRegistry();
  const tables = openMemoryTables();
  const random = seededRandom(1);
  const tasks = new DueTasks({ registry, clock, logger: silentLogger });
  const metrics = new MetricStore({ clock });
  const cache = new RegistryCache({ registry, prefix: tablesPrefix, decode: decodeTable });
  const policies = await openResourcePolicies(registry);
  const store = new DynamoDbStore(registry, cache, policies);
  const items = new Items(tables, clock, unlimited);
  const streams = new DynamoDbPort(store, tables);
  const lineage = new Lineage(tables, streams, clock);
  const context: StreamsContext = {
    streams,
    lineage,
    reader: new Reader(tables, lineage),
    iterators: new Iterators(random.bytes(32), (count) => random.bytes(count)),
    metrics: new StreamMetrics(metrics),
    clock,
  };
  new StreamCare(context, registry).register(tasks);
  await tasks.start();

  const view = async (name: string) => {
    const found = await store.table({ account: testAccount, region: testRegion, name });
    if (found === undefined) throw new Error(`there is no table ${name}`);
    return found;
  };
  let made = 0;
  return {
    context,
    port: new DynamoDbStreamsPort(context, tables),
    clock,
    registry,
    tables,
    tasks,
    metrics,
    run: async (operation, input) => {
      assertValid(operation.input, input);
      const request = testRequest(clock);
      await operation.needs(context, input, request);
      const output: unknown = await operation.run(context, input, request);
      return (output instanceof Preencoded ? JSON.parse(Buffer.concat(output.json).toString()) : output) as never;
    },
    createStream: async (name, viewType = 'NEW_AND_OLD_IMAGES') => {
      made += 1;
      const { table, stream } = makeTable(
        {
          account: testAccount,
          region: testRegion,
          name,
          attributes: [{ name: 'id', type: 'S' }],
          hash: 'id',
          billing: { mode: 'PAY_PER_REQUEST', throughput: { read: 0, write: 0 } },
          stream: viewType,
        },
        { id: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`, place: `p${made}`, now: clock.now() },
      );
      if (stream === undefined) throw new Error('the table has no stream');
      const active: Table = { ...table, status: 'ACTIVE', works: [] };
      await store.commit([store.putTable(active, 0), ...store.makeStream(stream, clock.now())]);
      return streamArn(active, stream.label);
    },
    disable: async (name) => {
      const { table, version } = await view(name);
      if (table.stream === undefined) throw new Error('the table has no stream');
      const { label } = table.stream;
      const found = await store.stream({ account: testAccount, region: testRegion, table: name, label });
      if (found === undefined) throw new Error('the stream has no document');
      const off: ChangeStream = { ...found.value, enabled: false, disabledAt: clock.now() };
      const next: Table = { ...table, revision: table.revision + 1, stream: { ...table.stream, enabled: false } };
      await store.commit([store.putTable(next, version), store.putStream(off, found.version)]);
    },
    put: async (name, item) => {
      const now = await view(name);
      const stored = StoredItem.of(item, itemSize(item));
      await items.write([{ view: now, key: keyOfItem(now, item), decide: () => stored }]);
    },
    remove: async (name, id, expired = false) => {
      const now = await view(name);
      const key = keyOfItem(now, { id: { S: id } });
      const by = expired ? { remover: 'time-to-live' as const } : {};
      await items.write([{ view: now, key, decide: () => undefined, ...by }]);
    },
    stop: async () => {
      await tasks.stop();
      cache.close();
      policies.close();
      await tables.close();
      await registry.close();
    },
  };
}
