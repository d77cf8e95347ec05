export { Blob } from './blob.js';
export { AwsError, internalFailure, serializationError, validationError } from './errors.js';
export type { AwsErrorOptions } from './errors.js';
export { Preencoded } from './protocol.js';
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
