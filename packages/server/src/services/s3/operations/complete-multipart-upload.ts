import {
  flatList,
  header,
  integer,
  long,
  malformedXml,
  payload,
  query,
  required,
  string,
  structure,
} from '@paddock/wire';
import { bucketOf, objectNeed } from '../access.js';
import { checksumView, encryptionView, quoted } from '../attributes.js';
import { operation } from '../context.js';
import { invalidPartOrder, invalidRequest } from '../errors.js';
import { checksumElements, checksumHeaders, encryptionHeaders, onObject } from '../shapes.js';
import { assemble, type NamedPart } from '../uploads/completing.js';
import { mostParts } from '../uploads/upload.js';
import { writeCondition } from '../writing.js';

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CompleteMultipartUpload.html */
export const completeMultipartUpload = operation({
  name: 'CompleteMultipartUpload',
  input: structure('CompleteMultipartUploadRequest', {
    ...onObject,
    UploadId: query('uploadId', string()),
    ...checksumHeaders,
    ChecksumType: header('x-amz-checksum-type', string()),
    MpuObjectSize: header('x-amz-mp-object-size', long()),
    IfMatch: header('if-match', string()),
    IfNoneMatch: header('if-none-match', string()),
    MultipartUpload: payload(
      structure('CompleteMultipartUpload', {
        Part: flatList(
          structure('CompletedPart', {
            ETag: required(string()),
            PartNumber: required(integer()),
            ...checksumElements,
          }),
        ),
      }),
    ),
  }),
  output: structure('CompleteMultipartUploadResult', {
    ...encryptionHeaders,
    Location: string(),
    Bucket: string(),
    Key: string(),
    ETag: string(),
    ChecksumType: string(),
    ...checksumElements,
  }),
  errors: [],
  needs: (context, input, request) => objectNeed(context, input, request, 'PutObject'),
  async run(context, input, request) {
    const bucket = bucketOf(context, input, request);
    const { Key: key, UploadId: id = '' } = input;
    const upload = await context.uploads.get(bucket, key, id);
    const parts = input.MultipartUpload?.Part ?? [];
    if (parts.length === 0 || parts.length > mostParts) throw malformedXml();
    for (const [at, part] of parts.entries())
      if (at > 0 && part.PartNumber <= (parts[at - 1]?.PartNumber ?? 0)) throw invalidPartOrder(id);
    if (input.ChecksumType !== undefined && input.ChecksumType !== upload.checksumType)
      throw invalidRequest(
        `The upload was created using the ${upload.checksumType} checksum mode. The complete request must use the same checksum mode.`,
      );
    const named: NamedPart[] = parts.map((part) => ({ ...part, checksum: part[`Checksum${upload.algorithm}`] }));
    const version = context.blobs.newName(bucket.id);
    const modified = context.clock.now();
    const expected = { checksum: input[`Checksum${upload.algorithm}`], size: input.MpuObjectSize };
    const { entry } = await context.uploads.complete(
      bucket,
      upload,
      named.map(({ PartNumber: number }) => number),
      (found) => assemble(upload, named, found, expected, { version, modified }),
      writeCondition(input, key),
    );
    return {
      ...encryptionView(entry.attributes),
      Location: locationOf(bucket.name, bucket.region, key),
      Bucket: bucket.name,
      Key: key,
      ETag: quoted(entry.etag),
      ChecksumType: entry.checksum?.type,
      ...checksumView(entry.checksum),
    };
  },
});

const locationOf = (bucket: string, region: string, key: string): string =>
  `https://${bucket}.s3.${region}.amazonaws.com/${encodeURIComponent(key)}`;
