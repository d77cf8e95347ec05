import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { SignableRequest } from './canonical-request.js';
import { isAuthFailure, type AuthFailure } from './failures.js';
import { parseSignature } from './parse-signature.js';
import { AWS_RULES, S3_RULES, type SigningRules } from './rules.js';
import { verifySignature } from './verify-signature.js';

const PLAIN: SignableRequest = { method: 'POST', path: '/', query: '', headers: { host: 'localhost:4566' } };

function verify(request: SignableRequest, rules: SigningRules): AuthFailure | undefined {
  const parsed = parseSignature(request);
  if (isAuthFailure(parsed)) return parsed;
  const now = Date.UTC(2023, 10, 22, 10, 11, 12);
  return verifySignature(parsed, request, { secret: () => 'hush', now, service: 'kinesis', rules });
}

describe('hostile requests', () => {
  const date = { 'x-amz-date': '20231122T101112Z' };
  const headers = (authorization: string, more: SignableRequest['headers'] = {}): SignableRequest => ({
    ...PLAIN,
    headers: { ...PLAIN.headers, ...date, authorization, ...more },
  });
  const SCOPE = 'AKID/20231122/eu-west-1/kinesis/aws4_request';
  const big = 100_000;

  const cases: Readonly<Record<string, readonly [SignableRequest, AuthFailure['kind']]>> = {
    'a header of commas': [headers(`AWS4-HMAC-SHA256 ${','.repeat(big)}`), 'incomplete'],
    'a header of slashes': [
      headers(`AWS4-HMAC-SHA256 Credential=${'/'.repeat(big)} SignedHeaders=host Signature=a`),
      'malformed-credential',
    ],
    'a header of parameters': [headers(`AWS4-HMAC-SHA256 ${'a=b,'.repeat(big / 4)}`), 'incomplete'],
    'a hundred thousand signed headers': [
      headers(`AWS4-HMAC-SHA256 Credential=${SCOPE} SignedHeaders=host${';a'.repeat(big)} Signature=a`),
      'mismatch',
    ],
    'names that every object has': [
      headers(
        `AWS4-HMAC-SHA256 Credential=${SCOPE} SignedHeaders=__proto__;constructor;host;toString Signature=${'0'.repeat(64)}`,
      ),
      'mismatch',
    ],
    'a long run of spaces in a value': [
      headers(`AWS4-HMAC-SHA256 Credential=${SCOPE} SignedHeaders=host;x Signature=a`, { x: `a${' '.repeat(big)}b` }),
      'mismatch',
    ],
    'a NUL': [headers(`AWS4-HMAC-SHA256 Credential=${SCOPE} SignedHeaders=host Signature=\0`), 'mismatch'],
    'a region without end': [
      headers(
        `AWS4-HMAC-SHA256 Credential=AKID/20231122/${'r'.repeat(big)}/kinesis/aws4_request SignedHeaders=host Signature=${'0'.repeat(64)}`,
      ),
      'mismatch',
    ],
    'thousands of parameters and broken escapes': [
      {
        ...headers(`AWS4-HMAC-SHA256 Credential=${SCOPE} SignedHeaders=host Signature=${'0'.repeat(64)}`),
        path: `/%${'%zz%'.repeat(10_000)}\0\ud800/${'../'.repeat(10_000)}`,
        query: `${'&%=%f&__proto__=%00&a=%ff'.repeat(10_000)}&%\udfff`,
      },
      'mismatch',
    ],
    'a query of bad escapes in the query form': [
      {
        ...PLAIN,
        query:
          'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=%ff%fe/%/%0&X-Amz-Date=20231122T101112Z&X-Amz-SignedHeaders=%&X-Amz-Signature=%00',
      },
      'malformed-credential',
    ],
  };
  for (const [name, [request, kind]] of Object.entries(cases)) {
    it(`${name} is refused`, () => {
      assert.equal(verify(request, AWS_RULES)?.kind, kind);
      assert.notEqual(verify(request, S3_RULES), undefined);
    });
  }

  it('whatever is sent is refused, without an exception', () => {
    const text = fc.string({ unit: 'binary' });
    const name = fc.constantFrom(
      'X-Amz-Credential',
      'X-Amz-SignedHeaders',
      'X-Amz-Signature',
      'X-Amz-Expires',
      '__proto__',
    );
    const query = fc
      .array(fc.tuple(name, fc.oneof(text, fc.constant(SCOPE))))
      .map(
        (pairs) =>
          `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20231122T101112Z&${pairs.map((pair) => pair.join('=')).join('&')}`,
      );
    const authorization = fc
      .tuple(text, text)
      .map(
        ([list, signature]) => `AWS4-HMAC-SHA256 Credential=${SCOPE} SignedHeaders=host;${list} Signature=${signature}`,
      );
    const request: fc.Arbitrary<SignableRequest> = fc.record({
      method: text,
      path: text,
      query: fc.oneof(fc.constant(''), text, query),
      headers: fc.record(
        {
          host: text,
          'x-amz-date': fc.oneof(text, fc.constant('20231122T101112Z')),
          authorization: fc.oneof(text, authorization),
        },
        { requiredKeys: [] },
      ),
    });
    fc.assert(
      fc.property(request, fc.constantFrom(AWS_RULES, S3_RULES), (sent, rules) => {
        assert.notEqual(verify(sent, rules), undefined);
      }),
      { numRuns: 1000 },
    );
  });
});
