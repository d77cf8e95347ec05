import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classify, errorLine, isTransient } from './errors.js';

const PADDOCK = { stream: 'wildrydes', region: 'us-east-1', endpoint: 'http://127.0.0.1:4566' };
const AWS = { ...PADDOCK, endpoint: undefined };
const failure = (name: string, message: string, more: object = {}): Error =>
  Object.assign(new Error(message), { name }, more);

test('a missing stream says how to create it', () => {
  const error = failure('ResourceNotFoundException', 'Stream wildrydes under account 000000000000 not found.');
  assert.equal(
    errorLine(error, PADDOCK),
    'The stream wildrydes does not exist in us-east-1 at http://127.0.0.1:4566. Create it: ' +
      'npx paddock aws kinesis create-stream --stream-name wildrydes --shard-count 1 --region us-east-1',
  );
  assert.match(errorLine(error, AWS), /does not exist in us-east-1\. Create it: aws kinesis create-stream /);
});

test('denied access, wrong keys and expired sessions are told apart', () => {
  assert.equal(
    errorLine(failure('AccessDeniedException', 'User: x is not authorized to perform: kinesis:PutRecord'), AWS),
    'Access to the stream wildrydes is denied by AWS in us-east-1: User: x is not authorized to perform: kinesis:PutRecord',
  );
  assert.match(
    errorLine(
      failure('UnrecognizedClientException', 'The security token included in the request is invalid.'),
      PADDOCK,
    ),
    /^The credentials are not accepted by http.* AWS_ACCESS_KEY_ID=test /,
  );
  assert.match(
    errorLine(failure('ExpiredTokenException', 'The security token expired'), AWS),
    /^The credentials have expired/,
  );
  assert.match(errorLine(failure('CredentialsProviderError', 'Could not load'), AWS), /npm start/);
});

test('an endpoint where nothing answers is named with the reason', () => {
  const refused = failure('Error', 'connect ECONNREFUSED 127.0.0.1:4566', { code: 'ECONNREFUSED' });
  const line =
    'Nothing answers at http://127.0.0.1:4566 (ECONNREFUSED). Start Paddock with npm start, or name another -endpoint';
  assert.equal(errorLine(refused, PADDOCK), line);
  const cancelled = failure('Error', 'The pending stream has been canceled', {
    code: 'ERR_HTTP2_STREAM_CANCEL',
    cause: refused,
  });
  assert.equal(errorLine(cancelled, PADDOCK), line);
  assert.match(
    errorLine(failure('Error', 'x', { code: 'ENOTFOUND' }), AWS),
    /^AWS in us-east-1 cannot be reached \(ENOTFOUND\)/,
  );
  assert.match(errorLine(failure('Error', 'Protocol error', { code: 'ERR_HTTP2_ERROR' }), PADDOCK), /not with HTTP\/2/);
});

test('what passes by itself is transient', () => {
  assert.ok(isTransient(classify(failure('ProvisionedThroughputExceededException', 'Rate exceeded'))));
  assert.ok(isTransient(classify('InternalFailure')));
  assert.ok(isTransient(classify(failure('Whatever', '', { $metadata: { httpStatusCode: 503 } }))));
  assert.ok(isTransient(classify(failure('TimeoutError', 'Stream timed out'))));
  assert.ok(!isTransient(classify(failure('ValidationException', ''))));
  assert.ok(!isTransient(classify(failure('AccessDeniedException', ''))));
  assert.match(
    errorLine(failure('ProvisionedThroughputExceededException', 'Rate exceeded for shard'), AWS),
    /throttles/,
  );
});

test('whatever is thrown becomes one printable line', () => {
  assert.equal(errorLine(failure('Error', 'two\nlines\x1b[2J.'), AWS), 'two lines [2J');
  assert.equal(errorLine('text', AWS), 'text');
  assert.equal(errorLine(undefined, AWS), 'undefined');
  assert.equal(errorLine(failure('ValidationException', 'no'), AWS), 'ValidationException: no');
});

test('what fetch says of a broken network is told from a mistake', () => {
  const said = ['Failed to fetch', 'NetworkError when attempting to fetch resource.', 'Load failed', 'fetch failed'];
  for (const message of [...said, 'network error', 'The network connection was lost.', 'terminated']) {
    assert.equal(classify(new TypeError(message)), 'unreachable', message);
  }
  assert.equal(classify(new TypeError("Cannot read properties of undefined (reading 'fetch')")), 'other');
});
