import { required, structure } from '@paddock/wire';
import { operation } from '../context.js';
import { entityArn } from '../domain/arn.js';
import { linkedRolePath, parseDeletionTask } from '../domain/service-linked-roles.js';
import { deletionTaskInvalid, deletionTaskNotFound } from '../errors.js';
import { DeletionTaskIdType, DeletionTaskStatusType } from '../shapes.js';
import { DeletionTaskFailureReasonType } from '../structures.js';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLinkedRoleDeletionStatus.html */
export const getServiceLinkedRoleDeletionStatus = operation({
  name: 'GetServiceLinkedRoleDeletionStatus',
  input: structure('GetServiceLinkedRoleDeletionStatusRequest', { DeletionTaskId: required(DeletionTaskIdType) }),
  output: structure('GetServiceLinkedRoleDeletionStatusResponse', {
    Status: required(DeletionTaskStatusType),
    Reason: DeletionTaskFailureReasonType,
  }),
  errors: ['NoSuchEntity', 'InvalidInput', 'ServiceFailure'],
  needs: (_context, input, request) => {
    const { account } = request.principal;
    const parsed = parseDeletionTask(input.DeletionTaskId);
    const resource = parsed
      ? entityArn('role', { account, path: linkedRolePath(parsed.service), name: parsed.role })
      : '*';
    return { action: 'iam:GetServiceLinkedRoleDeletionStatus', resources: [resource] };
  },
  run({ store }, input, request) {
    const parsed = parseDeletionTask(input.DeletionTaskId);
    if (parsed === undefined) throw deletionTaskInvalid(input.DeletionTaskId);
    const deletion = store.roleDeletion(request.principal.account, parsed.role)?.value;
    if (deletion?.task !== input.DeletionTaskId) throw deletionTaskNotFound(input.DeletionTaskId);
    return { Status: deletion.status };
  },
});
