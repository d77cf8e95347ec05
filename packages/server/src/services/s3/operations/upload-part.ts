import { blob, createChecksum, integer, payload, query, string, structure, header } from '@paddock/wire';
import { bucketOf, objectNeed } from '../access.js';
import { assertSupported, encryptionView, quoted } from '../attributes.js';
import { operation } from '../context.js';
import { badChecksum, invalidRequest } from '../errors.js';
import { assertIntact, assertMd5, givenChecksum } from '../integrity.js';
import { largestRequest } from '../limits.js';
import { digestsOf } from '../objects/digests.js';
import { checksumHeaders, customerKeyHeaders, encryptionHeaders, integrity, onObject } from '../shapes.js';
import { partNumber, storePart } from '../uploads/storing.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_UploadPart.html */
export const uploadPart = operation({
  name: 'UploadPart',
  bodyLimit: largestRequest,
  input: structure('UploadPartRequest', {
    ...onObject,
    ...integrity,
    ...customerKeyHeaders,
    PartNumber: query('partNumber', integer()),
    UploadId: query('uploadId', string()),
    Body: payload(blob()),
  }),
  output: structure('UploadPartOutput', {
    ETag: header('etag', string()),
    ...checksumHeaders,
    ...encryptionHeaders,
  }),
  errors: [],
  needs: (context, input, request) => objectNeed(context, input, request, 'PutObject'),
  async run(context, input, request) {
    const bucket = bucketOf(context, input, request);
    assertSupported(input);
    const number = partNumber(input.PartNumber);
    const upload = await context.uploads.get(bucket, input.Key, input.UploadId ?? '');
    const given = givenChecksum(input);
    assertMd5(input.ContentMD5);
    if (given !== undefined && upload.chosen && given.algorithm !== upload.algorithm)
      throw invalidRequest(
        `Checksum Type mismatch occurred, expected checksum Type: ${upload.algorithm.toLowerCase()}, actual checksum Type: ${given.algorithm.toLowerCase()}`,
      );
    const body = input.Body?.bytes() ?? new Uint8Array(0);
    const digests = await digestsOf(body, upload.algorithm);
    assertIntact(digests, input.ContentMD5, given?.algorithm === upload.algorithm ? given : undefined);
    if (given !== undefined && given.algorithm !== upload.algorithm) {
      const sum = createChecksum(given.algorithm);
      sum.update(body);
      if (sum.digest().toString('base64') !== given.value) throw badChecksum(given.algorithm);
    }
    const part = await storePart(context, bucket, upload, number, body, () => digests);
    const told = given ?? (upload.chosen ? { algorithm: upload.algorithm, value: part.checksum } : undefined);
    return {
      ETag: quoted(part.etag),
      ...(told === undefined ? {} : { [`Checksum${told.algorithm}`]: told.value }),
      ...encryptionView(upload.attributes),
    };
  },
});
