/** How a service has its requests signed: everything that S3 does and the others do not. */
export interface SigningRules {
  /** Whether `.`, `..` and repeated slashes are resolved before signing. */
  readonly pathNormalization: boolean;
  /** Whether the path, encoded on the wire, is encoded once more. */
  readonly doubleEncode: boolean;
  /**
   * `body`: the payload hash is always the body's. `declared`: it is what x-amz-content-sha256 says, which may be UNSIGNED-PAYLOAD or
   * STREAMING-…; a hash that is declared must be the body's all the same.
   */
  readonly payload: 'body' | 'declared';
  /** Whether a request may carry x-amz-* headers that its signature does not cover. `host` must always be covered. */
  readonly unsignedAmzHeaders: 'accept' | 'refuse';
  /** How far the client's clock may be from ours, in ms. */
  readonly maxSkewMs: number;
  /** The largest X-Amz-Expires, in seconds. */
  readonly presignedMaxSeconds: number;
  /** Whether X-Amz-Expires decides how long a presigned request is good; where not, for `maxSkewMs`, like every other. */
  readonly expiresDecides: boolean;
}

/** Every service but S3. DynamoDB, for one, was seen to verify requests that leave x-amz-target and x-amz-date unsigned. */
export const AWS_RULES: SigningRules = {
  pathNormalization: true,
  doubleEncode: true,
  payload: 'body',
  unsignedAmzHeaders: 'accept',
  maxSkewMs: 5 * 60_000,
  presignedMaxSeconds: 604_800,
  expiresDecides: true,
};

/**
 * The Query services, IAM and STS among them, bear more. For presigned requests as well: Kubernetes clusters are signed in to with a
 * GetCallerIdentity that says that it expires in 60 seconds, and is good for a quarter of an hour.
 */
export const QUERY_RULES: SigningRules = { ...AWS_RULES, maxSkewMs: 15 * 60_000, expiresDecides: false };

export const S3_RULES: SigningRules = {
  pathNormalization: false,
  doubleEncode: false,
  payload: 'declared',
  unsignedAmzHeaders: 'refuse',
  maxSkewMs: 15 * 60_000,
  presignedMaxSeconds: 604_800,
  expiresDecides: true,
};
