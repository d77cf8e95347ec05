import { keysOf } from '../../authorization/need-keys.js';

/** Condition keys of requests that write an object. */
export const writeKeys = (input: {
  readonly ACL?: string | undefined;
  readonly StorageClass?: string | undefined;
  readonly ServerSideEncryption?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly IfMatch?: string | undefined;
  readonly IfNoneMatch?: string | undefined;
  readonly CopySource?: string | undefined;
  readonly MetadataDirective?: string | undefined;
}) =>
  keysOf({
    's3:x-amz-acl': input.ACL,
    's3:x-amz-storage-class': input.StorageClass ?? 'STANDARD',
    's3:x-amz-server-side-encryption': input.ServerSideEncryption,
    's3:x-amz-server-side-encryption-aws-kms-key-id': input.SSEKMSKeyId,
    's3:if-match': input.IfMatch,
    's3:if-none-match': input.IfNoneMatch,
    's3:x-amz-copy-source': input.CopySource,
    's3:x-amz-metadata-directive': input.MetadataDirective,
  });
