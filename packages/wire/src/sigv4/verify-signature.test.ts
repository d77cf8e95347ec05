import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  expiredToken,
  isAuthFailure,
  malformedDate,
  missingToken,
  queryProtocolError,
  unknownKey,
  type AuthFailure,
} from './failures.js';
import { parseSignature } from './parse-signature.js';
import { AWS_RULES, QUERY_RULES, S3_RULES } from './rules.js';
import { presignRequest, signRequest, type RequestToSign, type Signer } from './sign-request.js';
import { sha256Hex, SigningKeyCache } from './signing-key.js';
import { verifySignature, type VerifyOptions } from './verify-signature.js';

const NOW = Date.UTC(2023, 10, 22, 10, 11, 12);
const SIGNER: Signer = { accessKeyId: 'AKID', secret: 'hush', region: 'eu-west-1', service: 'kinesis', now: NOW };
const TO_SIGN: RequestToSign = {
  method: 'POST',
  path: '/',
  query: '',
  headers: { host: 'localhost:4566', 'x-amz-target': 'Kinesis_20131202.ListStreams' },
  body: '{}',
};
const secret = (accessKeyId: string): string | undefined => (accessKeyId === 'AKID' ? 'hush' : undefined);

const signed = (request: RequestToSign = TO_SIGN, signer: Partial<Signer> = {}): RequestToSign => ({
  ...request,
  headers: signRequest(request, { ...SIGNER, ...signer }),
});

function verify(request: RequestToSign, options: Partial<VerifyOptions> = {}): AuthFailure | undefined {
  const parsed = parseSignature(request);
  if (isAuthFailure(parsed)) return parsed;
  const { body } = request;
  return verifySignature(parsed, request, {
    secret,
    now: NOW,
    service: 'kinesis',
    ...(body === undefined ? {} : { body }),
    ...options,
  });
}

const withHeader = (request: RequestToSign, name: string, value: string): RequestToSign => ({
  ...request,
  headers: { ...request.headers, [name]: value },
});

const withAuthorization = (request: RequestToSign, change: (authorization: string) => string): RequestToSign =>
  withHeader(request, 'authorization', change(String(request.headers['authorization'])));

