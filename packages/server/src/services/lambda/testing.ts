import assert from 'node:assert/strict';
import { openMemoryObjects, openMemoryRegistry, openMemoryTables, type Registry } from '@paddock/store';
import { assertValid, Blob, Preencoded, type Infer, type StructureShape } from '@paddock/wire';
import type { Authorizer } from '../../authorization/authorizer.js';
import type { ResourceDirectory } from '../../authorization/resource-directory.js';
import { rootPrincipal, type Principal } from '../../identity/principal.js';
import { MetricStore } from '../../metrics/metric-store.js';
import type { Operation } from '../../operation.js';
import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import { testClock, type ControlledClock } from '../../runtime/controlled-clock.js';
import { DueTasks } from '../../runtime/due-tasks.js';
import { createIds } from '../../runtime/ids.js';
import { silentLogger } from '../../runtime/log.js';
import { seededRandom } from '../../runtime/random.js';
import { RegistryCache } from '../../runtime/registry-cache.js';
import { secretsOf } from '../../runtime/secrets.js';
import type { Service } from '../../service.js';
import { testAccount, testRegion, testRequest, testStart } from '../../test-request.js';
import { resolveFunction } from './addressing.js';
import { AsyncInvocations, type Destinations } from './async/index.js';
import { releasePackages } from './code-use.js';
import { Concurrency } from './concurrency.js';
import { CodeLocations, CodeStore } from './code/index.js';
import { zipOf } from './code/testing.js';
import type { LambdaContext } from './context.js';
import type { LambdaFunction } from './domain/lambda-function.js';
import { accessDenied } from './errors.js';
import type { EventSources } from './event-sources/index.js';
import { Invoker } from './invoker.js';
import { Provisioning } from './loops/provisioning.js';
import { Transitions } from './loops/transitions.js';
import { LambdaMetrics } from './metrics.js';
import { createFunction } from './operations/create-function.js';
import { decodeFunction, decodeVersion, functionsPrefix, LambdaStore, versionsPrefix } from './store.js';
import { allows } from './testing-checks.js';
import { testIdentities, type TestIdentities } from './testing-identities.js';
import { TestPool } from './testing-pool.js';
import { configurationView, type ConfigurationView } from './views.js';

export { testAccount, testRegion, testStart } from '../../test-request.js';
export { allows, denies, refused } from './testing-checks.js';
export { answers, fails, TestPool, type TestFunction } from './testing-pool.js';
export { zipOf } from './code/testing.js';

/** A role that trusts Lambda and may do everything; it is there from the start. */
export const testRole = `arn:aws:iam::${testAccount}:role/lambda`;
const testEndpoint = 'http://127.0.0.1:4566';
export const functionArnOf = (name: string): string => `arn:aws:lambda:${testRegion}:${testAccount}:function:${name}`;
/** A UUID, as revisions are. */
export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/;

type FunctionInput = Infer<typeof createFunction.input>;

/** A Lambda without wire and pipeline, on memory, whose time stands still until it is moved, and whose functions are what tests say. */
export interface TestLambda extends Pick<TestIdentities, 'user' | 'role'> {
  readonly context: LambdaContext;
  readonly clock: ControlledClock;
  readonly registry: Registry;
  readonly tasks: DueTasks;
  readonly metrics: MetricStore;
  readonly authorizer: Authorizer;
  readonly pool: TestPool;
  /** What destinations and dead-letter queues were sent, in order. */
  readonly sent: { readonly arn: string; readonly record: string; readonly role: string }[];
  readonly request: RequestContext;
  /** Checks the input and runs the operation as root, without asking policies; an output that the operation wrote itself is parsed. */
  run<I extends StructureShape, O extends StructureShape | undefined>(
    operation: Operation<LambdaContext, I, O>,
    input: Infer<I>,
    request?: Partial<RequestContext>,
  ): Promise<O extends StructureShape ? Infer<O> : void>;
  /** The same for somebody who must be allowed it: the policies of a user or a role decide, and those of resources that `resources` tells. */
  call<I extends StructureShape, O extends StructureShape | undefined>(
    operation: Operation<LambdaContext, I, O>,
    input: Infer<I>,
    principal: Principal,
  ): Promise<O extends StructureShape ? Infer<O> : void>;
  /** What an operation asks the policies. */
  needs<I extends StructureShape, O extends StructureShape | undefined>(
    operation: Operation<LambdaContext, I, O>,
    input: Infer<I>,
    request?: Partial<RequestContext>,
  ): Promise<readonly AuthorizationNeed[]>;
  /** Makes a function of `nodejs22.x`, unless `more` says otherwise, and waits until it is Active. */
  createFunction(name: string, more?: Partial<FunctionInput>): Promise<ConfigurationView>;
  /** Ends states that are under way. */
  settle(): Promise<void>;
  /** The function's document as it is. */
  function(name: string): Promise<LambdaFunction>;
  /** As another process on the same stores would see it. */
  another(): LambdaContext;
  stop(): Promise<void>;
}

export interface TestLambdaOptions {
  /** Whether AWS's limits of concurrency hold; false by default. */
  readonly limits?: boolean;
  /** How long states last that AWS passes through, ms; 0 by default. */
  readonly transition?: number;
  /** What authorization asks about functions and layers. */
  readonly resources?: (context: LambdaContext) => ResourceDirectory;
  /** Services that roles are asked about, by name. */
  readonly targets?: Readonly<Record<string, Service>>;
  readonly eventSources?: (context: () => LambdaContext) => EventSources;
}

