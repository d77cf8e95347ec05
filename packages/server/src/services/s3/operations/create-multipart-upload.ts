import { checksumAlgorithms, header, string, structure } from '@paddock/wire';
import { bucketOf, objectNeed } from '../access.js';
import { assertSupported, attributesOf, encryptionView } from '../attributes.js';
import { operation } from '../context.js';
import { invalidRequest, unsupportedChecksum } from '../errors.js';
import { attributeHeaders, encryptionHeaders, onObject, refusedHeaders } from '../shapes.js';
import type { Upload } from '../uploads/upload.js';
import { newUploadId } from '../uploads/uploads.js';
import { writeKeys } from '../write-keys.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateMultipartUpload.html */
export const createMultipartUpload = operation({
  name: 'CreateMultipartUpload',
  input: structure('CreateMultipartUploadRequest', {
    ...onObject,
    ...attributeHeaders,
    ...refusedHeaders,
    ChecksumAlgorithm: header('x-amz-checksum-algorithm', string()),
    ChecksumType: header('x-amz-checksum-type', string()),
  }),
  output: structure('InitiateMultipartUploadResult', {
    ChecksumAlgorithm: header('x-amz-checksum-algorithm', string()),
    ChecksumType: header('x-amz-checksum-type', string()),
    ...encryptionHeaders,
    Bucket: string(),
    Key: string(),
    UploadId: string(),
  }),
  errors: [],
  needs: (context, input, request) => objectNeed(context, input, request, 'PutObject', writeKeys(input)),
  async run(context, input, request) {
    const bucket = bucketOf(context, input, request);
    assertSupported(input);
    const { initiated, chosen, ...sums } = { initiated: context.clock.now(), ...checksumOf(input) };
    const id = newUploadId(initiated, context.ids.hex(52));
    const attributes = attributesOf(input);
    const { Key: key } = input;
    const upload: Upload = { key, id, initiated, initiator: request.principal.account, attributes, chosen, ...sums };
    await context.uploads.begin(bucket, upload);
    return {
      ChecksumAlgorithm: chosen ? sums.algorithm : undefined,
      ChecksumType: chosen ? sums.checksumType : undefined,
      ...encryptionView(attributes),
      Bucket: bucket.name,
      Key: key,
      UploadId: id,
    };
  },
});

/** @throws InvalidRequest */
function checksumOf(input: {
  readonly ChecksumAlgorithm?: string | undefined;
  readonly ChecksumType?: string | undefined;
}): Pick<Upload, 'algorithm' | 'checksumType' | 'chosen'> {
  const { ChecksumAlgorithm: asked, ChecksumType: type } = input;
  if (asked === undefined) {
    if (type !== undefined)
      throw invalidRequest('The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.');
    return { algorithm: 'CRC64NVME', checksumType: 'FULL_OBJECT', chosen: false };
  }
  const algorithm = checksumAlgorithms.find((known) => known === asked.toUpperCase());
  if (algorithm === undefined) throw unsupportedChecksum();
  const isOfBytes = algorithm.startsWith('SHA');
  const checksumType = type ?? (algorithm === 'CRC64NVME' ? 'FULL_OBJECT' : 'COMPOSITE');
  if (checksumType !== 'FULL_OBJECT' && checksumType !== 'COMPOSITE')
    throw invalidRequest('Value for x-amz-checksum-type header is invalid.');
  if ((checksumType === 'FULL_OBJECT' && isOfBytes) || (checksumType === 'COMPOSITE' && algorithm === 'CRC64NVME'))
    throw invalidRequest(
      `The ${checksumType} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    );
  return { algorithm, checksumType, chosen: true };
}
