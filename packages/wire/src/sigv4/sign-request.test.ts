import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isAuthFailure, type AuthFailure } from './failures.js';
import { parseSignature } from './parse-signature.js';
import { AWS_RULES, S3_RULES } from './rules.js';
import { presignRequest, signRequest, type RequestToSign, type Signer } from './sign-request.js';
import { SigningKeyCache } from './signing-key.js';
import { verifySignature } from './verify-signature.js';

const NOW = Date.UTC(2024, 1, 29, 23, 59, 59);
const keys = new SigningKeyCache(2);

const plain = fc.string({ unit: fc.constantFrom('a', 'b', 'n', 'Y', 'Z', '0', '9'), minLength: 1, maxLength: 8 });
const word = fc.string({
  unit: fc.constantFrom('a', 'b', 'Y', 'Z', '0', '9', '-', '.', '_', '~'),
  minLength: 1,
  maxLength: 12,
});
const value = fc.string({
  unit: fc.constantFrom('a', 'b', ' ', '\t', ',', ';', '=', '+', '%', '/', '\u00e9', '"'),
  maxLength: 20,
});
const escaped = fc.string({
  unit: fc.constantFrom('a', 'Z', '~', '+', '%2F', '%e1', '%', '$', '.', '*'),
  maxLength: 8,
});
const headers = fc
  .dictionary(
    word.map((name) => `x-${name.toLowerCase()}`),
    fc.oneof(value, fc.array(value, { minLength: 1 })),
  )
  .map((more) => ({ ...more, host: 'localhost:4566' }));
const request: fc.Arbitrary<RequestToSign> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT'),
  path: fc.array(fc.oneof(escaped, fc.constantFrom('', '.', '..'))).map((segments) => `/${segments.join('/')}`),
  query: fc.array(fc.tuple(escaped, escaped)).map((pairs) => pairs.map(([a, b]) => `p${a}=${b}`).join('&')),
  headers,
  body: fc.string(),
});
const signer: fc.Arbitrary<Signer> = fc.record(
  {
    accessKeyId: word,
    secret: fc.oneof(fc.string(), fc.uint8Array({ maxLength: 80 })),
    sessionToken: word,
    region: word,
    service: word,
    now: fc.constant(NOW),
    rules: fc.constantFrom(AWS_RULES, S3_RULES),
  },
  { requiredKeys: ['accessKeyId', 'secret', 'region', 'service', 'now'] },
);

function verify(sent: RequestToSign, by: Signer): AuthFailure | undefined {
  const parsed = parseSignature(sent);
  if (isAuthFailure(parsed)) return parsed;
  return verifySignature(parsed, sent, {
    secret: (id) => (id === by.accessKeyId ? by.secret : undefined),
    body: sent.body ?? '',
    now: NOW,
    service: by.service,
    validRegion: (region) => region === by.region,
    rules: by.rules ?? AWS_RULES,
    keys,
  });
}

/** Requests without any two spellings of the same thing, so that every change of a bit changes what is signed. */
const plainRequest: fc.Arbitrary<RequestToSign> = fc.record({
  method: fc.constantFrom('GET', 'POST'),
  path: fc.array(plain).map((segments) => `/${segments.join('/')}`),
  query: fc.array(fc.tuple(plain, plain)).map((pairs) => pairs.map(([a, b]) => `${a}=${b}`).join('&')),
  headers: fc
    .dictionary(
      plain.map((name) => `x-${name.toLowerCase()}`),
      plain,
    )
    .map((more) => ({ ...more, host: 'h' })),
  body: fc.string(),
});

interface SignedText {
  readonly text: string;
  readonly change: (to: string) => RequestToSign;
}

function signedTexts(sent: RequestToSign): readonly SignedText[] {
  const parts: SignedText[] = Object.entries(sent.headers).map(([name, text]) => ({
    text: String(text),
    change: (to) => ({ ...sent, headers: { ...sent.headers, [name]: to } }),
  }));
  parts.push(
    { text: sent.method, change: (to) => ({ ...sent, method: to }) },
    { text: sent.path, change: (to) => ({ ...sent, path: to }) },
    { text: sent.query, change: (to) => ({ ...sent, query: to }) },
    { text: String(sent.body), change: (to) => ({ ...sent, body: to }) },
  );
  return parts.filter(({ text }) => text !== '');
}

/** Of all that is signed, only the case of SignedHeaders' names is free. */
function isFree(text: string, at: number, flipped: string): boolean {
  const list = text.indexOf('SignedHeaders=') + 'SignedHeaders='.length;
  const inList = text.startsWith('AWS4-') && at >= list && at < text.indexOf(', Signature=');
  return inList && flipped.toLowerCase() === text.charAt(at);
}

describe('what is signed', () => {
  it('verifies in the header form', () => {
    fc.assert(
      fc.property(request, signer, (unsigned, by) => {
        assert.equal(verify({ ...unsigned, headers: signRequest(unsigned, by) }, by), undefined);
      }),
    );
  });

  it('verifies in the query form', () => {
    const lifetime = fc.integer({ min: 0, max: 604_800 });
    fc.assert(
      fc.property(request, signer, lifetime, (unsigned, by, seconds) => {
        const query = presignRequest(unsigned, by, seconds);
        const refusal =
          by.rules === S3_RULES && Object.keys(unsigned.headers).some((name) => name === 'x-amz-content-sha256');
        assert.equal(verify({ ...unsigned, query }, by) === undefined, !refusal);
      }),
    );
  });

  it('no longer verifies with any bit of it flipped', () => {
    fc.assert(
      fc.property(plainRequest, signer, fc.nat(), fc.nat(), fc.nat({ max: 7 }), (unsigned, by, which, where, bit) => {
        const sent: RequestToSign = { ...unsigned, headers: signRequest(unsigned, by) };
        const texts = signedTexts(sent);
        const part = texts[which % texts.length] ?? assert.fail();
        const at = where % part.text.length;
        const flipped = String.fromCharCode(part.text.charCodeAt(at) ^ (1 << bit));
        fc.pre(!isFree(part.text, at, flipped));
        const changed = part.change(part.text.slice(0, at) + flipped + part.text.slice(at + 1));
        assert.notEqual(verify(changed, by), undefined);
      }),
      { numRuns: 1000 },
    );
  });

  it('no longer verifies with a digit of the signature, the date or the key changed', () => {
    fc.assert(
      fc.property(request, signer, fc.nat(), (unsigned, by, where) => {
        const sent: RequestToSign = { ...unsigned, headers: signRequest(unsigned, by) };
        const authorization = String(sent.headers['authorization']);
        const at = authorization.length - 1 - (where % 64);
        const digit = authorization[at] === '0' ? '1' : '0';
        const forged = authorization.slice(0, at) + digit + authorization.slice(at + 1);
        assert.equal(verify({ ...sent, headers: { ...sent.headers, authorization: forged } }, by)?.kind, 'mismatch');
        assert.equal(
          verify({ ...sent, headers: { ...sent.headers, 'x-amz-date': '20240229T235958Z' } }, by)?.kind,
          'mismatch',
        );
        assert.equal(verify(sent, { ...by, secret: `${String(by.secret)}!` })?.kind, 'mismatch');
      }),
    );
  });
});
