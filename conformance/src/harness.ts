export { createSdk, createSdkOverHttp1, createSdkV2 } from './harness/clients.js';
export type { Control } from './harness/control.js';
export { RawClient, jsonType } from './harness/raw.js';
export type { Answer, RawRequest } from './harness/raw.js';
export { account, arnOf, region, startPaddock } from './harness/server.js';
export type { Paddock } from './harness/server.js';
export {
  isIncreasing,
  isOpen,
  iteratorOf,
  listShards,
  newName,
  newStream,
  openShards,
  readOn,
  readShard,
  sequenceNumbers,
  shardIdOf,
  textOf,
} from './harness/streams.js';
export { eventually, within } from './harness/wait.js';
