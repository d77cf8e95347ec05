import assert from 'node:assert/strict';
import { AwsError } from '@paddock/wire';

/** Statements of policies. */
export const allows = (action: string | readonly string[], resource: string | readonly string[] = '*', more = {}) => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
  ...more,
});
export const denies = (action: string | readonly string[], resource = '*') => ({
  ...allows(action, resource),
  Effect: 'Deny',
});

/** That a call fails with AWS's code and text. @param status as the error's code has it by default */
export async function refused(
  call: Promise<unknown>,
  code: string,
  message: string | RegExp,
  status = statuses[code] ?? 400,
): Promise<void> {
  await assert.rejects(call, (error: unknown) => {
    assert.ok(error instanceof AwsError, String(error instanceof Error ? error.stack : error));
    assert.equal(`${error.code} ${error.message}`, `${code} ${typeof message === 'string' ? message : error.message}`);
    if (typeof message !== 'string') assert.match(error.message, message);
    assert.equal(error.status, status);
    return true;
  });
}

const statuses: Readonly<Record<string, number>> = {
  AccessDeniedException: 403,
  CodeSigningConfigNotFoundException: 404,
  PreconditionFailedException: 412,
  ProvisionedConcurrencyConfigNotFoundException: 404,
  RequestEntityTooLargeException: 413,
  ResourceConflictException: 409,
  ResourceNotFoundException: 404,
  TooManyRequestsException: 429,
};
