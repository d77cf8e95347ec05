/** A bucket's definition. */
export interface Bucket {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Names what is stored of it: another one for a bucket that has the name again. */
  readonly id: string;
  /** ms since the epoch */
  readonly created: number;
  /** Writers give it: raised when the bucket is to be deleted, it ends those that do not know yet. */
  readonly revision: number;
  /** Nothing is written to it any more. */
  readonly deleting?: true;
  /** As it was put. */
  readonly policy?: string;
  /** Undefined when it was removed. */
  readonly publicAccess?: PublicAccess;
}

export interface PublicAccess {
  readonly BlockPublicAcls: boolean;
  readonly IgnorePublicAcls: boolean;
  readonly BlockPublicPolicy: boolean;
  readonly RestrictPublicBuckets: boolean;
}

/** What new buckets have. */
export const allBlocked: PublicAccess = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};
