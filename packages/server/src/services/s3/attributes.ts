import type { ObjectAttributes, ObjectEntry, StoredChecksum } from './domain/object-entry.js';
import { mostMetadata } from './domain/names.js';
import { aclsNotSupported, invalidArgument, invalidStorageClass, metadataTooLarge, notImplemented } from './errors.js';

export interface AttributeInput {
  readonly ContentType?: string | undefined;
  readonly ContentEncoding?: string | undefined;
  readonly ContentDisposition?: string | undefined;
  readonly ContentLanguage?: string | undefined;
  readonly CacheControl?: string | undefined;
  readonly Expires?: string | undefined;
  readonly StorageClass?: string | undefined;
  readonly ServerSideEncryption?: string | undefined;
  readonly SSEKMSKeyId?: string | undefined;
  readonly Metadata?: Readonly<Record<string, string>> | undefined;
}

/** What a request says of the object that it writes. @throws MetadataTooLarge, InvalidStorageClass, InvalidArgument */
export function attributesOf(input: AttributeInput): ObjectAttributes {
  const encoding = withoutChunks(input.ContentEncoding);
  const headers: Record<string, string> = { 'content-type': input.ContentType ?? 'binary/octet-stream' };
  if (encoding !== undefined) headers['content-encoding'] = encoding;
  if (input.ContentDisposition !== undefined) headers['content-disposition'] = input.ContentDisposition;
  if (input.ContentLanguage !== undefined) headers['content-language'] = input.ContentLanguage;
  if (input.CacheControl !== undefined) headers['cache-control'] = input.CacheControl;
  if (input.Expires !== undefined) headers['expires'] = input.Expires;
  const encryption = encryptionOf(input);
  const { StorageClass: storageClass } = input;
  if (storageClass !== undefined && !storageClasses.has(storageClass)) throw invalidStorageClass(storageClass);
  return {
    headers,
    metadata: metadataOf(input.Metadata ?? {}),
    ...(storageClass === undefined || storageClass === 'STANDARD' ? {} : { storageClass }),
    ...(encryption === undefined ? {} : { encryption }),
  };
}

const storageClasses = new Set([
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER_IR',
]);

/** Objects are taken apart as they arrive: `aws-chunked` is how one was sent, not what it is. */
function withoutChunks(encoding: string | undefined): string | undefined {
  if (encoding?.includes('aws-chunked') !== true) return encoding;
  const kept = encoding
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== 'aws-chunked');
  return kept.length === 0 ? undefined : kept.join(',');
}

function metadataOf(sent: Readonly<Record<string, string>>): Record<string, string> {
  let size = 0;
  const metadata: [string, string][] = [];
  for (const [name, value] of Object.entries(sent)) {
    // Headers come as bytes, which are UTF-8 where they are more than ASCII.
    const text = /[\x80-\xff]/.test(value) ? Buffer.from(value, 'latin1').toString() : value;
    metadata.push([name, text]);
    size += Buffer.byteLength(name) + Buffer.byteLength(text);
  }
  if (size > mostMetadata) throw metadataTooLarge(size);
  return Object.fromEntries(metadata);
}

function encryptionOf({ ServerSideEncryption: algorithm, SSEKMSKeyId: keyId }: AttributeInput) {
  if (algorithm === undefined) {
    if (keyId === undefined) return undefined;
    throw invalidArgument(
      'Server Side Encryption with AWS KMS managed key requires HTTP header x-amz-server-side-encryption : aws:kms',
      'x-amz-server-side-encryption',
    );
  }
  if (algorithm === 'AES256') return undefined;
  if (algorithm !== 'aws:kms' && algorithm !== 'aws:kms:dsse')
    throw invalidArgument(
      'The encryption method specified is not supported',
      'x-amz-server-side-encryption',
      algorithm,
    );
  return keyId === undefined ? { algorithm } : { algorithm, keyId };
}

/**
 * Whether a request asks for what is not here.
 * @throws NotImplemented; AccessControlListNotSupported, as buckets that enforce their owner do
 */
export function assertSupported(input: Readonly<Record<string, unknown>>): void {
  for (const [member, name] of notHere) if (input[member] !== undefined) throw notImplemented({ Header: name });
  const acl = input['ACL'];
  const isOwners = acl === undefined || acl === 'private' || acl === 'bucket-owner-full-control';
  if (!isOwners || grants.some((member) => input[member] !== undefined)) throw aclsNotSupported();
}

const notHere = [
  ['Tagging', 'x-amz-tagging'],
  ['WebsiteRedirectLocation', 'x-amz-website-redirect-location'],
  ['ObjectLockMode', 'x-amz-object-lock-mode'],
  ['ObjectLockRetainUntilDate', 'x-amz-object-lock-retain-until-date'],
  ['ObjectLockLegalHoldStatus', 'x-amz-object-lock-legal-hold'],
  ['SSECustomerAlgorithm', 'x-amz-server-side-encryption-customer-algorithm'],
  ['SSECustomerKey', 'x-amz-server-side-encryption-customer-key'],
  ['WriteOffsetBytes', 'x-amz-write-offset-bytes'],
] as const;
const grants = ['GrantRead', 'GrantReadACP', 'GrantWrite', 'GrantWriteACP', 'GrantFullControl'];

/** The headers that say how an object is encrypted: every one is, on AWS. */
export const encryptionView = ({ encryption }: ObjectAttributes) => ({
  ServerSideEncryption: encryption?.algorithm ?? 'AES256',
  SSEKMSKeyId: encryption?.keyId,
});

/** A check sum as requests and answers name it. */
export const checksumView = (checksum: StoredChecksum | undefined) =>
  checksum === undefined ? {} : { [`Checksum${checksum.algorithm}`]: checksum.value };

/** What GetObject and HeadObject answer of an object in headers. */
export function attributeView({ attributes }: ObjectEntry) {
  const { headers, metadata, storageClass } = attributes;
  return {
    ContentType: headers['content-type'],
    ContentEncoding: headers['content-encoding'],
    ContentDisposition: headers['content-disposition'],
    ContentLanguage: headers['content-language'],
    CacheControl: headers['cache-control'],
    Expires: headers['expires'],
    StorageClass: storageClass,
    Metadata: metadata,
    ...encryptionView(attributes),
  };
}

export const quoted = (etag: string): string => `"${etag}"`;