export async function testLambda(options: TestLambdaOptions = {}): Promise<TestLambda> {
  const { limits = false, transition = 0 } = options;
  const clock = testClock(testStart);
  const registry = openMemoryRegistry();
  const tables = openMemoryTables();
  const objects = openMemoryObjects();
  const random = seededRandom(1);
  const ids = createIds(random);
  const tasks = new DueTasks({ registry, clock, logger: silentLogger });
  const metrics = new MetricStore({ clock });
  const secrets = secretsOf(random.bytes(32));
  const { iam, sts, acting, authorizer, user, role } = await testIdentities(registry, { clock, random, secrets });
  const pool = new TestPool();
  const sent: TestLambda['sent'] = [];
  const destinations: Destinations = {
    send: async (arn, record, _owner, role) => {
      sent.push({ arn, record, role });
    },
  };
  const closing: (() => unknown)[] = [];

  const makeContext = (): LambdaContext => {
    const functions = new RegistryCache({ registry, prefix: functionsPrefix, decode: decodeFunction });
    const versions = new RegistryCache({ registry, prefix: versionsPrefix, decode: decodeVersion });
    const store = new LambdaStore(registry, functions, versions);
    const concurrency = new Concurrency(store, limits);
    const counted = new LambdaMetrics(metrics);
    const code = new CodeStore({ objects, registry, random, directory: undefined });
    const endpointUrl = () => Promise.resolve(testEndpoint);
    const invoker = new Invoker({
      pool,
      code,
      sts,
      metrics: counted,
      concurrency,
      clock,
      realClock: clock,
      random,
      endpointUrl,
    });
    const made: LambdaContext = {
      store,
      tables,
      code,
      locations: new CodeLocations({ code, key: secrets.key('lambda-code'), clock, endpointUrl: () => testEndpoint }),
      transitions: new Transitions(store, clock, ids, transition),
      invoker,
      provisioning: new Provisioning({ store, invoker, clock, logger: silentLogger, delay: transition }),
      concurrency,
      async: new AsyncInvocations({
        tables,
        commit: (changes) => registry.commit(changes),
        clock,
        realClock: clock,
        invoker: () => invoker,
        metrics: counted,
        destinations,
        resolve: ({ account, region, name, qualifier }) => resolveFunction(made, { account, region, name, qualifier }),
        logger: silentLogger,
      }),
      eventSources: options.eventSources?.(() => made) as EventSources,
      iam,
      sts,
      acting,
      metrics: counted,
      target: (service) => options.targets?.[service],
      clock,
      realClock: clock,
      random,
      ids,
      dueTasks: tasks,
      logger: silentLogger,
      faults: undefined,
      limits,
      endpointUrl,
    };
    closing.push(
      () => made.provisioning.stop(),
      () => concurrency.close(),
      () => functions.close(),
      () => versions.close(),
      () => made.async.stop(),
      () => code.close(),
    );
    return made;
  };
  const context = makeContext();
  context.transitions.register(tasks);
  context.transitions.onRelease((packages) => releasePackages(context, packages));
  context.provisioning.register(tasks);
  context.provisioning.start();
  context.async.register(tasks);
  await tasks.start();
  const service = { name: 'lambda', accessDenied, resources: options.resources?.(context) } as unknown as Service;

  const checked = <I extends StructureShape, O extends StructureShape | undefined>(
    operation: Operation<LambdaContext, I, O>,
    input: Infer<I>,
  ): void => {
    if (operation.validate) operation.validate(input);
    else assertValid(operation.input, input);
  };
  const needs: TestLambda['needs'] = async (operation, input, change) => {
    const found = await operation.needs(context, input, testRequest(clock, change));
    return 'action' in found ? [found] : found;
  };
  const run: TestLambda['run'] = async (operation, input, change = {}) => {
    checked(operation, input);
    const output: unknown = await operation.run(context, input, testRequest(clock, change));
    if (!(output instanceof Preencoded)) return output as never;
    return JSON.parse(Buffer.concat(output.json).toString()) as never;
  };
  const settle = (): Promise<void> => clock.advance(transition);
  const test: TestLambda = {
    context,
    clock,
    registry,
    tasks,
    metrics,
    authorizer,
    pool,
    sent,
    get request() {
      return testRequest(clock);
    },
    run,
    needs,
    call: async (operation, input, principal) => {
      checked(operation, input);
      const request = testRequest(clock, { principal });
      for (const need of await needs(operation, input, request)) await authorizer.authorize(need, request, service);
      return run(operation, input, request);
    },
    createFunction: async (name, more = {}) => {
      await run(createFunction, {
        FunctionName: name,
        Role: testRole,
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Code: { ZipFile: Blob.fromBytes(zipOf({ 'index.mjs': `export const handler = async () => '${name}';` })) },
        ...more,
      });
      await settle();
      const { function: owner, version } = await resolveFunction(context, {
        account: testAccount,
        region: testRegion,
        name,
        qualifier: undefined,
      });
      return configurationView(owner, version, undefined);
    },
    settle,
    function: async (name) => {
      const found = await context.store.currentFunction({ account: testAccount, region: testRegion, name });
      assert.ok(found, `there is no function ${name}`);
      return found.value;
    },
    user,
    role,
    another: makeContext,
    stop: async () => {
      await tasks.stop();
      for (const close of closing) await close();
      await tables.close();
      await objects.close();
      await registry.close();
    },
  };
  await role('lambda', [allows('*')]);
  return test;
}

/** Root of another account than functions'. */
export const stranger = rootPrincipal('210987654321', 'other');
