import { classify } from '@paddock/ride/browser';
import type { Connection, Source } from '../contracts.js';
import { GuestError } from './guest.js';

/** What an identity pool's id looks like to Cognito. */
export const POOL_ID = /^[\w-]+:[0-9a-f-]+$/;

const DENIAL = /User: (\S+) is not authorized to perform: (\S+)(?: on resource: "?([^\s"]+)"?)?/;

/** What an error of reading or of getting credentials means for a person. @param since when it began, ms since the epoch */
export function connectionOf(error: unknown, source: Source, since: number): Connection {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof GuestError) return guestTrouble(error.cause, source, message);
  // The stream is being created.
  if (error instanceof Error && error.name === 'ResourceInUseException') return { kind: 'connecting', step: 'shards' };
  switch (classify(error)) {
    case 'denied':
      return denied(message);
    case 'missing-stream':
      return { kind: 'missing-stream', stream: source.streamName, region: source.region };
    case 'throttled':
      return { kind: 'throttled', message };
    case 'unreachable':
      return { kind: 'unreachable', endpoint: endpointOf(source), since };
    default:
      return { kind: 'failed', message };
  }
}

function guestTrouble(cause: unknown, { identityPoolId: pool }: Source, message: string): Connection {
  const name = cause instanceof Error ? cause.name : '';
  switch (name) {
    case 'ResourceNotFoundException':
    case 'ValidationException':
    case 'InvalidParameterException':
      return { kind: 'missing-pool', pool, message };
    case 'NotAuthorizedException':
    case 'InvalidIdentityPoolConfigurationException':
      return { kind: 'no-guests', pool, message };
    case 'AccessDeniedException':
      return denied(message);
    default:
      return { kind: 'failed', message };
  }
}

function denied(message: string): Connection {
  const [, principal = '', action = '', resource = ''] = DENIAL.exec(message) ?? [];
  return { kind: 'denied', action, resource, principal, message };
}

/** Where the stream is asked for, for the sentence. */
export const endpointOf = ({ endpoint, region }: Source): string =>
  endpoint ?? `https://kinesis.${region}.amazonaws.com`;
