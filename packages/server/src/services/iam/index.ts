import type { Registry } from '@paddock/store';
import { AwsError, QUERY_RULES, queryProtocol } from '@paddock/wire';
import { bind } from '../../operation.js';
import type { Clock } from '../../runtime/clock.js';
import type { DueTasks } from '../../runtime/due-tasks.js';
import type { Random } from '../../runtime/random.js';
import type { Secrets } from '../../runtime/secrets.js';
import type { Service } from '../../service.js';
import { AccessKeySecrets } from './access-key-secrets.js';
import type { IamContext } from './context.js';
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
  /** What ends the deletions of service-linked roles. Without it they end before they are answered. */
  readonly dueTasks?: DueTasks;
  readonly transitions?: 'brief' | 'instant';
}

export interface Iam {
  readonly service: Service;
  /** Whose keys are whose, and which policies decide. */
  readonly principals: IamPrincipals;
  /** For other services. */
  readonly port: IamPort;
}

/** Identity and Access Management, API version 2010-05-08. https://docs.aws.amazon.com/IAM/latest/APIReference/ */
export async function createIam(parts: IamParts): Promise<Iam> {
  const { registry, clock, random, secrets, dueTasks, transitions } = parts;
  const store = await IamStore.open(registry);
  const keys = new AccessKeySecrets(secrets.key('access-keys'), random);
  const isBrief = dueTasks !== undefined && transitions !== 'instant';
  const roleDeletions = new RoleDeletions(store, clock, isBrief ? briefDeletion : 0);
  if (dueTasks) roleDeletions.register(dueTasks);
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
      drain: () => Promise.resolve(),
      stop: () => Promise.resolve(store.close()),
    },
    principals: new IamPrincipals(store, keys),
    port: new IamPort(store),
  };
}
