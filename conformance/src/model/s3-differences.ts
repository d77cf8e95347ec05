import type { RestXmlDifferences } from './rest-xml.js';

const checksums = ['SHA512', 'MD5', 'XXHASH64', 'XXHASH3', 'XXHASH128'];

/** Where our shapes of S3 differ from the model on purpose, by what goes over the wire. */
export const s3Differences: RestXmlDifferences = {
  ours: [
    // What is refused, or left alone, is one list for all that write.
    ...['CopyObject', 'CreateMultipartUpload', 'PutObject'].map(
      (name) => `${name}.input header x-amz-grant-write: only here`,
    ),
    ...['CopyObject', 'CreateMultipartUpload'].map(
      (name) => `${name}.input header x-amz-write-offset-bytes: only here`,
    ),
    ...[
      'tagging',
      'website-redirect-location',
      'object-lock-mode',
      'object-lock-retain-until-date',
      'object-lock-legal-hold',
      'server-side-encryption-customer-algorithm',
      'server-side-encryption-customer-key',
      'write-offset-bytes',
    ].map((header) => `CreateBucket.input header x-amz-${header}: only here`),
    // SDKs write the check sum that the model asks for, and the model does not say where.
    'DeleteObjects.input header content-md5: only here',
    ...['type', 'crc32', 'crc32c', 'crc64nvme', 'sha1', 'sha256', ...checksums.map((name) => name.toLowerCase())].map(
      (name) => `DeleteObjects.input header x-amz-checksum-${name}: only here`,
    ),
    ...['PutObject', 'UploadPart'].map((name) => `${name}.input header x-amz-checksum-type: only here`),
    // Refused, whatever they say.
    'DeleteObjects.input body/Object[]/LastModifiedTime: string here, timestamp there',
    'DeleteObjects.input body/Object[]/Size: string here, long there',
    // Documents with an attribute, or a text around which there is one element only.
    'GetBucketAcl.output body: bytes here, structure there',
    'GetObjectAcl.output body: bytes here, structure there',
    'GetBucketLocation.output body: bytes here, structure there',
    // AWS answers these.
    'GetBucketPolicy.output header content-type: only here',
    'HeadBucket.output header content-type: only here',
    ...['GetObject', 'HeadObject'].flatMap((name) => [
      `${name}.output header server: only here`,
      `${name}.output status: only here`,
    ]),
    'ListParts.input query encoding-type: only here',
  ],
  lacking: [
    // Of buckets with versions, tags, locks, replication, restored or expiring objects, websites: none is here.
    'input header x-amz-mfa',
    'input header x-amz-bypass-governance-retention',
    'input header x-amz-tagging-directive',
    'input header x-amz-optional-object-attributes',
    'input query versionId',
    'output header x-amz-version-id',
    'output header x-amz-copy-source-version-id',
    'output header x-amz-delete-marker',
    'output body/Deleted[]/DeleteMarker',
    'output body/Deleted[]/DeleteMarkerVersionId',
    'output header x-amz-tagging-count',
    'output header x-amz-object-lock-mode',
    'output header x-amz-object-lock-retain-until-date',
    'output header x-amz-object-lock-legal-hold',
    'output header x-amz-replication-status',
    'output header x-amz-restore',
    'output header x-amz-archive-status',
    'output header x-amz-expiration',
    'output header x-amz-abort-date',
    'output header x-amz-abort-rule-id',
    'output header x-amz-missing-meta',
    'output header x-amz-website-redirect-location',
    'output body/Contents[]/RestoreStatus',
    // Nobody pays.
    'input header x-amz-request-payer',
    'output header x-amz-request-charged',
    // Encryption with a customer's key is refused where it begins; a KMS key is a name.
    'input header x-amz-server-side-encryption-customer-algorithm',
    'input header x-amz-server-side-encryption-customer-key',
    'input header x-amz-server-side-encryption-customer-key-md5',
    'input header x-amz-copy-source-server-side-encryption-customer-key-md5',
    'input header x-amz-server-side-encryption-context',
    'input header x-amz-server-side-encryption-bucket-key-enabled',
    'output header x-amz-server-side-encryption-customer-algorithm',
    'output header x-amz-server-side-encryption-customer-key-md5',
    'output header x-amz-server-side-encryption-context',
    'output header x-amz-server-side-encryption-bucket-key-enabled',
    // The younger check sums; what gives one is refused.
    ...checksums.flatMap((name) => [
      `input header x-amz-checksum-${name.toLowerCase()}`,
      `output header x-amz-checksum-${name.toLowerCase()}`,
      `input body/Part[]/Checksum${name}`,
      `output body/Part[]/Checksum${name}`,
      `output body/Checksum${name}`,
    ]),
    // Directory buckets.
    'input header x-amz-if-match-initiated-time',
    'input header x-amz-bucket-namespace',
    'input body/Location',
    'input body/Bucket',
    'output header x-amz-bucket-arn',
    'output header x-amz-bucket-location-type',
    'output header x-amz-bucket-location-name',
    // Tags of buckets.
    'input body/Tags',
    // AWS answers it no more.
    'output body/Owner/DisplayName',
    'output body/Initiator/DisplayName',
    'output body/Contents[]/Owner/DisplayName',
    'output body/Upload[]/Owner/DisplayName',
    'output body/Upload[]/Initiator/DisplayName',
    // Of any document, verified ahead of the operation.
    'input header content-md5',
    'input header x-amz-sdk-checksum-algorithm',
    'input header content-length',
    // It guards against shutting oneself out, which nobody is kept from here.
    'input header x-amz-confirm-remove-self-bucket-access',
    // See above: documents that are written by hand.
    'output body/Owner',
    'output body/AccessControlList',
    'output body/LocationConstraint',
  ],
};
