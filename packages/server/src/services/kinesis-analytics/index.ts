import { AwsError, jsonProtocol, type Protocol } from '@paddock/wire';
import type { Registry } from '@paddock/store';
import type { ActingRoles } from '../../authorization/acting-roles.js';
import { bind, type AnyOperation } from '../../operation.js';
import type { Clock } from '../../runtime/clock.js';
import type { DueTasks } from '../../runtime/due-tasks.js';
import type { Ids } from '../../runtime/ids.js';
import type { Logger } from '../../runtime/log.js';
import type { Service } from '../../service.js';
import type { AnalyticsContext } from './context.js';
import type { SchemaDiscovery } from './discovery/contract.js';
import { operations as operationsV1 } from './operations/v1/index.js';
import { operations as operationsV2 } from './operations/v2/index.js';
import { resourceDirectory } from './resource-directory.js';
import { RoleChecks } from './role-checks.js';
import type { RunningApplications } from './running/contract.js';
import { AnalyticsStore } from './store.js';
import { Transitions } from './transitions.js';

export interface KinesisAnalyticsParts {
  readonly registry: Registry;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly logger: Logger;
  readonly dueTasks: DueTasks;
  readonly acting: ActingRoles;
  /** The other services, by their names. */
  readonly target: (service: string) => Service | undefined;
  /** How long states last that AWS passes through, ms. */
  readonly delay: number;
  readonly running: RunningApplications;
  readonly discovery: SchemaDiscovery;
}

/**
 * Kinesis Data Analytics for SQL, in both of its API's versions, 2015-08-14 and 2018-05-23, which share their applications.
 * https://docs.aws.amazon.com/kinesisanalytics/latest/dev/api-reference.html
 */
export async function createKinesisAnalytics(
  parts: KinesisAnalyticsParts,
): Promise<{ readonly v1: Service; readonly v2: Service }> {
  const { clock, ids, logger, running, discovery } = parts;
  const store = await AnalyticsStore.open(parts.registry);
  const transitions = new Transitions(store, clock, parts.delay);
  transitions.register(parts.dueTasks);
  const checks = new RoleChecks(parts.acting, parts.target);
  const context: AnalyticsContext = { store, transitions, checks, running, discovery, clock, ids, logger };
  const common = { signingName: 'kinesisanalytics', resources: resourceDirectory(store) };
  const json = jsonProtocol({ version: '1.1' });
  const idle = { start: () => Promise.resolve(), drain: () => Promise.resolve() };
  const bound = (operations: readonly AnyOperation<AnalyticsContext>[]): Service['operations'] =>
    new Map(operations.map((operation) => [operation.name, bind(operation, context)]));
  return {
    v1: {
      ...common,
      ...idle,
      name: 'kinesisanalytics',
      targetPrefix: 'KinesisAnalytics_20150814',
      protocols: new Map([['application/x-amz-json-1.1', json]]),
      operations: bound(operationsV1),
      stop: async () => store.close(),
    },
    v2: {
      ...common,
      ...idle,
      name: 'kinesisanalyticsv2',
      targetPrefix: 'KinesisAnalytics_20180523',
      protocols: new Map([['application/x-amz-json-1.1', capitalMessages(json, operationsV2)]]),
      operations: bound(operationsV2),
      stop: () => Promise.resolve(),
    },
  };
}

/** The newer API's model spells the message of its errors `Message`, the older one's `message`. */
function capitalMessages(protocol: Protocol, operations: readonly AnyOperation<AnalyticsContext>[]): Protocol {
  const declared = new Set(operations.flatMap(({ errors }) => errors));
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
