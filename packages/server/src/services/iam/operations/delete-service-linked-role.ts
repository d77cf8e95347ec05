import { required, structure } from '@paddock/wire';
import { createIds } from '../../../runtime/ids.js';
import { operation } from '../context.js';
import { deletionTask } from '../domain/service-linked-roles.js';
import { entityNotFound } from '../errors.js';
import { findRole, onRole } from '../lookup.js';
import { DeletionTaskIdType, RoleNameType } from '../shapes.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteServiceLinkedRole.html */
export const deleteServiceLinkedRole = operation({
  name: 'DeleteServiceLinkedRole',
  input: structure('DeleteServiceLinkedRoleRequest', { RoleName: required(RoleNameType) }),
  output: structure('DeleteServiceLinkedRoleResponse', { DeletionTaskId: required(DeletionTaskIdType) }),
  errors: ['NoSuchEntity', 'LimitExceeded', 'ServiceFailure'],
  needs: onRole('DeleteServiceLinkedRole'),
  run(context, input, request) {
    const { store, random, roleDeletions } = context;
    const id = createIds(random).requestId();
    return store.change(() => {
      const role = findRole(context, request, input.RoleName);
      const { account, name, linkedTo } = role.value;
      if (linkedTo === undefined) throw entityNotFound('role', input.RoleName);
      const before = store.roleDeletion(account, name);
      // Asked again, AWS names the deletion that is under way.
      if (before?.value.status === 'IN_PROGRESS') return { changes: [], result: { DeletionTaskId: before.value.task } };
      const task = deletionTask(linkedTo, name, id);
      return { changes: roleDeletions.begin(role, task, before), result: { DeletionTaskId: task } };
    });
  },
});
