import { boolean, required, structure } from '@paddock/wire';
import { requestTags } from '../../../authorization/need-keys.js';
import type { AuthorizationNeed } from '../../../request-context.js';
import { ownGroup, wholeGroup } from '../addressing.js';
import { operation } from '../context.js';
import { newGroup } from '../domain/new-group.js';
import { checkNotReserved } from '../group-tags.js';
import { withTags } from '../access-denied.js';
import { KmsKeyId, LogGroupClass, LogGroupName, Tags } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html */
export const createLogGroup = operation({
  name: 'CreateLogGroup',
  input: structure('CreateLogGroupRequest', {
    logGroupName: required(LogGroupName),
    kmsKeyId: KmsKeyId,
    tags: Tags,
    logGroupClass: LogGroupClass,
    deletionProtectionEnabled: boolean,
  }),
  output: undefined,
  errors: [
    'InvalidParameterException',
    'ResourceAlreadyExistsException',
    'LimitExceededException',
    'OperationAbortedException',
    'ServiceUnavailableException',
  ],
  needs(_context, input, request): AuthorizationNeed[] {
    const resources = [wholeGroup(ownGroup(input.logGroupName, request))];
    const keys = requestTags(input.tags);
    const need = { action: 'logs:CreateLogGroup', resources, keys };
    return input.tags === undefined
      ? [need]
      : [need, { action: 'logs:TagResource', resources, keys, called: withTags }];
  },
  async run({ groups, clock, ids }, input, request) {
    checkNotReserved(input.tags ?? {});
    await groups.create(
      newGroup(ownGroup(input.logGroupName, request), ids.hex(16), clock.now(), {
        ...(input.logGroupClass === undefined ? {} : { class: input.logGroupClass }),
        ...(input.kmsKeyId === undefined ? {} : { kmsKeyId: input.kmsKeyId }),
        ...(input.deletionProtectionEnabled === true ? { deletionProtection: true as const } : {}),
        ...(input.tags === undefined ? {} : { tags: input.tags }),
      }),
    );
  },
});
