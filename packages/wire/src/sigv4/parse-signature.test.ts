import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SignableRequest } from './canonical-request.js';
import { isAuthFailure, type AuthFailure } from './failures.js';
import { parseSignature, type RequestSignature } from './parse-signature.js';

const request = (headers: SignableRequest['headers'], query = ''): SignableRequest => ({
  method: 'POST',
  path: '/',
  query,
  headers,
});

const CREDENTIAL = 'AKID/20231122/eu-west-1/kinesis/aws4_request';
const DATE = { 'x-amz-date': '20231122T101112Z' };
const authorized = (authorization: string, extra: SignableRequest['headers'] = DATE): SignableRequest =>
  request({ authorization, ...extra });

function failureOf(sent: SignableRequest): AuthFailure {
  const parsed = parseSignature(sent);
  assert.ok(isAuthFailure(parsed));
  return parsed;
}

function signatureOf(sent: SignableRequest): RequestSignature {
  const parsed = parseSignature(sent);
  assert.ok(!isAuthFailure(parsed) && parsed.kind !== 'anonymous');
  return parsed;
}

describe('parseSignature', () => {
  it('reads the header form however it is separated', () => {
    const separated = [
      `AWS4-HMAC-SHA256 Credential=${CREDENTIAL}, SignedHeaders=host;x-amz-date, Signature=abc`,
      `AWS4-HMAC-SHA256 Credential=${CREDENTIAL},SignedHeaders=host;x-amz-date,Signature=abc`,
      `AWS4-HMAC-SHA256 Signature=abc SignedHeaders=X-Amz-Date;Host Credential=${CREDENTIAL}//`,
      ` AWS4-HMAC-SHA256   Signature=no,, Signature=abc ,Credential=${CREDENTIAL} SignedHeaders=host;x-amz-date`,
    ];
    for (const authorization of separated) {
      assert.deepEqual(signatureOf(authorized(authorization, { ...DATE, 'x-amz-security-token': 'token' })), {
        kind: 'header',
        credential: CREDENTIAL,
        accessKeyId: 'AKID',
        date: '20231122',
        region: 'eu-west-1',
        service: 'kinesis',
        terminator: 'aws4_request',
        signedHeaders: ['host', 'x-amz-date'],
        signature: 'abc',
        sessionToken: 'token',
        amzDate: '20231122T101112Z',
        time: Date.UTC(2023, 10, 22, 10, 11, 12),
        expires: undefined,
        query: [],
      });
    }
  });

  it('reads headers that differ in the signature alone, each as if it came first', () => {
    const start = `AWS4-HMAC-SHA256 Credential=${CREDENTIAL}, SignedHeaders=host, Signature=`;
    for (const digit of '0123') {
      const { signature, credential } = signatureOf(authorized(start + digit.repeat(64)));
      assert.deepEqual({ signature, credential }, { signature: digit.repeat(64), credential: CREDENTIAL });
    }
    assert.equal(signatureOf(authorized(`${start}old, Signature=${'5'.repeat(64)}`)).signature, '5'.repeat(64));
    assert.equal(signatureOf(authorized(`${start}${'5'.repeat(64)} x=y`)).signature, '5'.repeat(64));
    const split = `${'5'.repeat(31)} x=${'6'.repeat(30)}`;
    assert.equal(signatureOf(authorized(start + split)).signature, '5'.repeat(31));
  });

  it('takes nothing else that ends in a signature’s digits for a signature', () => {
    const digits = '7'.repeat(64);
    const signed = `AWS4-HMAC-SHA256 Credential=${CREDENTIAL}, SignedHeaders=host`;
    const missing = (authorization: string): unknown => {
      const failure = failureOf(authorized(authorization));
      return failure.kind === 'incomplete' ? failure.missing : failure.kind;
    };
    for (let time = 0; time < 2; time++) {
      assert.deepEqual(missing(`${signed}, XSignature=${digits}`), ['Signature']);
      assert.deepEqual(missing(`, Signature=${digits}`), ['Credential', 'Signature', 'SignedHeaders']);
      assert.equal(missing(`${signed} word, Signature=${digits}`), 'not-key-value');
    }
  });

  it('takes an HTTP date where there is no X-Amz-Date', () => {
    const authorization = `AWS4-HMAC-SHA256 Credential=${CREDENTIAL} SignedHeaders=date;host Signature=abc`;
    const parsed = signatureOf(authorized(authorization, { date: 'Wed, 22 Nov 2023 10:11:12 GMT' }));
    assert.equal(parsed.amzDate, '20231122T101112Z');
    assert.equal(parsed.time, Date.UTC(2023, 10, 22, 10, 11, 12));
  });

  it('reads the query form, of repeated parameters the first', () => {
    const query =
      'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKID%2F20231122%2Feu-west-1%2Fs3%2faws4_request&X-Amz-Date=20231122T101112Z' +
      '&X-Amz-Expires=60&X-Amz-SignedHeaders=host%3Bx-amz-acl&X-Amz-Security-Token=a%2Fb%2B&X-Amz-Signature=abc&X-Amz-Date=other&key=v';
    const parsed = signatureOf(request({}, query));
    assert.equal(parsed.kind, 'presigned');
    assert.equal(parsed.service, 's3');
    assert.equal(parsed.expires, '60');
    assert.equal(parsed.sessionToken, 'a/b+');
    assert.deepEqual(parsed.signedHeaders, ['host', 'x-amz-acl']);
    assert.equal(
      parsed.query.some((pair) => pair.name === 'X-Amz-Signature'),
      false,
    );
  });

  it('takes a request without either form as anonymous', () => {
    for (const sent of [
      request({}),
      request({ authorization: '' }),
      request({}, 'X-Amz-Credential=a&X-Amz-Signature=b&X-Amz-SignedHeaders=c&X-Amz-Date=d'),
    ]) {
      assert.deepEqual(parseSignature(sent), { kind: 'anonymous' });
    }
  });

  it('refuses both forms at once', () => {
    const failure = failureOf(request({ authorization: 'X' }, 'X-Amz-Algorithm'));
    assert.equal(failure.kind, 'both-forms');
    assert.equal(failure.code, 'InvalidSignatureException');
    assert.equal(
      failure.message,
      "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
    );
  });

  it('lists what a header lacks', () => {
    const all =
      "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. " +
      "Authorization header requires 'SignedHeaders' parameter. " +
      "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. Authorization=X";
    assert.equal(failureOf(request({ authorization: 'X' }, 'X-Amz-Algorith')).message, all);

    for (const authorization of ['AWS4- Signature=b Credential=a', 'AWS4- Signature=b, Credential=a']) {
      const failure = failureOf(authorized(authorization, { date: 'a' }));
      assert.equal(failure.code, 'IncompleteSignatureException');
      assert.equal(failure.status, 400);
      assert.equal(
        failure.message,
        `Authorization header requires 'SignedHeaders' parameter. Authorization=${authorization}`,
      );
    }
  });

  it('lists what a query lacks', () => {
    const includes = (name: string): string => `AWS query-string parameters must include '${name}'. `;
    assert.equal(
      failureOf(request({}, 'X-Amz-Algorithm')).message,
      ['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Signature', 'X-Amz-SignedHeaders', 'X-Amz-Date']
        .map(includes)
        .join('') + 'Re-examine the query-string parameters.',
    );
    assert.equal(
      failureOf(request({}, 'X-Amz-SignedHeaders=a&X-Amz-Algorithm=b&X-Amz-Date=c&X-Amz-Credential=')).message,
      `${includes('X-Amz-Credential')}${includes('X-Amz-Signature')}Re-examine the query-string parameters.`,
    );
  });

  it('refuses what is not a key=value pair', () => {
    assert.equal(
      failureOf(authorized('Bearer abc.def')).message,
      "'abc.def' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer abc.def'.",
    );
  });

  it('refuses other algorithms', () => {
    const rest = `Credential=${CREDENTIAL}, SignedHeaders=host, Signature=abc`;
    assert.equal(
      failureOf(authorized(`AWS4-ECDSA-P256-SHA256 ${rest}`)).message,
      "Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256'.",
    );
    const query =
      'X-Amz-Algorithm=AWS5&X-Amz-Credential=a&X-Amz-Signature=b&X-Amz-SignedHeaders=c&X-Amz-Date=20231122T101112Z';
    assert.equal(failureOf(request({}, query)).kind, 'missing-token');
  });

  it('refuses dates that are none', () => {
    const authorization = `AWS4-HMAC-SHA256 Credential=${CREDENTIAL}, SignedHeaders=host, Signature=abc`;
    for (const date of ['201', '2023-11-22T10:11:12Z', '20230230T101112Z', '20231122T246060Z', '20231122T1O1112Z']) {
      const failure = failureOf(authorized(authorization, { 'x-amz-date': date }));
      assert.equal(failure.code, 'IncompleteSignatureException');
      assert.equal(
        failure.message,
        `Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`,
      );
    }
  });

  it('refuses a credential without its five parts', () => {
    for (const credential of ['a', 'a/b/c/d', 'a/b/c/d/e/f', 'a/b/c/d/']) {
      assert.equal(
        failureOf(authorized(`AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=abc`)).message,
        `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential}'`,
      );
    }
  });
});
