import { required, structure } from '@paddock/wire';
import { findActiveStream, namedStream, onStream } from '../addressing.js';
import { operation } from '../context.js';
import { invalidArgument } from '../errors.js';
import { changeSettings } from '../settings.js';
import { EncryptionType, KeyId, streamReference } from '../shapes.js';

/**
 * The key id is not compared with the present one: AWS takes any.
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StopStreamEncryption.html
 */
export const stopStreamEncryption = operation({
  name: 'StopStreamEncryption',
  input: structure('StopStreamEncryptionInput', {
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
    'AccessDeniedException',
  ],
  needs: onStream('StopStreamEncryption'),
  async run(context, input, request) {
    const named = namedStream(input, request);
    if (input.EncryptionType !== 'KMS') throw invalidArgument('The only valid value of EncryptionType is KMS.');
    await findActiveStream(context, named);
    await changeSettings(context, named, ({ encryption }) =>
      encryption === undefined ? undefined : { encryption: null },
    );
  },
});
