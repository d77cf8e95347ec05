import assert from 'node:assert/strict';
import { openMemoryRegistry } from '@paddock/store';
import { assertValid, AwsError, type Infer, type StructureShape } from '@paddock/wire';
import { AuthorizationMessages } from '../../authorization/authorization-messages.js';
import { relaxedAuthorizer } from '../../authorization/authorizer.js';
import { PolicyAuthorizer } from '../../authorization/policy-authorizer.js';
import { OidcKeys } from '../../identity/oidc-keys.js';
import { OpenIdKeys } from '../../identity/open-id-keys.js';
import { rootPrincipal, type Principal } from '../../identity/principal.js';
import { Sessions } from '../../identity/sessions.js';
import type { Operation } from '../../operation.js';
import type { RequestContext } from '../../request-context.js';
import { testClock, type ControlledClock } from '../../runtime/controlled-clock.js';
import { seededRandom } from '../../runtime/random.js';
import { secretsOf } from '../../runtime/secrets.js';
import { AccessKeySecrets } from '../iam/access-key-secrets.js';
import type { OidcProvider, Role, User } from '../iam/domain/entities.js';
import { IamPort } from '../iam/port.js';
import { IamPrincipals } from '../iam/principals.js';
import { IamStore } from '../iam/store.js';
import type { StsContext } from './context.js';
import { createSts, type Sts } from './index.js';
import { testStart, testRequest } from '../../test-request.js';

export { testStart } from '../../test-request.js';

export const home = '123456789012';
export const other = '210987654321';
export const root = rootPrincipal(home, 'test');

/** What an answer of credentials has. */
export interface AnsweredCredentials {
  readonly AccessKeyId: string;
  readonly SessionToken: string;
}

/** An STS with the policies of an IAM, on memory, without wire and signatures; time stands still until it is moved. */
export interface TestSts extends Sts {
  readonly clock: ControlledClock;
  readonly openIdKeys: OpenIdKeys;
  readonly messages: AuthorizationMessages;
  /** Makes a user; `policies` are statements of an inline policy. */
  user(name: string, given?: GivenUser): Promise<Principal>;
  /** Makes a role in the home account. @returns its ARN */
  role(name: string, trust: readonly object[], given?: Partial<Role>): Promise<string>;
  oidcProvider(url: string, clientIds: readonly string[]): Promise<string>;
  /** Whoever has those credentials. */
  bearer(credentials: AnsweredCredentials): Principal;
  /** Validates, authorizes and runs, as the pipeline does. */
  call<I extends StructureShape, O extends StructureShape | undefined>(
    operation: Operation<StsContext, I, O>,
    input: Infer<I>,
    principal: Principal,
  ): Promise<O extends StructureShape ? Infer<O> : void>;
  request(principal: Principal): RequestContext;
}

export interface GivenUser extends Partial<User> {
  readonly policies?: readonly object[];
}

export interface TestStsOptions {
  readonly oidcKeys?: OidcKeys;
  readonly relaxed?: boolean;
}

export async function testSts({ oidcKeys = new OidcKeys(), relaxed = false }: TestStsOptions = {}): Promise<TestSts> {
  const clock = testClock(testStart);
  const registry = openMemoryRegistry();
  const random = seededRandom(1);
  const secrets = secretsOf(random.bytes(32));
  const store = await IamStore.open(registry);
  const sessions = new Sessions(secrets.key('session-tokens'), random);
  const principals = new IamPrincipals(store, new AccessKeySecrets(random.bytes(32), random));
  const authorizer = relaxed ? relaxedAuthorizer : new PolicyAuthorizer(principals);
  const openIdKeys = new OpenIdKeys({ registry, secrets, random });
  const messages = new AuthorizationMessages(secrets.key('authorization-messages'), random);
  const rootAccountOf = (id: string) => (id === root.accessKeyId ? home : undefined);
  const iam = new IamPort(store);
  const sts = createSts({ iam, sessions, clock, messages, openIdKeys, oidcKeys, rootAccountOf, relaxed });
  const request = (principal: Principal): RequestContext => testRequest(clock, { principal });
  return {
    ...sts,
    clock,
    openIdKeys,
    messages,
    request,
    async user(name, { policies = [], ...given } = {}) {
      const account = given.account ?? home;
      const user: User = {
        account,
        name,
        path: '/',
        id: `AIDA${name.toUpperCase()}`,
        created: clock.now(),
        tags: [],
        groups: [],
        accessKeys: [],
        inline: policies.length === 0 ? {} : { inline: policyText(policies) },
        attached: [],
        ...given,
      };
      await store.change(() => ({ changes: [store.putUser(user, 0)], result: undefined }));
      return {
        kind: 'user',
        account,
        arn: `arn:aws:iam::${account}:user${user.path}${name}`,
        accessKeyId: 'AKIATEST',
        userId: user.id,
        userName: name,
      };
    },
    async role(name, trust, given = {}) {
      const role: Role = {
        account: home,
        name,
        path: '/',
        id: `AROA${name.toUpperCase()}`,
        created: clock.now(),
        tags: [],
        inline: {},
        attached: [],
        trust: policyText(trust),
        maxSessionDuration: 3600,
        ...given,
      };
      await store.change(() => ({ changes: [store.putRole(role, 0)], result: undefined }));
      return `arn:aws:iam::${role.account}:role${role.path}${name}`;
    },
    async oidcProvider(url, clientIds) {
      const provider: OidcProvider = { account: home, url, clientIds, thumbprints: [], created: clock.now(), tags: [] };
      await store.change(() => ({ changes: [store.putOidcProvider(provider, 0)], result: undefined }));
      return `arn:aws:iam::${home}:oidc-provider/${url}`;
    },
    bearer({ AccessKeyId, SessionToken }) {
      const opened = sessions.open(SessionToken);
      assert.equal(opened?.principal.accessKeyId, AccessKeyId);
      return opened.principal;
    },
    async call(operation, input, principal) {
      const { service } = sts;
      const bound = service.operations.get(operation.name);
      assert.ok(bound);
      const context = request(principal);
      const turnedAway = service.turnsAway?.(principal, operation.name);
      if (turnedAway) throw turnedAway;
      assertValid(operation.input, input, service.validation);
      const needs = await bound.needs(input, context);
      for (const need of 'action' in needs ? [needs] : needs) await authorizer.authorize(need, context, service);
      return (await bound.run(input, context)) as never;
    },
  };
}

export const policyText = (statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

/** A statement of a trust policy. */
export const trusts = (
  principal: object | string,
  more: object = {},
  action: string | readonly string[] = 'sts:AssumeRole',
) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: action,
  ...more,
});
export const allows = (action: string | readonly string[], resource = '*') => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
});
export const denies = (action: string | readonly string[], resource = '*') => ({
  Effect: 'Deny',
  Action: action,
  Resource: resource,
});

/** That a call fails with AWS's code, status and text. */
export async function refused(
  call: Promise<unknown>,
  code: string,
  message: string | RegExp,
  status = code === 'AccessDenied' || code === 'InvalidClientTokenId' ? 403 : 400,
): Promise<void> {
  await assert.rejects(call, (error: unknown) => {
    assert.ok(error instanceof AwsError, String(error));
    assert.equal(error.code, code, error.message);
    if (typeof message === 'string') assert.equal(error.message, message);
    else assert.match(error.message, message);
    assert.equal(error.status, status);
    return true;
  });
}
