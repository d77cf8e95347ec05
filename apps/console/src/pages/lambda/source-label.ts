import type { SourceKind } from './trigger-form-model.js';

/** As AWS's console calls them, in every language. */
export const sourceLabel: Readonly<Record<SourceKind, string>> = {
  kinesis: 'Kinesis',
  consumer: 'Kinesis consumer',
  dynamodb: 'DynamoDB',
};
