/** The errors that AWS's model declares alike for several operations. */
export const readErrors = [
  'ProvisionedThroughputExceededException',
  'ResourceNotFoundException',
  'RequestLimitExceeded',
  'InternalServerError',
  'ThrottlingException',
] as const;

export const writeErrors = [
  'ConditionalCheckFailedException',
  'ItemCollectionSizeLimitExceededException',
  'TransactionConflictException',
  'ReplicatedWriteConflictException',
  ...readErrors,
] as const;

export const transactionErrors = [
  'TransactionCanceledException',
  'TransactionInProgressException',
  'IdempotentParameterMismatchException',
  ...readErrors,
] as const;

export const tableChangeErrors = [
  'ResourceInUseException',
  'ResourceNotFoundException',
  'LimitExceededException',
  'InternalServerError',
] as const;
