import { openMemoryRegistry, type Registry } from '@paddock/store';
import { assertValid, type Infer, type StructureShape } from '@paddock/wire';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { AuthorizationMessages } from '../../authorization/authorization-messages.js';
import { OidcKeys } from '../../identity/oidc-keys.js';
import { OpenIdKeys } from '../../identity/open-id-keys.js';
import { anonymous } from '../../identity/principal.js';
import { Sessions, type OpenedSession } from '../../identity/sessions.js';
import type { Operation } from '../../operation.js';
import type { RequestContext } from '../../request-context.js';
import { testClock, type ControlledClock } from '../../runtime/controlled-clock.js';
import { DueTasks } from '../../runtime/due-tasks.js';
import { createIds } from '../../runtime/ids.js';
import { silentLogger } from '../../runtime/log.js';
import { seededRandom } from '../../runtime/random.js';
import { makeRsaKey } from '../../runtime/rsa.js';
import { secretsOf } from '../../runtime/secrets.js';
import { IamPort } from '../iam/port.js';
import { IamStore } from '../iam/store.js';
import { createSts } from '../sts/index.js';
import type { CognitoIdentityContext } from './context.js';
import { RemovedPools } from './loops/removed-pools.js';
import { NextTokens } from './next-tokens.js';
import { createIdentityPool } from './operations/create-identity-pool.js';
import { setIdentityPoolRoles } from './operations/set-identity-pool-roles.js';
import { defaultQuotas, type Quotas } from './quotas.js';
import { CognitoIdentityStore } from './store.js';
import { testAccount, testStart, testRequest } from '../../test-request.js';

export { testAccount, testRegion, testStart } from '../../test-request.js';

/** An OIDC provider that IAM knows, and its client. */
export const testIssuer = 'id.example.com';
export const testClient = 'the-app';
export const testOidcArn = `arn:aws:iam::${testAccount}:oidc-provider/${testIssuer}`;

/** A Cognito Identity without wire, pipeline and authorization, on memory, with a real STS and IAM behind it. */
export interface TestCognito {
  readonly context: CognitoIdentityContext;
  readonly clock: ControlledClock;
  readonly registry: Registry;
  readonly tasks: DueTasks;
  /** Signed by root unless it is another's. */
  readonly request: (change?: Partial<RequestContext>) => RequestContext;
  /** Validates the input and runs the operation. */
  readonly run: <I extends StructureShape, O extends StructureShape | undefined>(
    operation: Operation<CognitoIdentityContext, I, O>,
    input: Infer<I>,
    change?: Partial<RequestContext>,
  ) => Promise<O extends StructureShape ? Infer<O> : void>;
  /** A pool's id. */
  readonly createPool: (input?: Partial<Infer<typeof createIdentityPool.input>>) => Promise<string>;
  /** Makes a role that trusts the pool's identities of that kind, and gives it to the pool. */
  readonly giveRole: (poolId: string, kind: 'authenticated' | 'unauthenticated', name?: string) => Promise<string>;
  /** @returns its ARN */
  readonly putRole: (name: string, trust: object) => Promise<string>;
  /** A token of the OIDC provider for its user. */
  readonly oidcToken: (user: string, claims?: Readonly<Record<string, unknown>>) => Promise<string>;
  readonly session: (token: string) => OpenedSession | undefined;
  readonly stop: () => Promise<void>;
}

const key = makeRsaKey();
const oidcPair = generateKeyPair('ES256');

