import { resolve } from 'node:path';
import { createAnswering } from './answering.js';
import { ActingRoles } from './authorization/acting-roles.js';
import { relaxedAuthorizer } from './authorization/authorizer.js';
import { AuthorizationMessages } from './authorization/authorization-messages.js';
import { PolicyAuthorizer } from './authorization/policy-authorizer.js';
import type { Config } from './config.js';
import { Faults } from './control/faults.js';
import { LocalEndpoint } from './endpoint.js';
import { Authenticator } from './identity/authenticator.js';
import { firstOf, rootCredentials, sessionCredentials, type RootKey } from './identity/credentials.js';
import { OidcKeys } from './identity/oidc-keys.js';
import { OpenIdKeys } from './identity/open-id-keys.js';
import type { Principal } from './identity/principal.js';
import { Sessions } from './identity/sessions.js';
import { MetricStore } from './metrics/metric-store.js';
import { processMetrics } from './metrics/process-metrics.js';
import { packageFolder } from './package-folder.js';
import { createPages } from './pages/pages.js';
import { systemClock, type Clock } from './runtime/clock.js';
import { aFewTurns, controlledClock, type ControlledClock } from './runtime/controlled-clock.js';
import { DueTasks } from './runtime/due-tasks.js';
import { createIds } from './runtime/ids.js';
import { createLogger, type Logger } from './runtime/log.js';
import { systemRandom } from './runtime/random.js';
import { openSecrets } from './runtime/secrets.js';
import type { Service } from './service.js';
import { createAlarms } from './services/cloudwatch/alarms/index.js';
import { createCloudWatch } from './services/cloudwatch/index.js';
import { evaluateExpression } from './services/cloudwatch/math/index.js';
import { createCognitoIdentity } from './services/cognito-identity/index.js';
import { publicDocuments } from './services/cognito-identity/public-documents.js';
import { createDynamoDbStreams } from './services/dynamodb-streams/index.js';
import { healthText } from './services/dynamodb/health.js';
import { createDynamoDb } from './services/dynamodb/index.js';
import { createIam } from './services/iam/index.js';
import { createKinesisAnalytics } from './services/kinesis-analytics/index.js';
import { createKinesis } from './services/kinesis/index.js';
import { createLambda, type LambdaService } from './services/lambda/index.js';
import { createLogs } from './services/logs/index.js';
import { createS3 } from './services/s3/index.js';
import { createSts } from './services/sts/index.js';
import { serve, type PaddockServer, type Running, type Serving } from './serving.js';
import { DiskStorage } from './storage/disk-storage.js';
import { MemoryStorage } from './storage/memory-storage.js';
import type { Storage, Stores } from './storage/storage.js';

/** What tests put in place of the machine's own. */
export interface ServerParts {
  readonly clock?: Clock;
  readonly logger?: Logger;
  /** Called when the store can no longer be written. What was acknowledged is safe; the process should end. */
  readonly onFatal?: (error: Error) => void;
  /** The folder that has a folder for each web page. */
  readonly pages?: URL;
}

/** Puts a server together. This is the only file that knows every service. */
export async function createServer(config: Config, parts: ServerParts = {}): Promise<PaddockServer> {
  const base = parts.clock ?? systemClock();
  const controlled = config.testControls
    ? controlledClock(base, {
        settle: async () => {
          await shared.serving?.running?.settled();
          await aFewTurns();
        },
      })
    : undefined;
  const clock = controlled ?? base;
  const logger = parts.logger ?? createLogger({ level: config.logLevel, stream: process.stderr, clock });
  const pages = createPages({ folder: parts.pages ?? new URL('pages/', packageFolder) });
  const shared = new Shared(config, base, controlled, logger, pages, parts.onFatal ?? (() => undefined));
  shared.oidcKeys = await OidcKeys.read(config.oidcKeys);
  const serving = serve(await shared.start(), {
    config,
    clock: base,
    ids: createIds(shared.random),
    logger,
    endpoint: shared.endpoint,
    start: () => shared.start(),
    snapshots: shared.storage.snapshots,
    clockStatus: () => {
      const { now, frozen } = controlled?.status() ?? { now: base.now(), frozen: false };
      return { now, frozen };
    },
  });
  shared.serving = serving;
  return serving;
}