describe('verifySignature', () => {
  it('accepts what was rightly signed', () => {
    assert.equal(verify(signed()), undefined);
    assert.equal(verify(signed(), { bodyHash: () => sha256Hex('{}'), body: 'unread' }), undefined);
    assert.equal(verify(signed(), { secret: () => Buffer.from('hush') }), undefined);
  });

  it('refuses an anonymous request', () => {
    const failure = verify(TO_SIGN);
    assert.equal(failure?.kind, 'missing-token');
    assert.equal(failure.code, 'MissingAuthenticationTokenException');
    assert.equal(failure.message, 'Missing Authentication Token');
  });

  it('shows what it calculated when signatures differ', () => {
    const failure = verify({ ...signed(), body: '{} ' });
    assert.equal(failure?.kind, 'mismatch');
    assert.equal(failure.code, 'InvalidSignatureException');
    assert.equal(
      failure.message,
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
    assert.equal(
      failure.canonicalRequest,
      'POST\n/\n\nhost:localhost:4566\nx-amz-date:20231122T101112Z\nx-amz-target:Kinesis_20131202.ListStreams\n\n' +
        `host;x-amz-date;x-amz-target\n${sha256Hex('{} ')}`,
    );
    assert.equal(
      failure.stringToSign,
      `AWS4-HMAC-SHA256\n20231122T101112Z\n20231122/eu-west-1/kinesis/aws4_request\n${sha256Hex(failure.canonicalRequest)}`,
    );
    assert.deepEqual(queryProtocolError(failure), {
      code: 'SignatureDoesNotMatch',
      status: 403,
      message: failure.message,
    });
  });

  it('is worded for Query services too', () => {
    const cases: readonly [failure: AuthFailure, code: string, status: number, message: string][] = [
      [missingToken(), 'MissingAuthenticationToken', 403, 'Request is missing Authentication Token'],
      [unknownKey('A'), 'InvalidClientTokenId', 403, 'The security token included in the request is invalid.'],
      [expiredToken(), 'ExpiredToken', 403, 'The security token included in the request is expired'],
      [
        malformedDate('x'),
        'IncompleteSignature',
        400,
        "Date must be in ISO-8601 'basic format'. Got 'x'. See http://en.wikipedia.org/wiki/ISO_8601",
      ],
    ];
    for (const [failure, code, status, message] of cases)
      assert.deepEqual(queryProtocolError(failure), { code, status, message });
  });

  it('allows for clocks that are five minutes apart', () => {
    assert.equal(verify(signed(), { now: NOW + 300_000 }), undefined);
    assert.equal(verify(signed(), { now: NOW - 300_000 }), undefined);
    assert.equal(
      verify(signed(), { now: NOW + 301_000 })?.message,
      'Signature expired: 20231122T101112Z is now earlier than 20231122T101113Z (20231122T101613Z - 5 min.)',
    );
    assert.equal(
      verify(signed(), { now: NOW - 301_000 })?.message,
      'Signature not yet current: 20231122T101112Z is still later than 20231122T101111Z (20231122T100611Z + 5 min.)',
    );
    assert.equal(verify(signed(), { now: NOW + 301_000, rules: { ...AWS_RULES, maxSkewMs: 900_000 } }), undefined);
  });

  it('requires the host to be signed, under either name', () => {
    const { host: _, ...headers } = TO_SIGN.headers;
    assert.equal(
      verify(signed({ ...TO_SIGN, headers }))?.message,
      "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    );
    assert.equal(verify(signed({ ...TO_SIGN, headers: { ...headers, ':authority': 'here' } })), undefined);

    const { host, ...rest } = signed().headers;
    assert.equal(verify({ ...signed(), headers: { ...rest, ':authority': host } }), undefined);
  });

  it('names everything that is wrong with the scope', () => {
    const wrong = withAuthorization(signed(), (text) =>
      text.replace('20231122/eu-west-1/kinesis/aws4_request', 'b/c/d/e'),
    );
    const failure = verify(wrong, { validRegion: () => false });
    assert.equal(failure?.kind, 'scope');
    assert.deepEqual(failure.wrong, ['region', 'service', 'terminator', 'date']);
    assert.equal(
      failure.message,
      "Credential should be scoped to a valid region, not 'c'. Credential should be scoped to correct service: 'kinesis'. " +
        "Credential should be scoped with a valid terminator: 'aws4_request', not 'e'. " +
        "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: 'b' != '20231122', from '20231122T101112Z'.",
    );
  });

  it('refuses keys that it does not know', () => {
    const failure = verify(signed(TO_SIGN, { accessKeyId: 'OTHER' }));
    assert.equal(failure?.kind, 'unknown-key');
    assert.equal(failure.code, 'UnrecognizedClientException');
    assert.equal(failure.message, 'The security token included in the request is invalid.');
  });

  it('accepts unsigned x-amz-* headers but where the rules say otherwise', () => {
    const extra = withHeader(signed(), 'x-amz-extra', '1');
    assert.equal(verify(extra), undefined);
    const failure = verify(extra, { rules: { ...AWS_RULES, unsignedAmzHeaders: 'refuse' } });
    assert.equal(failure?.kind, 'headers-not-signed');
    assert.deepEqual(failure.headers, ['x-amz-extra']);
  });

  it('holds a signed x-amz-content-sha256 to the body', () => {
    const declaring = (hash: string): RequestToSign => withHeader(TO_SIGN, 'x-amz-content-sha256', hash);
    assert.equal(verify(signed(declaring(sha256Hex('{}')))), undefined);
    assert.equal(verify(signed(declaring(sha256Hex('no'))))?.kind, 'mismatch');
    assert.equal(
      verify(signed({ ...declaring('UNSIGNED-PAYLOAD'), payloadHash: 'UNSIGNED-PAYLOAD' }))?.kind,
      'mismatch',
    );
  });

  it('verifies headers of non-ASCII text, signed as text or as bytes', () => {
    const text = signed(withHeader(TO_SIGN, 'x-amz-meta-a', 'caf\u00e9'));
    assert.equal(verify(text), undefined);

    const utf8 = signed(withHeader(TO_SIGN, 'x-amz-meta-a', '\u1234'));
    const received = withHeader(utf8, 'x-amz-meta-a', Buffer.from('\u1234').toString('latin1'));
    assert.equal(verify(received), undefined);
    assert.equal(verify(withHeader(received, 'x-amz-meta-a', '\u00e1\u0088\u00b5'))?.kind, 'mismatch');
  });

  it('does not take a wide character for the digit whose bits it has', () => {
    const wide = withAuthorization(signed(), (text) =>
      text.replace(/.$/, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0x100)),
    );
    assert.equal(verify(signed()), undefined);
    assert.equal(verify(wide)?.kind, 'mismatch');
  });
});

describe('verifySignature of presigned requests', () => {
  const presigned = (expires: number, signer: Partial<Signer> = {}): RequestToSign => ({
    ...TO_SIGN,
    query: presignRequest({ ...TO_SIGN, query: 'b=2&a=1' }, { ...SIGNER, ...signer }, expires),
  });

  it('lasts a quarter of an hour for the Query services, whatever it says', () => {
    const minutes = (count: number) => NOW + count * 60_000;
    assert.equal(verify(presigned(60), { now: minutes(14), rules: QUERY_RULES }), undefined);
    const failure = verify(presigned(3600), { now: minutes(16), rules: QUERY_RULES });
    assert.match(failure?.message ?? '', /^Signature expired: .* - 15 min\.\)$/);
  });

  it('lasts as long as it says', () => {
    assert.equal(verify(presigned(3600, { sessionToken: 'a/b+c' }), { now: NOW + 3_600_000 }), undefined);
    const failure = verify(presigned(3600), { now: NOW + 3_601_000 });
    assert.equal(failure?.kind, 'presigned-expired');
    assert.equal(
      failure.message,
      'Signature expired: 20231122T101112Z is now earlier than 20231122T101113Z (20231122T111113Z - 60 min.)',
    );
  });

  it('refuses an X-Amz-Expires that makes no sense', () => {
    const reasonOf = (request: RequestToSign): unknown => {
      const failure = verify(request);
      return failure?.kind === 'malformed-expires' ? failure.reason : failure?.kind;
    };
    assert.equal(reasonOf(presigned(604_801)), 'too-long');
    assert.equal(reasonOf(presigned(-1)), 'negative');
    assert.equal(reasonOf(presigned(Number.NaN)), 'number');
  });

  it('covers the other parameters and the body', () => {
    const request = presigned(60);
    assert.equal(verify(request), undefined);
    assert.equal(verify({ ...request, query: request.query.replace('a=1', 'a=2') })?.kind, 'mismatch');
    assert.equal(verify({ ...request, query: `${request.query}&c=3` })?.kind, 'mismatch');
    assert.equal(verify({ ...request, body: '' })?.kind, 'mismatch');
  });
});

