import type { AwsError } from '@paddock/wire';
import type { Principal } from '../../identity/principal.js';
import { notWithSession } from './errors.js';

/** What the sessions of users and of federated users may call. Those of roles may call everything but what makes sessions of users. */
const open = {
  GetSessionToken: ['AssumeRole', 'GetCallerIdentity', 'AssumeRoleWithWebIdentity'],
  GetFederationToken: ['GetCallerIdentity', 'AssumeRoleWithWebIdentity'],
} as const;
const forLongTermCredentials = ['GetSessionToken', 'GetFederationToken'];

/**
 * Why a session may not call an operation, whatever its policies say; undefined if it may.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html
 */
export function turnedAway({ session }: Principal, operation: string): AwsError | undefined {
  if (session === undefined) return undefined;
  const { from } = session;
  const limited = from === 'GetSessionToken' || from === 'GetFederationToken';
  const refused = limited ? !open[from].some((name) => name === operation) : forLongTermCredentials.includes(operation);
  return refused ? notWithSession(operation) : undefined;
}
