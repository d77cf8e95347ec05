import type { Registry } from '@paddock/store';
import { ActingRoles } from '../../authorization/acting-roles.js';
import { AuthorizationMessages } from '../../authorization/authorization-messages.js';
import { PolicyAuthorizer } from '../../authorization/policy-authorizer.js';
import { OidcKeys } from '../../identity/oidc-keys.js';
import { OpenIdKeys } from '../../identity/open-id-keys.js';
import type { Principal } from '../../identity/principal.js';
import { Sessions } from '../../identity/sessions.js';
import type { Clock } from '../../runtime/clock.js';
import type { Random } from '../../runtime/random.js';
import type { Secrets } from '../../runtime/secrets.js';
import { testAccount } from '../../test-request.js';
import { AccessKeySecrets } from '../iam/access-key-secrets.js';
import type { Role, User } from '../iam/domain/entities.js';
import { IamPort } from '../iam/port.js';
import { IamPrincipals } from '../iam/principals.js';
import { IamStore } from '../iam/store.js';
import { createSts } from '../sts/index.js';
import type { StsPort } from '../sts/port.js';

/** An IAM and an STS, whose users and roles tests make, and what asks them. */
export interface TestIdentities {
  readonly iam: IamPort;
  readonly sts: StsPort;
  readonly acting: ActingRoles;
  readonly authorizer: PolicyAuthorizer;
  /** Makes a user with an inline policy of the statements. */
  readonly user: (name: string, statements?: readonly object[], account?: string) => Promise<Principal>;
  /** Makes a role with an inline policy of the statements. @param trust the service that it trusts @returns its ARN */
  readonly role: (name: string, statements?: readonly object[], trust?: string, account?: string) => Promise<string>;
}

export async function testIdentities(
  registry: Registry,
  { clock, random, secrets }: { readonly clock: Clock; readonly random: Random; readonly secrets: Secrets },
): Promise<TestIdentities> {
  const store = await IamStore.open(registry);
  const principals = new IamPrincipals(store, new AccessKeySecrets(random.bytes(32), random));
  const authorizer = new PolicyAuthorizer(principals);
  const iam = new IamPort(store);
  const { port: sts } = createSts({
    iam,
    sessions: new Sessions(secrets.key('session-tokens'), random),
    clock,
    messages: new AuthorizationMessages(secrets.key('authorization-messages'), random),
    openIdKeys: new OpenIdKeys({ registry, secrets, random }),
    oidcKeys: new OidcKeys(),
    rootAccountOf: (id) => (id === 'test' ? testAccount : undefined),
    relaxed: false,
  });
  return {
    iam,
    sts,
    acting: new ActingRoles({ sts, authorizer, present: (principal) => principals.present(principal), clock }),
    authorizer,
    user: async (name, statements = [], account = testAccount) => {
      const id = `AIDA${name.toUpperCase()}`;
      const user: User = { ...entity(name, statements, account, clock), id, groups: [], accessKeys: [] };
      await store.change(() => ({ changes: [store.putUser(user, 0)], result: undefined }));
      const arn = `arn:aws:iam::${account}:user/${name}`;
      return { kind: 'user', account, arn, accessKeyId: 'AKIATEST', userId: id, userName: name };
    },
    role: async (name, statements = [], trust = 'lambda.amazonaws.com', account = testAccount) => {
      const role: Role = {
        ...entity(name, statements, account, clock),
        id: `AROA${name.toUpperCase()}`,
        trust: policyText([{ Effect: 'Allow', Principal: { Service: trust }, Action: 'sts:AssumeRole' }]),
        maxSessionDuration: 3600,
      };
      await store.change(() => ({ changes: [store.putRole(role, 0)], result: undefined }));
      return `arn:aws:iam::${account}:role/${name}`;
    },
  };
}

const policyText = (statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });

const entity = (name: string, statements: readonly object[], account: string, clock: Clock) => ({
  account,
  name,
  path: '/',
  created: clock.now(),
  tags: [],
  inline: (statements.length === 0 ? {} : { inline: policyText(statements) }) as { readonly [name: string]: string },
  attached: [],
});
