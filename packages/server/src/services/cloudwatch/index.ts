import type { Registry, Tables } from '@paddock/store';
import { AwsError, jsonProtocol, QUERY_RULES, queryProtocol, rpcV2Protocol } from '@paddock/wire';
import type { MetricStore } from '../../metrics/metric-store.js';
import { bind, type BoundOperation } from '../../operation.js';
import type { Clock } from '../../runtime/clock.js';
import type { DueTasks } from '../../runtime/due-tasks.js';
import type { Logger } from '../../runtime/log.js';
import type { Service } from '../../service.js';
import { MetricArchive } from './archive/metric-archive.js';
import { RollUp } from './archive/roll-up.js';
import type { SeriesName } from './archive/series-id.js';
import type { CloudWatchContext } from './context.js';
import { DashboardStore } from './dashboards.js';
import { queryCompatible } from './errors.js';
import { ServiceMetrics } from './loops/service-metrics.js';
import type { MetricReader } from './metric-reader.js';
import { operations } from './operations/index.js';
import { CloudWatchPort } from './port.js';
import type { EvaluateExpression } from './query-types.js';
import { CloudWatchReader } from './reader.js';
import { tagsOf, type TagHolder } from './tags.js';

export interface CloudWatchParts {
  readonly registry: Registry;
  readonly tables: Tables;
  readonly clock: Clock;
  readonly dueTasks: DueTasks;
  /** What services emit: its minutes are CloudWatch's to keep from now on. */
  readonly metrics: MetricStore;
  readonly logger: Logger;
  /** Metric math and searches. */
  readonly evaluate: EvaluateExpression;
  /** Alarms over what is read here. */
  readonly alarms?: (reader: MetricReader) => CloudWatchAlarms;
}

/** What alarms add to the service. */
export interface CloudWatchAlarms {
  readonly operations: readonly BoundOperation[];
  readonly tags: TagHolder;
  /** There is new data of these metrics. */
  noticed(place: { readonly account: string; readonly region: string }, metrics: Iterable<SeriesName>): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export interface CloudWatch {
  /** To be stopped after the services whose metrics it keeps. */
  readonly service: Service;
  /** For other services. */
  readonly port: CloudWatchPort;
}

const NAME = 'GraniteServiceVersion20100801';

/** CloudWatch, API version 2010-08-01. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/ */
export async function createCloudWatch(parts: CloudWatchParts): Promise<CloudWatch> {
  const { registry, tables, clock, logger, dueTasks, evaluate } = parts;
  const archive = new MetricArchive({ tables, registry, clock });
  new RollUp({ tables, registry, clock, archive }).register(dueTasks);
  const serviceMetrics = new ServiceMetrics({ metrics: parts.metrics, archive, clock, logger });
  const metrics = new CloudWatchReader(archive, serviceMetrics, clock);
  const dashboards = new DashboardStore(registry);
  const alarms = parts.alarms?.(metrics);
  if (alarms !== undefined) archive.onAdded = (place, series) => alarms.noticed(place, series);
  const tagged = alarms === undefined ? [dashboards] : [dashboards, alarms.tags];
  const context: CloudWatchContext = { metrics, archive, dashboards, tagged, evaluate, clock };
  const bound = [...operations.map((operation) => bind(operation, context)), ...(alarms?.operations ?? [])];
  const service: Service = {
    name: 'cloudwatch',
    signingName: 'monitoring',
    signingRules: QUERY_RULES,
    targetPrefix: NAME,
    rpcServiceId: NAME,
    queryVersion: '2010-08-01',
    protocols: new Map([
      ['application/x-www-form-urlencoded', queryProtocol({ xmlNamespace, queryCompatible })],
      ['application/x-amz-json-1.0', jsonProtocol({ version: '1.0', queryCompatible })],
      ['application/cbor', rpcV2Protocol({ namespace: 'com.amazonaws.cloudwatch', queryCompatible })],
    ]),
    operations: new Map(bound.map((operation) => [operation.name, operation])),
    validation: { code: 'ValidationError', tellsValue: true },
    accessDenied: (message) => new AwsError('AccessDenied', message, { status: 403 }),
    resources: { tags: (arn) => tagsOf(context, arn) },
    start: async () => {
      await alarms?.start();
    },
    flush: () => serviceMetrics.flush(Infinity),
    drain: () => Promise.resolve(),
    stop: async () => {
      await alarms?.stop();
      await serviceMetrics.stop();
    },
  };
  return { service, port: new CloudWatchPort(archive, metrics, clock) };
}

const xmlNamespace = 'http://monitoring.amazonaws.com/doc/2010-08-01/';
