import assert from 'node:assert/strict';
import { AwsError } from '@paddock/wire';

/** The text of the ValidationException that the call throws. */
export function refusal(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    assert.equal(error.code, 'ValidationException');
    return error.message;
  }
  return assert.fail('nothing was refused');
}
