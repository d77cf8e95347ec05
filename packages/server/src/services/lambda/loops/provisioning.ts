import { RegistryConflictError, type RegistryChange } from '@paddock/store';
import type { Clock } from '../../../runtime/clock.js';
import { done, dueTask, type DueTask, type DueTasks } from '../../../runtime/due-tasks.js';
import type { Logger } from '../../../runtime/log.js';
import { functionArn } from '../domain/arns.js';
import type { FunctionName, LambdaFunction, ProvisionedConcurrency } from '../domain/lambda-function.js';
import type { EnvironmentSpec } from '../execution/index.js';
import type { Invoker } from '../invoker.js';
import { decodeFunction, functionsPrefix, type LambdaStore } from '../store.js';

const kind = 'lambda-provisioning';
/** Whoever is not through after so long is gone, ms: AWS gives an initialisation 130 s, or the function's timeout. */
const longestMaking = 16 * 60_000;

/** A configuration that is to become READY: `began` says which. */
type Begun = FunctionName & { readonly id: string; readonly qualifier: string; readonly began: number };

export interface ProvisioningParts {
  readonly store: LambdaStore;
  readonly invoker: Invoker;
  readonly clock: Clock;
  readonly logger: Logger;
  /** How long a configuration is at least IN_PROGRESS, ms; 0 for instant transitions. */
  readonly delay: number;
}

/** Environments of a version that this process keeps. */
interface Kept {
  readonly spec: EnvironmentSpec;
  readonly count: number;
}

/**
 * Keeps execution environments ready where provisioned concurrency says so: from when it is asked for, when an alias moves to another version, and again after a
 * restart. Each process keeps its own.
 */
export class Provisioning {
  readonly #parts: ProvisioningParts;
  /** By function's ARN, and by key of environments. */
  readonly #kept = new Map<string, ReadonlyMap<string, Kept>>();
  /** Looks under way, by function's ARN: one after the other. */
  readonly #looking = new Map<string, Promise<void>>();
  /** Configurations on their way to READY. */
  readonly #making = new Set<Promise<void>>();
  #unwatch: (() => void) | undefined;
  #isStopped = false;

  constructor(parts: ProvisioningParts) {
    this.#parts = parts;
  }

  register(tasks: DueTasks): void {
    tasks.handle(kind, (task) => this.#take(task.payload as unknown as Begun, task));
  }

  /** Begins to keep what there is and what comes. To be called once functions can reach the server. */
  start(): void {
    if (this.#unwatch !== undefined) return;
    this.#unwatch = this.#parts.store.watchFunctions((changed) => {
      if (changed === undefined) void this.#lookAtAll();
      else void this.#look(changed).catch((error: unknown) => this.#warn(changed, error));
    });
    void this.#lookAtAll();
  }

  /** Follows no more changes, and waits for what was begun; the pool ends the environments. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#unwatch?.();
    this.#unwatch = undefined;
    await Promise.allSettled([...this.#looking.values(), ...this.#making]);
  }

  /** The due task that ends IN_PROGRESS; for the commit that begins it. */
  due({ account, region, name, id }: LambdaFunction, qualifier: string, began: number): RegistryChange {
    const { clock, delay } = this.#parts;
    return taskOf({ account, region, name, id, qualifier, began }, clock.now() + delay);
  }

