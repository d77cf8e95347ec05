import type { OidcKeys } from '../../identity/oidc-keys.js';
import type { OpenIdKeys } from '../../identity/open-id-keys.js';
import { operationsOf } from '../../operation.js';
import type { Clock } from '../../runtime/clock.js';
import type { Ids } from '../../runtime/ids.js';
import type { IamPort } from '../iam/port.js';
import type { StsPort } from '../sts/port.js';
import type { RemovedPools } from './loops/removed-pools.js';
import type { NextTokens } from './next-tokens.js';
import type { Quotas } from './quotas.js';
import type { CognitoIdentityStore } from './store.js';

/** What the operations of Cognito Identity work with. */
export interface CognitoIdentityContext {
  readonly store: CognitoIdentityStore;
  readonly clock: Clock;
  readonly ids: Ids;
  /** With which tokens are signed here. */
  readonly openIdKeys: Pick<OpenIdKeys, 'sign' | 'verify'>;
  readonly nextTokens: NextTokens;
  readonly iam: Pick<IamPort, 'role' | 'oidcProvider'>;
  readonly sts: Pick<StsPort, 'assumeRoleForToken'>;
  /** Of other providers. */
  readonly oidcKeys: Pick<OidcKeys, 'verify'>;
  readonly removedPools: RemovedPools;
  readonly quotas: Quotas;
}

export const operation = operationsOf<CognitoIdentityContext>();
