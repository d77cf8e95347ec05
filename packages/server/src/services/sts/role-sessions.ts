import type { Principal, Session } from '../../identity/principal.js';
import type { SessionCredentials, Sessions } from '../../identity/sessions.js';
import type { Clock } from '../../runtime/clock.js';
import type { Role } from '../iam/port.js';
import { assumedRoleArn, roleArn } from './domain/arns.js';

/** A session of a role that is to be. */
export interface NewRoleSession extends Omit<Session, 'issuedAt' | 'expiresAt'> {
  readonly role: Role;
  readonly sessionName: string;
  readonly durationSeconds: number;
}

/** Whoever has the credentials of a role's session. */
export interface AssumedRole {
  readonly credentials: SessionCredentials;
  readonly principal: Omit<Principal, 'accessKeyId'>;
}

export const defaultRoleSeconds = 3600;

/** Makes credentials for a role. Whether its trust policy allows that must have been asked before. */
export function issueRoleSession(
  { sessions, clock }: { readonly sessions: Sessions; readonly clock: Clock },
  { role, sessionName, durationSeconds, ...carried }: NewRoleSession,
): AssumedRole {
  const { account, name, id } = role;
  const principal: AssumedRole['principal'] = {
    kind: 'role',
    account,
    arn: assumedRoleArn(role, sessionName),
    userId: `${id}:${sessionName}`,
    role: { name, arn: roleArn(role), id },
    session: { ...carried, ...lifetime(clock, durationSeconds) },
  };
  return { credentials: sessions.issue(principal), principal };
}

/** From now on. The end is a whole second, as answers tell it. */
export function lifetime(clock: Clock, seconds: number): Pick<Session, 'issuedAt' | 'expiresAt'> {
  const issuedAt = clock.now();
  return { issuedAt, expiresAt: Math.floor(issuedAt / 1000) * 1000 + seconds * 1000 };
}
