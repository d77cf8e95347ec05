import { alarmOperations } from './services/cloudwatch/alarms/operations/index.js';
import { queryCompatible } from './services/cloudwatch/errors.js';
import { operations as metricOperations } from './services/cloudwatch/operations/index.js';

export { parseConfig } from './config.js';
export type { Config } from './config.js';
export { createServer } from './create-server.js';
export type { ServerParts } from './create-server.js';
export type { PaddockServer } from './serving.js';
export const cloudWatchOperations = [...metricOperations, ...alarmOperations];
/** The codes that Query answers for errors whose shapes are named otherwise. */
export const cloudWatchErrorCodes = queryCompatible.codes;
export { operations as cognitoIdentityOperations } from './services/cognito-identity/operations/index.js';
export { operations as dynamoDbOperations } from './services/dynamodb/operations/index.js';
export { operations as dynamoDbStreamsOperations } from './services/dynamodb-streams/operations/index.js';
export { operations as iamOperations } from './services/iam/operations/index.js';
export { operations as kinesisAnalyticsOperations } from './services/kinesis-analytics/operations/v1/index.js';
export { operations as kinesisAnalyticsV2Operations } from './services/kinesis-analytics/operations/v2/index.js';
export { operations as kinesisOperations } from './services/kinesis/operations/index.js';
export { operations as lambdaOperations } from './services/lambda/operations/index.js';
export { operations as logsOperations } from './services/logs/operations/index.js';
export { operations as s3Operations } from './services/s3/operations/index.js';
export { operations as stsOperations } from './services/sts/operations/index.js';
export { version } from './version.js';
