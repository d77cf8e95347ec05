import { operationsOf } from '../../operation.js';
import type { Clock } from '../../runtime/clock.js';
import type { Random } from '../../runtime/random.js';
import type { AccessKeySecrets } from './access-key-secrets.js';
import type { RoleDeletions } from './loops/role-deletions.js';
import type { Quotas } from './quotas.js';
import type { IamStore } from './store.js';

/** What the operations of IAM work with. */
export interface IamContext {
  readonly store: IamStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly secrets: AccessKeySecrets;
  readonly quotas: Quotas;
  readonly roleDeletions: RoleDeletions;
}

export const operation = operationsOf<IamContext>();
