import { boolean, required, structure } from '@paddock/wire';
import { identifiedGroup, onGroup } from '../addressing.js';
import { operation } from '../context.js';
import { LogGroupIdentifier } from '../shapes.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogGroupDeletionProtection.html */
export const putLogGroupDeletionProtection = operation({
  name: 'PutLogGroupDeletionProtection',
  input: structure('PutLogGroupDeletionProtectionRequest', {
    logGroupIdentifier: required(LogGroupIdentifier),
    deletionProtectionEnabled: required(boolean),
  }),
  output: undefined,
  errors: [
    'InvalidParameterException',
    'ResourceNotFoundException',
    'AccessDeniedException',
    'OperationAbortedException',
    'ServiceUnavailableException',
    'InvalidOperationException',
  ],
  needs: onGroup('PutLogGroupDeletionProtection'),
  async run({ groups }, { logGroupIdentifier, deletionProtectionEnabled }, request) {
    await groups.change(identifiedGroup(logGroupIdentifier, request), ({ deletionProtection: _before, ...group }) =>
      deletionProtectionEnabled ? { ...group, deletionProtection: true } : group,
    );
  },
});
