import { RegistryClosedError, type Registry, type Tables } from '@paddock/store';
import type { ActingRoles } from '../../../authorization/acting-roles.js';
import type { Clock, Timer } from '../../../runtime/clock.js';
import type { DueTasks } from '../../../runtime/due-tasks.js';
import type { Ids } from '../../../runtime/ids.js';
import { Leases, type Held } from '../../../runtime/leases.js';
import type { Logger } from '../../../runtime/log.js';
import type { Random } from '../../../runtime/random.js';
import type { Service } from '../../../service.js';
import type { DynamoDbStreamsPort } from '../../dynamodb-streams/port.js';
import type { KinesisPort } from '../../kinesis/port.js';
import type { Invoker } from '../invoker.js';
import type { Transitions } from '../loops/transitions.js';
import type { LambdaMetrics } from '../metrics.js';
import type { LambdaStore } from '../store.js';
import { MappingPoller, type ShardSnapshot } from './engine/mapping-poller.js';
import { Work, type WorkParts } from './engine/work.js';
import { invokerOf } from './functions.js';
import { isPolling, type Mapping } from './mapping.js';
import { MappingStore, type MappingName } from './mapping-store.js';
import { rolePermissions, type Permissions } from './permissions.js';
import type { FailureBuckets, FunctionInvoker } from './ports.js';
import { Progress } from './progress.js';
import { openSource } from './sources/open-source.js';
import type { Source } from './sources/source.js';
import { MappingTransitions } from './transitions.js';

export { mappingTags } from './changes.js';
export type { FailureBuckets, FunctionInvoker, Invoked, MappedFunction } from './ports.js';
export type { ShardSnapshot } from './engine/mapping-poller.js';

export interface EventSourcesParts {
  readonly registry: Registry;
  readonly tables: Tables;
  /** The server's clock: windows, ages and pauses go by it. */
  readonly clock: Clock;
  /** The machine's: leases go by it. */
  readonly realClock: Clock;
  readonly random: Random;
  readonly ids: Pick<Ids, 'requestId'>;
  readonly dueTasks: DueTasks;
  readonly logger: Logger;
  readonly store: LambdaStore;
  readonly transitions: Pick<Transitions, 'delay'>;
  readonly invoker: Invoker;
  readonly lambdaMetrics: LambdaMetrics;
  readonly acting: ActingRoles;
  /** The services whose resources roles are asked about, by name. */
  readonly target: (service: string) => Service | undefined;
  readonly kinesis: KinesisPort;
  readonly dynamoDbStreams: DynamoDbStreamsPort;
  /** Where S3 is. */
  readonly buckets?: FailureBuckets;
  /**
   * Names this process among those that share the stores, the same whenever it is started again: it takes up at once what a process of its name left. Absent where
   * the stores are its alone.
   */
  readonly process?: string;
}

/** What stands behind permissions and invocations is not the engine's matter. */
type EngineParts = Omit<EventSourcesParts, 'random' | 'store' | 'invoker' | 'acting' | 'target'>;

/** After a mapping was lost, or could not be looked at, ms. */
const pause = 1_000;
/** Functions that take longer are not waited for when the server stops, ms. */
const longestStop = 1_000;

/** Event source mappings: what is kept of them, and the work on those that this process has. */
export class EventSources {
  readonly mappings: MappingStore;
  readonly progress: Progress;
  readonly transitions: MappingTransitions;
  readonly permissions: Permissions;
  readonly invoker: FunctionInvoker;
  readonly buckets: FailureBuckets | undefined;
  readonly #parts: EngineParts;
  readonly #work: WorkParts;
  readonly #leases: Leases<{ readonly uuid: string }>;
  readonly #held = new Map<string, Held>();
  readonly #pollers = new Map<string, MappingPoller>();
  /** Looks under way by mapping, and whether another is wanted. */
  readonly #looking = new Map<string, { again: boolean; readonly run: Promise<void> }>();
  #unwatch: (() => void)[] = [];
  #state: 'new' | 'started' | 'stopping' = 'new';

