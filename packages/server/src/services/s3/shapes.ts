import {
  header,
  headers,
  integer,
  label,
  long,
  map,
  query,
  required,
  sensitive,
  string,
  structure,
  timestamp,
} from '@paddock/wire';

export const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';

export const onBucket = {
  Bucket: required(label(string())),
  ExpectedBucketOwner: header('x-amz-expected-bucket-owner', string()),
};
export const onObject = { ...onBucket, Key: required(label(string())) };

/** The check sums that a request gives, or an answer. */
export const checksumHeaders = {
  ChecksumCRC32: header('x-amz-checksum-crc32', string()),
  ChecksumCRC32C: header('x-amz-checksum-crc32c', string()),
  ChecksumCRC64NVME: header('x-amz-checksum-crc64nvme', string()),
  ChecksumSHA1: header('x-amz-checksum-sha1', string()),
  ChecksumSHA256: header('x-amz-checksum-sha256', string()),
};
export const checksumElements = {
  ChecksumCRC32: string(),
  ChecksumCRC32C: string(),
  ChecksumCRC64NVME: string(),
  ChecksumSHA1: string(),
  ChecksumSHA256: string(),
};

/** Younger check sums, which are not computed here: what claims one is refused. */
const unverifiedHeaders = {
  ChecksumSHA512: header('x-amz-checksum-sha512', string()),
  ChecksumMD5: header('x-amz-checksum-md5', string()),
  ChecksumXXHASH64: header('x-amz-checksum-xxhash64', string()),
  ChecksumXXHASH3: header('x-amz-checksum-xxhash3', string()),
  ChecksumXXHASH128: header('x-amz-checksum-xxhash128', string()),
};

/** What proves that a body is what was sent. */
export const integrity = {
  ContentMD5: header('content-md5', string()),
  ChecksumAlgorithm: header('x-amz-sdk-checksum-algorithm', string()),
  ChecksumType: header('x-amz-checksum-type', string()),
  ...checksumHeaders,
  ...unverifiedHeaders,
};

/** What whoever writes an object says of it. */
export const attributeHeaders = {
  ContentType: header('content-type', string()),
  ContentEncoding: header('content-encoding', string()),
  ContentDisposition: header('content-disposition', string()),
  ContentLanguage: header('content-language', string()),
  CacheControl: header('cache-control', string()),
  Expires: header('expires', string()),
  StorageClass: header('x-amz-storage-class', string()),
  ServerSideEncryption: header('x-amz-server-side-encryption', string()),
  SSEKMSKeyId: sensitive(header('x-amz-server-side-encryption-aws-kms-key-id', string())),
  Metadata: headers('x-amz-meta-', map(string(), string())),
};

/** For encryption with a key that the request brings. */
export const customerKeyHeaders = {
  SSECustomerAlgorithm: header('x-amz-server-side-encryption-customer-algorithm', string()),
  SSECustomerKey: sensitive(header('x-amz-server-side-encryption-customer-key', string())),
};
export const sourceKeyHeaders = {
  CopySourceSSECustomerAlgorithm: header('x-amz-copy-source-server-side-encryption-customer-algorithm', string()),
  CopySourceSSECustomerKey: sensitive(header('x-amz-copy-source-server-side-encryption-customer-key', string())),
};

/** Headers that ask for what is not here, or that ACLs are made of. */
export const refusedHeaders = {
  ACL: header('x-amz-acl', string()),
  GrantRead: header('x-amz-grant-read', string()),
  GrantReadACP: header('x-amz-grant-read-acp', string()),
  GrantWrite: header('x-amz-grant-write', string()),
  GrantWriteACP: header('x-amz-grant-write-acp', string()),
  GrantFullControl: header('x-amz-grant-full-control', string()),
  Tagging: header('x-amz-tagging', string()),
  WebsiteRedirectLocation: header('x-amz-website-redirect-location', string()),
  ObjectLockMode: header('x-amz-object-lock-mode', string()),
  ObjectLockRetainUntilDate: header('x-amz-object-lock-retain-until-date', string()),
  ObjectLockLegalHoldStatus: header('x-amz-object-lock-legal-hold', string()),
  ...customerKeyHeaders,
  WriteOffsetBytes: header('x-amz-write-offset-bytes', string()),
};

export const encryptionHeaders = {
  ServerSideEncryption: header('x-amz-server-side-encryption', string()),
  SSEKMSKeyId: sensitive(header('x-amz-server-side-encryption-aws-kms-key-id', string())),
};

/** What GetObject and HeadObject are asked. */
export const readInput = {
  ...onObject,
  ...customerKeyHeaders,
  Range: header('range', string()),
  IfMatch: header('if-match', string()),
  IfNoneMatch: header('if-none-match', string()),
  IfModifiedSince: header('if-modified-since', string()),
  IfUnmodifiedSince: header('if-unmodified-since', string()),
  ChecksumMode: header('x-amz-checksum-mode', string()),
  PartNumber: query('partNumber', integer()),
  VersionId: query('versionId', string()),
  ResponseCacheControl: query('response-cache-control', string()),
  ResponseContentDisposition: query('response-content-disposition', string()),
  ResponseContentEncoding: query('response-content-encoding', string()),
  ResponseContentLanguage: query('response-content-language', string()),
  ResponseContentType: query('response-content-type', string()),
  ResponseExpires: query('response-expires', string()),
};

/** And answer. */
export const readOutput = {
  LastModified: header('last-modified', timestamp),
  ETag: header('etag', string()),
  AcceptRanges: header('accept-ranges', string()),
  ContentRange: header('content-range', string()),
  ContentLength: header('content-length', long()),
  PartsCount: header('x-amz-mp-parts-count', integer()),
  ChecksumType: header('x-amz-checksum-type', string()),
  ...checksumHeaders,
  ...attributeHeaders,
  Server: header('server', string()),
};

export const owner = structure('Owner', { ID: string() });
