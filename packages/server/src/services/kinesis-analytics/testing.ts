import assert from 'node:assert/strict';
import { openMemoryRegistry, type Registry } from '@paddock/store';
import { assertValid, AwsError, encodeJson, type Infer, type StructureShape } from '@paddock/wire';
import type { Operation } from '../../operation.js';
import type { AuthorizationNeed, RequestContext } from '../../request-context.js';
import { testClock, type ControlledClock } from '../../runtime/controlled-clock.js';
import { DueTasks } from '../../runtime/due-tasks.js';
import { createIds } from '../../runtime/ids.js';
import { silentLogger } from '../../runtime/log.js';
import { seededRandom } from '../../runtime/random.js';
import { secretsOf } from '../../runtime/secrets.js';
import type { Service } from '../../service.js';
import { testAccount, testRegion, testRequest, testStart } from '../../test-request.js';
import { testIdentities } from '../lambda/testing-identities.js';
import type { AnalyticsContext } from './context.js';
import type { Discovered, DiscoveryRequest } from './discovery/contract.js';
import type { Application, StartingPosition } from './domain/application.js';
import { codeInvalid } from './errors.js';
import { RoleChecks } from './role-checks.js';
import type { LiveApplication } from './running/contract.js';
import { AnalyticsStore } from './store.js';
import { Transitions } from './transitions.js';

export { testAccount, testRegion, testStart } from '../../test-request.js';

/** A role that trusts the service and may do everything; it is there from the start. */
export const testRole = `arn:aws:iam::${testAccount}:role/analytics`;
export const streamArn = (name: string): string => `arn:aws:kinesis:${testRegion}:${testAccount}:stream/${name}`;
export const functionArn = (name: string): string => `arn:aws:lambda:${testRegion}:${testAccount}:function:${name}`;
export const applicationArnOf = (name: string): string =>
  `arn:aws:kinesisanalytics:${testRegion}:${testAccount}:application/${name}`;

/** A Kinesis Data Analytics without wire, pipeline and engine, on memory, whose time stands still until it is moved. */
export interface TestAnalytics {
  readonly context: AnalyticsContext;
  readonly clock: ControlledClock;
  readonly registry: Registry;
  /** The runs that were begun. */
  readonly begun: { readonly application: Application; readonly starts: readonly [string, StartingPosition][] }[];
  /** What applications that run had last, by their names. */
  readonly live: Map<string, LiveApplication>;
  /** What schema discovery was asked, and what it answers. */
  readonly discoveries: DiscoveryRequest[];
  discovered: Discovered;
  /** Makes a role with an inline policy of the statements. @param trust the service that it trusts, `kinesisanalytics.amazonaws.com` by default @returns its ARN */
  role(name: string, statements?: readonly object[], trust?: string): Promise<string>;
  /** Checks the input and runs the operation as root, without asking policies. @returns the answer as clients read it */
  run<I extends StructureShape, O extends StructureShape | undefined>(
    operation: Operation<AnalyticsContext, I, O>,
    input: Infer<I>,
    request?: Partial<RequestContext>,
  ): Promise<O extends StructureShape ? Infer<O> : void>;
  /** What an operation asks the policies. */
  needs<I extends StructureShape, O extends StructureShape | undefined>(
    operation: Operation<AnalyticsContext, I, O>,
    input: Infer<I>,
  ): Promise<readonly AuthorizationNeed[]>;
  /** The application's document as it is. */
  application(name: string): Application;
  /** Writes the document of an application that operations would not have made so. */
  put(application: Application): Promise<void>;
  /** Ends states that are under way. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** @param options.transition how long states last that AWS passes through, ms; 0 by default */
export async function testAnalytics({ transition = 0 }: { readonly transition?: number } = {}): Promise<TestAnalytics> {
  const clock = testClock(testStart);
  const registry = openMemoryRegistry();
  const random = seededRandom(1);
  const tasks = new DueTasks({ registry, clock, logger: silentLogger });
  const identities = await testIdentities(registry, { clock, random, secrets: secretsOf(random.bytes(32)) });
  const store = await AnalyticsStore.open(registry);
  const transitions = new Transitions(store, clock, transition);
  transitions.register(tasks);
  await tasks.start();
  const begun: TestAnalytics['begun'] = [];
  const live: TestAnalytics['live'] = new Map();
  const discoveries: TestAnalytics['discoveries'] = [];
  const context: AnalyticsContext = {
    store,
    transitions,
    checks: new RoleChecks(identities.acting, () => ({}) as Service),
    running: {
      checkProgram: async ({ code }) => {
        if (code.includes(invalidCode)) throw codeInvalid(`'${invalidCode}' is no SQL`);
      },
      begin: async (application, starts) => {
        begun.push({ application, starts: [...starts] });
      },
      live: ({ name }) => live.get(name),
    },
    discovery: {
      discover: async (request) => {
        discoveries.push(request);
        return test.discovered;
      },
    },
    clock,
    ids: createIds(random),
  };
  const role: TestAnalytics['role'] = (name, statements = [], trust = 'kinesisanalytics.amazonaws.com') =>
    identities.role(name, statements, trust);
  const test: TestAnalytics = {
    context,
    clock,
    registry,
    begun,
    live,
    discoveries,
    discovered: { schema: { format: { type: 'JSON' }, columns: [] }, parsed: [], raw: [] },
    role,
    run: async (operation, input, change) => {
      assertValid(operation.input, input);
      const output: unknown = await operation.run(context, input, testRequest(clock, change));
      return operation.output && (JSON.parse(encodeJson(operation.output, output)) as never);
    },
    needs: async (operation, input) => {
      const found = await operation.needs(context, input, testRequest(clock));
      return 'action' in found ? [found] : found;
    },
    application: (name) => {
      const found = store.application({ account: testAccount, region: testRegion, name });
      assert.ok(found, `there is no application ${name}`);
      return found.value;
    },
    put: async (application) => {
      await registry.commit([store.put(application, store.application(application)?.version ?? 0)]);
    },
    settle: () => clock.advance(transition),
    stop: async () => {
      await tasks.stop();
      store.close();
      await registry.close();
    },
  };
  await role('analytics', [{ Effect: 'Allow', Action: '*', Resource: '*' }]);
  return test;
}

/** Code that has it does not compile. */
export const invalidCode = 'SELEKT';

/** That a call fails with AWS's code, and a text. */
export async function refused(call: Promise<unknown>, code: string, message: string | RegExp): Promise<void> {
  await assert.rejects(call, (error: unknown) => {
    assert.ok(error instanceof AwsError, String(error instanceof Error ? error.stack : error));
    assert.equal(error.code, code, error.message);
    if (typeof message === 'string') assert.equal(error.message, message);
    else assert.match(error.message, message);
    return true;
  });
}
