import { aws, file, ok, refused } from './aws.mjs';

/** What Lambda refuses, by the codes and messages that the CLI prints. */
export function refusals({ name, arn, creation, java }) {
  const mine = ['--function-name', name];
  // The CLI asks again when it is throttled; here it need not.
  const check = (code, message, args, variables) => {
    refused(code, message, ['lambda', ...args], { AWS_MAX_ATTEMPTS: '1', ...variables });
  };
  const invoke = (functionName, payload) => {
    const event = `file://${file('event', payload)}`;
    return ['invoke', '--function-name', functionName, '--payload', event, file('out', '')];
  };
  const invalid = 'InvalidParameterValueException';
  check(invalid, 'The runtime java21 is not available here.', java);
  ok('a runtime that is not here is refused');
  const nobody = arn.replace(name, 'nobody');
  check('ResourceNotFoundException', `Function not found: ${nobody}:$LATEST`, invoke('nobody', '{}'));
  ok('ResourceNotFoundException');
  check('ResourceConflictException', `Function already exist: ${name}`, creation);
  ok('ResourceConflictException');
  const stream = 'arn:aws:kinesis:us-east-1:000000000000:stream/nobody';
  const mapping = ['create-event-source-mapping', ...mine, '--event-source-arn', stream];
  check(invalid, `Stream not found: ${stream}`, [...mapping, '--starting-position', 'LATEST']);
  ok('InvalidParameterValueException');
  const alias = ['create-alias', ...mine, '--name', '1', '--function-version', '1'];
  check('ValidationException', "Value '1' at 'name' failed to satisfy constraint", alias);
  ok('ValidationException');
  check('InvalidRequestContentException', 'Could not parse request body into json', invoke(name, '{{'));
  ok('InvalidRequestContentException');
  const large = JSON.stringify('x'.repeat(6 * 1024 * 1024));
  const tooLarge = 'Request must be smaller than 6291456 bytes for the InvokeFunction operation';
  check('RequestEntityTooLargeException', tooLarge, invoke(name, large));
  ok('RequestEntityTooLargeException');
  aws(['lambda', 'put-function-concurrency', ...mine, '--reserved-concurrent-executions', '0']);
  check('TooManyRequestsException', 'Rate Exceeded.', invoke(name, '{}'));
  aws(['lambda', 'delete-function-concurrency', ...mine]);
  ok('TooManyRequestsException');
  const stale = ['--revision-id', '11111111-2222-3333-4444-555555555555'];
  const revision = 'The Revision Id provided does not match the latest Revision Id.';
  check('PreconditionFailedException', revision, ['update-function-configuration', ...mine, ...stale]);
  ok('PreconditionFailedException');
  const unknown = 'The security token included in the request is invalid.';
  check('UnrecognizedClientException', unknown, ['list-functions'], { AWS_ACCESS_KEY_ID: 'nobody' });
  ok('UnrecognizedClientException');
  const wrong = 'The request signature we calculated does not match the signature you provided.';
  check('InvalidSignatureException', wrong, ['list-functions'], { AWS_SECRET_ACCESS_KEY: 'wrong' });
  ok('InvalidSignatureException');
}
