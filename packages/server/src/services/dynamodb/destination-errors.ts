import type { AwsError } from '@paddock/wire';
import { invalid } from './errors.js';

/** What the operations on Kinesis streaming destinations refuse. AWS says so of every state, whatever was asked. */
const wrongState = (message: string): AwsError =>
  invalid(`Table is not in a valid state to enable Kinesis Streaming Destination: ${message}`);

export const notEnableable = (): AwsError =>
  wrongState('EnableKinesisStreamingDestination must be DISABLED or ENABLE_FAILED to perform ENABLE operation.');

export const notDisableable = (): AwsError =>
  wrongState('KinesisStreamingDestination must be ACTIVE to perform DISABLE operation.');

export const noDestination = (streamArn: string, table: string): AwsError =>
  wrongState(`No streaming destination with streamArn: ${streamArn} found for table with tableName: ${table}`);

export const notUpdatable = (streamArn: string, table: string): AwsError =>
  wrongState(
    'Kinesis streaming is not in ACTIVE state. Updates are only allowed in ACTIVE state. ' +
      `TableName: ${table}, kdsArn: ${streamArn}`,
  );

export const samePrecision = (precision: string, tableId: string, streamArn: string): AwsError =>
  invalid(
    `Invalid Request: Precision is already set to the desired value of ${precision} for tableId: ${tableId}, kdsArn: ${streamArn}`,
  );

const wrongParameters = (message: string): AwsError =>
  invalid(`Streaming destination cannot be updated with given parameters: ${message}`);

export const nothingToUpdate = (): AwsError =>
  wrongParameters('UpdateKinesisStreamingConfiguration cannot be null or contain only null values');

export const configuredDisable = (): AwsError =>
  wrongParameters('Stream cannot be disabled using EnableKinesisStreamingConfiguration parameters');
