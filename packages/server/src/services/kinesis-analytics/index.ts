import { AwsError, jsonProtocol, type Protocol } from '@paddock/wire';
import type { Registry, Tables } from '@paddock/store';
import type { ActingRoles } from '../../authorization/acting-roles.js';
import { bind, type AnyOperation } from '../../operation.js';
import type { MetricStore } from '../../metrics/metric-store.js';
import type { Clock } from '../../runtime/clock.js';
import type { DueTasks } from '../../runtime/due-tasks.js';
import type { Ids } from '../../runtime/ids.js';
import type { Logger } from '../../runtime/log.js';
import type { Service } from '../../service.js';
import type { KinesisPort } from '../kinesis/port.js';
import type { LogsPort } from '../logs/port.js';
import type { AnalyticsContext } from './context.js';
import { createDiscovery } from './discovery/index.js';
import { operations as operationsV1 } from './operations/v1/index.js';
import { operations as operationsV2 } from './operations/v2/index.js';
import { resourceDirectory } from './resource-directory.js';
import { RoleChecks } from './role-checks.js';
import { Running } from './running/index.js';
import { createSurroundings, type FunctionCaller, type ObjectReader } from './running/surroundings.js';
import { AnalyticsStore } from './store.js';
import { Transitions } from './transitions.js';

export interface KinesisAnalyticsParts {
  readonly registry: Registry;
  readonly tables: Tables;
  /** The server's clock: windows go by it. */
  readonly clock: Clock;
  /** The machine's: leases go by it. */
  readonly realClock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly dueTasks: DueTasks;
  readonly metrics: MetricStore;
  readonly acting: ActingRoles;
  /** The other services, by their names. */
  readonly target: (service: string) => Service | undefined;
  /** How long states last that AWS passes through. */
  readonly transitions: 'brief' | 'instant';
  readonly kinesis: KinesisPort;
  readonly lambda: () => FunctionCaller | undefined;
  readonly logs: LogsPort;
  readonly objects: ObjectReader;
  /** Names this process among those that share the stores; absent where the stores are its alone. */
  readonly process?: string;
}

/** How long a state lasts that passes, ms. On AWS it is seconds to a minute. */
const briefTransition = 200;

/**
 * Kinesis Data Analytics for SQL, in both of its API's versions, 2015-08-14 and 2018-05-23, which share their applications.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/dev/api-reference.html
 */
export async function createKinesisAnalytics(
  parts: KinesisAnalyticsParts,
): Promise<{ readonly v1: Service; readonly v2: Service }> {
  const { clock, ids } = parts;
  const store = await AnalyticsStore.open(parts.registry);
  const transitions = new Transitions(store, clock, parts.transitions === 'instant' ? 0 : briefTransition);
  const checks = new RoleChecks(parts.acting, parts.target);
  const surroundings = createSurroundings({ ...parts, checks });
  const running = new Running({ ...parts, store, checks, surroundings });
  const discovery = createDiscovery({ ...parts, checks });
  transitions.onSettle((application) => running.settle(application));
  transitions.register(parts.dueTasks);
  const context: AnalyticsContext = { store, transitions, checks, running, discovery, clock, ids };
  const common = { signingName: 'kinesisanalytics', resources: resourceDirectory(store) };
  const json = jsonProtocol({ version: '1.1' });
  const bound = (operations: readonly AnyOperation<AnalyticsContext>[]): Service['operations'] =>
    new Map(operations.map((operation) => [operation.name, bind(operation, context)]));
  return {
    v1: {
      ...common,
      name: 'kinesisanalytics',
      targetPrefix: 'KinesisAnalytics_20150814',
      protocols: new Map([['application/x-amz-json-1.1', json]]),
      operations: bound(operationsV1),
      start: () => Promise.resolve(),
      // Functions that records go through may call the server.
      listening: () => running.start(),
      settled: () => running.settled(),
      drain: () => running.stop(),
      stop: async () => {
        await running.stop();
        store.close();
      },
    },
    v2: {
      ...common,
      name: 'kinesisanalyticsv2',
      targetPrefix: 'KinesisAnalytics_20180523',
      protocols: new Map([['application/x-amz-json-1.1', capitalMessages(json, operationsV2)]]),
      operations: bound(operationsV2),
      start: () => Promise.resolve(),
      drain: () => Promise.resolve(),
      stop: () => Promise.resolve(),
    },
  };
}

/** The newer API's model spells the message of its errors `Message`, the older one's `message`; but for one of them. */
function capitalMessages(protocol: Protocol, operations: readonly AnyOperation<AnalyticsContext>[]): Protocol {
  const declared = new Set(operations.flatMap(({ errors }) => errors));
  declared.delete('TooManyTagsException');
  return {
    ...protocol,
    encodeError(error, answering) {
      if (!declared.has(error.code) || !error.hasMessage) return protocol.encodeError(error, answering);
      const { code, message, status, members, headers } = error;
      const capital = new AwsError(code, message, { status, members, headers, capitalMessage: true });
      return protocol.encodeError(capital, answering);
    },
  };
}