  constructor(parts: EngineParts, permissions: Permissions, invoker: FunctionInvoker) {
    const { registry, tables, clock, realClock, ids, logger, lambdaMetrics: metrics, buckets } = parts;
    this.#parts = parts;
    this.mappings = new MappingStore(registry);
    this.permissions = permissions;
    this.invoker = invoker;
    this.buckets = buckets;
    this.progress = new Progress(tables);
    this.transitions = new MappingTransitions(this.mappings, this.progress, clock, parts.transitions.delay);
    this.transitions.register(parts.dueTasks);
    this.#work = { progress: this.progress, invoker, permissions, buckets, clock, ids, metrics, logger };
    this.#leases = new Leases({
      store: this.mappings,
      own: (mapping, epoch) => this.progress.own(mapping, epoch),
      what: 'event source mappings',
      process: parts.process ?? 'alone',
      clock: realClock,
      logger,
      onFree: () => this.#lookAtAll(),
    });
  }

  /** Begins to work on the mappings that are polled and that no other process has. */
  start(): void {
    if (this.#state !== 'new') return;
    this.#state = 'started';
    this.#unwatch = [
      this.mappings.watchMappings((changed) => (changed === undefined ? this.#lookAtAll() : this.#look(changed))),
      this.mappings.watchLeases((uuid) => this.#leaseChanged(uuid)),
      this.invoker.watch((changed) => {
        for (const poller of this.#pollers.values()) {
          const { account, region, functionName } = poller.mapping;
          const isMeant =
            changed === undefined ||
            (changed.name === functionName && changed.account === account && changed.region === region);
          if (isMeant) poller.retry();
        }
      }),
    ];
    this.#lookAtAll();
  }

  /** Begins no more invocations. */
  drain(): void {
    this.#state = 'stopping';
    for (const end of this.#unwatch.splice(0)) end();
    for (const poller of this.#pollers.values()) void poller.stop();
  }

  /** Waits a while for what was begun, and lets other processes take over: what is not done then is done again there. */
  async stop(): Promise<void> {
    this.drain();
    const done = Promise.all([
      ...Array.from(this.#looking.values(), ({ run }) => run),
      ...Array.from(this.#pollers.values(), (poller) => poller.stop()),
    ]);
    let timer: Timer | undefined;
    const late = new Promise<void>((resolve) => {
      timer = this.#parts.realClock.after(longestStop, resolve);
    });
    await Promise.race([done, late]);
    timer?.cancel();
    await this.#leases.close();
    this.mappings.close();
  }

  /** As after a crash: nothing more is begun, and nobody is told. For tests. */
  abandon(): void {
    this.drain();
    this.#leases.abandon();
    this.mappings.close();
  }

  /** The stream that a mapping reads. */
  source(mapping: Mapping): Source {
    return openSource(this.#parts, mapping);
  }

  /** The mapping's shards, as far as this process works on it: for the console. */
  snapshotFor({ uuid }: Pick<MappingName, 'uuid'>): ShardSnapshot[] {
    return this.#pollers.get(uuid)?.snapshot(this.#parts.clock.now()) ?? [];
  }

  #lookAtAll(): void {
    this.mappings.all().then(
      (all) => {
        for (const mapping of all) this.#look(mapping);
        for (const { mapping } of this.#pollers.values()) this.#look(mapping);
      },
      (error: unknown) => {
        if (error instanceof RegistryClosedError) return;
        this.#parts.logger.error('event source mappings were not read', { error });
        if (this.#state === 'started') this.#parts.clock.after(pause, () => this.#lookAtAll());
      },
    );
  }

  /** Sees to it that a mapping is worked on as it now is, or not at all. */
  #look(named: MappingName): void {
    if (this.#state !== 'started') return;
    const { uuid } = named;
    const looking = this.#looking.get(uuid);
    if (looking !== undefined) {
      looking.again = true;
      return;
    }
    const run = this.#tend(named).finally(() => {
      const { again } = this.#looking.get(uuid) ?? { again: false };
      this.#looking.delete(uuid);
      if (again) this.#look(named);
    });
    this.#looking.set(uuid, { again: false, run });
  }

  async #tend(named: MappingName): Promise<void> {
    try {
      const mapping = (await this.mappings.mapping(named))?.value;
      const wanted = mapping !== undefined && isPolling(mapping) ? mapping : undefined;
      const poller = this.#pollers.get(named.uuid);
      if (poller !== undefined) {
        if (poller.mapping.revision === wanted?.revision) return;
        await poller.stop();
        this.#pollers.delete(named.uuid);
      }
      if (mapping === undefined) this.#held.delete(named.uuid);
      if (wanted !== undefined && this.#state === 'started') await this.#begin(wanted);
    } catch (error) {
      if (error instanceof RegistryClosedError) return;
      this.#parts.logger.error('an event source mapping was not begun', { mapping: named.uuid, error });
      this.#lookLater(named);
    }
  }

  async #begin(mapping: Mapping): Promise<void> {
    const { uuid } = mapping;
    const held = this.#held.get(uuid) ?? (await this.#leases.take(mapping));
    if (held === undefined || this.#state !== 'started') return;
    this.#held.set(uuid, held);
    const poller = new MappingPoller(new Work(this.#work, mapping, held.epoch, this.source(mapping)));
    this.#pollers.set(uuid, poller);
    poller.start((why) => {
      if (this.#pollers.get(uuid) === poller) this.#pollers.delete(uuid);
      if (this.#held.get(uuid) === held) this.#held.delete(uuid);
      if (why === 'lost') this.#lookLater(mapping);
    });
  }

  #lookLater(named: MappingName): void {
    if (this.#state === 'started') this.#parts.clock.after(pause, () => this.#look(named));
  }

  #leaseChanged(uuid: string | undefined): void {
    for (const [mapping, held] of this.#held) {
      if (uuid !== undefined && mapping !== uuid) continue;
      this.#leases.has({ uuid: mapping }).then(
        (isOurs) => {
          if (isOurs || this.#held.get(mapping) !== held) return;
          this.#held.delete(mapping);
          // What is under way ends unheard: the new owner begins it again.
          const poller = this.#pollers.get(mapping);
          this.#pollers.delete(mapping);
          void poller?.stop();
        },
        (error: unknown) => {
          if (!(error instanceof RegistryClosedError))
            this.#parts.logger.error('a lease was not looked at', { mapping, error });
        },
      );
    }
  }
}

export const createEventSources = (parts: EventSourcesParts): EventSources =>
  new EventSources(parts, rolePermissions(parts.acting, parts.target), invokerOf(parts));
