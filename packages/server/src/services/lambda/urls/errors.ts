import { AwsError } from '@paddock/wire';
import { accessDenied } from '../errors.js';
import { longestPayload } from '../payload.js';

/** What AWS says of every reason that a URL is closed to somebody. */
export const forbidden = (): AwsError =>
  accessDenied(
    'Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
  );

export const requestTooLarge = (): AwsError =>
  new AwsError(
    'RequestEntityTooLargeException',
    `Request must be smaller than ${longestPayload} bytes for the InvokeFunction operation`,
    { status: 413, capitalMessage: true },
  );