  /** To be called after that commit. */
  async begun({ account, region, name, id }: LambdaFunction, qualifier: string, began: number): Promise<void> {
    if (this.#parts.delay === 0) await this.#end({ account, region, name, id, qualifier, began });
  }

  /**
   * An initialisation may take minutes, and due tasks have few places: it goes on beside them. The task comes again should this process end meanwhile.
   */
  async #take(begun: Begun, task: DueTask): Promise<void> {
    const { store, clock } = this.#parts;
    if ((await this.#inProgress(begun)) === undefined) {
      await store.registry.commit([done(task)]);
      return;
    }
    const lease = taskOf(begun, clock.now() + longestMaking);
    const version = await store.registry.commit([done(task), lease]);
    const making = this.#end(begun, { key: lease.put, version })
      .catch((error: unknown) => this.#warn(begun, error))
      .finally(() => this.#making.delete(making));
    this.#making.add(making);
  }

  /** Makes the environments, and says so. @param task what keeps the place of this work meanwhile */
  async #end(begun: Begun, task?: Pick<DueTask, 'key' | 'version'>): Promise<void> {
    const { store, clock } = this.#parts;
    let failure: string | undefined;
    if ((await this.#inProgress(begun)) !== undefined) {
      try {
        await this.#look(begun);
      } catch (error) {
        if (!this.#isStopped) this.#warn(begun, error);
        failure = 'FUNCTION_ERROR_INIT_FAILURE';
      }
    }
    // Environments ended with the server, which says nothing of the function.
    if (this.#isStopped) {
      if (task !== undefined) await store.registry.commit([done(task), taskOf(begun, clock.now())]);
      return;
    }
    const finished = task ? [done(task)] : [];
    for (;;) {
      const found = await this.#inProgress(begun);
      if (found === undefined && task === undefined) return;
      try {
        const changes =
          found === undefined ? [] : [store.putFunction(ended(found.owner, begun, failure), found.version)];
        await store.registry.commit([...changes, ...finished]);
        return;
      } catch (error) {
        if (!(error instanceof RegistryConflictError)) throw error;
        if (task && error.key === task.key) return;
      }
    }
  }

  /** Undefined when it is not in progress any more, or another one is. */
  async #inProgress({ id, qualifier, began, ...named }: Begun) {
    const found = await this.#parts.store.currentFunction(named);
    const config = found?.value.provisioned[qualifier];
    if (found?.value.id !== id || config?.lastModified !== began || config.status !== 'IN_PROGRESS') return undefined;
    return { owner: found.value, version: found.version };
  }

  async #lookAtAll(): Promise<void> {
    try {
      for (const entry of await this.#parts.store.registry.list(functionsPrefix)) {
        const { value: owner } = decodeFunction(entry);
        if (Object.keys(owner.provisioned).length === 0) continue;
        void this.#look(owner).catch((error: unknown) => this.#warn(owner, error));
      }
    } catch (error) {
      this.#parts.logger.error('provisioned concurrency could not be looked at', { error });
    }
  }

  /** Makes what is kept of a function what is to be kept. @throws what making an environment throws */
  #look(named: FunctionName): Promise<void> {
    const arn = functionArn(named);
    const before = this.#looking.get(arn) ?? Promise.resolve();
    const look = before.then(
      () => this.#keep(arn, named),
      () => this.#keep(arn, named),
    );
    this.#looking.set(arn, look);
    const forget = (): void => {
      if (this.#looking.get(arn) === look) this.#looking.delete(arn);
    };
    look.then(forget, forget);
    return look;
  }

  async #keep(arn: string, named: FunctionName): Promise<void> {
    const { store, invoker } = this.#parts;
    const owner = (await store.currentFunction(named))?.value;
    const kept = this.#kept.get(arn) ?? new Map<string, Kept>();
    const wanted = new Map<string, Kept>();
    for (const [qualifier, { requested }] of Object.entries(owner?.provisioned ?? {})) {
      const version = owner && (await store.version(owner, owner.aliases[qualifier]?.version ?? qualifier));
      if (owner === undefined || version === undefined) continue;
      const spec = await invoker.specOf(owner, version);
      wanted.set(spec.key, { spec, count: requested + (wanted.get(spec.key)?.count ?? 0) });
    }
    if (wanted.size === 0) this.#kept.delete(arn);
    else this.#kept.set(arn, wanted);
    for (const [key, { spec }] of kept) if (!wanted.has(key)) await invoker.pool.provision(spec, 0);
    for (const [key, { spec, count }] of wanted) {
      if (kept.get(key)?.count === count) continue;
      try {
        await invoker.pool.provision(spec, count);
      } catch (error) {
        this.#kept.delete(arn);
        throw error;
      }
    }
  }

  #warn(named: FunctionName, error: unknown): void {
    this.#parts.logger.warn('provisioned environments could not be made', { function: functionArn(named), error });
  }
}

function taskOf({ account, region, name, id, qualifier, began }: Begun, at: number) {
  const payload = { account, region, name, id, qualifier, began };
  const change = dueTask({ at, kind, id: `${id}-${qualifier}`, payload });
  return { put: 'put' in change ? change.put : '', value: payload };
}

const ended = (owner: LambdaFunction, { qualifier }: Begun, failure: string | undefined): LambdaFunction => {
  const { [qualifier]: config, ...others } = owner.provisioned;
  if (config === undefined) return owner;
  const settled: ProvisionedConcurrency =
    failure === undefined ? { ...config, status: 'READY' } : { ...config, status: 'FAILED', statusReason: failure };
  return { ...owner, provisioned: { ...others, [qualifier]: settled } };
};
