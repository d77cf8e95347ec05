import type { ActingRoles } from '../../../authorization/acting-roles.js';
import type { Service } from '../../../service.js';
import { arnOf, type Mapping } from './mapping.js';
import type { SourceNeed } from './sources/source.js';

/** What roles may, asked each time: the answer can change. */
export interface Permissions {
  /**
   * Whether a function's execution role may do all of it when Lambda acts under it.
   * @returns undefined when it may, else the first denial in AWS's words; empty when there is no such role, or it does not trust Lambda
   */
  denial(mapping: Mapping, roleArn: string, needs: readonly SourceNeed[]): Promise<string | undefined>;
}

/** @param target the services that are asked about, by name */
export function rolePermissions(acting: ActingRoles, target: (service: string) => Service | undefined): Permissions {
  return {
    async denial(mapping, roleArn, needs) {
      const role = acting.session({
        roleArn,
        service: 'lambda.amazonaws.com',
        sessionName: sessionName(mapping),
        sourceArn: arnOf(mapping),
        sourceAccount: mapping.account,
      });
      if (role === undefined) return '';
      for (const { need, service } of needs) {
        const owner = target(service);
        if (owner === undefined) return '';
        const denied = await role.may(need, owner, mapping.region);
        if (denied !== undefined) return denied;
      }
      return undefined;
    },
  };
}

/** As AWS calls the sessions of its pollers: `awslambda_417_20260917141110123`. */
const sessionName = ({ uuid, created }: Mapping): string =>
  `awslambda_${Number.parseInt(uuid.slice(0, 6), 16) % 1000}_${new Date(created).toISOString().replaceAll(/\D/g, '')}`;
