import type { Tables } from '@paddock/store';
import type { ActingRoles } from '../../authorization/acting-roles.js';
import type { Faults } from '../../control/faults.js';
import { operationsOf } from '../../operation.js';
import type { Clock } from '../../runtime/clock.js';
import type { DueTasks } from '../../runtime/due-tasks.js';
import type { Ids } from '../../runtime/ids.js';
import type { Logger } from '../../runtime/log.js';
import type { Random } from '../../runtime/random.js';
import type { Service } from '../../service.js';
import type { IamPort } from '../iam/port.js';
import type { StsPort } from '../sts/port.js';
import type { ObjectSink } from './async/destinations.js';
import type { AsyncInvocations } from './async/index.js';
import type { CodeLocations, CodeStore } from './code/index.js';
import type { ObjectSource } from './code-source.js';
import type { Concurrency } from './concurrency.js';
import type { EventSources } from './event-sources/index.js';
import type { Invoker } from './invoker.js';
import type { LambdaMetrics } from './metrics.js';
import type { LambdaStore } from './store.js';
import type { Tagging } from './tags.js';
import type { Provisioning } from './loops/provisioning.js';
import type { Transitions } from './loops/transitions.js';

/** What the operations of Lambda work with. */
export interface LambdaContext {
  readonly store: LambdaStore;
  readonly tables: Tables;
  readonly code: CodeStore;
  /** S3, for packages that stand there; absent where there is none. */
  readonly objectSource?: ObjectSource;
  /** S3, for events that failed; absent where there is none. */
  readonly objectSink?: ObjectSink;
  /** Where packages can be downloaded for a while. */
  readonly locations: CodeLocations;
  /** Ends states that pass: Pending, InProgress. */
  readonly transitions: Transitions;
  /** Keeps environments ready where provisioned concurrency says so. */
  readonly provisioning: Provisioning;
  /** Runs functions: concurrency, environments, metrics, logs. */
  readonly invoker: Invoker;
  readonly concurrency: Concurrency;
  /** Queues asynchronous invocations, retries them, and tells their destinations. */
  readonly async: AsyncInvocations;
  readonly eventSources: EventSources;
  /** Where event source mappings keep their tags. */
  readonly mappingTags?: Tagging;
  readonly iam: IamPort;
  readonly sts: StsPort;
  readonly acting: ActingRoles;
  readonly metrics: LambdaMetrics;
  /** The services whose resources roles are asked about, by name: `kinesis`, `logs`. */
  readonly target: (service: string) => Service | undefined;
  /** The server's clock, which tests may set. */
  readonly clock: Clock;
  /** The machine's, which functions see. */
  readonly realClock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  readonly dueTasks: DueTasks;
  readonly logger: Logger;
  readonly faults: Faults | undefined;
  /** Whether AWS's limits of concurrency hold. */
  readonly limits: boolean;
  /** Where clients reach this server: `http://127.0.0.1:4566`. */
  readonly endpointUrl: () => Promise<string>;
}

export const operation = operationsOf<LambdaContext>();