export async function testCognito(
  options: { readonly quotas?: Partial<Quotas>; readonly registry?: Registry } = {},
): Promise<TestCognito> {
  const clock = testClock(testStart);
  const registry = options.registry ?? openMemoryRegistry();
  const random = seededRandom(1);
  const secrets = secretsOf(random.bytes(32));
  const iamStore = await IamStore.open(registry);
  const iam = new IamPort(iamStore);
  const sessions = new Sessions(secrets.key('session-tokens'), random);
  const openIdKeys = new OpenIdKeys({ registry, secrets, random, makeKey: () => key });
  const { privateKey, publicKey } = await oidcPair;
  const oidcKeys = new OidcKeys({ [`https://${testIssuer}`]: { keys: [await exportJWK(publicKey)] } });
  const messages = new AuthorizationMessages(secrets.key('authorization-messages'), random);
  const rootAccountOf = (): undefined => undefined;
  const sts = createSts({ iam, sessions, clock, messages, openIdKeys, oidcKeys, rootAccountOf, relaxed: false });
  const store = await CognitoIdentityStore.open(registry);
  const tasks = new DueTasks({ registry, clock, logger: silentLogger });
  const removedPools = new RemovedPools(store, clock);
  removedPools.register(tasks);
  await tasks.start();
  const context: CognitoIdentityContext = {
    store,
    clock,
    ids: createIds(random),
    openIdKeys,
    nextTokens: new NextTokens(secrets.key('cognito-identity-tokens'), (count) => random.bytes(count)),
    iam,
    sts: sts.port,
    oidcKeys,
    removedPools,
    quotas: { ...defaultQuotas, ...options.quotas },
  };
  await iamStore.change(() => ({
    changes: [
      iamStore.putOidcProvider(
        { account: testAccount, url: testIssuer, clientIds: [testClient], thumbprints: [], created: 0, tags: [] },
        0,
      ),
    ],
    result: undefined,
  }));

  const request: TestCognito['request'] = (change) => testRequest(clock, change);
  const run: TestCognito['run'] = async (operation, input, change) => {
    assertValid(operation.input, input);
    // What needs no signature comes without one, and without a region.
    const unsigned = operation.unsigned === true ? { principal: anonymous, region: 'us-east-1' } : {};
    return (await operation.run(context, input, request({ ...unsigned, ...change }))) as never;
  };
  const putRole: TestCognito['putRole'] = async (name, trust) => {
    const role = { account: testAccount, name, path: '/', id: `AROA${name.toUpperCase()}`, created: 0, tags: [] };
    const more = { inline: {}, attached: [], trust: JSON.stringify(trust), maxSessionDuration: 3600 };
    await iamStore.change(() => ({
      changes: [iamStore.putRole({ ...role, ...more }, iamStore.role(testAccount, name)?.version ?? 0)],
      result: undefined,
    }));
    return `arn:aws:iam::${testAccount}:role/${name}`;
  };
  return {
    context,
    clock,
    registry,
    tasks,
    request,
    run,
    putRole,
    createPool: async (input) => {
      const all = { IdentityPoolName: 'wildrydes', AllowUnauthenticatedIdentities: true, ...input };
      return (await run(createIdentityPool, all)).IdentityPoolId;
    },
    giveRole: async (poolId, kind, name = kind) => {
      const arn = await putRole(name, trustOf(poolId, kind));
      const pool = store.pool(poolId)?.value;
      const Roles = { ...(pool?.roles as Record<string, string> | undefined), [kind]: arn };
      await run(setIdentityPoolRoles, { IdentityPoolId: poolId, Roles, RoleMappings: pool?.roleMappings });
      return arn;
    },
    oidcToken: (user, claims = {}) =>
      new SignJWT({
        iss: `https://${testIssuer}`,
        sub: user,
        aud: testClient,
        iat: clock.now() / 1000,
        exp: clock.now() / 1000 + 3600,
        ...claims,
      })
        .setProtectedHeader({ alg: 'ES256' })
        .sign(privateKey),
    session: (token) => sessions.open(token),
    stop: async () => {
      await tasks.stop();
      store.close();
      iamStore.close();
      await registry.close();
    },
  };
}

/** As AWS's console writes the trust policy of a pool's role. */
export const trustOf = (
  poolId: string,
  kind: 'authenticated' | 'unauthenticated',
  action: readonly string[] = ['sts:AssumeRoleWithWebIdentity'],
): object => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Federated: 'cognito-identity.amazonaws.com' },
      Action: action,
      Condition: {
        StringEquals: { 'cognito-identity.amazonaws.com:aud': poolId },
        'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': kind },
      },
    },
  ],
});
