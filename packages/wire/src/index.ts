export { abridge } from './abridge.js';
export { Blob } from './blob.js';
export { AwsError, internalFailure, serializationError, validationError } from './errors.js';
export type { AwsErrorOptions } from './errors.js';
export { Preencoded } from './preencoded.js';
export type { Answering, EncodedBody, Protocol, RequestHead } from './protocol.js';
export {
  blob,
  boolean,
  confidential,
  document,
  double,
  enumeration,
  eventStream,
  flatList,
  formattedTimestamp,
  header,
  headers,
  integer,
  label,
  list,
  long,
  map,
  memberShape,
  namedList,
  payload,
  query,
  required,
  sensitive,
  statusCode,
  string,
  structure,
  timestamp,
  union,
  wholeSeconds,
} from './shapes.js';
export type {
  BlobShape,
  BooleanShape,
  DocumentShape,
  EventStreamShape,
  Infer,
  ListShape,
  MapShape,
  Members,
  NumberShape,
  Place,
  Required,
  Shape,
  StringShape,
  StructureShape,
  TimestampFormat,
  TimestampShape,
} from './shapes.js';
export { decodeDocument } from './decode.js';
export { encodeJson } from './encode-json.js';
export { decodeMessage, encodeMessage } from './event-stream.js';
export type { EventStreamHeader, EventStreamMessage } from './event-stream.js';
export { queryTarget } from './form.js';
export { protocolByContentType } from './protocols/by-content-type.js';
export { cborProtocol } from './protocols/cbor.js';
export { jsonProtocol } from './protocols/json.js';
export type { JsonProtocolOptions } from './protocols/json.js';
export { malformedXml, restXmlProtocol } from './protocols/rest-xml.js';
export type { RestXmlOptions } from './protocols/rest-xml.js';
export { escapeXml } from './encode-xml.js';
export { parseHttpDate } from './sigv4/amz-date.js';
export { uriEncode } from './sigv4/uri-encode.js';
export {
  checksumAlgorithms,
  combineChecksums,
  createChecksum,
  DIGEST_BYTES,
  type Checksum,
  type ChecksumAlgorithm,
} from './checksums/index.js';
export { readStreamedPayload, type StreamedPayload } from './sigv4/aws-chunked.js';
export { s3ProtocolError } from './sigv4/s3-failures.js';
export { restJsonProtocol } from './protocols/rest-json.js';
export type { RestJsonOptions } from './protocols/rest-json.js';
export { rpcV2Protocol } from './protocols/rpcv2.js';
export type { RpcV2Options } from './protocols/rpcv2.js';
export type { QueryCompatible } from './protocols/query-compatible.js';
export { RestRouter } from './rest-router.js';
export type { Route, Routed } from './rest-router.js';
export { typedJsonProtocol } from './protocols/typed-json.js';
export {
  foundCollection,
  foundStructure,
  noCollection,
  noStructure,
  typedBoolean,
  typedString,
  type TypedPosition,
} from './typed-scalars.js';
export { invalidAction, missingAction, queryProtocol } from './protocols/query.js';
export { plainInput, type RecordedRequest } from './plain/plain-input.js';
export { plainAnswer, type RecordedAnswer } from './plain/plain-answer.js';
export { masked, WITHHELD, type Plain } from './plain/plain-value.js';
export { assertValid, validate, violationsOf } from './validation.js';
export type { ValidationWording, Violation } from './validation.js';
export {
  corsHeaders,
  defaultCorsPolicy,
  isCrossSite,
  isForeignGet,
  originAllowed,
  preflightAnswer,
} from './http/cors.js';
export type { CorsPolicy } from './http/cors.js';
export { createFrontDoor } from './http/front-door.js';
export type { FrontDoor, FrontDoorOptions } from './http/front-door.js';
export { hostAllowed, isLoopbackName } from './http/host.js';
export type { HostPolicy } from './http/host.js';
export { plainRefusal } from './http/message.js';
export type { Handler, Refusal, WireRequest, WireResponse } from './http/message.js';
export {
  AWS_RULES,
  expiredToken,
  isAuthFailure,
  missingToken,
  parseSignature,
  presignRequest,
  QUERY_RULES,
  queryProtocolError,
  S3_RULES,
  sha256Hex,
  signRequest,
  SigningKeyCache,
  unknownKey,
  UNSIGNED_PAYLOAD,
  verifySignature,
} from './sigv4/index.js';
export type {
  AuthFailure,
  ParsedSignature,
  RequestSignature,
  RequestToSign,
  SignableRequest,
  Signer,
  SigningRules,
  VerifyOptions,
} from './sigv4/index.js';
