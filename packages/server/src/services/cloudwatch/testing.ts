import { openMemoryRegistry, openMemoryTables, type Registry, type Tables } from '@paddock/store';
import { assertValid, type AwsError, type Infer, type StructureShape } from '@paddock/wire';
import { MetricStore } from '../../metrics/metric-store.js';
import type { Operation } from '../../operation.js';
import type { RequestContext } from '../../request-context.js';
import { testClock, type ControlledClock } from '../../runtime/controlled-clock.js';
import { DueTasks } from '../../runtime/due-tasks.js';
import { silentLogger } from '../../runtime/log.js';
import { testRequest, testStart } from '../../test-request.js';
import { MetricArchive } from './archive/metric-archive.js';
import { RollUp } from './archive/roll-up.js';
import type { CloudWatchContext } from './context.js';
import { DashboardStore } from './dashboards.js';
import { validationFailed } from './errors.js';
import { ServiceMetrics } from './loops/service-metrics.js';
import { CloudWatchPort } from './port.js';
import type { EvaluateExpression } from './query-types.js';
import { CloudWatchReader } from './reader.js';

export { testAccount, testRegion, testStart } from '../../test-request.js';

/** A CloudWatch without wire and pipeline, on memory, whose time stands still until it is moved. */
export interface TestCloudWatch {
  readonly context: CloudWatchContext;
  readonly clock: ControlledClock;
  readonly registry: Registry;
  readonly tables: Tables;
  readonly tasks: DueTasks;
  /** What services emit. */
  readonly emitted: MetricStore;
  readonly services: ServiceMetrics;
  readonly port: CloudWatchPort;
  readonly request: RequestContext;
  /** Validates the input and runs the operation, as the pipeline does. */
  run<I extends StructureShape, O extends StructureShape | undefined>(
    operation: Operation<CloudWatchContext, I, O>,
    input: Infer<I>,
    request?: RequestContext,
  ): Promise<O extends StructureShape ? Infer<O> : void>;
  /** Another process on the same stores. */
  another(): TestCloudWatch;
  stop(): Promise<void>;
}

interface Shared {
  readonly clock: ControlledClock;
  readonly registry: Registry;
  readonly tables: Tables;
  readonly tasks: DueTasks;
}

export async function testCloudWatch(
  options: { readonly evaluate?: EvaluateExpression } = {},
): Promise<TestCloudWatch> {
  const registry = openMemoryRegistry();
  const clock = testClock(testStart);
  const tasks = new DueTasks({ registry, clock, logger: silentLogger });
  const shared = { clock, registry, tables: openMemoryTables(), tasks };
  const cloudWatch = make(shared, options.evaluate ?? noExpressions, true);
  await tasks.start();
  return cloudWatch;
}

const noExpressions: EvaluateExpression = () => {
  throw validationFailed('no expressions here');
};

function make(shared: Shared, evaluate: EvaluateExpression, isFirst: boolean): TestCloudWatch {
  const { clock, registry, tables, tasks } = shared;
  const archive = new MetricArchive({ tables, registry, clock });
  if (isFirst) new RollUp({ tables, registry, clock, archive }).register(tasks);
  const emitted = new MetricStore({ clock });
  const services = new ServiceMetrics({ metrics: emitted, archive, clock, logger: silentLogger });
  const metrics = new CloudWatchReader(archive, services, clock);
  const dashboards = new DashboardStore(registry);
  const context: CloudWatchContext = { metrics, archive, dashboards, tagged: [dashboards], evaluate, clock };
  const usual = testRequest(clock);
  return {
    context,
    ...shared,
    emitted,
    services,
    port: new CloudWatchPort(archive, metrics, clock),
    request: usual,
    run: async (operation, input, request = usual) => {
      if (operation.validate) operation.validate(input);
      else assertValid(operation.input, input, { code: 'ValidationError', tellsValue: true });
      return (await operation.run(context, input, request)) as never;
    },
    another: () => make(shared, evaluate, false),
    stop: async () => {
      await services.stop();
      await tasks.stop();
      await tables.close();
      await registry.close();
    },
  };
}

/** What is expected of an error. */
export const awsError =
  (code: string, message: string | RegExp) =>
  (error: AwsError): boolean =>
    error.code === code && (typeof message === 'string' ? error.message === message : message.test(error.message));
