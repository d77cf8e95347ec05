/** Errors that AWS's model declares for nearly every operation. */
export const usual = [
  'InvalidParameterException',
  'ResourceNotFoundException',
  'NotAuthorizedException',
  'TooManyRequestsException',
  'InternalErrorException',
] as const;
