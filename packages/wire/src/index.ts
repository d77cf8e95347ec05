export { Blob } from './blob.js';
export { AwsError, internalFailure, serializationError, validationError } from './errors.js';
export type { AwsErrorOptions } from './errors.js';
export { Preencoded } from './preencoded.js';
export type { EncodedBody, Protocol, RequestHead } from './protocol.js';
export {
  blob,
  boolean,
  double,
  enumeration,
  eventStream,
  integer,
  list,
  long,
  map,
  memberShape,
  required,
  string,
  structure,
  timestamp,
  union,
} from './shapes.js';
export type {
  BlobShape,
  BooleanShape,
  EventStreamShape,
  Infer,
  ListShape,
  MapShape,
  Members,
  NumberShape,
  Required,
  Shape,
  StringShape,
  StructureShape,
  TimestampShape,
} from './shapes.js';
export { decodeDocument } from './decode.js';
export { encodeJson } from './encode-json.js';
export { decodeMessage, encodeMessage } from './event-stream.js';
export type { EventStreamHeader, EventStreamMessage } from './event-stream.js';
export { protocolByContentType } from './protocols/by-content-type.js';
export { cborProtocol } from './protocols/cbor.js';
export { jsonProtocol } from './protocols/json.js';
export { assertValid, validate } from './validation.js';
