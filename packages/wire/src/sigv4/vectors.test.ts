import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SignableRequest } from './canonical-request.js';
import { isAuthFailure } from './failures.js';
import { AWS_RULES, S3_RULES, type SigningRules } from './rules.js';
import { presignRequest, signRequest } from './sign-request.js';
import { parseSignature } from './parse-signature.js';
import { verifySignature } from './verify-signature.js';

// AWS's published answers: the Signature Version 4 test suite, the examples of the S3 and IAM guides.

interface Vector {
  readonly signature: string;
  readonly method?: string;
  readonly path?: string;
  readonly query?: string;
  readonly headers?: SignableRequest['headers'];
  readonly body?: string;
  readonly rules?: Partial<SigningRules>;
}

const UNRESERVED = '-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const VANILLA = '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31';
const FORM = 'application/x-www-form-urlencoded';
const RAW_PATH = { pathNormalization: false };
const SUITE_TOKEN = '6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267';
const STS_TOKEN =
  'AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRqTflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HFvlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4rvx3iSIlTJabIQwj2ICCR/oLxBA==';

const SUITE: Readonly<Record<string, Vector>> = {
  'get-vanilla': { signature: VANILLA },
  'get-vanilla-empty-query-key': {
    query: 'Param1=value1',
    signature: 'a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb',
  },
  'get-vanilla-query-order-key-case': {
    query: 'Param2=value2&Param1=value1',
    signature: 'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  },
  'get-vanilla-query-order-value': {
    query: 'Param1=value2&Param1=value1',
    signature: '5772eed61e12b33fae39ee5e7012498b51d56abc0abb7c60486157bd471c4694',
  },
  'get-vanilla-query-order-encoded': {
    query: 'Param-3=Value3&Param=Value2&%E1%88%B4=Value1',
    signature: '371d3713e185cc334048618a97f809c9ffe339c62934c032af5a0e595648fcac',
  },
  'get-vanilla-query-unreserved': {
    query: `${UNRESERVED}=${UNRESERVED}`,
    signature: '9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197',
  },
  'get-vanilla-utf8-query': {
    query: '\u1234=bar',
    signature: '2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04',
  },
  'get-vanilla-utf8-query, as bytes of a request line': {
    query: '\u00e1\u0088\u00b4=bar',
    signature: '2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04',
  },
  'get-vanilla-with-session-token': {
    headers: { 'x-amz-security-token': SUITE_TOKEN },
    signature: '07ec1639c89043aa0e3e2de82b96708f198cceab042d4a97044c66dd9f74e7f8',
  },
  'get-unreserved': {
    path: `/${UNRESERVED}`,
    signature: '07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f',
  },
  'get-utf8': { path: '/\u1234', signature: '8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85' },
  'get-space': {
    path: '/example space/',
    signature: '652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741',
  },
  'get-space, encoded once': {
    path: '/example%20space/',
    rules: { doubleEncode: false },
    signature: '652487583200325589f1fba4c7e578f72c47cb61beeca81406b39ddec1366741',
  },
  'get-relative-normalized': { path: '/example/..', signature: VANILLA },
  'get-relative-relative-normalized': { path: '/example1/example2/../..', signature: VANILLA },
  'get-slash-normalized': { path: '//', signature: VANILLA },
  'get-slash-dot-slash-normalized': { path: '/./', signature: VANILLA },
  'get-slash-pointless-dot-normalized': {
    path: '/./example',
    signature: 'ef75d96142cf21edca26f06005da7988e4f8dc83a165a80865db7089db637ec5',
  },
  'get-slashes-normalized': {
    path: '//example//',
    signature: '9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84',
  },
  'get-slashes-normalized, already': {
    path: '/example/',
    rules: RAW_PATH,
    signature: '9a624bd73a37c9a373b5312afbebe7a714a789de108f0bdfe846570885f57e84',
  },
  'get-header-key-duplicate': {
    headers: { 'my-header1': ['value2', 'value2', 'value1'] },
    signature: 'c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea',
  },
  'get-header-value-order': {
    headers: { 'my-header1': ['value4', 'value1', 'value3', 'value2'] },
    signature: '08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01',
  },
  'get-header-value-trim': {
    headers: { 'my-header1': ' value1', 'my-header2': ' "a   b   c"' },
    signature: 'acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736',
  },
  'get-header-value-multiline': {
    headers: { 'my-header1': 'value1\n  value2\n     value3' },
    signature: 'cfd34249e4b1c8d6b91ef74165d41a32e5fab3306300901bb65a51a73575eefd',
  },
  'get-header-value-multiline, as the first suite had it': {
    headers: { 'my-header1': ['value1', 'value2', 'value3'] },
    signature: 'ba17b383a53190154eb5fa66a1b836cc297cc0a3d70a5d00705980573d8ff790',
  },
  'post-vanilla': {
    method: 'POST',
    signature: '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  },
  'post-vanilla-query': {
    method: 'POST',
    query: 'Param1=value1',
    signature: '28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11',
  },
  'post-header-key-sort': {
    method: 'POST',
    headers: { 'my-header1': 'value1' },
    signature: 'c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c',
  },
  'post-header-value-case': {
    method: 'POST',
    headers: { 'my-header1': 'VALUE1' },
    signature: 'cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d',
  },
  'post-x-www-form-urlencoded': {
    method: 'POST',
    headers: { 'content-type': FORM },
    body: 'Param1=value1',
    signature: 'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
  },
  'post-x-www-form-urlencoded, with its hash and length signed': {
    method: 'POST',
    headers: { 'content-type': FORM, 'content-length': '13' },
    body: 'Param1=value1',
    rules: { payload: 'declared' },
    signature: 'd3875051da38690788ef43de4db0d8f280229d82040bfac253562e56c3f20e0b',
  },
  'post-sts-header-before': {
    method: 'POST',
    headers: { 'x-amz-security-token': STS_TOKEN },
    signature: '85d96828115b5dc0cfc3bd16ad9e210dd772bbebba041836c64533a82be05ead',
  },
};

const S3_GUIDE: Readonly<Record<string, Vector>> = {
  'GET Object': {
    path: '/test.txt',
    headers: { range: 'bytes=0-9' },
    signature: 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  },
  'PUT Object': {
    method: 'PUT',
    path: '/test$file.text',
    headers: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
    body: 'Welcome to Amazon S3.',
    signature: '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  },
  'PUT Object, encoded': {
    method: 'PUT',
    path: '/test%24file%2etext',
    headers: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
    body: 'Welcome to Amazon S3.',
    signature: '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  },
  'GET Bucket Lifecycle': {
    query: 'lifecycle',
    signature: 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  },
  'GET Bucket (List Objects)': {
    query: 'prefix=J&max-keys=2',
    signature: '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  },
};

const SUITE_SIGNER = {
  accessKeyId: 'AKIDEXAMPLE',
  secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
  service: 'service',
  now: Date.UTC(2015, 7, 30, 12, 36),
};
const S3_SIGNER = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
  service: 's3',
  now: Date.UTC(2013, 4, 24),
};

type Identity = typeof SUITE_SIGNER;

function check(vector: Vector, host: string, identity: Identity, rules: SigningRules): void {
  const { method = 'GET', path = '/', query = '', body = '' } = vector;
  const unsigned = { method, path, query, body, headers: { host, ...vector.headers } };
  const headers = signRequest(unsigned, { ...identity, rules });
  assert.match(String(headers['authorization']), new RegExp(`Signature=${vector.signature}$`));

  const request = { ...unsigned, headers };
  const parsed = parseSignature(request);
  assert.ok(!isAuthFailure(parsed) && parsed.kind === 'header');
  assert.equal(parsed.accessKeyId, identity.accessKeyId);
  const failure = verifySignature(parsed, request, {
    secret: () => identity.secret,
    body,
    now: identity.now,
    service: identity.service,
    rules,
  });
  assert.equal(failure, undefined);
}

describe("AWS's published signatures are made and verified", () => {
  for (const [name, vector] of Object.entries(SUITE)) {
    it(name, () => check(vector, 'example.amazonaws.com', SUITE_SIGNER, { ...AWS_RULES, ...vector.rules }));
  }
  for (const [name, vector] of Object.entries(S3_GUIDE)) {
    it(`S3: ${name}`, () => check(vector, 'examplebucket.s3.amazonaws.com', S3_SIGNER, S3_RULES));
  }

  it('IAM ListUsers', () => {
    const vector: Vector = {
      query: 'Version=2010-05-08&Action=ListUsers',
      headers: { 'content-type': `${FORM}; charset=utf-8` },
      signature: '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
    };
    check(vector, 'iam.amazonaws.com', { ...SUITE_SIGNER, service: 'iam' }, AWS_RULES);
  });

  it('S3: presigned GET Object', () => {
    const unsigned = {
      method: 'GET',
      path: '/test.txt',
      query: '',
      headers: { host: 'examplebucket.s3.amazonaws.com' },
    };
    const query = presignRequest(unsigned, { ...S3_SIGNER, rules: S3_RULES }, 86_400);
    assert.equal(
      query,
      'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    );
    const request = { ...unsigned, query };
    const parsed = parseSignature(request);
    assert.ok(!isAuthFailure(parsed) && parsed.kind === 'presigned');
    const options = { secret: () => S3_SIGNER.secret, now: S3_SIGNER.now + 86_400_000, rules: S3_RULES };
    assert.equal(verifySignature(parsed, request, options), undefined);
    assert.equal(verifySignature(parsed, request, { ...options, now: options.now + 1 })?.kind, 'presigned-expired');
  });
});
