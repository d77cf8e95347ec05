import { required, structure } from '@paddock/wire';
import { findActiveStream, namedStream, onStream } from '../addressing.js';
import { operation } from '../context.js';
import { invalidArgument, kmsErrorCodes } from '../errors.js';
import { changeSettings } from '../settings.js';
import { EncryptionType, KeyId, streamReference } from '../shapes.js';

/**
 * The key is kept and answered, and records carry EncryptionType; nothing is encrypted with it: KMS is not part of this system.
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StartStreamEncryption.html
 */
export const startStreamEncryption = operation({
  name: 'StartStreamEncryption',
  input: structure('StartStreamEncryptionInput', {
    EncryptionType: required(EncryptionType),
    KeyId: required(KeyId),
    ...streamReference,
  }),
  output: undefined,
  errors: [
    'InvalidArgumentException',
    'LimitExceededException',
    'ResourceInUseException',
    'ResourceNotFoundException',
    ...kmsErrorCodes,
    'AccessDeniedException',
  ],
  needs: onStream('StartStreamEncryption'),
  async run(context, input, request) {
    const named = namedStream(input, request);
    if (input.EncryptionType !== 'KMS') throw invalidArgument('The only valid value of EncryptionType is KMS.');
    await findActiveStream(context, named);
    await changeSettings(context, named, ({ encryption }) =>
      encryption?.keyId === input.KeyId ? undefined : { encryption: { keyId: input.KeyId } },
    );
  },
});
