import { isAccount } from './names.js';
import { accountTrust, cognitoTrust, emptyTrust, providerTrust, serviceTrust } from './trust.js';

/** What the first step of making a role asks. */
export interface TrustChoice {
  readonly kind: 'service' | 'account' | 'web' | 'custom';
  /** `lambda.amazonaws.com`; empty until one is chosen. */
  readonly service: string;
  readonly account: string;
  readonly isOther: boolean;
  readonly externalId: string;
  readonly needsMfa: boolean;
  /** `cognito`, or the ARN of an OpenID Connect provider. */
  readonly provider: string;
  readonly pool: string;
  readonly isGuest: boolean;
  readonly audience: string;
  /** The text, once it has been changed. */
  readonly custom: string | undefined;
}

export type TrustField = 'service' | 'account' | 'externalId' | 'pool' | 'audience';

/** The fields that are not filled in as they must be. */
export function trustFaults(choice: TrustChoice): Readonly<Partial<Record<TrustField, true>>> {
  const { kind, service, account, externalId, provider, pool, audience } = choice;
  if (kind === 'service') return service === '' ? { service: true } : {};
  if (kind === 'account')
    return {
      ...(isAccount(account) ? {} : { account: true as const }),
      ...(externalId === '' || /^[\w+=,.@:/-]{2,1224}$/.test(externalId) ? {} : { externalId: true as const }),
    };
  if (kind === 'web' && provider === 'cognito')
    return /^[\w-]+:[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(pool) ? {} : { pool: true };
  return kind === 'web' && audience === '' ? { audience: true } : {};
}

/** The trust policy of a choice; of a custom one that nobody has touched, what is left to write. */
export function trustText(choice: TrustChoice): string {
  const { kind, service, account, externalId, needsMfa, provider, pool, isGuest, audience, custom } = choice;
  if (kind === 'service') return serviceTrust(service);
  if (kind === 'account') return accountTrust(account, externalId, needsMfa);
  if (kind === 'custom') return custom ?? emptyTrust;
  return provider === 'cognito' ? cognitoTrust(pool, isGuest) : providerTrust(provider, audience);
}
