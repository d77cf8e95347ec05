import { required, structure } from '@paddock/wire';
import { keysOf } from '../../../authorization/need-keys.js';
import { operation } from '../context.js';
import { entityArn } from '../domain/arn.js';
import type { Role as RoleDocument } from '../domain/entities.js';
import {
  linkedPolicyArn,
  linkedRoleName,
  linkedRolePath,
  linkedService,
  linkedTrust,
} from '../domain/service-linked-roles.js';
import { serviceRoleTaken, serviceUnknown, suffixNotAllowed } from '../errors.js';
import { CustomSuffixType, GroupNameType, RoleDescriptionType } from '../shapes.js';
import { Role } from '../structures.js';
import { makeUniqueId } from '../unique-id.js';
import { bareRoleView } from '../views.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html */
export const createServiceLinkedRole = operation({
  name: 'CreateServiceLinkedRole',
  input: structure('CreateServiceLinkedRoleRequest', {
    AWSServiceName: required(GroupNameType),
    Description: RoleDescriptionType,
    CustomSuffix: CustomSuffixType,
  }),
  output: structure('CreateServiceLinkedRoleResponse', { Role }),
  errors: ['InvalidInput', 'LimitExceeded', 'NoSuchEntity', 'ServiceFailure'],
  needs: (_context, { AWSServiceName, CustomSuffix }, request) => {
    const service = linkedService(AWSServiceName);
    const name = service ? linkedRoleName(service, CustomSuffix) : '*';
    const { account } = request.principal;
    return {
      action: 'iam:CreateServiceLinkedRole',
      resources: [entityArn('role', { account, path: linkedRolePath(AWSServiceName), name })],
      keys: keysOf({ 'iam:awsservicename': AWSServiceName }),
    };
  },
  run({ store, clock, random }, input, request) {
    const { account } = request.principal;
    const service = linkedService(input.AWSServiceName);
    if (service === undefined) throw serviceUnknown(input.AWSServiceName);
    if (input.CustomSuffix !== undefined && service.suffixed !== true) throw suffixNotAllowed(service.principal);
    const name = linkedRoleName(service, input.CustomSuffix);
    const id = makeUniqueId('role', request.principal.account, random);
    return store.change(() => {
      if (store.role(account, name)) throw serviceRoleTaken(name);
      // These do not count towards the quota of roles.
      const role: RoleDocument = {
        account,
        name,
        path: linkedRolePath(service.principal),
        id,
        created: clock.now(),
        trust: linkedTrust(service.principal),
        maxSessionDuration: 3600,
        tags: [],
        inline: {},
        attached: [linkedPolicyArn(service)],
        linkedTo: service.principal,
        ...(input.Description === undefined ? {} : { description: input.Description }),
      };
      return { changes: [store.putRole(role, 0)], result: { Role: bareRoleView(role) } };
    });
  },
});