describe('verifySignature by the rules of S3', () => {
  const s3: Partial<VerifyOptions> = { service: 's3', rules: S3_RULES };
  const signer: Partial<Signer> = { service: 's3', rules: S3_RULES };
  const put: RequestToSign = {
    method: 'PUT',
    path: '/bucket/a%20b//./c+$',
    query: '',
    headers: { host: 'h' },
    body: 'x',
  };

  it('takes the path as it is, encoded once', () => {
    assert.equal(verify(signed(put, signer), s3), undefined);
    assert.equal(verify({ ...signed(put, signer), path: '/bucket/a%20b/c+$' }, s3)?.kind, 'mismatch');
    assert.equal(verify({ ...signed(put, signer), path: '/bucket/%61%20b//./c%2B%24' }, s3), undefined);
  });

  it('takes the literals of x-amz-content-sha256 at their word', () => {
    for (const payloadHash of ['UNSIGNED-PAYLOAD', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD']) {
      const request = signed({ ...put, payloadHash }, signer);
      const bodyHash = (): string => assert.fail('the body is not asked for');
      assert.equal(verify(request, { ...s3, bodyHash }), undefined);
    }
  });

  it('holds a hash to the body', () => {
    const failure = verify({ ...signed(put, signer), body: 'y' }, s3);
    assert.equal(failure?.kind, 'content-hash-mismatch');
    assert.equal(failure.code, 'XAmzContentSHA256Mismatch');
    const { 'x-amz-content-sha256': _, ...headers } = signed(put, signer).headers;
    assert.equal(verify({ ...put, headers }, s3)?.kind, 'missing-content-hash');
    assert.equal(verify(signed({ ...put, payloadHash: 'SOMETHING' }, signer), s3)?.kind, 'malformed-content-hash');
  });
});

describe('verifySignature with a key cache', () => {
  it('fills it with proved keys only, and keeps to the secret of the day', () => {
    const keys = new SigningKeyCache();
    assert.equal(verify({ ...signed(), body: 'forged' }, { keys })?.kind, 'mismatch');
    assert.equal(keys.size, 0);
    assert.equal(verify(signed(), { keys }), undefined);
    assert.equal(verify(signed(), { keys }), undefined);
    assert.equal(keys.size, 1);
    assert.equal(verify(signed(), { keys, secret: () => 'changed' })?.kind, 'mismatch');
    assert.equal(verify(signed(TO_SIGN, { secret: 'changed' }), { keys, secret: () => 'changed' }), undefined);
    assert.equal(keys.size, 1);
  });
});
