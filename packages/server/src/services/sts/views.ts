import type { SessionCredentials } from '../../identity/sessions.js';
import type { AssumedRole } from './role-sessions.js';

export const credentialsView = (credentials: SessionCredentials) => ({
  AccessKeyId: credentials.accessKeyId,
  SecretAccessKey: credentials.secretAccessKey,
  SessionToken: credentials.sessionToken,
  Expiration: credentials.expiration,
});

export const assumedRoleUserView = ({ principal }: AssumedRole) => ({
  AssumedRoleId: principal.userId,
  Arn: principal.arn,
});
