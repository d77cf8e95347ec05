export { createIam, createSdk, createSdkOverHttp1, createSdkV2, createSts } from './harness/clients.js';
export type { Control } from './harness/control.js';
export {
  allow,
  denial,
  deny,
  documentOf,
  Identities,
  isDenied,
  keysOf,
  rootKeys,
  signerOf,
  xmlText,
} from './harness/identity.js';
export type { Keys, Someone, Statement } from './harness/identity.js';
export { formType, iamVersion, jsonType, RawClient, stsVersion } from './harness/raw.js';
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
