import type { Registry } from '@paddock/store';
import { AwsError, QUERY_RULES, queryProtocol } from '@paddock/wire';
import type { Principal } from '../../identity/principal.js';
import { bind } from '../../operation.js';
import type { Clock } from '../../runtime/clock.js';
import type { DueTasks } from '../../runtime/due-tasks.js';
import type { Logger } from '../../runtime/log.js';
import type { Random } from '../../runtime/random.js';
import type { Secrets } from '../../runtime/secrets.js';
import type { Service } from '../../service.js';
import { AccessKeySecrets } from './access-key-secrets.js';
import type { IamContext } from './context.js';
import { LastUsedTracker } from './last-used.js';
import { briefDeletion, RoleDeletions } from './loops/role-deletions.js';
import { operations } from './operations/index.js';
import { IamPort } from './port.js';
import { IamPrincipals } from './principals.js';
import { defaultQuotas } from './quotas.js';
import { resourceTags } from './resource-tags.js';
import { IamStore } from './store.js';
import { turnedAway } from './turned-away.js';
import { validation } from './validation.js';

export interface IamParts {
  readonly registry: Registry;
  readonly clock: Clock;
  readonly random: Random;
  readonly secrets: Secrets;
  /** What ends the deletions of service-linked roles. */
  readonly dueTasks: DueTasks;
  readonly transitions: 'brief' | 'instant';
  readonly logger: Logger;
}

export interface Iam {
  readonly service: Service;
  /** Whose keys are whose, and which policies decide. */
  readonly principals: IamPrincipals;
  /**
   * A user's key or a role's session was used, for last-used dates.
   * @param service by its signing name
   * @param at ms since the epoch
   */
  noteUse(principal: Principal, service: string, region: string, at: number): void;
  /** For other services. */
  readonly port: IamPort;
}

/** Identity and Access Management, API version 2010-05-08. https://docs.aws.amazon.com/IAM/latest/APIReference/ */
export async function createIam(parts: IamParts): Promise<Iam> {
  const { registry, clock, random, secrets, dueTasks, transitions } = parts;
  const store = await IamStore.open(registry);
  const keys = new AccessKeySecrets(secrets.key('access-keys'), random);
  const roleDeletions = new RoleDeletions(store, clock, transitions === 'instant' ? 0 : briefDeletion);
  roleDeletions.register(dueTasks);
  const lastUsed = new LastUsedTracker({ store, clock, logger: parts.logger });
  const context: IamContext = { store, clock, random, secrets: keys, quotas: defaultQuotas, roleDeletions };
  const protocol = queryProtocol({ xmlNamespace: 'https://iam.amazonaws.com/doc/2010-05-08/' });
  return {
    service: {
      name: 'iam',
      signingName: 'iam',
      signingRules: QUERY_RULES,
      queryVersion: '2010-05-08',
      protocols: new Map([['application/x-www-form-urlencoded', protocol]]),
      operations: new Map(operations.map((operation) => [operation.name, bind(operation, context)])),
      validation,
      resources: { tags: (arn) => resourceTags(store, arn) },
      accessDenied: (message) => new AwsError('AccessDenied', message, { status: 403 }),
      turnsAway: turnedAway,
      start: () => Promise.resolve(),
      flush: () => lastUsed.flush(),
      drain: () => Promise.resolve(),
      stop: async () => {
        await lastUsed.stop();
        store.close();
      },
    },
    principals: new IamPrincipals(store, keys),
    noteUse(principal, service, region, at) {
      const id = principal.role?.id ?? (principal.session === undefined ? principal.accessKeyId : undefined);
      if (principal.kind !== 'root' && id !== undefined) lastUsed.note(id, service, region, at);
    },
    port: new IamPort(store),
  };
}
