import { openMemoryRegistry, openMemoryTables, type Registry } from '@paddock/store';
import { assertValid, type Infer, type StructureShape } from '@paddock/wire';
import { MetricStore } from '../../../metrics/metric-store.js';
import type { Operation } from '../../../operation.js';
import type { Clock } from '../../../runtime/clock.js';
import { controlledClock, type ControlledClock } from '../../../runtime/controlled-clock.js';
import { DueTasks } from '../../../runtime/due-tasks.js';
import { createIds } from '../../../runtime/ids.js';
import { silentLogger } from '../../../runtime/log.js';
import { systemRandom } from '../../../runtime/random.js';
import { testAccount, testRegion, testRequest, testStart } from '../../../test-request.js';
import { MetricArchive } from '../archive/metric-archive.js';
import type { CloudWatchAlarms } from '../index.js';
import { ServiceMetrics } from '../loops/service-metrics.js';
import { evaluateExpression } from '../math/index.js';
import { CloudWatchPort } from '../port.js';
import { CloudWatchReader } from '../reader.js';
import type { AlarmFunctions, AlarmsContext } from './context.js';
import { AlarmHistory } from './history.js';
import { createAlarms } from './index.js';
import { describeAlarmHistory } from './operations/describe-alarm-history.js';
import { describeAlarms } from './operations/describe-alarms.js';
import { AlarmStore } from './store.js';

/** An hour, when the minute before it has just been evaluated. */
export const begin = Math.ceil(testStart / 3_600_000) * 3_600_000 + 2_000;
export const minute = 60_000;
export const place = { account: testAccount, region: testRegion };
export const arnOf = (name: string): string => `arn:aws:cloudwatch:${testRegion}:${testAccount}:alarm:${name}`;

export interface Called {
  readonly arn: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly caller: unknown;
}

/** Alarms on memory, whose time stands still until it is moved, and functions that say what they were told. */
export class TestAlarms {
  readonly clock: ControlledClock;
  readonly registry: Registry = openMemoryRegistry();
  readonly tables = openMemoryTables();
  readonly called: Called[] = [];
  /** What functions answer. */
  answer: Awaited<ReturnType<AlarmFunctions['deliver']>> = 'accepted';
  /** How many alarms there seem to be. */
  count = 0;
  tasks: DueTasks;
  alarms: CloudWatchAlarms;
  readonly context: AlarmsContext;
  readonly port: CloudWatchPort;
  readonly reader: CloudWatchReader;
  readonly archive: MetricArchive;

  private constructor() {
    const still: Clock = { now: () => 0, monotonic: () => 0, after: () => ({ cancel: () => undefined }) };
    this.clock = controlledClock(still, { frozenAt: begin, settle: () => this.tasks.idle() });
    const { registry, tables, clock } = this;
    this.archive = new MetricArchive({ tables, registry, clock });
    const services = new ServiceMetrics({
      metrics: new MetricStore({ clock }),
      archive: this.archive,
      clock,
      logger: silentLogger,
    });
    this.reader = new CloudWatchReader(this.archive, services, clock);
    this.port = new CloudWatchPort(this.archive, this.reader, clock);
    const ids = createIds(systemRandom());
    const history = new AlarmHistory(tables, clock);
    this.context = { store: new AlarmStore(registry), history, clock, ids, count: () => this.count };
    [this.tasks, this.alarms] = this.#make();
  }

  static async start(): Promise<TestAlarms> {
    const test = new TestAlarms();
    await test.alarms.start();
    await test.tasks.start();
    return test;
  }

  /** As after a crash: what was not on disk is gone, and another process begins with what was. */
  async restart(): Promise<void> {
    await this.tasks.stop();
    await this.alarms.stop();
    [this.tasks, this.alarms] = this.#make();
    await this.alarms.start();
    await this.tasks.start();
    await this.tasks.idle();
  }

  #make(): [DueTasks, CloudWatchAlarms] {
    const { registry, tables, clock, context, called } = this;
    const tasks = new DueTasks({ registry, clock, logger: silentLogger });
    const lambda: AlarmFunctions = {
      deliver: (arn, payload, caller) => {
        called.push({ arn, payload: JSON.parse(Buffer.from(payload).toString()) as Called['payload'], caller });
        return Promise.resolve(this.answer);
      },
    };
    const parts = { registry, tables, clock, ids: context.ids, dueTasks: tasks, evaluate: evaluateExpression };
    const alarms = createAlarms({ ...parts, lambda: () => lambda })(this.reader);
    this.archive.onAdded = (where, series) => alarms.noticed(where, series);
    return [tasks, alarms];
  }

  async run<I extends StructureShape, O extends StructureShape | undefined>(
    operation: Operation<AlarmsContext, I, O>,
    input: Infer<I>,
  ): Promise<O extends StructureShape ? Infer<O> : void> {
    assertValid(operation.input, input, { code: 'ValidationError', tellsValue: true });
    const request = testRequest(this.clock);
    await operation.needs(this.context, input, request);
    return (await operation.run(this.context, input, request)) as never;
  }

  /** Moves time, and waits until what became due is done. */
  async advance(ms: number): Promise<void> {
    await this.clock.advance(ms);
    await this.tasks.idle();
  }

  /** A value for the metric `m` of the namespace `N`, now. */
  async put(value: number, metric = 'm', timestamp = this.clock.now()): Promise<void> {
    await this.port.put(testAccount, testRegion, [{ namespace: 'N', metric, value, timestamp }]);
  }

  async state(name = 'a'): Promise<string> {
    const { alarm } = (await this.context.store.get(place, name)) ?? {};
    return alarm === undefined ? 'gone' : `${alarm.state.value}: ${alarm.state.reason}`;
  }

  async describe(name = 'a') {
    const { MetricAlarms = [], CompositeAlarms = [] } = await this.run(describeAlarms, {
      AlarmNames: [name],
      AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
    });
    return [...MetricAlarms, ...CompositeAlarms][0];
  }

  /** Summaries, the oldest first. */
  async history(name = 'a'): Promise<string[]> {
    const { AlarmHistoryItems: items = [] } = await this.run(describeAlarmHistory, {
      AlarmName: name,
      AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
      ScanBy: 'TimestampAscending',
    });
    return items.map(({ HistorySummary: summary = '' }) => summary);
  }

  async stop(): Promise<void> {
    await this.tasks.stop();
    await this.alarms.stop();
    await this.tables.close();
    await this.registry.close();
  }
}

/** An alarm on the sum of `m` a minute. */
export const usual = {
  AlarmName: 'a',
  Namespace: 'N',
  MetricName: 'm',
  Statistic: 'Sum',
  Period: 60,
  EvaluationPeriods: 1,
  Threshold: 2,
  ComparisonOperator: 'GreaterThanThreshold',
} as const;
