import type { Registry } from '@paddock/store';
import { jsonProtocol } from '@paddock/wire';
import type { OidcKeys } from '../../identity/oidc-keys.js';
import type { OpenIdKeys } from '../../identity/open-id-keys.js';
import { bind } from '../../operation.js';
import type { Clock } from '../../runtime/clock.js';
import type { DueTasks } from '../../runtime/due-tasks.js';
import { createIds } from '../../runtime/ids.js';
import type { Random } from '../../runtime/random.js';
import type { Secrets } from '../../runtime/secrets.js';
import type { Service } from '../../service.js';
import type { IamPort } from '../iam/port.js';
import type { StsPort } from '../sts/port.js';
import type { CognitoIdentityContext } from './context.js';
import { accessDenied } from './errors.js';
import { RemovedPools } from './loops/removed-pools.js';
import { NextTokens } from './next-tokens.js';
import { operations } from './operations/index.js';
import { defaultQuotas } from './quotas.js';
import { resourceTags } from './resource-tags.js';
import { CognitoIdentityStore } from './store.js';

export interface CognitoIdentityParts {
  readonly registry: Registry;
  readonly clock: Clock;
  readonly random: Random;
  readonly secrets: Secrets;
  readonly dueTasks: DueTasks;
  readonly openIdKeys: OpenIdKeys;
  readonly iam: IamPort;
  readonly sts: StsPort;
  readonly oidcKeys: OidcKeys;
}

/** Cognito identity pools, API version 2014-06-30. https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/ */
export async function createCognitoIdentity(parts: CognitoIdentityParts): Promise<Service> {
  const { registry, clock, random, secrets, dueTasks, openIdKeys, iam, sts, oidcKeys } = parts;
  const store = await CognitoIdentityStore.open(registry);
  const removedPools = new RemovedPools(store, clock);
  removedPools.register(dueTasks);
  const context: CognitoIdentityContext = {
    store,
    clock,
    ids: createIds(random),
    openIdKeys,
    nextTokens: new NextTokens(secrets.key('cognito-identity-tokens'), (count) => random.bytes(count)),
    iam,
    sts,
    oidcKeys,
    removedPools,
    quotas: defaultQuotas,
  };
  const protocol = jsonProtocol({ version: '1.1', errorHeaders: true });
  return {
    name: 'cognito-identity',
    signingName: 'cognito-identity',
    targetPrefix: 'AWSCognitoIdentityService',
    protocols: new Map([['application/x-amz-json-1.1', protocol]]),
    operations: new Map(operations.map((operation) => [operation.name, bind(operation, context)])),
    resources: { tags: (arn) => resourceTags(context, arn) },
    accessDenied,
    start: () => Promise.resolve(),
    drain: () => Promise.resolve(),
    stop: () => Promise.resolve(store.close()),
  };
}
