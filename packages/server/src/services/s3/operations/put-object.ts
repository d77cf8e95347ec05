import { blob, header, long, payload, string, structure } from '@paddock/wire';
import { bucketOf, objectNeed } from '../access.js';
import { assertSupported, attributesOf, checksumView, encryptionView, quoted } from '../attributes.js';
import { operation } from '../context.js';
import { largestRequest } from '../limits.js';
import {
  attributeHeaders,
  checksumHeaders,
  encryptionHeaders,
  integrity,
  onObject,
  refusedHeaders,
} from '../shapes.js';
import { storeObject, writeCondition } from '../writing.js';
import { writeKeys } from '../write-keys.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html */
export const putObject = operation({
  name: 'PutObject',
  bodyLimit: largestRequest,
  input: structure('PutObjectRequest', {
    ...onObject,
    ...attributeHeaders,
    ...integrity,
    ...refusedHeaders,
    IfMatch: header('if-match', string()),
    IfNoneMatch: header('if-none-match', string()),
    Body: payload(blob()),
  }),
  output: structure('PutObjectOutput', {
    ETag: header('etag', string()),
    ChecksumType: header('x-amz-checksum-type', string()),
    Size: header('x-amz-object-size', long()),
    ...checksumHeaders,
    ...encryptionHeaders,
  }),
  errors: ['EncryptionTypeMismatch', 'InvalidRequest', 'InvalidWriteOffset', 'TooManyParts'],
  needs: (context, input, request) => objectNeed(context, input, request, 'PutObject', writeKeys(input)),
  async run(context, input, request) {
    const bucket = bucketOf(context, input, request);
    assertSupported(input);
    const entry = await storeObject(context, bucket, input.Key, {
      body: input.Body?.bytes() ?? new Uint8Array(0),
      attributes: attributesOf(input),
      integrity: input,
      condition: writeCondition(input, input.Key),
    });
    return {
      ETag: quoted(entry.etag),
      ChecksumType: entry.checksum?.type,
      ...checksumView(entry.checksum),
      ...encryptionView(entry.attributes),
    };
  },
});
