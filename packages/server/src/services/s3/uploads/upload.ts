import type { ChecksumAlgorithm } from '@paddock/wire';
import type { ObjectAttributes } from '../domain/object-entry.js';

/** A multipart upload under way. */
export interface Upload {
  readonly key: string;
  readonly id: string;
  /** ms since the epoch */
  readonly initiated: number;
  /** The account that began it. */
  readonly initiator: string;
  readonly attributes: ObjectAttributes;
  /** What the parts are summed with. */
  readonly algorithm: ChecksumAlgorithm;
  readonly checksumType: 'FULL_OBJECT' | 'COMPOSITE';
  /** Whether the client chose the algorithm. */
  readonly chosen: boolean;
}

/** A part that was uploaded. */
export interface UploadedPart {
  readonly number: number;
  readonly size: number;
  /** Without quotes. */
  readonly etag: string;
  /** Base64, by the upload's algorithm. */
  readonly checksum: string;
  readonly blob: string;
  /** ms since the epoch */
  readonly modified: number;
}

export const mostParts = 10_000;
/** Of every part but the last, bytes. */
export const leastPart = 5 * 1024 * 1024;
