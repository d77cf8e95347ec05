import { openMemoryRegistry, openMemoryTables, type Registry, type Tables } from '@paddock/store';
import { assertValid, Preencoded, type Infer, type StructureShape } from '@paddock/wire';
import { MetricStore } from '../../metrics/metric-store.js';
import type { Operation } from '../../operation.js';
import type { RequestContext } from '../../request-context.js';
import { testClock, type ControlledClock } from '../../runtime/controlled-clock.js';
import { DueTasks } from '../../runtime/due-tasks.js';
import { silentLogger } from '../../runtime/log.js';
import { seededRandom } from '../../runtime/random.js';
import { RegistryCache } from '../../runtime/registry-cache.js';
import { testRequest, testStart } from '../../test-request.js';
import type { DynamoDbContext } from './context.js';
import type { ObjectStore } from './backups/object-store.js';
import type { Item } from './domain/attribute-value.js';
import type { KeyType } from './domain/table.js';
import { Items } from './items.js';
import { KinesisDestinations } from './loops/kinesis-destinations.js';
import type { KinesisSink } from './loops/kinesis-pump.js';
import { createBackups } from './loops/backup-work.js';
import { TokenRetention } from './loops/tokens.js';
import { Transitions } from './loops/transitions.js';
import { DynamoDbMetrics } from './metrics.js';
import { createTable } from './operations/create-table.js';
import { putItem } from './operations/put-item.js';
import { Rates } from './rates.js';
import { decodeTable, DynamoDbStore, openResourcePolicies, tablesPrefix } from './store.js';
import { TableCounts } from './table-counts.js';
import type { TableView } from './table-view.js';

export { testAccount, testRegion, testStart } from '../../test-request.js';

type TableInput = Infer<typeof createTable.input>;

/** A DynamoDB without wire and pipeline, on memory, whose time stands still until it is moved. */
export interface TestDynamoDb {
  readonly context: DynamoDbContext;
  readonly clock: ControlledClock;
  readonly registry: Registry;
  readonly tables: Tables;
  readonly tasks: DueTasks;
  readonly metrics: MetricStore;
  readonly request: RequestContext;
  /**
   * Checks the input and runs the operation, as the pipeline does. Documents, which requests bring as JSON, are given as they are read; an
   * output that the operation wrote itself is parsed.
   */
  run<I extends StructureShape, O extends StructureShape | undefined>(
    operation: Operation<DynamoDbContext, I, O>,
    input: Infer<I>,
    request?: Partial<RequestContext>,
  ): Promise<O extends StructureShape ? Infer<O> : void>;
  /**
   * Makes a table, on demand unless `more` says otherwise.
   * @param keys the partition key, and the sort key if there is one: `pk`, or `pk:N`; a string when no type is said
   * @param more what else CreateTable takes; attributes of indexes are to be defined there
   */
  createTable(name: string, keys?: readonly [string, string?], more?: Partial<TableInput>): Promise<TableView>;
  /** The table as it is. */
  table(name: string): Promise<TableView>;
  putItem(table: string, item: Item): Promise<void>;
  /** Everything that a collection holds, as JSON. */
  entries(collection: string): Promise<Item[]>;
  /** As another process on the same stores would see it. @param registry how it sees theirs, where that is not at once */
  another(registry?: Registry): DynamoDbContext;
  stop(): Promise<void>;
}

export interface TestDynamoDbOptions {
  /** Whether AWS's rates and intervals hold; false by default. */
  readonly limits?: boolean;
  /** How long states last that AWS passes through, ms; 0 by default. */
  readonly transition?: number;
  /** Where exports and imports go; there is no bucket by default. */
  readonly objects?: ObjectStore;
  /** How many items are copied at a time by backups and their like. */
  readonly sliceItems?: number;
  /** Where changes go that are to go to Kinesis; nowhere by default. */
  readonly kinesis?: KinesisSink;
}

