import { required, structure } from '@paddock/wire';
import { encryptedGroup, onEncrypted } from '../addressing.js';
import { operation } from '../context.js';
import { KmsKeyId, LogGroupName, ResourceIdentifier } from '../shapes.js';

/**
 * The key is kept and told; nothing is encrypted by it.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_AssociateKmsKey.html
 */
export const associateKmsKey = operation({
  name: 'AssociateKmsKey',
  input: structure('AssociateKmsKeyRequest', {
    logGroupName: LogGroupName,
    kmsKeyId: required(KmsKeyId),
    resourceIdentifier: ResourceIdentifier,
  }),
  output: undefined,
  errors: [
    'InvalidParameterException',
    'ResourceNotFoundException',
    'OperationAbortedException',
    'ServiceUnavailableException',
  ],
  needs: onEncrypted('AssociateKmsKey'),
  async run({ groups }, input, request) {
    const { kmsKeyId } = input;
    await groups.change(encryptedGroup(input, request), (group) => ({ ...group, kmsKeyId }));
  },
});
