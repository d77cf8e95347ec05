import type { ChecksumAlgorithm } from '@paddock/wire';

/** What is known of an object, beside its bytes. */
export interface ObjectEntry {
  /** Without quotes. */
  readonly etag: string;
  readonly size: number;
  /** ms since the epoch */
  readonly modified: number;
  /** Another one with every write; also the number of its blob. */
  readonly version: string;
  /** Where its bytes are: beside the entry, in a blob, or in several. */
  readonly place: 'inline' | 'blob' | 'parts';
  readonly checksum?: StoredChecksum;
  /** How many parts it was uploaded in. */
  readonly parts?: number;
  readonly attributes: ObjectAttributes;
}

/** What whoever writes an object says of it. */
export interface ObjectAttributes {
  /** `content-type` and the like, by header in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly storageClass?: string;
  readonly encryption?: { readonly algorithm: string; readonly keyId?: string };
}

export interface StoredChecksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Base64; of a composite one with the number of parts behind it. */
  readonly value: string;
  readonly type: 'FULL_OBJECT' | 'COMPOSITE';
}

/** A part of an object, or of one to be. */
export interface StoredPart {
  readonly blob: string;
  readonly size: number;
  /** Without quotes: the MD5 of its bytes. */
  readonly etag: string;
  /** Base64. */
  readonly checksum: string;
}
