import { createHash } from 'node:crypto';
import type { Clock } from '../../runtime/clock.js';
import type { Random } from '../../runtime/random.js';
import type { StsPort } from '../sts/port.js';
import type { ResolvedFunction } from './addressing.js';
import type { CodeStore } from './code/index.js';
import type { Concurrency } from './concurrency.js';
import { functionArn, qualifiedArn } from './domain/arns.js';
import type { FunctionName, FunctionVersion, LambdaFunction } from './domain/lambda-function.js';
import { accessDenied, conflict, tooManyRequests } from './errors.js';
import type {
  EnvironmentPool,
  EnvironmentSpec,
  LogLevel,
  Outcome,
  ResponseSink,
  RoleCredentials,
} from './execution/index.js';
import type { LambdaMetrics, Running } from './metrics.js';
import type { LambdaStore } from './store.js';
import { newTraceId } from './trace-id.js';
import { runtimeVersionArn } from './views.js';

/** One invocation, whoever asked for it. */
export interface InvocationRequest {
  readonly target: ResolvedFunction;
  /** The function sees it as its request's id. */
  readonly requestId: string;
  /** JSON. */
  readonly payload: Uint8Array;
  /** The JSON text, after base64. */
  readonly clientContext?: string;
  readonly cognitoIdentity?: string;
  readonly traceId?: string;
  /** Takes the answer while it is made. */
  readonly stream?: ResponseSink;
}

export interface InvokerParts {
  readonly pool: EnvironmentPool;
  readonly code: CodeStore;
  readonly sts: StsPort;
  readonly metrics: LambdaMetrics;
  readonly concurrency: Concurrency;
  /** The server's clock: sessions are judged by it. */
  readonly clock: Clock;
  /** The machine's, which functions see. */
  readonly realClock: Clock;
  readonly random: Random;
  readonly endpointUrl: () => Promise<string>;
}

/** A function's credentials last so long, s. On AWS it is hours, too. */
const credentialSeconds = 12 * 3600;

/** Runs functions: admits invocations, finds or makes an environment, counts what came of it. */
export class Invoker {
  readonly pool: EnvironmentPool;
  readonly #parts: InvokerParts;
  readonly #specs = new WeakMap<FunctionVersion, EnvironmentSpec>();
  readonly #roles = new WeakMap<EnvironmentSpec, string>();
  /** What the environments of a version of a function are made from now, by its ARN. */
  readonly #current = new Map<string, EnvironmentSpec>();
  /** Lets the directories of a spec's code go, by its key. */
  readonly #held = new Map<string, () => void>();
  /** How many invocations are under way, by the key of their spec. */
  readonly #running = new Map<string, number>();
  /** Keys of specs that no new invocation uses. */
  readonly #retired = new Set<string>();

  constructor(parts: InvokerParts) {
    this.#parts = parts;
    this.pool = parts.pool;
  }

