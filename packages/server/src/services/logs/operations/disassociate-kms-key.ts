import { structure } from '@paddock/wire';
import { encryptedGroup, onEncrypted } from '../addressing.js';
import { operation } from '../context.js';
import { LogGroupName, ResourceIdentifier } from '../shapes.js';
import { associateKmsKey } from './associate-kms-key.js';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DisassociateKmsKey.html */
export const disassociateKmsKey = operation({
  name: 'DisassociateKmsKey',
  input: structure('DisassociateKmsKeyRequest', {
    logGroupName: LogGroupName,
    resourceIdentifier: ResourceIdentifier,
  }),
  output: undefined,
  errors: associateKmsKey.errors,
  needs: onEncrypted('DisassociateKmsKey'),
  async run({ groups }, input, request) {
    await groups.change(encryptedGroup(input, request), ({ kmsKeyId: _before, ...group }) => group);
  },
});
