export { parseConfig } from './config.js';
export type { Config } from './config.js';
export { createServer } from './create-server.js';
export type { PaddockServer, ServerParts } from './create-server.js';
export { operations as cognitoIdentityOperations } from './services/cognito-identity/operations/index.js';
export { operations as iamOperations } from './services/iam/operations/index.js';
export { operations as kinesisOperations } from './services/kinesis/operations/index.js';
export { operations as stsOperations } from './services/sts/operations/index.js';
export { version } from './version.js';
