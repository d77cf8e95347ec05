import type { Principal } from '../../../identity/principal.js';
import type { Failure } from './documents.js';

/** What exports and imports need of S3. Keys and buckets are those of AWS. */
export interface ObjectStore {
  /** What stands in the way of using a bucket; undefined when nothing does. */
  refusal(use: BucketUse): Promise<BucketRefusal | undefined>;
  /** Writes an object; when it resolves, it is there. */
  put(bucket: string, key: string, body: Uint8Array, encryption: ObjectEncryption): Promise<void>;
  /** The objects whose keys begin with the prefix, in the order of their keys, after a key. */
  list(bucket: string, prefix: string, after?: string): AsyncIterable<{ readonly key: string; readonly size: number }>;
  /** An object's bytes, in parts. */
  read(bucket: string, key: string): AsyncIterable<Uint8Array>;
}

export interface BucketUse {
  readonly bucket: string;
  /** The account that it must belong to, when the request says one. */
  readonly owner?: string | undefined;
  /** Whose export or import it is. */
  readonly account: string;
  /** In whose name; the account's root where nobody is said. */
  readonly caller?: Principal | undefined;
  /** What the keys begin with. */
  readonly prefix?: string | undefined;
  readonly action: 'read' | 'write';
}

export type BucketRefusal = 'absent' | 'denied';

export interface ObjectEncryption {
  readonly algorithm: 'AES256' | 'KMS';
  readonly keyId?: string | undefined;
}

/** Without S3 there is no bucket. */
export const noObjects: ObjectStore = {
  refusal: async () => 'absent',
  put: () => Promise.reject(new Error('there is no S3')),
  async *list() {},
  async *read() {},
};

/** How an export or an import ends whose bucket cannot be used. */
export const bucketFailure = (refusal: BucketRefusal): Failure =>
  refusal === 'absent'
    ? { code: 'S3NoSuchBucket', message: 'The specified bucket does not exist' }
    : { code: 'S3AccessDenied', message: 'Access Denied' };
