import { AwsError } from '@paddock/wire';
import type { Principal } from '../../identity/principal.js';

/** Sessions of users without MFA, which nobody here has, and federated users may not call IAM, whatever their policies say. */
export function turnedAway({ session }: Principal): AwsError | undefined {
  if (session?.from !== 'GetSessionToken' && session?.from !== 'GetFederationToken') return undefined;
  return new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid', { status: 403 });
}
