import type { Objects, Registry, Tables } from '@paddock/store';
import { restJsonProtocol, type WireRequest, type WireResponse } from '@paddock/wire';
import type { ActingRoles } from '../../authorization/acting-roles.js';
import type { Authorizer } from '../../authorization/authorizer.js';
import type { Faults } from '../../control/faults.js';
import type { Authenticator } from '../../identity/authenticator.js';
import type { MetricStore } from '../../metrics/metric-store.js';
import { bind } from '../../operation.js';
import type { Clock } from '../../runtime/clock.js';
import type { DueTasks } from '../../runtime/due-tasks.js';
import type { Ids } from '../../runtime/ids.js';
import type { Logger } from '../../runtime/log.js';
import type { Random } from '../../runtime/random.js';
import { RegistryCache } from '../../runtime/registry-cache.js';
import type { Secrets } from '../../runtime/secrets.js';
import type { Service } from '../../service.js';
import type { DynamoDbStreamsPort } from '../dynamodb-streams/port.js';
import type { IamPort } from '../iam/port.js';
import type { KinesisPort } from '../kinesis/port.js';
import type { StsPort } from '../sts/port.js';
import { resolveFunction } from './addressing.js';
import { createDestinations, type ObjectSink } from './async/destinations.js';
import { AsyncInvocations } from './async/index.js';
import { CodeLocations, CodeStore } from './code/index.js';
import type { ObjectSource } from './code-source.js';
import { isCodeUsed, releasePackages } from './code-use.js';
import { Concurrency } from './concurrency.js';
import type { LambdaContext } from './context.js';
import { accessDenied, requestEntityTooLarge } from './errors.js';
import { createEventSources, mappingTags, type FailureBuckets } from './event-sources/index.js';
import { Environments } from './execution/index.js';
import { FunctionLogs, type LogStore } from './function-logs.js';
import { Invoker } from './invoker.js';
import { Provisioning } from './loops/provisioning.js';
import { briefTransition, Transitions } from './loops/transitions.js';
import { LambdaMetrics } from './metrics.js';
import { operations } from './operations/index.js';
import { LambdaPort } from './port.js';
import { resourceDirectory } from './resource-directory.js';
import { decodeFunction, decodeVersion, functionsPrefix, LambdaStore, versionsPrefix } from './store.js';
import { pickVersion } from './routing.js';
import { functionUrls } from './urls/index.js';

export interface LambdaParts {
  readonly registry: Registry;
  readonly tables: Tables;
  readonly objects: Objects;
  /** Absolute path of the server's data, which functions are not to see; undefined where nothing is kept. */
  readonly dataDirectory: string | undefined;
  /** Where code is extracted, by this process alone; a temporary one when undefined. */
  readonly codeDirectory: string | undefined;
  readonly clock: Clock;
  readonly realClock: Clock;
  readonly random: Random;
  readonly ids: Ids;
  readonly secrets: Secrets;
  readonly dueTasks: DueTasks;
  readonly metrics: MetricStore;
  readonly faults: Faults | undefined;
  readonly logger: Logger;
  readonly limits: boolean;
  readonly transitions: 'brief' | 'instant';
  readonly iam: IamPort;
  readonly sts: StsPort;
  readonly acting: ActingRoles;
  readonly authorizer: Authorizer;
  readonly authenticator: () => Authenticator;
  readonly kinesis: KinesisPort;
  readonly dynamoDbStreams: DynamoDbStreamsPort;
  /** Where mappings keep records that they give up. */
  readonly buckets?: FailureBuckets;
  /** S3, for packages, and for what destinations of asynchronous invocations are told; absent where there is none. */
  readonly objectSource?: ObjectSource;
  readonly objectSink?: ObjectSink;
  readonly logs: LogStore;
  /** Every service, by name. */
  readonly target: (service: string) => Service | undefined;
  readonly endpoint: Endpoint;
}

/** Where clients on this machine reach this server. */
export interface Endpoint {
  /** `http://127.0.0.1:4566`; while it does not listen yet, with the port that it was told. */
  url(): string;
  /** The same, once it listens. */
  ready(): Promise<string>;
}

export interface LambdaService {
  readonly service: Service;
  readonly port: LambdaPort;
  /** Answers what is not of the API: function URLs, and downloads of code. Undefined for every other request. */
  answer(request: WireRequest): WireResponse | Promise<WireResponse> | undefined;
}