  /**
   * What the function does is an outcome, whatever it is.
   * @throws TooManyRequestsException when its concurrency is used up; ResourceConflictException while it is Pending; AccessDeniedException when its role
   *   cannot be assumed
   */
  async invoke(request: InvocationRequest): Promise<Outcome> {
    const { target, requestId, payload, clientContext, cognitoIdentity, stream } = request;
    const { metrics, concurrency } = this.#parts;
    const version = runningVersion(target);
    if (version.state === 'Pending' || version.state === 'Failed') throw notInvocable(version.state);
    const resource = resourceOf(target);
    const executed = target.alias === undefined ? undefined : version.version;
    const admitted = await concurrency.enter(target.function, version.version);
    if ('refused' in admitted) {
      metrics.add(target.function, 'Throttles', 1, resource, executed);
      throw tooManyRequests(admitted.refused);
    }
    try {
      const spec = await this.specOf(target.function, version);
      const leave = this.#enter(spec);
      const running = this.pool.invoke(spec, {
        requestId,
        payload,
        invokedArn: qualifiedArn(target.function, target.qualifier),
        traceId: request.traceId ?? newTraceId(this.#parts.realClock.now(), this.#parts.random),
        ...(clientContext === undefined ? {} : { clientContext }),
        ...(cognitoIdentity === undefined ? {} : { cognitoIdentity }),
        ...(stream === undefined ? {} : { stream }),
      });
      const outcome = await running.finally(leave);
      this.#count(target, outcome, admitted, spec);
      return outcome;
    } finally {
      admitted.leave();
    }
  }

  /** What an environment of a version is made from: the same one for as long as its code and configuration are the same. */
  async specOf(owner: LambdaFunction, version: FunctionVersion): Promise<EnvironmentSpec> {
    const known = this.#specs.get(version);
    const spec = known ?? (await this.#makeSpec(owner, version));
    this.#roles.set(spec, version.role);
    this.#specs.set(version, spec);
    this.#hold(spec.key, version);
    this.#retired.delete(spec.key);
    const arn = qualifiedArn(owner, version.version);
    const before = this.#current.get(arn);
    this.#current.set(arn, spec);
    if (before !== undefined && before.key !== spec.key) void this.#retire(before);
    return spec;
  }

  /** Looks after environments whose function another process removes. Answers how to stop. */
  watch(store: Pick<LambdaStore, 'function' | 'watchFunctions'>): () => void {
    return store.watchFunctions((changed) => {
      if (changed === undefined || !this.#has(changed)) return;
      store.function(changed).then(
        (found) => (found === undefined ? this.forget(changed) : undefined),
        () => undefined,
      );
    });
  }

  #has(named: FunctionName): boolean {
    const prefix = `${functionArn(named)}:`;
    for (const arn of this.#current.keys()) if (arn.startsWith(prefix)) return true;
    return false;
  }

  /** Ends the environments of a function that is gone. */
  async forget(named: FunctionName, version?: string): Promise<void> {
    const prefix = version === undefined ? `${functionArn(named)}:` : undefined;
    const exact = version === undefined ? undefined : qualifiedArn(named, version);
    for (const [arn, spec] of this.#current) {
      if (arn !== exact && (prefix === undefined || !arn.startsWith(prefix))) continue;
      this.#current.delete(arn);
      await this.#retire(spec);
    }
  }

  /** What is under way ends in the directories in which it began. */
  async #retire({ key }: Pick<EnvironmentSpec, 'key'>): Promise<void> {
    this.#retired.add(key);
    await this.pool.retire(key);
    if (this.#running.has(key) || !this.#retired.delete(key)) return;
    this.#held.get(key)?.();
    this.#held.delete(key);
  }

  #enter({ key }: EnvironmentSpec): () => void {
    this.#running.set(key, (this.#running.get(key) ?? 0) + 1);
    return () => {
      const others = (this.#running.get(key) ?? 0) - 1;
      if (others > 0) {
        this.#running.set(key, others);
        return;
      }
      this.#running.delete(key);
      // With an environment that was begun after the others had gone.
      if (this.#retired.has(key)) void this.#retire({ key });
    };
  }

  /** A package that nobody uses any more stays where it is while something runs in it. */
  #hold(key: string, { code, layers }: FunctionVersion): void {
    if (this.#held.has(key)) return;
    const holds = [code, ...layers].map(({ sha256 }) => this.#parts.code.hold(sha256));
    this.#held.set(key, () => {
      for (const letGo of holds) letGo();
    });
  }

  /** The execution role of what an environment is made from. */
  roleOf(spec: EnvironmentSpec): string | undefined {
    return this.#roles.get(spec);
  }

  async #makeSpec(owner: LambdaFunction, version: FunctionVersion): Promise<EnvironmentSpec> {
    const { code, endpointUrl } = this.#parts;
    const { logging, layers } = version;
    const [codeDirectory, ...layerDirectories] = await Promise.all(
      [version.code, ...layers].map(({ sha256 }) => code.extracted(sha256)),
    );
    if (codeDirectory === undefined) throw new Error('a function has code');
    const { account, region, name } = owner;
    return {
      key: `${owner.id}/${version.version}/${digestOf(version)}`,
      functionArn: functionArn(owner),
      functionName: name,
      version: version.version,
      account,
      region,
      runtime: version.runtime,
      runtimeVersionArn: runtimeVersionArn(region, version.runtime),
      handler: version.handler,
      memoryMb: version.memory,
      timeoutSeconds: version.timeout,
      ephemeralMb: version.ephemeral,
      codeDirectory,
      layerDirectories,
      variables: version.environment ?? {},
      logGroup: logging.group,
      logFormat: logging.format,
      ...(logging.application === undefined ? {} : { applicationLogLevel: logging.application as LogLevel }),
      ...(logging.system === undefined ? {} : { systemLogLevel: logging.system as 'DEBUG' | 'INFO' | 'WARN' }),
      tracingMode: version.tracing,
      endpointUrl: await endpointUrl(),
      credentials: () => this.#credentials(owner, version),
    };
  }

  #credentials(owner: LambdaFunction, { role }: FunctionVersion): RoleCredentials {
    const assumed = this.#parts.sts.assumeRoleForService({
      roleArn: role,
      service: 'lambda.amazonaws.com',
      sessionName: owner.name,
      durationSeconds: credentialSeconds,
      sourceArn: functionArn(owner),
      sourceAccount: owner.account,
    });
    if (assumed.outcome === 'refused')
      throw accessDenied('The role defined for the function cannot be assumed by Lambda.');
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = assumed.credentials;
    const { clock, realClock } = this.#parts;
    return {
      accessKeyId,
      secretAccessKey,
      sessionToken,
      // The session's end is the server's time; the environment goes by the machine's. A test's clock runs away from it.
      get expiresAt() {
        return expiration - clock.now() + realClock.now();
      },
    };
  }

  #count(target: ResolvedFunction, outcome: Outcome, running: Running, { key }: EnvironmentSpec): void {
    const { metrics } = this.#parts;
    const { function: owner } = target;
    const resource = resourceOf(target);
    const executed = target.alias === undefined ? undefined : target.version.version;
    metrics.add(owner, 'Invocations', 1, resource, executed);
    metrics.add(owner, 'Errors', outcome.functionError === undefined ? 0 : 1, resource, executed);
    metrics.add(owner, 'Throttles', 0, resource, executed);
    metrics.add(owner, 'Duration', outcome.durationMs, resource, executed);
    metrics.concurrency(owner, running, resource, executed);
    const { provisioned, busy } = this.pool.counts(key);
    if (provisioned === 0) return;
    const kind = outcome.isProvisioned === true ? 'Invocations' : 'SpilloverInvocations';
    metrics.add(owner, `ProvisionedConcurrency${kind}`, 1, resource, executed);
    // It has come to its end, but counted while it ran.
    const used = Math.min(busy + 1, provisioned);
    metrics.add(owner, 'ProvisionedConcurrentExecutions', used, resource, executed);
    metrics.add(owner, 'ProvisionedConcurrencyUtilization', used / provisioned, resource, executed);
  }
}

/** While $LATEST is updated, what it was before runs on. */
const runningVersion = ({ function: { serving }, version }: ResolvedFunction): FunctionVersion =>
  version.version === '$LATEST' ? (serving ?? version) : version;

/** A function as metrics' dimension `Resource` names it. */
const resourceOf = ({ function: { name }, qualifier }: ResolvedFunction): string =>
  qualifier === undefined ? name : `${name}:${qualifier}`;

const notInvocable = (state: string) =>
  conflict(
    `The operation cannot be performed at this time. The function is currently in the following state: ${state}`,
  );

const digests = new WeakMap<FunctionVersion, string>();

/** Of everything that an environment is made from. */
function digestOf(version: FunctionVersion): string {
  const known = digests.get(version);
  if (known !== undefined) return known;
  const { code, runtime, handler, role, timeout, memory, environment, layers, ephemeral, logging, tracing } = version;
  const parts = [code, runtime, handler, role, timeout, memory, environment, layers, ephemeral, logging, tracing];
  const digest = createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
  digests.set(version, digest);
  return digest;
}
