import type { RequestHead } from '@paddock/wire';
import type { BoundOperation } from '../../operation.js';
import type { ServiceRoute } from '../../service.js';
import { invalidUri, methodNotAllowed, notImplemented, oldSignature } from './errors.js';

/** What a request is about, by its host and path. */
export interface Addressed {
  readonly bucket: string | undefined;
  readonly key: string | undefined;
}

/**
 * Finds operations of S3: buckets are named by the host or by the path's first segment, and what is wanted of them by method, sub-resource in the query and, for copies,
 * a header.
 * @param exists whether there is such a bucket: what is not signed is S3's when its host says so, or its path names one
 */
export function createRouting(
  operations: ReadonlyMap<string, BoundOperation>,
  exists: (bucket: string) => boolean,
): (head: RequestHead, isSigned: boolean) => ServiceRoute | undefined {
  return (head, isSigned) => {
    const host = hostOf(String(head.headers['host'] ?? ''));
    const { bucket: rawBucket, key: rawKey } = addressOf(head.path, host);
    const [bucket, key] = [decoded(rawBucket), decoded(rawKey)];
    if (!isSigned && !host.isS3 && (bucket === undefined || bucket === null || !exists(bucket))) return undefined;
    if (bucket === null || key === null) return { error: invalidUri(head.path) };
    const parameters = parameterNames(head.query);
    if (!isSigned && parameters.has('AWSAccessKeyId') && parameters.has('Signature')) return { error: oldSignature() };
    const level = bucket === undefined ? 'service' : key === undefined ? 'bucket' : 'object';
    const name = nameOf(level, head, parameters);
    const operation = name === undefined ? undefined : operations.get(name);
    if (operation === undefined) return { error: refusal(level, head.method, name) };
    const labels = { ...(bucket === undefined ? {} : { Bucket: bucket }), ...(key === undefined ? {} : { Key: key }) };
    return { operation, labels };
  };
}

type Level = 'service' | 'bucket' | 'object';

/** Sub-resources that S3 knows, by method, and the operations here; those without one answer NotImplemented. */
const subresources: Readonly<
  Record<Exclude<Level, 'service'>, Readonly<Record<string, Readonly<Record<string, string>>>>>
> = {
  bucket: {
    location: { GET: 'GetBucketLocation' },
    policy: { GET: 'GetBucketPolicy', PUT: 'PutBucketPolicy', DELETE: 'DeleteBucketPolicy' },
    publicAccessBlock: { GET: 'GetPublicAccessBlock', PUT: 'PutPublicAccessBlock', DELETE: 'DeletePublicAccessBlock' },
    versioning: { GET: 'GetBucketVersioning' },
    acl: { GET: 'GetBucketAcl' },
    uploads: { GET: 'ListMultipartUploads' },
    delete: { POST: 'DeleteObjects' },
    ...notHere(
      'abac accelerate analytics cors encryption intelligent-tiering inventory lifecycle logging metadataConfiguration',
    ),
    ...notHere('metadataTable metadataInventoryTable metadataJournalTable metrics notification object-lock'),
    ...notHere('ownershipControls policyStatus replication requestPayment session tagging versions website'),
  },
  object: {
    acl: { GET: 'GetObjectAcl' },
    uploads: { POST: 'CreateMultipartUpload' },
    uploadId: {
      GET: 'ListParts',
      PUT: 'UploadPart',
      POST: 'CompleteMultipartUpload',
      DELETE: 'AbortMultipartUpload',
    },
    ...notHere('attributes encryption legal-hold renameObject restore retention select tagging torrent'),
  },
};

const plain: Readonly<Record<Level, Readonly<Record<string, string>>>> = {
  service: { GET: 'ListBuckets' },
  bucket: { GET: 'ListObjects', PUT: 'CreateBucket', HEAD: 'HeadBucket', DELETE: 'DeleteBucket', POST: 'PostObject' },
  object: { GET: 'GetObject', PUT: 'PutObject', HEAD: 'HeadObject', DELETE: 'DeleteObject' },
};

function notHere(names: string): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return Object.fromEntries(names.split(' ').map((name) => [name, {}]));
}

const ABSENT = 'absent';

function nameOf(
  level: Level,
  { method, headers }: RequestHead,
  parameters: ReadonlyMap<string, string>,
): string | undefined {
  if (level !== 'service') {
    const known = subresources[level];
    for (const name of parameters.keys()) {
      if (!Object.hasOwn(known, name)) continue;
      const found = known[name]?.[method] ?? ABSENT;
      return found === 'UploadPart' && headers['x-amz-copy-source'] !== undefined ? 'UploadPartCopy' : found;
    }
  }
  const found = plain[level][method];
  if (found === 'ListObjects' && parameters.get('list-type') === '2') return 'ListObjectsV2';
  if (found === 'PutObject' && headers['x-amz-copy-source'] !== undefined) return 'CopyObject';
  return found;
}

const refusal = (level: Level, method: string, name: string | undefined) =>
  name === undefined ? methodNotAllowed(method, level.toUpperCase()) : notImplemented();

function parameterNames(query: string): Map<string, string> {
  const found = new Map<string, string>();
  if (query === '') return found;
  for (const part of query.split('&', 100)) {
    const equals = part.indexOf('=');
    const name = equals < 0 ? part : part.slice(0, equals);
    if (!found.has(name)) found.set(name, equals < 0 ? '' : part.slice(equals + 1));
  }
  return found;
}

/** Null for what percent signs do not spell. */
function decoded(text: string | undefined): string | undefined | null {
  if (text === undefined || !text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

interface S3Host {
  readonly isS3: boolean;
  readonly bucket: string | undefined;
}

/**
 * `BUCKET.s3.REGION.amazonaws.com`, `s3.REGION.amazonaws.com` and their older and dual-stack forms; `BUCKET.s3.localhost`, `s3.localhost` and `BUCKET.localhost`. Of
 * any other host the path names the bucket.
 */
export function hostOf(header: string | undefined): S3Host {
  const name = (header ?? '').toLowerCase().replace(/:\d{1,5}$/, '');
  const aws = /^(?:(.+)\.)?s3(?:[.-](?:dualstack\.)?[a-z0-9-]{1,32})?\.amazonaws\.com(?:\.cn)?$/.exec(name);
  if (aws !== null) return { isS3: true, bucket: aws[1] };
  const local = /^(?:(.+)\.)?s3(?:\.[a-z0-9-]{1,32})?\.localhost$/.exec(name);
  if (local !== null) return { isS3: true, bucket: local[1] };
  const bucket = /^(.+)\.localhost$/.exec(name)?.[1];
  return { isS3: false, bucket };
}

function addressOf(path: string, { bucket }: S3Host): Addressed {
  const rest = path.startsWith('/') ? path.slice(1) : path;
  if (bucket !== undefined) return { bucket, key: rest === '' ? undefined : rest };
  const slash = rest.indexOf('/');
  if (slash < 0) return { bucket: rest === '' ? undefined : rest, key: undefined };
  const key = rest.slice(slash + 1);
  return { bucket: rest.slice(0, slash), key: key === '' ? undefined : key };
}