/** What outlives a reset. */
class Shared {
  /** Undefined until it has started. */
  serving: Serving | undefined;
  oidcKeys = new OidcKeys();
  readonly endpoint: LocalEndpoint;
  readonly storage: Storage;
  readonly #config: Config;
  /** Real time, which signatures are made by, whatever tests have made of the clock. */
  readonly #base: Clock;
  readonly #clock: Clock;
  readonly #controlled: ControlledClock | undefined;
  readonly #logger: Logger;
  readonly #pages: ReturnType<typeof createPages>;
  readonly random = systemRandom();
  readonly #process = processMetrics(() => this.serving?.connections() ?? 0);

  constructor(
    config: Config,
    base: Clock,
    controlled: ControlledClock | undefined,
    logger: Logger,
    pages: ReturnType<typeof createPages>,
    onFatal: (error: Error) => void,
  ) {
    this.#config = config;
    this.#base = base;
    this.#clock = controlled ?? base;
    this.#controlled = controlled;
    this.#logger = logger;
    this.#pages = pages;
    this.storage = config.ephemeral ? new MemoryStorage() : new DiskStorage(config, onFatal);
    this.endpoint = new LocalEndpoint(config.host, config.port);
  }

  async start(): Promise<Running> {
    const stores = await this.storage.open();
    try {
      return await this.#startOn(stores);
    } catch (error) {
      await stores.close();
      throw error;
    }
  }