export async function testDynamoDb(options: TestDynamoDbOptions = {}): Promise<TestDynamoDb> {
  const { limits = false, transition = 0 } = options;
  const clock = testClock(testStart);
  const registry = openMemoryRegistry();
  const tables = openMemoryTables();
  const random = seededRandom(1);
  const tasks = new DueTasks({ registry, clock, logger: silentLogger });
  const metrics = new MetricStore({ clock });
  const policies = await openResourcePolicies(registry);
  const caches: RegistryCache<TableView>[] = [];
  const makeContext = (seen: Registry = registry): DynamoDbContext => {
    const cache = new RegistryCache({ registry: seen, prefix: tablesPrefix, decode: decodeTable });
    caches.push(cache);
    const store = new DynamoDbStore(seen, cache, policies);
    const counted = new DynamoDbMetrics(metrics);
    const throughput = new Rates(clock, counted, limits);
    const transitions = new Transitions(store, tables, clock, transition);
    const looked = { store, tables, transitions, metrics: counted, clock, logger: silentLogger };
    return {
      store,
      tables,
      destinations: new KinesisDestinations(looked, seen, options.kinesis ?? noStreams),
      items: new Items(tables, clock, throughput),
      throughput,
      transitions,
      backups: createBackups({ ...options, registry: seen, tables, clock, store, transitions }),
      counts: new TableCounts(tables, clock),
      limits,
      tokens: new TokenRetention({ store, tables, clock }),
      partialFault: () => undefined,
      metrics: counted,
      clock,
      random,
      dueTasks: tasks,
      logger: silentLogger,
    };
  };
  const context = makeContext();
  context.transitions.register(tasks);
  context.tokens.register(tasks);
  context.backups.register(tasks);
  context.destinations.register(tasks);
  await context.destinations.start();
  await tasks.start();

  const run: TestDynamoDb['run'] = async (operation, input, change = {}) => {
    if (operation.validate) operation.validate(input);
    else assertValid(operation.input, input);
    const output: unknown = await operation.run(context, input, testRequest(clock, change));
    if (!(output instanceof Preencoded)) return output as never;
    return JSON.parse(Buffer.concat(output.json).toString()) as never;
  };
  const table = async (name: string): Promise<TableView> => {
    const { account, region } = named();
    const view = await context.store.table({ account, region, name });
    if (view === undefined) throw new Error(`there is no table ${name}`);
    return view;
  };
  const named = () => {
    const request = testRequest(clock);
    return { account: request.principal.account, region: request.region };
  };
  return {
    context,
    clock,
    registry,
    tables,
    tasks,
    metrics,
    get request() {
      return testRequest(clock);
    },
    run,
    createTable: async (name, keys = ['pk'], more = {}) => {
      const [hash, range] = keys.map(keyOf);
      const all = [hash, range].filter((key) => key !== undefined);
      await run(createTable, {
        TableName: name,
        ...(more.ProvisionedThroughput ? {} : { BillingMode: 'PAY_PER_REQUEST' as const }),
        ...more,
        AttributeDefinitions: [
          ...all.map(({ name: AttributeName, type: AttributeType }) => ({ AttributeName, AttributeType })),
          ...(more.AttributeDefinitions ?? []),
        ],
        KeySchema: all.map(({ name: AttributeName }, i) => ({
          AttributeName,
          KeyType: i === 0 ? ('HASH' as const) : ('RANGE' as const),
        })),
      });
      return table(name);
    },
    table,
    putItem: async (name, item) => {
      await run(putItem, { TableName: name, Item: item });
    },
    entries: async (collection) => {
      const found: Item[] = [];
      await tables.scan(
        collection,
        {},
        {
          visit(_key, value) {
            found.push(JSON.parse(Buffer.from(value.subarray(4)).toString()) as Item);
            return true;
          },
        },
      );
      return found;
    },
    another: makeContext,
    stop: async () => {
      await tasks.stop();
      await context.destinations.stop();
      for (const cache of caches) cache.close();
      policies.close();
      await tables.close();
      await registry.close();
    },
  };
}

const noStreams: KinesisSink = { takesRecords: async () => false, put: async () => 0 };

function keyOf(text: string | undefined): { name: string; type: KeyType } | undefined {
  if (text === undefined) return undefined;
  const [name = '', type = 'S'] = text.split(':');
  return { name, type: type as KeyType };
}