/** Lambda, API version 2015-03-31. https://docs.aws.amazon.com/lambda/latest/api/ */
export async function createLambda(parts: LambdaParts): Promise<LambdaService> {
  const { registry, tables, clock, realClock, random, ids, dueTasks, logger, acting, sts } = parts;
  const functions = new RegistryCache({ registry, prefix: functionsPrefix, decode: decodeFunction });
  const versions = new RegistryCache({ registry, prefix: versionsPrefix, decode: decodeVersion });
  const store = new LambdaStore(registry, functions, versions);
  const delay = parts.transitions === 'instant' ? 0 : briefTransition;
  const transitions = new Transitions(store, clock, ids, delay);
  transitions.register(dueTasks);
  const metrics = new LambdaMetrics(parts.metrics);
  const code = new CodeStore({ objects: parts.objects, registry, random, directory: parts.codeDirectory });
  const locations = new CodeLocations({
    code,
    key: parts.secrets.key('lambda-code'),
    clock,
    endpointUrl: () => parts.endpoint.url(),
  });
  const functionLogs = new FunctionLogs({
    logs: parts.logs,
    acting,
    target: () => parts.target('logs'),
    realClock,
    logger,
  });
  const pool = new Environments({
    clock: realClock,
    ids,
    ...(parts.dataDirectory === undefined ? {} : { hidden: [parts.dataDirectory] }),
    logs: (spec, stream) => {
      const { account, region, functionName: name, logGroup: group } = spec;
      return functionLogs.sink({ account, region, name, group, stream, role: invoker.roleOf(spec) ?? '' });
    },
  });
  const concurrency = new Concurrency(store, parts.limits);
  const invoker: Invoker = new Invoker({
    pool,
    code,
    sts,
    metrics,
    concurrency,
    clock,
    realClock,
    random,
    endpointUrl: () => parts.endpoint.ready(),
  });
  const provisioning = new Provisioning({ store, invoker, clock, logger, delay });
  provisioning.register(dueTasks);
  const resolve: (event: Parameters<typeof resolveFunction>[1]) => ReturnType<typeof resolveFunction> = (named) =>
    resolveFunction(context, named);
  const async = new AsyncInvocations({
    tables,
    commit: (changes) => registry.commit(changes),
    clock,
    realClock,
    invoker: () => invoker,
    metrics,
    destinations: createDestinations({
      acting,
      target: parts.target,
      async: () => async,
      resolve: (named) => resolve({ ...named, qualifier: named.qualifier }),
      ids,
      objects: parts.objectSink,
      now: () => clock.now(),
    }),
    // Of an alias that shares invocations out, the dice say which version.
    resolve: (event) =>
      resolveFunction(context, { ...event, qualifier: event.qualifier }, (weights) =>
        pickVersion(weights, random.number()),
      ),
    logger,
  });
  async.register(dueTasks);
  const eventSources = createEventSources({ ...parts, store, transitions, invoker, lambdaMetrics: metrics });
  const context: LambdaContext = {
    store,
    tables,
    code,
    ...(parts.objectSource === undefined ? {} : { objectSource: parts.objectSource }),
    ...(parts.objectSink === undefined ? {} : { objectSink: parts.objectSink }),
    locations,
    transitions,
    invoker,
    provisioning,
    concurrency,
    async,
    eventSources,
    mappingTags: mappingTags(eventSources),
    iam: parts.iam,
    sts,
    acting,
    metrics,
    target: parts.target,
    clock,
    realClock,
    random,
    ids,
    dueTasks,
    logger,
    faults: parts.faults,
    limits: parts.limits,
    endpointUrl: () => parts.endpoint.ready(),
  };
  const unwatch = invoker.watch(store);
  const resources = resourceDirectory(context);
  const urls = functionUrls(context, parts);
  transitions.onRelease((packages) => releasePackages(context, packages));
  const service: Service = {
    name: 'lambda',
    signingName: 'lambda',
    protocols: new Map(),
    restProtocol: restJsonProtocol({ blobType: 'application/json' }),
    operations: new Map(operations.map((operation) => [operation.name, bind(operation, context)])),
    resources,
    accessDenied: (message) => accessDenied(message),
    bodyTooLarge: requestEntityTooLarge,
    start: () => resources.ready,
    listening: () => {
      eventSources.start();
      provisioning.start();
      prepareWhenNeeded(registry, pool);
      // What a crash left.
      code
        .sweep((sha256) => isCodeUsed(registry, sha256))
        .catch((error: unknown) => {
          logger.warn('packages that nobody uses were not looked for', { error });
        });
    },
    flush: () => functionLogs.flush(),
    drain: async () => eventSources.drain(),
    stop: async () => {
      await Promise.all([eventSources.stop(), async.stop()]);
      const provisioned = provisioning.stop();
      await pool.stopAll();
      await provisioned;
      await code.close();
      await functionLogs.flush();
      resources.close();
      urls.close();
      unwatch();
      concurrency.close();
      functions.close();
      versions.close();
    },
  };
  return {
    service,
    port: new LambdaPort(context, parts.authorizer, () => service),
    answer: (request) => urls(request) ?? locations.answer(request),
  };
}

/** Where there are functions, or once there are, the first invocation need not wait until it is known what this machine allows. */
function prepareWhenNeeded(registry: Registry, pool: Environments): void {
  const prepare = (): void => void pool.prepare().catch(() => undefined);
  registry.list(functionsPrefix, { limit: 1 }).then(
    (some) => {
      if (some.length > 0) return prepare();
      const unwatch = registry.watch(functionsPrefix, () => {
        unwatch();
        prepare();
      });
    },
    () => undefined,
  );
}