  async #startOn(stores: Stores): Promise<Running> {
    const [config, clock, logger, random] = [this.#config, this.#clock, this.#logger, this.random];
    const { log, registry, tables, objects } = stores;
    const dueTasks = new DueTasks({ registry, clock, logger });
    const metrics = new MetricStore({ clock });
    const faults = config.testControls
      ? new Faults({ random, clock, crash: () => process.kill(process.pid, 'SIGKILL') })
      : undefined;
    const secrets = await openSecrets(registry, random, config.masterKey);
    const sessions = new Sessions(secrets.key('session-tokens'), random);
    const iam = await createIam({
      registry,
      clock,
      random,
      secrets,
      dueTasks,
      logger,
      transitions: config.transitions,
    });
    const openIdKeys = new OpenIdKeys({ registry, secrets, random });
    const messages = new AuthorizationMessages(secrets.key('authorization-messages'), random);
    const sts = createSts({
      iam: iam.port,
      sessions,
      clock,
      messages,
      openIdKeys,
      oidcKeys: this.oidcKeys,
      rootAccountOf: (id) => rootKeys(config).find(({ accessKeyId }) => accessKeyId === id)?.account,
      relaxed: config.auth === 'relaxed',
    });
    const authorizer = config.auth === 'relaxed' ? relaxedAuthorizer : new PolicyAuthorizer(iam.principals);
    const present = (principal: Principal): Principal | undefined => iam.principals.present(principal);
    const acting = new ActingRoles({ sts: sts.port, authorizer, present, clock });
    const ids = createIds(random);
    const target = (name: string): Service | undefined => services.find((service) => service.name === name);
    const s3 = await createS3({ registry, tables, objects, clock, ids, logger, authorizer, acting });
    const kinesis = await createKinesis({
      registry,
      log,
      clock,
      random,
      dueTasks,
      metrics,
      faults,
      logger,
      limits: config.limits,
      transitions: config.transitions,
    });
    const dynamoDb = await createDynamoDb({
      registry,
      tables,
      clock,
      random,
      dueTasks,
      metrics,
      faults,
      logger,
      limits: config.limits,
      transitions: config.transitions,
      kinesis: kinesis.port,
      objects: s3.port.tableObjects,
    });
    const dynamoDbStreams = createDynamoDbStreams({
      registry,
      tables,
      dynamoDb: dynamoDb.port,
      clock,
      random,
      secrets,
      dueTasks,
      metrics,
    });
    const cloudWatch = await createCloudWatch({
      registry,
      tables,
      clock,
      dueTasks,
      metrics,
      logger,
      evaluate: evaluateExpression,
      alarms: createAlarms({
        registry,
        tables,
        clock,
        ids,
        dueTasks,
        evaluate: evaluateExpression,
        lambda: () => lambda.port,
      }),
    });
    const logs = await createLogs({
      registry,
      tables,
      clock,
      random,
      ids,
      secrets,
      dueTasks,
      metrics,
      logger,
      acting,
      target,
      kinesis: kinesis.port,
      lambda: () => lambda.port,
      metricSink: cloudWatch.port,
    });
    const lambda: LambdaService = await createLambda({
      registry,
      tables,
      objects,
      dataDirectory: config.ephemeral ? undefined : resolve(config.dataDir),
      codeDirectory: config.ephemeral ? undefined : resolve(config.dataDir, 'code'),
      clock,
      realClock: this.#base,
      random,
      ids,
      secrets,
      dueTasks,
      metrics,
      faults,
      logger,
      limits: config.limits,
      transitions: config.transitions,
      iam: iam.port,
      sts: sts.port,
      acting,
      authorizer,
      authenticator: () => authenticator,
      kinesis: kinesis.port,
      dynamoDbStreams: dynamoDbStreams.port,
      logs: logs.port,
      buckets: s3.port.failureBuckets,
      objectSource: s3.port.packages,
      objectSink: s3.port.invocationRecords,
      target,
      endpoint: this.endpoint,
    });
    const analytics = await createKinesisAnalytics({
      registry,
      tables,
      clock,
      realClock: this.#base,
      ids,
      logger,
      dueTasks,
      metrics,
      acting,
      target,
      transitions: config.transitions,
      kinesis: kinesis.port,
      lambda: () => lambda.port,
      logs: logs.port,
      objects: s3.port.referenceObjects,
    });
    const services: Service[] = [
      // Stopped last: it keeps what the others emit while they stop.
      cloudWatch.service,
      iam.service,
      sts.service,
      await createCognitoIdentity({
        registry,
        clock,
        random,
        secrets,
        dueTasks,
        openIdKeys,
        oidcKeys: this.oidcKeys,
        iam: iam.port,
        sts: sts.port,
      }),
      kinesis,
      dynamoDb.service,
      dynamoDbStreams.service,
      logs.service,
      lambda.service,
      s3.service,
      analytics.v1,
      analytics.v2,
    ];
    for (const service of services) await service.start();
    await dueTasks.start();

    const authenticator = new Authenticator({
      credentials: firstOf([rootCredentials(rootKeys(config)), sessionCredentials(sessions, present), iam.principals]),
      relaxedAccount: config.auth === 'relaxed' ? config.account : undefined,
      serverTime: () => clock.now(),
    });
    const documents = publicDocuments(openIdKeys);
    const answering = createAnswering({
      config,
      services,
      authenticator,
      authorizer,
      messages,
      faults,
      metrics,
      processFamilies: () => this.#process.families(),
      clock,
      controlled: this.#controlled,
      base: this.#base,
      ids,
      logger,
      observe: ({ principal, service, region, at }) => {
        if (principal) iam.noteUse(principal, service, region, at);
      },
      reset: async () => this.serving?.reset(),
      snapshots: () => this.serving?.snapshots,
      // Every path of a function's URL is the function's.
      hosts: (request) => lambda.answer(request),
      documents: (request) => documents(request) ?? healthText(request) ?? this.#pages(request),
    });
    return {
      ...answering,
      dueTasks,
      settled: async () => {
        await dueTasks.idle();
        await Promise.all(services.map(async (service) => service.settled?.()));
      },
      listening: () => {
        for (const service of services) service.listening?.();
      },
      flush: async () => {
        await Promise.all(services.map(async (service) => service.flush?.()));
      },
      drain: async () => {
        await Promise.all(services.map((service) => service.drain()));
      },
      stop: async (how) => {
        await dueTasks.stop();
        for (const service of services.toReversed()) await service.stop();
        if (typeof how === 'string') await stores[how]();
        else await stores.replace(how);
      },
    };
  }
}

const rootKeys = (config: Config): RootKey[] => [
  { account: config.account, accessKeyId: config.rootAccessKeyId, secret: config.rootSecretAccessKey },
  ...config.moreAccounts,
];
