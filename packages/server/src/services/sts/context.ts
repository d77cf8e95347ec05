import type { AuthorizationMessages } from '../../authorization/authorization-messages.js';
import type { Sessions } from '../../identity/sessions.js';
import { operationsOf } from '../../operation.js';
import type { Clock } from '../../runtime/clock.js';
import type { RequestContext } from '../../request-context.js';
import type { IamPort } from '../iam/port.js';
import type { WebIdentities, WebIdentity } from './web-identities.js';

/** What the operations of STS work with. */
export interface StsContext {
  readonly iam: IamPort;
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly webIdentities: WebIdentities;
  /** Whose token each request bears, from when it was verified until it runs. */
  readonly verified: WeakMap<RequestContext, WebIdentity>;
  readonly messages: AuthorizationMessages;
  /** The account of a root key, whose ids need not have AWS's form. */
  readonly rootAccountOf: (accessKeyId: string) => string | undefined;
  /** Nothing is checked: then root, which everyone is, may assume roles too. */
  readonly relaxed: boolean;
}

export const operation = operationsOf<StsContext>();
