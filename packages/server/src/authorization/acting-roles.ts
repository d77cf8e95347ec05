import { AwsError } from '@paddock/wire';
import type { Principal } from '../identity/principal.js';
import type { AuthorizationNeed } from '../request-context.js';
import type { Clock } from '../runtime/clock.js';
import type { Service } from '../service.js';
import type { AssumedRole, Assumption, RoleForService } from '../services/sts/port.js';
import type { Authorizer } from './authorizer.js';
import { serviceRequest } from './service-request.js';

/** In whose name a service acts. */
export type RoleWanted = Omit<RoleForService, 'durationSeconds' | 'request'>;

export interface ActingRolesParts {
  readonly sts: { assumeRoleForService(wanted: RoleForService): Assumption };
  readonly authorizer: Authorizer;
  /** The session's principal as it is by now; undefined when its role is gone. */
  readonly present: (principal: Principal) => Principal | undefined;
  readonly clock: Pick<Clock, 'now' | 'monotonic'>;
}

/** A session of a role has at most an hour; it is renewed when so much is left of it, ms. */
const renewal = 5 * 60_000;
const mostRemembered = 10_000;

/**
 * Roles as services act under them: event source mappings under the function's role, log subscriptions under the one that they were given. A session lasts for as
 * long as its role is there, and is renewed before it ends if the role still trusts the service.
 */
export class ActingRoles {
  readonly #parts: ActingRolesParts;
  readonly #sessions = new Map<string, ActingRole>();

  constructor(parts: ActingRolesParts) {
    this.#parts = parts;
  }

  /** The role, acting; undefined when there is none, or it does not trust the service. Answers from memory. */
  session(wanted: RoleWanted): ActingRole | undefined {
    const { roleArn, service, sessionName, sourceArn = '', sourceAccount = '' } = wanted;
    const key = `${service}\n${roleArn}\n${sessionName}\n${sourceArn}\n${sourceAccount}`;
    const known = this.#sessions.get(key);
    if (known?.isUsable() === true) return known;
    this.#sessions.delete(key);
    const assumed = this.#parts.sts.assumeRoleForService(wanted);
    if (assumed.outcome === 'refused') return undefined;
    const role = new ActingRole(this.#parts, assumed);
    if (this.#sessions.size >= mostRemembered) this.#sessions.clear();
    this.#sessions.set(key, role);
    return role;
  }
}

/** A role in whose name a service acts. */
export class ActingRole {
  readonly principal: Principal;
  readonly #parts: ActingRolesParts;
  readonly #expiresAt: number;

  constructor(parts: ActingRolesParts, { principal, credentials }: AssumedRole) {
    this.#parts = parts;
    this.principal = { ...principal, accessKeyId: credentials.accessKeyId };
    this.#expiresAt = principal.session?.expiresAt ?? 0;
  }

  /** Whether the role is still there and its session has time left. */
  isUsable(): boolean {
    const { present, clock } = this.#parts;
    return clock.now() < this.#expiresAt - renewal && present(this.principal) !== undefined;
  }

  /**
   * Asks the policies.
   * @param target whose resources are meant: their policies and tags count
   * @returns undefined when it may, else the denial in AWS's words
   */
  async may(need: AuthorizationNeed, target: Service, region: string): Promise<string | undefined> {
    try {
      await this.#parts.authorizer.authorize(need, serviceRequest(this.principal, region, this.#parts.clock), target);
      return undefined;
    } catch (error) {
      if (error instanceof AwsError) return error.message;
      throw error;
    }
  }
}
