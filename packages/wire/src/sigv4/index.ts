export type { QueryPair, SignableRequest } from './canonical-request.js';
export {
  expiredToken,
  isAuthFailure,
  missingToken,
  queryProtocolError,
  unknownKey,
  type AuthFailure,
  type AuthFailureDetail,
  type ScopePart,
} from './failures.js';
export {
  parseSignature,
  type AnonymousSignature,
  type ParsedSignature,
  type RequestSignature,
} from './parse-signature.js';
export { AWS_RULES, QUERY_RULES, S3_RULES, type SigningRules } from './rules.js';
export { presignRequest, signRequest, type RequestToSign, type Signer } from './sign-request.js';
export { sha256Hex, SigningKeyCache } from './signing-key.js';
export { UNSIGNED_PAYLOAD, verifySignature, type VerifyOptions } from './verify-signature.js';
